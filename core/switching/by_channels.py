"""Cost per resolution and mean cost by channels used, as counted: nothing is held fixed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.assumptions.benchmarks import benchmark
from core.contract import SMALL_SAMPLE, Contract
from core.engine import Answer, Database
from core.figure import Figure
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import Interval, wilson
from core.numbers.ratios import Pairs, difference_of, ratio_of_sums
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import Source, ask_source, source_of
from core.text import counted, percent

_BENCHMARKS = {1: "cost_per_resolution_one_channel", 3: "cost_per_resolution_three_channels"}
BENCHMARK_CURRENCY = "USD"
_NUMBERS = ("cost_known_share", "mean_cost", "mean_cost_low", "mean_cost_high", "cost_per_resolution", "low", "high",
            "resolved_share", "resolved_low", "resolved_high", "benchmark_usd")  # fmt: skip


@dataclass(frozen=True)
class ChannelCosts:
    """What journeys cost by channels used.

    `rows`: channels_used (0: no channel is known), journeys, cost_known, cost_known_share, mean_cost with its interval
    (mean_cost_low, mean_cost_high), cost_per_resolution (cost of all journeys with a known cost divided by the resolved
    ones among them) with low and high, resolved_known, resolved_share with its interval, too_few (fewer than 30 with a
    known cost: then the costs are None), benchmark_usd (published, in US dollars, at one and at three channels).
    `per_extra_channel`: half the difference of cost per resolution at three channels and at one, to be read beside the
    published 8.47 USD; None where either is not known. Money is in the dataset's currency.
    """

    rows: pd.DataFrame
    per_extra_channel: Figure | None
    journeys: int
    cost_known: int
    source: Source
    contract: Contract
    answer: Answer

    def journeys_with(self, channels: int) -> int:
        """Return how many journeys used so many channels, whatever is known of their cost."""
        return int(self.rows[self.rows.channels_used == channels].journeys.sum())


def by_channels(database: Database, scope: Scope) -> ChannelCosts:
    """Answer what journeys cost by the number of channels they used."""
    asked = Ask(Within(scope), query(__package__, "by_channels.sql"))
    dataset, answer = ask_all(database, [ask_source(scope), asked])
    source, counts = source_of(dataset, scope), answer.records()
    costs = {int(row["channels_used"]): _cost_per_resolution(row) for row in counts}
    journeys, known = (sum(int(row[name]) for row in counts) for name in ("journeys", "cost_known"))
    rows = pd.DataFrame([_row(row, costs[int(row["channels_used"])]) for row in counts], columns=_COLUMNS)
    return ChannelCosts(
        rows=rows.astype(dict.fromkeys(_NUMBERS, "float64")),
        per_extra_channel=_per_extra_channel(source, costs),
        journeys=journeys,
        cost_known=known,
        source=source,
        contract=Contract(
            unit="journeys",
            denominator=f"{counted(journeys, 'journey')} ({scope.describe()})",
            coverage=f"100 % of journeys; costs from the {percent(known, journeys)} whose cost is known",
            window="whole journeys, by their number of distinct channels",
            other=f"a journey's cost is known when all of its contacts' costs are; below n = {SMALL_SAMPLE} no cost is shown",
        ),
        answer=answer,
    )


_COLUMNS = ["channels_used", "journeys", "cost_known", "cost_known_share", "mean_cost", "mean_cost_low",
            "mean_cost_high", "cost_per_resolution", "low", "high", "resolved_known", "resolved_share", "resolved_low",
            "resolved_high", "too_few", "benchmark_usd"]  # fmt: skip


def _cost_per_resolution(row: Mapping[str, Any]) -> Interval | None:
    if row["cost_known"] < SMALL_SAMPLE:
        return None
    resolved = float(row["cost_resolved"])
    return ratio_of_sums(
        Pairs(int(row["cost_known"]), float(row["cost_sum"]), float(row["cost_squares"]), resolved, resolved,
              float(row["resolved_cost_sum"]))
    )  # fmt: skip


def _row(row: Mapping[str, Any], cost: Interval | None) -> dict[str, Any]:
    channels, known, journeys = int(row["channels_used"]), int(row["cost_known"]), int(row["journeys"])
    too_few = known < SMALL_SAMPLE
    total = float(row["cost_sum"])
    mean = None if too_few else mean_of_sums(Sums(known, total, float(row["cost_squares"])))
    resolved_known = int(row["resolved_known"])
    resolved = wilson(int(row["resolved"]), resolved_known) if resolved_known >= SMALL_SAMPLE else None
    per_resolution = None if too_few or not row["cost_resolved"] else total / float(row["cost_resolved"])
    return {
        "channels_used": channels, "journeys": journeys, "cost_known": known, "cost_known_share": known / journeys,
        "mean_cost": None if too_few else total / known, "mean_cost_low": mean and mean.low,
        "mean_cost_high": mean and mean.high, "cost_per_resolution": per_resolution, "low": cost and cost.low,
        "high": cost and cost.high, "resolved_known": resolved_known, "resolved_share": resolved and resolved.value,
        "resolved_low": resolved and resolved.low, "resolved_high": resolved and resolved.high, "too_few": too_few,
        "benchmark_usd": benchmark(_BENCHMARKS[channels]).value if channels in _BENCHMARKS else None,
    }  # fmt: skip


def _per_extra_channel(source: Source, costs: Mapping[int, Interval | None]) -> Figure | None:
    one, three = costs.get(1), costs.get(3)
    if one is None or three is None:
        return None
    both = difference_of(three, one)
    half = Interval(both.value / 2, both.low / 2, both.high / 2, both.n)
    how = (source.currency, "half the difference of cost per resolution at three channels and at one; nothing held fixed",
           "journeys with a known cost that used one channel or three")  # fmt: skip
    return source.figure(
        "switching.cost_per_resolution.raw", "One more channel: cost per resolution, raw", half, "raw", how
    )
