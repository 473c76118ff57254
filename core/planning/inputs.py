"""Every number that is estimated of an initiative: its code, its name for people, and where an initiative keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.access import names
from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative

CRITERION = "criterion."
"""What the code of a criterion's score begins with."""
TEAMS, DEPARTMENTS = "effort_by_team", "departments"


@dataclass(frozen=True)
class Field:
    """One input that may have a range. `part` is the group of inputs that holds it; empty for the initiative itself."""

    code: str
    label: str
    unit: str
    part: str
    name: str

    def of(self, initiative: Initiative) -> Estimate | None:
        """Return the initiative's estimate; None when there is none."""
        found: Estimate | None = getattr(getattr(initiative, self.part) if self.part else initiative, self.name)
        return found

    def put(self, initiative: Initiative, estimate: Estimate | None) -> Initiative:
        """Return the initiative with another estimate; raises InvalidInputError outside of the input's scale."""
        change: Any = {self.name: estimate}
        if self.part:
            change = {self.part: replace(getattr(initiative, self.part), **change)}
        return replace(initiative, **change)


FIELDS: Mapping[str, Field] = {
    each.code: each
    for each in (
        Field("reach", "Reach", "people or journeys a quarter", "rice", "reach"),
        Field("impact", "Impact", "on one of them", "rice", "impact"),
        Field("confidence_share", "Confidence", "0 to 1", "rice", "confidence_share"),
        Field("effort", "Effort", "person-months", "", "effort"),
        Field("ice_impact", "ICE impact", "1 to 10", "ice", "impact"),
        Field("ice_confidence", "ICE confidence", "1 to 10", "ice", "confidence"),
        Field("ice_ease", "ICE ease", "1 to 10", "ice", "ease"),
        Field("business_value", "Business value", "relative", "wsjf", "business_value"),
        Field("time_criticality", "Time criticality", "relative", "wsjf", "time_criticality"),
        Field("risk_reduction", "Risk reduction", "relative", "wsjf", "risk_reduction"),
        Field("job_size", "Job size", "relative", "wsjf", "job_size"),
        Field("cost_of_delay", "Cost of delay", "money a month", "money", "cost_of_delay"),
        Field("cost", "Cost", "money", "money", "cost"),
        Field("value", "Value", "money", "money", "value"),
        Field("duration_months", "Duration", "months", "", "duration_months"),
    )
}


def field(code: str) -> Field:
    """Return an input by its code.

    >>> field("speed")
    Traceback (most recent call last):
    core.errors.InvalidInputError: 'speed' is no input of an initiative. Choose one of reach, impact, confidence_share,
    effort, ice_impact, ice_confidence, ice_ease, business_value, time_criticality, risk_reduction, job_size,
    cost_of_delay, cost, value, duration_months.
    """
    if code not in FIELDS:
        raise InvalidInputError(f"{code!r} is no input of an initiative. Choose one of {', '.join(FIELDS)}.")
    return FIELDS[code]


def given(initiative: Initiative) -> tuple[str, ...]:
    """Return the codes of all that is estimated of an initiative.

    >>> given(Initiative("a", "Call back", effort=Estimate(2), criteria=(("ease", Estimate(3)),), departments=2))
    ('effort', 'departments', 'criterion.ease')
    """
    found = [code for code, each in FIELDS.items() if each.of(initiative) is not None]
    found += [TEAMS] * bool(initiative.effort_by_team) + [DEPARTMENTS] * (initiative.departments is not None)
    return (*found, *(CRITERION + name for name, _ in initiative.criteria))


def numbers(initiative: Initiative) -> tuple[object, ...]:
    """Return all numbers and what they are in: two initiatives are estimated alike when these are the same."""
    money = initiative.money
    return (
        tuple(each.of(initiative) for each in FIELDS.values()), sorted(initiative.effort_by_team),
        sorted(initiative.criteria, key=lambda pair: pair[0]), initiative.departments, money.currency,
        money.value_basis, money.value_case,
    )  # fmt: skip


def is_name(text: str) -> bool:
    r"""Tell whether a text can name a team, a criterion or a plan: 1 to 80 characters on one line, nothing invisible.

    >>> is_name("IT"), is_name(" "), is_name("a\nb")
    (True, False, False)
    """
    return len(text) <= 80 and names.is_name(text)
