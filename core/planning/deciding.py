"""A plan that was decided on, as one entry of the log of decisions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import InvalidInputError
from core.improvement import decisions
from core.improvement.decisions import Decision
from core.locales import for_the_record
from core.planning.estimates import EXAMPLE
from core.planning.plan import Plan
from core.portfolio.result import Portfolio
from core.text import counted
from core.wording import count, money, one_line
from core.workspace import Author

LONGEST_REASON = 4000
LONGEST_OWN_REASON = 2000


@dataclass(frozen=True)
class Chosen:
    """A portfolio with the titles of its initiatives by id, and the version of the plan that it was found under."""

    portfolio: Portfolio
    titles: Mapping[str, str]


@for_the_record()
def decide_plan(author: Author, plan: Plan, chosen: Chosen, decided_by: str, reason: str, decided_on: date) -> Decision:
    """Write into the log of decisions that a portfolio was decided on: the set, its value, budget and gap in words.

    Nothing else is marked. The same decision twice is kept once. Raises `InvalidInputError` without a reason or who
    decided, where the portfolio holds nothing, or where it holds examples; what `decisions.save` raises besides.
    """
    found = chosen.portfolio
    if not found.chosen or found.value is None:
        raise InvalidInputError("The portfolio holds nothing, so there is nothing to decide on. Loosen the plan first.")
    if any(one.startswith(EXAMPLE) for one in found.chosen):
        raise InvalidInputError("Examples can't be decided on. Remove the example set, and estimate what is real.")
    if not 1 <= len(reason.strip()) <= LONGEST_OWN_REASON:
        raise InvalidInputError(f"Say why it was decided so, in 1 to {count(LONGEST_OWN_REASON)} characters.")
    title = f"Plan {plan.name.strip()}: do {counted(len(found.chosen), 'initiative')}, {_worth(found)}"
    words = _fitting(f"{reason.strip()}\n\n{in_words(plan, found)}\n\n", _listed(chosen))
    said = [plan.name, plan.version, found.chosen, dict(found.starts), title, words, decided_by, str(decided_on)]
    key = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
    return decisions.save(author, Decision(key, title, decided_on, decided_by, words))


def in_words(plan: Plan, found: Portfolio) -> str:
    """Return a portfolio's value, cost, budget and gap in one paragraph.

    >>> plan = Plan(name="2027", currency="EUR", start_on=date(2027, 1, 1), budget=10)
    >>> found = Portfolio(status="optimal", currency="EUR", value=12, bound=12, cost=9, chosen=("a",), starts={})
    >>> in_words(plan, found)
    'Value €12.00 before a cost of €9.00; the budget is €10.00. No better set is possible.'
    """
    budget = "there is no budget" if plan.budget is None else f"the budget is {money(plan.budget, plan.currency)}"
    standing = "No better set is possible." if found.status == "optimal" else f"It is {found.standing}."
    unknown = f" Of {counted(len(found.unvalued), 'initiative')} the value is not available." if found.unvalued else ""
    return f"V{_worth(found)[1:]}; {budget}. {standing}{unknown}"


def _worth(found: Portfolio) -> str:
    return f"value {money(found.value, found.currency)} before a cost of {money(found.cost, found.currency)}"


def _listed(chosen: Chosen) -> list[str]:
    starts = chosen.portfolio.starts
    return [
        f"- {one_line(chosen.titles.get(one, one))}" + (f", from quarter {starts[one]}" if one in starts else "")
        for one in chosen.portfolio.chosen
    ]


def _fitting(text: str, lines: list[str]) -> str:
    """Add as many lines as the log takes, and say how many more there are."""
    room = LONGEST_REASON - len(text) - 30
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > room:
            return text + "\n".join([*kept, f"- and {len(lines) - len(kept)} more"])
        kept.append(line)
    return text + "\n".join(kept)
