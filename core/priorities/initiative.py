"""An initiative with everything a method may ask of it. What is not known is None."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.errors import InvalidInputError
from core.priorities.estimate import SMALLEST_POSITIVE, Estimate, check
from core.wording import significant

Lever = Literal["revenue", "cost", "risk"]
ValueBasis = Literal["a_year", "npv"]


@dataclass(frozen=True)
class RiceInputs:
    """`reach` in people or journeys a quarter, `impact` on one of them, `confidence_share` from 0 to 1.

    Intercom's scale of impact is 0.25, 0.5, 1, 2, 3; any number above 0 is allowed.
    """

    reach: Estimate | None = None
    impact: Estimate | None = None
    confidence_share: Estimate | None = None

    def __post_init__(self) -> None:
        check("reach", self.reach, 0)
        check("impact", self.impact, SMALLEST_POSITIVE)
        check("confidence", self.confidence_share, 0, 1)


@dataclass(frozen=True)
class IceInputs:
    """Impact, confidence and ease, each from 1 to 10.

    They are asked for on their own: Ellis's scales are not Intercom's, and a share of 0.8 is not an 8 of 10.
    """

    impact: Estimate | None = None
    confidence: Estimate | None = None
    ease: Estimate | None = None

    def __post_init__(self) -> None:
        check("impact in ICE", self.impact, 1, 10)
        check("confidence in ICE", self.confidence, 1, 10)
        check("ease", self.ease, 1, 10)


@dataclass(frozen=True)
class WsjfInputs:
    """SAFe's relative sizes, as 1, 2, 3, 5, 8, 13, 20: each says how this initiative compares with the others."""

    business_value: Estimate | None = None
    time_criticality: Estimate | None = None
    risk_reduction: Estimate | None = None
    job_size: Estimate | None = None

    def __post_init__(self) -> None:
        check("business value", self.business_value, 0)
        check("time criticality", self.time_criticality, 0)
        check("risk reduction", self.risk_reduction, 0)
        check("job size", self.job_size, SMALLEST_POSITIVE)


@dataclass(frozen=True)
class MoneyInputs:
    """What waiting, doing and having it are worth, all in one `currency`, as EUR.

    `cost_of_delay` is money a month; `cost` is the whole cost; `value` is a year's or a net present value, as
    `value_basis` says, and comes from the business case `value_case` where there is one.
    """

    currency: str = ""
    cost_of_delay: Estimate | None = None
    cost: Estimate | None = None
    value: Estimate | None = None
    value_basis: ValueBasis = "a_year"
    value_case: str | None = None

    def __post_init__(self) -> None:
        check("cost of delay", self.cost_of_delay, 0)
        check("cost", self.cost, SMALLEST_POSITIVE)
        if not self.currency and any((self.cost_of_delay, self.cost, self.value)):
            raise InvalidInputError("An amount of money has no currency. Choose one, as EUR.")


@dataclass(frozen=True)
class Initiative:
    """Something that could be done, with the inputs of all methods. Efforts are in person-months.

    `effort` is the total; when it is empty and `effort_by_team` is not, the teams' sum stands for it. `criteria` are
    scores from 1 to 5 for the weighted score. `departments` counts those that must work together. `depends_on` holds
    the ids of initiatives that must be done before. Raises InvalidInputError for an input outside its scale, an empty
    id, a name given twice, dependence on itself, or teams that do not add up to the total.

    >>> Initiative("a", "Call back", effort_by_team=(("IT", 2.0), ("Service", 1.5))).total_effort
    Estimate(value=3.5, low=None, high=None)
    """

    initiative_id: str
    title: str
    lever: Lever | None = None
    rice: RiceInputs = RiceInputs()
    ice: IceInputs = IceInputs()
    wsjf: WsjfInputs = WsjfInputs()
    money: MoneyInputs = MoneyInputs()
    criteria: tuple[tuple[str, Estimate], ...] = ()
    effort: Estimate | None = None
    effort_by_team: tuple[tuple[str, float], ...] = ()
    duration_months: Estimate | None = None
    departments: int | None = None
    segment: str = ""
    expected_outcome: str = ""
    depends_on: tuple[str, ...] = ()
    deadline: date | None = None

    def __post_init__(self) -> None:
        if not self.initiative_id:
            raise InvalidInputError("An initiative has no id. Give each its own.")
        if self.initiative_id in self.depends_on:
            raise InvalidInputError(f"{self.title} depends on itself. Take it out of what it depends on.")
        if self.departments is not None and self.departments < 1:
            raise InvalidInputError(f"{self.departments} departments can't do {self.title}. Choose at least 1.")
        check("duration", self.duration_months, SMALLEST_POSITIVE)
        for criterion, score in self.criteria:
            check(f"score for {criterion}", score, 1, 5)
        _check_once("criterion", [criterion for criterion, _ in self.criteria])
        self._check_effort()

    @property
    def total_effort(self) -> Estimate | None:
        """The effort in person-months: as given, or the teams' sum; None when neither is known."""
        if self.effort is not None or not self.effort_by_team:
            return self.effort
        return Estimate(math.fsum(months for _, months in self.effort_by_team))

    def criterion(self, name: str) -> Estimate | None:
        """The score for one criterion; None when it was not given."""
        return dict(self.criteria).get(name)

    def _check_effort(self) -> None:
        _check_once("team", [team for team, _ in self.effort_by_team])
        for team, months in self.effort_by_team:
            check(f"effort of {team}", Estimate(months), 0)
        check("effort", self.total_effort, SMALLEST_POSITIVE)
        of_teams = math.fsum(months for _, months in self.effort_by_team)
        if self.effort and self.effort_by_team and not math.isclose(of_teams, self.effort.value, rel_tol=1e-6):
            raise InvalidInputError(
                f"The teams' effort for {self.title} adds up to {significant(of_teams, 10)} person-months, "
                "the total says "
                f"{significant(self.effort.value, 10)}. Make them equal, or leave the total empty."
            )


def _check_once(what: str, names: list[str]) -> None:
    for name in names:
        if not name or names.count(name) > 1:
            raise InvalidInputError(f"The {what} '{name}' is empty or given twice. Give each {what} once.")
