"""Sums of journeys by outcome, and what shares, means and costs per resolution follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.contract import SMALL_SAMPLE
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import Interval, wilson
from core.numbers.ratios import Pairs, ratio_of_sums


@dataclass(frozen=True)
class Tally:
    """Journeys and their sums, resolved, not resolved and unknown ones in separate rows."""

    rows: tuple[Mapping[str, Any], ...]

    @staticmethod
    def of(records: Iterable[Mapping[str, Any]], **key: int) -> "Tally":
        """Return the rows in which each column of `key` has its value.

        >>> rows = [{"stayed": 1, "resolved": 1, "journeys": 4}, {"stayed": 0, "resolved": 1, "journeys": 5}]
        >>> Tally.of(rows, stayed=1).count("journeys")
        4
        """
        return Tally(tuple(row for row in records if all(row[name] == value for name, value in key.items())))

    def count(self, column: str, *, resolved: bool = False) -> int:
        """Return a column's sum as a count, of resolved journeys alone if so wished."""
        return int(self.total(column, resolved=resolved))

    def total(self, column: str, *, resolved: bool = False) -> float:
        """Return a column's sum, of resolved journeys alone if so wished."""
        return float(sum(row[column] for row in self.rows if not resolved or row["resolved"] == 1))

    @property
    def resolved_known(self) -> int:
        """How many journeys have a known outcome."""
        return sum(int(row["journeys"]) for row in self.rows if row["resolved"] is not None)

    def resolved_share(self) -> Interval | None:
        """Return the share resolved of those with a known outcome; None below 30 of them."""
        known = self.resolved_known
        return wilson(self.count("journeys", resolved=True), known) if known >= SMALL_SAMPLE else None

    def mean(self, what: str) -> tuple[float | None, Interval | None]:
        """Return the mean of a column and its interval; None below 30 known values, no interval without a spread."""
        known = self.count(f"{what}_known")
        if known < SMALL_SAMPLE:
            return None, None
        total = self.total(f"{what}_sum")
        return total / known, mean_of_sums(Sums(known, total, self.total(f"{what}_squares")))

    def cost_per_resolution(self) -> tuple[float | None, Interval | None]:
        """Return the cost of all journeys with a known cost over the resolved ones of them, and its interval."""
        known, resolved = self.count("cost_known"), self.total("cost_known", resolved=True)
        if known < SMALL_SAMPLE or resolved == 0:
            return None, None
        cost = self.total("cost_sum")
        products = self.total("cost_sum", resolved=True)
        sums = Pairs(known, cost, self.total("cost_squares"), resolved, resolved, products)
        return cost / resolved, ratio_of_sums(sums)
