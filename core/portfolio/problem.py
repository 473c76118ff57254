"""What can be chosen, and what binds the choice. Periods are quarters and count from 1."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.errors import InvalidInputError

LEVERS = ("revenue", "cost", "risk")


@dataclass(frozen=True, kw_only=True)
class Option:
    """An initiative that can be chosen.

    `value` is the benefit before its own cost, 0 or more, in the currency of the constraints: in all where nothing is
    timed (`choose`), each period at full effect where it is (`schedule`); None when nobody knows it. `cost` and
    `demand` (team to person-months) are in all, spread evenly over the `duration_periods` of the work. The first period
    after the work earns the first share of `ramp`, the next the second, and so on; the last share holds from then on.
    The work begins in `earliest` or later and ends in `deadline` or earlier.

    By hand: work in Q1 and Q2, then 4.5 in Q3, 9 in Q4 and 9 in Q5.

    >>> option = Option(option_id="a", title="Callback", value=9.0, cost=4.0, duration_periods=2, ramp=(0.5, 1.0))
    >>> option.value_from(1, 5)
    22.5
    """

    option_id: str
    title: str
    value: float | None
    cost: float
    demand: Mapping[str, float] = field(default_factory=dict)
    duration_periods: int = 1
    lever: str | None = None
    depends_on: tuple[str, ...] = ()
    ramp: tuple[float, ...] = (1.0,)
    earliest: int = 1
    deadline: int | None = None

    def __post_init__(self) -> None:
        if not self.option_id or not self.title:
            raise InvalidInputError("An initiative needs an id and a title.")
        amounts = {"value": self.value, "cost": self.cost} | {f"demand for {t}": n for t, n in self.demand.items()}
        for name, amount in amounts.items():
            check_amount(f"The {name} of '{self.title}'", amount)
        if self.duration_periods < 1:
            raise InvalidInputError(f"The work on '{self.title}' takes at least one quarter.")
        if self.lever is not None and self.lever not in LEVERS:
            raise InvalidInputError(f"'{self.lever}' is not a value lever. Choose one of {', '.join(LEVERS)}, or none.")
        if not self.ramp or not all(0 <= share <= 1 for share in self.ramp):
            raise InvalidInputError(f"The ramp of '{self.title}' needs at least one share, each from 0 to 100 %.")
        if self.earliest < 1 or (self.deadline is not None and self.deadline < self.earliest):
            raise InvalidInputError(f"'{self.title}' begins in quarter 1 or later and ends no earlier than it begins.")

    def value_from(self, start: int, horizon: int) -> float:
        """Return what is earned up to and with period `horizon` when work begins in `start`; 0 for an unknown value."""
        earning = horizon - (start + self.duration_periods) + 1
        if earning <= 0 or not self.value:
            return 0.0
        full = max(0, earning - len(self.ramp)) * self.ramp[-1]
        return self.value * (math.fsum(self.ramp[:earning]) + full)

    def starts(self, periods: int) -> range:
        """Return the periods in which work can begin so that it ends in time."""
        last = periods if self.deadline is None else min(periods, self.deadline)
        return range(self.earliest, last - self.duration_periods + 2)


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What binds the choice; money is in `currency`.

    `budget` is for all the work; `budget_by_period` what may be spent in each period, where what is left over lapses;
    None for no limit. `capacity` is team to person-months in each of the `periods`. Of each group in `exclusions` at
    most one option may be chosen. `must_haves` are chosen whatever they are worth, `never` are not. `least_share` is
    lever to the least share (0 to 1) of the chosen value that comes through it. Value is counted up to and with period
    `horizon`; None for the last of `periods`.
    """

    currency: str
    periods: int = 4
    budget: float | None = None
    budget_by_period: tuple[float, ...] | None = None
    capacity: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    exclusions: tuple[tuple[str, ...], ...] = ()
    must_haves: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    least_share: Mapping[str, float] = field(default_factory=dict)
    horizon: int | None = None

    def __post_init__(self) -> None:
        if self.periods < 1 or (self.horizon is not None and self.horizon < self.periods):
            raise InvalidInputError("A plan has at least one quarter, and its value counts at least to its end.")
        check_amount("The budget", self.budget)
        for name, amounts in self._by_period().items():
            if len(amounts) != self.periods:
                raise InvalidInputError(f"{name} needs {self.periods} numbers, one a quarter; it has {len(amounts)}.")
            for period, amount in enumerate(amounts, 1):
                check_amount(f"{name} in Q{period}", amount)
        if both := set(self.must_haves) & set(self.never):
            raise InvalidInputError(f"{_names(both)} can't be a must-have and ruled out. Take one of the two back.")
        if unknown := set(self.least_share) - set(LEVERS):
            raise InvalidInputError(f"{_names(unknown)} is not a value lever. Choose from {', '.join(LEVERS)}.")
        shares = self.least_share.values()
        if not all(0 <= share <= 1 for share in shares) or math.fsum(shares) > 1 + 1e-9:
            raise InvalidInputError("The least shares of the levers are 0 to 100 % each, and at most 100 % together.")

    def _by_period(self) -> dict[str, tuple[float, ...]]:
        named = {f"The capacity of {team}": tuple(amounts) for team, amounts in self.capacity.items()}
        return named if self.budget_by_period is None else named | {"The budget by quarter": self.budget_by_period}


