"""What a round of a self-assessment found: levels, how far people agree, and who sees it differently."""

import math
from collections import Counter
from dataclasses import dataclass, replace

from core.maturity.answered_round import AnsweredRound
from core.maturity.answers import CONFIDENCES, REPLIES, Reply, Response
from core.maturity.disclosure import LEAST
from core.maturity.groups import Groups, PersonLevel, group_levels
from core.maturity.model import Capability
from core.maturity.scoring import additive_level, highest_met, staged_level
from core.numbers.agreement import Agreement, krippendorff_alpha
from core.numbers.estimates import Estimate, mean_estimate, standard_deviation
from core.text import NOT_GIVEN

_RANKS: dict[Reply, float | None] = {"no": 0.0, "partly": 1.0, "yes": 2.0, "unknown": None}


@dataclass(frozen=True)
class StatementResult:
    """How many respondents gave each reply to a statement.

    >>> found = StatementResult("a", yes=3, partly=2, no=1, unknown=4)
    >>> found.known, found.yes_share, found.met
    (6, 0.5, False)
    """

    code: str
    yes: int
    partly: int
    no: int
    unknown: int

    @property
    def known(self) -> int:
        """Return how many know."""
        return self.yes + self.partly + self.no

    @property
    def yes_share(self) -> float | None:
        """Return the share (0 to 1) of yes among those who know; None where nobody knows."""
        return self.yes / self.known if self.known else None

    @property
    def met(self) -> bool | None:
        """Tell whether more than half of those who know say yes; None where nobody knows."""
        return 2 * self.yes > self.known if self.known else None


@dataclass(frozen=True)
class CapabilityResult:
    """One capability in one round; levels run from 1 to the number of stages.

    `staged` is the highest stage whose statements, and those below, are all met by the group. `additive` is the mean of
    the respondents' additive levels with a 95 % t interval inside the scale; its `n` are those who have a level.
    `deviation`, `lowest` and `highest` describe the same levels. `staged_counts` has the respondents at each stage from
    the first, `staged_unknown` those without one. `confidence` is the mean of low 1, medium 2, high 3 over
    `confidences` respondents. In an anonymous round additive level and confidence are None where they rest on one to
    four people; the counts of replies and stages are always of the whole round and of nobody in particular.
    """

    code: str
    name: str
    staged: int | None
    additive: Estimate
    deviation: float | None
    lowest: float | None
    highest: float | None
    staged_counts: tuple[int, ...]
    staged_unknown: int
    confidence: float | None
    confidences: int
    statements: tuple[StatementResult, ...]
    groups: Groups


@dataclass(frozen=True)
class Comment:
    """What somebody wrote on a capability; role and team are empty in an anonymous round."""

    capability: str
    text: str
    role: str = ""
    team: str = ""


@dataclass(frozen=True)
class RoundResults:
    """A whole round. `stages` are the stages' names from the lowest.

    `staged` is the level of the lowest capability, `additive` the mean of the capabilities. `agreement` is the ordinal
    alpha with statements as units. An anonymous round of fewer than five holds nothing but the number of respondents.
    """

    model: str
    edition: int
    stages: tuple[str, ...]
    anonymous: bool
    respondents: int
    capabilities: tuple[CapabilityResult, ...] = ()
    staged: int | None = None
    additive: float | None = None
    agreement: Agreement | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def is_kept_back(self) -> bool:
        """Tell whether there are too few respondents to show anything of an anonymous round."""
        return self.anonymous and self.respondents < LEAST


