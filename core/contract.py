"""The contract line: what a picture counts, out of what, how much of it is shown, and where it begins and ends."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contract:
    """What stands under each picture. Each field is a phrase; `other` says what is folded or left out.

    >>> Contract("journeys", "12 journeys", "100 %", "steps 1 to 5", "nothing").line()
    'Unit: journeys · Out of: 12 journeys · Shown: 100 % · Window: steps 1 to 5 · Other: nothing'
    """

    unit: str
    denominator: str
    coverage: str
    window: str
    other: str

    def line(self) -> str:
        """Return the contract as one line."""
        return (
            f"Unit: {self.unit} · Out of: {self.denominator} · Shown: {self.coverage} · "
            f"Window: {self.window} · Other: {self.other}"
        )
