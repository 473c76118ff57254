"""A money axis for a picture: round ticks, and where an amount lies between its ends."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.wording import money

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """From `least` to `most` in steps of `step`, in a currency; zero is always on it."""

    least: float
    most: float
    step: float
    currency: str

    @staticmethod
    def of(amounts: Iterable[float], currency: str, ticks: int = 5) -> "Scale":
        """Return a scale that holds all amounts and zero, with about so many round steps.

        >>> Scale.of([-40.0, 390.0], "EUR")
        Scale(least=-100.0, most=400.0, step=100.0, currency='EUR')
        """
        ends = [0.0, *amounts]
        wide = (max(ends) - min(ends)) or 1.0
        power = 10.0 ** math.floor(math.log10(wide / ticks))
        step = next(one * power for one in _STEPS if one * power * ticks >= wide * (1 - 1e-9))
        return Scale(
            math.floor(min(ends) / step + 1e-9) * step, (math.ceil(max(ends) / step - 1e-9) or 1) * step, step, currency
        )

    def at(self, amount: float) -> float:
        """Return where an amount lies: 0 at the least, 1 at the most."""
        return (amount - self.least) / (self.most - self.least)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Return where each tick lies, with its amount in words."""
        count = round((self.most - self.least) / self.step)
        amounts = [self.least + place * self.step for place in range(count + 1)]
        return tuple(
            (self.at(amount), "0" if abs(amount) < self.step / 2 else money(amount, self.currency))
            for amount in amounts
        )
