"""All that is known of one round, put together once for the page, the command line and the printed page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from core.errors import InvalidInputError
from core.maturity.actions import ProposedAction, proposed_actions
from core.maturity.answered_round import AnsweredRound
from core.maturity.change import Change, change_since
from core.maturity.evidence import Fact, Mismatch, mismatches
from core.maturity.gap import CapabilityGap, gaps
from core.maturity.results import RoundResults, round_results
from core.maturity.rounds import Progress, Round, progress, responses, rounds
from core.maturity.targets import Targets, targets_of
from core.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """One round with its results. `before` is the round that `change` compares with, where there is one.

    `actions` are in the order in which they are proposed; none while nothing is known.
    """

    round: Round
    progress: Progress
    results: RoundResults
    targets: Targets
    gaps: tuple[CapabilityGap, ...]
    actions: tuple[ProposedAction, ...]
    mismatches: tuple[Mismatch, ...]
    change: Change | None = None
    before: Round | None = None


def standing(workspace: Workspace, one: Round, facts: Mapping[str, Fact]) -> Standing:
    """Return where a round stands.

    Raises `InvalidInputError` while nobody has answered, or while an anonymous round still takes answers.
    """
    if not one.shows_results(datetime.now(UTC).date()):
        raise InvalidInputError(
            f"{one.name} is anonymous and still takes answers. Its results are shown once it is closed, so that nobody "
            "can see what one more answer changes."
        )
    now = progress(workspace, one)
    answers = responses(workspace, one)
    if not answers:
        asked = f"None of the {now.asked} people asked has" if now.asked else "Nobody is asked yet, so nobody has"
        raise InvalidInputError(
            f"{asked} answered {one.name!r}. There is nothing to show before the first answer: hand out the links."
        )
    answered = AnsweredRound(one.model, answers, one.anonymous)
    results = round_results(answered)
    targets = targets_of(workspace, one.model)
    found = {s.code: s for capability in results.capabilities for s in capability.statements}
    met = {code: s.met for code, s in found.items()}
    shares = {code: (s.yes_share, s.known) for code, s in found.items() if s.yes_share is not None}
    change, before = _change(workspace, one, answered, results)
    wanted = {code: stage - 1 for code, stage in targets.stages.items()}
    return Standing(
        one,
        now,
        results,
        targets,
        gaps(one.model, results, targets.stages) if found else (),
        proposed_actions(one.model, met, wanted) if found else (),
        mismatches(one.model, facts, shares),
        change,
        before,
    )


def _change(
    workspace: Workspace, one: Round, answered: AnsweredRound, results: RoundResults
) -> tuple[Change | None, Round | None]:
    """Compare with the latest earlier round of the same model that has answers which may be shown."""
    if results.is_kept_back:
        return None, None
    earlier = [
        other
        for other in rounds(workspace)
        if other.model.code == one.model.code and other.round_id != one.round_id and other.opened_at < one.opened_at
    ]
    for other in earlier:
        answers = responses(workspace, other)
        if not answers or not other.shows_results(datetime.now(UTC).date()):
            continue
        before = AnsweredRound(other.model, answers, other.anonymous)
        if not round_results(before).is_kept_back:
            return change_since(before, answered), other
    return None, None
