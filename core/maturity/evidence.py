"""What the office itself shows: it fills statements in beforehand and is held against what people say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.errors import InvalidInputError
from core.maturity.model import Model, Statement
from core.wording import count

FactState = Literal["yes", "partly", "no", "unknown"]
# The facts that the office can show by itself: the code, and what is the case where it says "yes".
FACTS: Mapping[str, str] = {
    "scorecard_governed": "one governed scorecard has an owner and a target for each metric",
    "thresholds_owned": "each data quality check has an owner",
    "thresholds_met": "the data quality checks are within their limits",
    "imports_regular": "data was imported in each of the last three months",
    "data_current": "the newest interaction is under 31 days old",
    "sources_stitched": "customers are recognised across sources",
    "issues_owned": "open backlog items have an owner, a due date and a service level",
    "backlog_in_time": "open backlog items are within their service level",
    "decisions_logged": "decisions were written down in the last three months",
    "audit_whole": "the record of changes is whole",
    "several_raters": "maturity was rated by five or more people of two or more roles",
    "targets_set": "targets for maturity are set",
    "cost_measured": "interactions carry cost",
    "experience_measured": "satisfaction, effort or recommendation is recorded beside operational measures",
    "maps_current": "journey maps were changed in the last 90 days",
}


@dataclass(frozen=True)
class Fact:
    """What the office shows about one thing. `sentence` says it in words, `seen` where it can be looked at.

    `state` is "unknown" where the office can't tell, such as without any data; that is never a "no".
    """

    code: str
    state: FactState
    sentence: str
    seen: str = ""


@dataclass(frozen=True)
class Mismatch:
    """People say one thing and the office shows another. `people_share` said yes, of the `n` who know."""

    statement: Statement
    fact: Fact
    people_share: float
    n: int
    sentence: str


def prefill(model: Model, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the fact that answers a statement, by statement code, for all that the office can answer.

    >>> from core.maturity.reading import shipped_models
    >>> fact = Fact("data_current", "yes", "The newest interaction is 2 days old.")
    >>> prefill(shipped_models()[0], {"data_current": fact})["newest_under_31_days"].state
    'yes'
    >>> prefill(shipped_models()[0], {"data_current": Fact("data_current", "unknown", "No data yet.")})
    {}
    """
    found = {}
    for statement in model.statements():
        fact = facts.get(statement.evidence) if statement.evidence else None
        if fact is not None and fact.state != "unknown":
            found[statement.code] = fact
    return found


def mismatches(
    model: Model, facts: Mapping[str, Fact], shares: Mapping[str, tuple[float, int]]
) -> tuple[Mismatch, ...]:
    """Return where people and the office disagree, in the model's order.

    `shares` holds, by statement code, the share (0 to 1) of respondents saying yes and how many know. More than half
    saying yes where the office shows "no" or "partly" is one, and less than half where it shows "yes".

    >>> from core.maturity.reading import shipped_models
    >>> facts = {"data_current": Fact("data_current", "no", "The newest interaction is 90 days old.")}
    >>> print(mismatches(shipped_models()[0], facts, {"newest_under_31_days": (0.75, 8)})[0].sentence)
    6 of 8 who know said yes, but the office shows otherwise: The newest interaction is 90 days old.
    """
    found = []
    known = prefill(model, facts)
    for statement in model.statements():
        share, n = _checked(statement.code, shares.get(statement.code, (0.0, 0)))
        fact = known.get(statement.code)
        if fact is None or n == 0:
            continue
        people_say_yes = share > 0.5 and fact.state != "yes"
        people_deny = share < 0.5 and fact.state == "yes"
        if people_say_yes or people_deny:
            found.append(Mismatch(statement, fact, share, n, _sentence(fact, share, n)))
    return tuple(found)


def _checked(statement: str, share_and_n: tuple[float, int]) -> tuple[float, int]:
    share, n = share_and_n
    if not 0 <= share <= 1 or n < 0:
        raise InvalidInputError(
            f"The statement {statement} has a share of {share} among {n} people; a share is from 0 to 1 and people "
            "are counted from 0. Pass the share of those who know."
        )
    return share, n


def _sentence(fact: Fact, share: float, n: int) -> str:
    shows = {"yes": "it", "partly": "only part of it"}.get(fact.state, "otherwise")
    return f"{count(round(share * n))} of {count(n)} who know said yes, but the office shows {shows}: {fact.sentence}"
