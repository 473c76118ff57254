"""Whether several estimates of the same thing agree, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from core.numbers.effects import Effect
from core.wording import number


@dataclass(frozen=True)
class Named:
    """An estimate with the name of its method."""

    name: str
    effect: Effect


def disagreements(estimates: Sequence[Named]) -> tuple[str, ...]:
    """Return a sentence for each two estimates whose intervals do not meet, or that point different ways.

    >>> one, two = Effect(1.0, 0.1, 0.8, 1.2, 9), Effect(2.0, 0.1, 1.8, 2.2, 9)
    >>> disagreements([Named("a", one), Named("b", two)])
    ('a (1.00) and b (2.00) do not agree: their intervals do not overlap.',)
    >>> disagreements([Named("a", one), Named("b", one)])
    ()
    """
    found = []
    for a, b in combinations(estimates, 2):
        if a.effect.value is None or b.effect.value is None:
            continue
        names = f"{a.name} ({number(a.effect.value, 2)}) and {b.name} ({number(b.effect.value, 2)})"
        if _apart(a.effect, b.effect):
            opposite = a.effect.value * b.effect.value < 0
            why = "they even point different ways" if opposite else "their intervals do not overlap"
            found.append(f"{names} do not agree: {why}.")
        elif a.effect.value * b.effect.value < 0:
            found.append(f"{names} point different ways, though their intervals overlap: the direction is not settled.")
    return tuple(found)


def _apart(a: Effect, b: Effect) -> bool:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.high < b.low or b.high < a.low