def round_results(answered: AnsweredRound) -> RoundResults:
    """Return the results of a round.

    >>> from core.maturity.example import SMALL
    >>> first = Response("", "", {"a": "yes", "b": "yes", "c": "no", "d": "yes", "e": "yes"})
    >>> second = Response("", "", {"a": "yes", "b": "yes", "c": "partly", "d": "yes", "e": "yes"})
    >>> found = round_results(AnsweredRound(SMALL, (first, second), anonymous=False))
    >>> [(one.code, one.staged, one.additive.value) for one in found.capabilities], found.staged, found.additive
    ([('data', 2, 2.25), ('people', 3, 3.0)], 2, 2.625)
    """
    model = answered.model
    stages = tuple(stage.name for stage in model.stages)
    empty = RoundResults(model.code, model.edition, stages, answered.anonymous, len(answered.responses))
    if empty.is_kept_back:
        return empty
    capabilities = tuple(_capability(answered, one) for one in model.capabilities)
    ratings = [[_RANKS[one.reply(s.code)] for s in model.statements()] for one in answered.responses]
    return replace(
        empty,
        capabilities=capabilities,
        staged=_weakest(capabilities),
        additive=_mean_level(capabilities),
        agreement=krippendorff_alpha(ratings, "ordinal"),
        comments=_comments(answered),
    )


def _capability(answered: AnsweredRound, capability: Capability) -> CapabilityResult:
    model, code = answered.model, capability.code
    people = [PersonLevel(one.role, one.team, additive_level(model, code, one)) for one in answered.responses]
    levels = [one.level for one in people if one.level is not None]
    shown = [] if answered.anonymous and len(levels) < LEAST else levels
    additive = _inside(mean_estimate(shown), len(model.stages))
    statements = _statements(answered.responses, capability)
    staged = Counter(staged_level(model, code, one) for one in answered.responses)
    confidences = [
        CONFIDENCES.index(one.confidences[code]) + 1 for one in answered.responses if code in one.confidences
    ]
    is_open = bool(confidences) and not (answered.anonymous and len(confidences) < LEAST)
    return CapabilityResult(
        code=code,
        name=capability.name,
        staged=highest_met(capability, {one.code: one.met for one in statements}),
        additive=replace(additive, n=len(levels)),
        deviation=standard_deviation(shown),
        lowest=min(shown, default=None),
        highest=max(shown, default=None),
        staged_counts=tuple(staged[stage] for stage in range(1, len(model.stages) + 1)),
        staged_unknown=staged[None],
        confidence=sum(confidences) / len(confidences) if is_open else None,
        confidences=len(confidences),
        statements=statements,
        groups=group_levels(people, answered.anonymous),
    )


def _inside(estimate: Estimate, stages: int) -> Estimate:
    if estimate.low is None or estimate.high is None:
        return estimate
    return replace(estimate, low=max(1.0, estimate.low), high=min(float(stages), estimate.high))


def _statements(responses: tuple[Response, ...], capability: Capability) -> tuple[StatementResult, ...]:
    found = []
    for statement in (one for cell in capability.cells for one in cell.statements):
        replies = Counter(one.reply(statement.code) for one in responses)
        found.append(StatementResult(statement.code, *(replies[reply] for reply in REPLIES)))
    return tuple(found)


def _weakest(capabilities: tuple[CapabilityResult, ...]) -> int | None:
    """Return the lowest staged level; None where an unknown one could be lower still."""
    known = [one.staged for one in capabilities if one.staged is not None]
    lowest = min(known, default=None)
    return lowest if len(known) == len(capabilities) or lowest == 1 else None


def _mean_level(capabilities: tuple[CapabilityResult, ...]) -> float | None:
    """Return the mean of the additive levels; None where one is not known, for the rest would be another question."""
    known = [one.additive.value for one in capabilities if one.additive.value is not None]
    return math.fsum(known) / len(known) if known and len(known) == len(capabilities) else None


def _comments(answered: AnsweredRound) -> tuple[Comment, ...]:
    """Return what was written: by capability and group in a named round, only by text in an anonymous one."""
    written = [(one, code, text.strip()) for one in answered.responses for code, text in one.comments.items()]
    if answered.anonymous:
        found = [Comment(code, text) for _, code, text in written if text]
        return tuple(sorted(found, key=lambda one: (one.text, one.capability)))
    named = [Comment(code, text, by.role or NOT_GIVEN, by.team or NOT_GIVEN) for by, code, text in written if text]
    return tuple(sorted(named, key=lambda one: (one.capability, one.role, one.team, one.text)))