def check(options: Iterable[Option], constraints: Constraints) -> tuple[Option, ...]:
    """Return the options when they and the constraints fit together.

    Raises InvalidInputError for an id twice or unknown, a team without a capacity, and options that depend on each
    other in a circle, which it names.

    >>> check([Option(option_id="a", title="A", value=1, cost=1, depends_on=("a",))], Constraints(currency="EUR"))
    Traceback (most recent call last):
    core.errors.InvalidInputError: 'A' → 'A' depend on each other in a circle. Take one of these dependencies out.
    """
    options = tuple(options)
    known = {option.option_id: option for option in options}
    if len(known) < len(options):
        ids = [option.option_id for option in options]
        raise InvalidInputError(f"{_names({i for i in ids if ids.count(i) > 1})} is there twice. Give each id once.")
    for option in options:
        _check_known(f"'{option.title}' depends on", option.depends_on, known)
        if teams := {team for team, months in option.demand.items() if months} - set(constraints.capacity):
            raise InvalidInputError(f"'{option.title}' needs {_names(teams)}; give that team's capacity a quarter.")
    for group in constraints.exclusions:
        _check_known("An exclusion names", group, known)
    _check_known("The must-haves name", constraints.must_haves, known)
    _check_known("What is ruled out names", constraints.never, known)
    if circle := _circle(known):
        path = " → ".join(f"'{known[i].title}'" for i in circle)
        raise InvalidInputError(f"{path} depend on each other in a circle. Take one of these dependencies out.")
    return options


def needed_by(wanted: Iterable[str], known: Mapping[str, Option]) -> set[str]:
    """Return `wanted` with all that they depend on, near and far."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        option_id = waiting.pop()
        if option_id not in found:
            found.add(option_id)
            waiting.extend(known[option_id].depends_on)
    return found


def check_amount(name: str, amount: float | None) -> None:
    """Raise InvalidInputError unless the amount is a finite number, 0 or more, or None."""
    if amount is not None and not (math.isfinite(amount) and amount >= 0):
        raise InvalidInputError(f"{name} is {amount}. It must be a number, 0 or more.")


def _check_known(who: str, ids: Iterable[str], known: Mapping[str, Option]) -> None:
    if missing := set(ids) - set(known):
        raise InvalidInputError(f"{who} {_names(missing)}, which is not among the initiatives. Add it or take it out.")


def _circle(known: Mapping[str, Option]) -> list[str]:
    """Return a circle of dependencies, its first id again at the end; empty when there is none."""
    left = dict(known)
    while free := [i for i, option in left.items() if not any(d in left for d in option.depends_on)]:
        for option_id in free:
            del left[option_id]
    if not left:
        return []
    path = [next(iter(left))]
    while path[-1] not in path[:-1]:
        path.append(next(d for d in left[path[-1]].depends_on if d in left))
    return path[path.index(path[-1]) :]


def _names(ids: Iterable[str]) -> str:
    return ", ".join(f"'{i}'" for i in sorted(ids))
