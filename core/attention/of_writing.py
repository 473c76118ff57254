"""What people's writing raises: cases that await approval, overdue and ownerless work, rounds that close soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.attention.candidate import Candidate
from core.casebook.freezing import FrozenCase, versions
from core.casebook.keeping import cases
from core.casebook.status import statuses
from core.improvement.items import Item, late_ones
from core.maturity.rounds import Round
from core.text import counted
from core.wording import day, money, percent
from core.workspace import Workspace

CLOSES_WITHIN_DAYS = 7
_DAMAGED = 5


@dataclass(frozen=True)
class RoundState:
    """A round of the self-assessment, and how many of those asked have answered."""

    round: Round
    answered: int
    asked: int


def of_cases(workspace: Workspace) -> list[Candidate]:
    """Return the cases whose newest version awaits approval, and those that were altered past the app."""
    known, found = statuses(workspace), []
    for kept in cases(workspace):
        state, query = known[kept.case_id], (("case", kept.case_id), ("case_part", "Sign-off"))
        if kept.archived:
            continue
        if state.state == "damaged":
            sentence = f"{kept.case.title}: a frozen version was altered past the app."
            why = "What was approved can't be relied on. Restore a backup, or freeze it again."
            found.append(Candidate("case", sentence, why, "business_case", query, extra=_DAMAGED))
        elif state.state == "awaiting":
            version = versions(workspace, kept.case_id)[-1]
            why = f"Handed in by {version.frozen_by}: {_worth(version)}."
            sentence = f"{version.name} awaits approval."
            found.append(Candidate("case", sentence, why, "business_case", query, version.frozen_at.date()))
    return found


def _worth(version: FrozenCase) -> str:
    headline = version.headline
    worth = f"net present value {money(headline.npv, version.case.currency)}"
    if headline.low == headline.high:
        return f"{worth}, and no input has a range"
    return f"{worth}, above zero in {percent(headline.chance_above_zero, 0)} of the draws"


def of_backlog(found: Sequence[Item], today: date) -> list[Candidate]:
    """Return that items are overdue, and that open ones have no owner; each as one candidate, the oldest named.

    >>> [one.sentence for one in of_backlog([Item("i", "Fix the IVR", date(2026, 1, 1))], date(2026, 1, 5))]
    ['1 open item has no owner: Fix the IVR.']
    """
    candidates = []
    late = sorted(late_ones(found, today), key=lambda one: (one.latest_on() or today, one.title, one.item_id))
    if late:
        first, since = late[0], late[0].latest_on()
        verb = "item is" if len(late) == 1 else "items are"
        sentence = f"{len(late)} backlog {verb} overdue. First: {first.title}."
        why = f"It was due on {day(since)}; {f'{first.owner} owns it' if first.owner else 'nobody owns it'}."
        candidates.append(Candidate("overdue", sentence, why, "backlog", (("item", first.item_id),), since))
    loose = sorted((one for one in found if not one.over and not one.owner), key=lambda one: (one.opened_on, one.title))
    if loose:
        verb = "has" if len(loose) == 1 else "have"
        sentence = f"{counted(len(loose), 'open item')} {verb} no owner: {loose[0].title}."
        query = (("item", loose[0].item_id),)
        candidates.append(
            Candidate("unowned", sentence, "Nobody is bound to it.", "backlog", query, loose[0].opened_on)
        )
    return candidates


def of_rounds(found: Sequence[RoundState], today: date) -> list[Candidate]:
    """Return the rounds that close within a week while answers are missing."""
    return [
        Candidate(
            "round",
            f"{one.round.name} closes on {day(one.round.closes_on)}: {one.answered} of {one.asked} have answered.",
            "After that no answer is taken. Remind who is missing, or move the day.",
            "rounds",
            (("round", one.round.round_id),),
            one.round.opened_on,
        )
        for one in found
        if one.round.takes_answers(today)
        and one.round.closes_on is not None
        and (one.round.closes_on - today).days <= CLOSES_WITHIN_DAYS
        and one.answered < one.asked
    ]
