"""The lines of a case: what is paid, what comes in, and which two may count the same thing twice."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.wording import percent

Group = Literal["people", "technology", "change and training", "other"]
When = Literal["at the start", "each year"]
Growth = Literal["with volume", "growth only", "no"]
Risk = Literal["haircut", "range"]
Saves = Literal["contact cost", "agent time", "new hires", "customer value", "extra sales", "other"]
GROUPS: tuple[Group, ...] = get_args(Group)
# Lines whose savings lie in one pool may count the same contact twice.
POOLS: tuple[frozenset[Saves], ...] = (
    frozenset({"contact cost", "agent time", "new hires"}),
    frozenset({"customer value"}),
    frozenset({"extra sales"}),
)


@dataclass(frozen=True)
class Factor:
    """An input that an annual amount is multiplied with, or divided by."""

    code: str
    divides: bool = False


@dataclass(frozen=True)
class CostLine:
    """Something to pay for: the product of its factors, once at the start or each year from `from_year` to `to_year`.

    `inflates`: the amount is in prices of the first year. `capital`: written off over the case's depreciation years,
    which matters only with tax; for what is paid at the start.
    """

    code: str
    label: str
    group: Group
    factors: tuple[Factor, ...]
    when: When = "each year"
    from_year: int = 1
    to_year: int | None = None
    inflates: bool = True
    capital: bool = False

    def __post_init__(self) -> None:
        _check(self.code, self.label, self.factors)
        if self.group not in GROUPS or self.when not in get_args(When):
            raise InvalidInputError(
                f"The cost {self.label!r} belongs to no group, or is paid at no time that is known."
            )
        if self.from_year < 1 or (self.to_year is not None and self.to_year < self.from_year):
            raise InvalidInputError(f"The cost {self.label!r} is paid from year {self.from_year} to {self.to_year}.")
        if self.capital and self.when != "at the start":
            raise InvalidInputError(
                f"The cost {self.label!r} is paid each year, so it can't be written off. Unset one."
            )


@dataclass(frozen=True)
class BenefitLine:
    """Something that comes in: an annual amount, the product of `factors`, cut down to what can be counted on.

    In a year it is: product x growth of volume (`grows`: all of it, only what grows, or none) x prices (`inflates`)
    x adoption x `attribution` (the share due to this case) x `cashable` (the share that leaves the books; the rest is
    freed time) x what no other line counts x (1 - `risk_adjustment`). Each of these is the code of a share, or None.

    `risk`: how its doubt is counted. "haircut": a fixed risk adjustment, and a simulation holds the line's own inputs
    still. "range": a simulation draws its inputs and its risk adjustment, and takes no fixed one off. Never both.
    `stays`: the code of the yearly share of kept customers that stay; the annual product is then customers kept x
    margin a year, and margin comes in for as long as they stay. `saves` and `journey_types` (none: all) say what it
    saves and where, to find what is counted twice.
    """

    code: str
    label: str
    factors: tuple[Factor, ...]
    grows: Growth = "with volume"
    inflates: bool = True
    attribution: str | None = None
    cashable: str | None = None
    risk_adjustment: str | None = None
    risk: Risk = "range"
    stays: str | None = None
    saves: Saves = "other"
    journey_types: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        _check(self.code, self.label, self.factors)
        if self.grows not in get_args(Growth) or self.risk not in get_args(Risk) or self.saves not in get_args(Saves):
            raise InvalidInputError(f"The benefit {self.label!r} has a growth, risk or saving that is not known.")

    def own_codes(self) -> tuple[str, ...]:
        """Return the inputs of this line, without those of the whole case (growth, prices, adoption)."""
        shares = (self.attribution, self.cashable, self.risk_adjustment, self.stays)
        return (*(factor.code for factor in self.factors), *(code for code in shares if code is not None))


@dataclass(frozen=True)
class Overlap:
    """What was answered about two benefits that may count the same: `share` (0 to 1) of the second is in the first.

    0 says that they count different things. The reason and who answered are part of the answer.
    """

    first: str
    second: str
    share: float
    reason: str
    answered_by: str

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise InvalidInputError(f"An overlap is a share from 0 to 100 %, not {percent(self.share, 0)}.")
        if not self.reason.strip() or not self.answered_by.strip():
            raise InvalidInputError("Say why the two benefits overlap or don't, and who says so.")


Line = CostLine | BenefitLine


def pool_of(saves: Saves) -> frozenset[Saves]:
    """Return what draws on the same pool of savings; nothing for what is not known."""
    return next((pool for pool in POOLS if saves in pool), frozenset())


def _check(code: str, label: str, factors: tuple[Factor, ...]) -> None:
    if not code.isidentifier() or len(code) > 30:
        raise InvalidInputError(f"{code!r} can't be the code of a line: 1 to 30 letters, digits and _, no digit first.")
    if not 1 <= len(label.strip()) <= 160:
        raise InvalidInputError("A line needs a label of 1 to 160 characters.")
    if not factors or factors[0].divides:
        raise InvalidInputError(f"The line {label!r} needs inputs to multiply, the first of them not a divisor.")
