"""What a portfolio has to keep to: budget, teams, must-haves and the rest, kept by the name of the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from core.errors import InvalidInputError
from core.planning.inputs import is_name
from core.portfolio.problem import Constraints
from core.workspace import Author, Document, Workspace

KIND = "portfolio_plan"
MOST_QUARTERS, MOST_YEARS = 40, 10


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The limits that people set, as in `Constraints`; amounts are in `currency`, quarters count from `start_on`.

    `capacity` is team to person-months in each quarter; without any team, no team binds. `horizon_quarters` is up to
    when value counts in a timetable, the last quarter where it is None. Without a timetable, a yearly value counts for
    `value_years`, discounted at `discount_rate` a year at each year's end. In a timetable, the first quarter after the
    work earns the first share of `ramp`, the next the second, and the last share holds from then on. `version` is 0 for
    one that is not kept. Raises InvalidInputError where `Constraints` does, or for a name, length or rate outside its
    limits.
    """

    name: str
    currency: str
    start_on: date
    quarters: int = 4
    budget: float | None = None
    budget_by_quarter: tuple[float, ...] | None = None
    capacity: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    exclusions: tuple[tuple[str, ...], ...] = ()
    must_haves: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    least_share: Mapping[str, float] = field(default_factory=dict)
    horizon_quarters: int | None = None
    value_years: int = 3
    discount_rate: float = 0.0
    ramp: tuple[float, ...] = (1.0,)
    version: int = 0

    def __post_init__(self) -> None:
        if not is_name(self.name):
            raise InvalidInputError("A plan needs a name of 1 to 80 characters on one line.")
        if not (len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper()):
            raise InvalidInputError(f"A currency is a code of three letters such as EUR, not {self.currency!r}.")
        if max(self.quarters, self.horizon_quarters or 0) > MOST_QUARTERS:
            raise InvalidInputError(f"A plan and its horizon have at most {MOST_QUARTERS} quarters.")
        if not 1 <= self.value_years <= MOST_YEARS or not 0 <= self.discount_rate <= 1:
            raise InvalidInputError(f"A value counts for 1 to {MOST_YEARS} years, at a discount rate of 0 to 100 %.")
        if not all(is_name(team) for team in self.capacity):
            raise InvalidInputError("A team needs a name of 1 to 80 characters on one line.")
        if not 1 <= len(self.ramp) <= MOST_QUARTERS or not all(0 <= share <= 1 for share in self.ramp):
            raise InvalidInputError(f"A ramp has 1 to {MOST_QUARTERS} shares, each from 0 to 100 %.")
        self.constraints()

    @property
    def years_worth(self) -> float:
        """By how much a yearly value is multiplied where nothing is timed.

        >>> round(Plan(name="a", currency="EUR", start_on=date(2027, 1, 1), discount_rate=0.1).years_worth, 4)
        2.4869
        """
        return sum((1 + self.discount_rate) ** -year for year in range(1, self.value_years + 1))

    def constraints(self, known: Iterable[str] | None = None) -> Constraints:
        """Return the limits for the solver; of ids, only those that are `known`, where that is given."""
        allowed = None if known is None else set(known)

        def only(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(one for one in ids if allowed is None or one in allowed)

        groups = tuple(only(group) for group in self.exclusions)
        return Constraints(
            currency=self.currency, periods=self.quarters, budget=self.budget,
            budget_by_period=self.budget_by_quarter, capacity=self.capacity,
            exclusions=tuple(group for group in groups if len(group) > 1), must_haves=only(self.must_haves),
            never=only(self.ruled_out), least_share=self.least_share, horizon=self.horizon_quarters,
        )  # fmt: skip

    def last_quarter_before(self, deadline: date) -> int:
        """Return the last quarter that has ended by the end of a day, from 1; 0 when none has.

        >>> plan = Plan(name="a", currency="EUR", start_on=date(2027, 1, 1))
        >>> plan.last_quarter_before(date(2027, 6, 30)), plan.last_quarter_before(date(2027, 6, 29))
        (2, 1)
        """
        after, start = deadline + timedelta(days=1), self.start_on
        months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
        return max(0, months // 3)


def save(author: Author, plan: Plan) -> Plan:
    """Keep a plan under its name. Raises `ConflictError` when somebody made or changed it since `plan.version`."""
    body = asdict(plan) | {"start_on": plan.start_on.isoformat(), "name": plan.name.strip()}
    del body["version"]
    return plan_of(author.put(KIND, plan.name.strip(), body, seen_version=plan.version))


def remove(author: Author, plan: Plan) -> None:
    """Remove a plan. Raises `ConflictError` when somebody changed it since `plan.version`."""
    author.remove(KIND, plan.name.strip(), seen_version=plan.version)


def plans(workspace: Workspace) -> tuple[Plan, ...]:
    """Return every plan, the last changed first."""
    return tuple(map(plan_of, workspace.all(KIND)))


def plan_of(document: Document) -> Plan:
    """Read a plan from its document."""
    body: dict[str, Any] = dict(document.body) | {"start_on": date.fromisoformat(document.body["start_on"])}
    for name in ("must_haves", "ruled_out"):
        body[name] = tuple(body[name])
    body["ramp"] = tuple(body.get("ramp", (1.0,)))  # earlier plans had none
    by_quarter = body["budget_by_quarter"]
    body["budget_by_quarter"] = None if by_quarter is None else tuple(by_quarter)
    body["capacity"] = {team: tuple(months) for team, months in sorted(body["capacity"].items())}
    body["exclusions"] = tuple(tuple(group) for group in body["exclusions"])
    return Plan(**body, version=document.version)
