"""A whole business case: when, what for, which lines, which inputs, which scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.business_case.assumption import Assumption, Quantity
from core.business_case.lines import BenefitLine, CostLine, Line, Overlap
from core.errors import InvalidInputError

Timing = Literal["end", "mid"]
MOST_YEARS = 10
DISCOUNT, INFLATION, GROWTH = "discount_rate", "inflation_rate", "growth_rate"
TAX, CONTINGENCY = "tax_rate", "contingency_share"
FINANCE, REINVEST = "finance_rate", "reinvest_rate"
JOURNEYS, COST_NOW = "journeys_a_year", "cost_per_journey"
# Inputs that every case has, with what they must be.
NEEDED: Mapping[str, Quantity] = {DISCOUNT: "rate", INFLATION: "rate", GROWTH: "rate", CONTINGENCY: "share"}


def adoption(year: int) -> str:
    """Return the code of the share that has adopted the new way in a year, counted from 1."""
    return f"adoption_year_{year}"


@dataclass(frozen=True)
class Terms:
    """When the money flows: from `start_on`, over `years`, in periods of a year or a quarter, at their end or middle.

    What is paid at the start is paid on `start_on`. Volume and prices step up once a year, a quarter is a fourth of
    its year. With `taxed`, profits are taxed in the period in which they arise, and losses relieve other profits of the
    company in the same period; capital is written off evenly over `depreciation_years`.
    """

    start_on: date
    years: int = 3
    periods_per_year: Literal[1, 4] = 1
    timing: Timing = "end"
    taxed: bool = False
    depreciation_years: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.years <= MOST_YEARS or not 1 <= self.depreciation_years <= MOST_YEARS:
            raise InvalidInputError(f"A case and its depreciation run over 1 to {MOST_YEARS} years.")
        if self.periods_per_year not in (1, 4) or self.timing not in ("end", "mid"):
            raise InvalidInputError("A case is kept by years or quarters, with money at their end or their middle.")

    @property
    def periods(self) -> int:
        """How many periods follow the start."""
        return self.years * self.periods_per_year

    def times_years(self) -> tuple[float, ...]:
        """Return when each period's money counts, in years from the start; the first is the start itself.

        >>> Terms(date(2027, 1, 1), 3).times_years(), Terms(date(2027, 1, 1), 2, timing="mid").times_years()
        ((0.0, 1.0, 2.0, 3.0), (0.0, 0.5, 1.5))
        """
        shift = 0.5 if self.timing == "mid" else 0.0
        return (0.0, *((period - shift) / self.periods_per_year for period in range(1, self.periods + 1)))

    def years_of_periods(self) -> tuple[int, ...]:
        """Return the year, from 1, in which each period after the start lies."""
        return tuple((period - 1) // self.periods_per_year + 1 for period in range(1, self.periods + 1))


@dataclass(frozen=True)
class Scenario:
    """A named set of other values for some inputs."""

    name: str
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.strip()) <= 80:
            raise InvalidInputError("A scenario needs a name of 1 to 80 characters.")


@dataclass(frozen=True)
class Case:
    """Everything a business case says; what it comes to is worked out from it and never kept in it.

    `assumptions` hold every number. `journey_types`, `dataset_id` and `scope_query` (the scope as URL parameters) say
    what it was measured on, if it was; `dollar_price` is what a US dollar cost in its currency when it began.
    """

    title: str
    currency: str
    terms: Terms
    assumptions: tuple[Assumption, ...]
    costs: tuple[CostLine, ...]
    benefits: tuple[BenefitLine, ...]
    overlaps: tuple[Overlap, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    journey_types: tuple[str, ...] = ()
    dataset_id: str = ""
    owner: str = ""
    summary: str = ""
    scope_query: str = ""
    dollar_price: float | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.title.strip()) <= 160 or len(self.owner) > 80 or len(self.summary) > 4000:
            raise InvalidInputError("A case needs a title of 1 to 160 characters; an owner has 80, a summary 4,000.")
        if not (len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper()):
            raise InvalidInputError(f"A currency is a code of three letters such as EUR, not {self.currency!r}.")
        _unique("input", [one.code for one in self.assumptions])
        _unique("line", [one.code for one in self.lines])
        _unique("scenario", [one.name for one in self.scenarios])
        known = self.by_code
        for code, quantity in self._needed().items():
            if code not in known:
                raise InvalidInputError(f"The case lacks the input {code}. Add it to the register.")
            if quantity is not None and known[code].quantity != quantity:
                raise InvalidInputError(f"{known[code].label!r} is {known[code].quantity}; it has to be a {quantity}.")
        self._check_references()

    def _needed(self) -> dict[str, Quantity | None]:
        shares = [
            code
            for line in self.benefits
            for code in (line.attribution, line.cashable, line.risk_adjustment, line.stays)
            if code is not None
        ]
        factors = [factor.code for line in self.lines for factor in line.factors]
        years: dict[str, Quantity | None] = {adoption(year): "share" for year in range(1, self.terms.years + 1)}
        tax: dict[str, Quantity | None] = {TAX: "share"} if self.terms.taxed else {}
        return {**dict.fromkeys(factors), **NEEDED, **years, **tax, **dict.fromkeys(shares, "share")}

    def _check_references(self) -> None:
        lines, codes = {one.code for one in self.benefits}, set(self.by_code)
        answered = [frozenset((overlap.first, overlap.second)) for overlap in self.overlaps]
        for overlap, pair in zip(self.overlaps, answered, strict=True):
            if answered.count(pair) > 1:
                raise InvalidInputError(
                    f"The overlap of {overlap.first} and {overlap.second} is answered twice. Keep one of the answers."
                )
            if overlap.first == overlap.second or not {overlap.first, overlap.second} <= lines:
                raise InvalidInputError(f"The overlap of {overlap.first} and {overlap.second} is not of two benefits.")
        for scenario in self.scenarios:
            unknown = sorted(set(scenario.values) - codes)
            if unknown:
                raise InvalidInputError(f"The scenario {scenario.name!r} sets {unknown[0]}, which is no input.")
            self.at(scenario.values)
        for one in (self.by_code[code] for code in sorted(self.divisors)):
            if min(one.value, one.value if one.low is None else one.low) <= 0 or one.distribution == "normal":
                raise InvalidInputError(
                    f"{one.label!r} divides, so it and its range stay above 0, and it is not drawn from a normal "
                    "distribution, which has no least value. Give it a range above 0."
                )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every cost, then every benefit."""
        return (*self.costs, *self.benefits)

    @property
    def by_code(self) -> dict[str, Assumption]:
        """Every input by its code."""
        return {one.code: one for one in self.assumptions}

    @property
    def divisors(self) -> frozenset[str]:
        """The codes of the inputs that a line divides by; each stays above 0."""
        return frozenset(factor.code for line in self.lines for factor in line.factors if factor.divides)

    def input(self, code: str) -> Assumption:
        """Return the input of a code; raises where there is none."""
        found = self.by_code.get(code)
        if found is None:
            raise InvalidInputError(f"There is no input {code!r} in this case. Choose one of its register.")
        return found

    def values(self) -> dict[str, float]:
        """Return the value of every input by its code."""
        return {one.code: one.value for one in self.assumptions}

    def at(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return the value of every input, with some set otherwise; raises when one can't be that."""
        for code, value in values.items():
            one = self.input(code)
            replace(one, value=value, low=None, high=None, distribution="fixed", evidence="assumed")
            if value == 0 and code in self.divisors:
                raise InvalidInputError(f"{one.label!r} divides, so it can't be 0. Give it a value above 0.")
        return {**self.values(), **values}

    def with_assumption(self, changed: Assumption) -> "Case":
        """Return the case with one input replaced, or added where it has none of that code."""
        if changed.code not in self.by_code:
            return replace(self, assumptions=(*self.assumptions, changed))
        others = tuple(changed if one.code == changed.code else one for one in self.assumptions)
        return replace(self, assumptions=others)

    def scenario(self, name: str) -> Scenario:
        """Return a named scenario."""
        found = next((one for one in self.scenarios if one.name == name), None)
        if found is None:
            raise InvalidInputError(f"There is no scenario {name!r} in this case.")
        return found


def _unique(what: str, names: list[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidInputError(f"The {what} {twice!r} is there twice. Each has a name of its own.")
