"""One governed metric: everything that must be agreed before two people can read the same number."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args

from core.errors import InvalidInputError

Unit = Literal["count", "share", "money", "seconds", "days", "score", "points", "channels"]
# How a period's value and its interval come from the sums of the metric's query.
Statistic = Literal["count", "share", "mean", "ratio", "reported share"]
Direction = Literal["up", "down", "context"]
Side = Literal["operational", "experience"]
Level = Literal["strategic", "tactical", "operational"]
# How long after a period's last day its value can still change.
Settles = Literal["at once", "inactivity window", "repeat window", "horizon"]
REPEAT_DAYS = 30
MOST_TEXT = 600


@dataclass(frozen=True)
class Parameter:
    """A number or a list of names that the formula uses and that the owner may set; `meaning` says what it does."""

    name: str
    meaning: str
    value: float | tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or not self.meaning.strip():
            raise InvalidInputError("A parameter of a metric needs a name and a meaning.")
        if isinstance(self.value, int | float) and not 0 <= self.value < 1e9:
            raise InvalidInputError(f"The parameter {self.name} is {self.value:g}. It is 0 or more and under 1e9.")


@dataclass(frozen=True)
class Target:
    """What the owner wants of it. `kind` says how it is judged.

    reach: `value` or better. hold: no worse than before, beyond noise. watch: no value is better; read beside others.
    `basis` says where the target comes from. `value` is None unless the kind is reach.
    """

    kind: Literal["reach", "hold", "watch"]
    value: float | None
    basis: str

    def __post_init__(self) -> None:
        if self.kind not in ("reach", "hold", "watch"):
            raise InvalidInputError(f"A target is 'reach', 'hold' or 'watch', not {self.kind!r}.")
        if (self.kind == "reach") != (self.value is not None):
            raise InvalidInputError("A target to reach needs a value; one to hold or to watch has none.")
        if not self.basis.strip():
            raise InvalidInputError("Say where the target comes from.")


@dataclass(frozen=True)
class Metric:
    """One metric in one version. No field is optional: a definition with a gap is not a definition.

    `sql` is the file of this package that counts it, `statistic` how its sums become a value. `unit` is that of the
    value (a share is 0 to 1). `direction` says which way is better ("context": neither). `co_indicators` are the
    metrics that must be read beside it. `since` is the day from which this version holds, `reason` why it was made.
    """

    code: str
    name: str
    meaning: str
    formula: str
    sql: str
    statistic: Statistic
    unit: Unit
    side: Side
    direction: Direction
    level: Level
    owner: str
    target: Target
    settles: Settles
    parameters: tuple[Parameter, ...]
    co_indicators: tuple[str, ...]
    since: date
    version: int
    reason: str

    def __post_init__(self) -> None:
        if not self.code.isidentifier():
            raise InvalidInputError(f"The metric code {self.code!r} may hold letters, digits and _ only.")
        for name in ("name", "meaning", "formula", "owner", "reason"):
            text = getattr(self, name)
            if not text.strip():
                raise InvalidInputError(f"The metric {self.code} has no {name}. Every field is needed: write it.")
            if len(text) > MOST_TEXT:
                raise InvalidInputError(f"The {name} of {self.code} has {len(text)} characters; {MOST_TEXT} at most.")
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise InvalidInputError(
                    f"{name!r} of {self.code} is {getattr(self, name)!r}. Choose one of: {', '.join(allowed)}."
                )
        if not self.co_indicators or self.code in self.co_indicators:
            raise InvalidInputError(f"The metric {self.name} needs a co-indicator other than itself. Choose one.")
        if (self.direction == "context") != (self.target.kind == "watch"):
            raise InvalidInputError(f"{self.name}: what is only context is watched, and what is better one way is not.")
        if self.unit == "share" and self.target.value is not None and not 0 <= self.target.value <= 1:
            raise InvalidInputError(f"The target of {self.name} is {self.target.value:g}; a share is 0 to 1.")
        if self.version < 1:
            raise InvalidInputError(f"The version of {self.name} is {self.version}; versions count from 1.")

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is, 0 where neither."""
        return {"up": 1, "down": -1, "context": 0}[self.direction]

    def parameter(self, name: str) -> float | tuple[str, ...]:
        """Return the value of a parameter."""
        return next(one.value for one in self.parameters if one.name == name)

    def counts_like(self, other: "Metric") -> bool:
        """Tell whether both versions give the same figures: only then do earlier figures stay as they were."""
        return (self.sql, self.statistic, self.parameters) == (other.sql, other.statistic, other.parameters)

    def with_parameters(self, values: dict[str, float | tuple[str, ...]]) -> "Metric":
        """Return the metric with other values of its parameters."""
        return replace(
            self, parameters=tuple(replace(one, value=values.get(one.name, one.value)) for one in self.parameters)
        )


_CHOICES: dict[str, tuple[Any, ...]] = {
    "statistic": get_args(Statistic),
    "unit": get_args(Unit),
    "side": get_args(Side),
    "direction": get_args(Direction),
    "level": get_args(Level),
    "settles": get_args(Settles),
}
FIELDS = tuple(one.name for one in fields(Metric))
