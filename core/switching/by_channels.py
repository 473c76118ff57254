"""Cost per resolution and mean cost by channels used, as counted: nothing is held fixed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.assumptions.benchmarks import benchmark
from core.contract import SMALL_SAMPLE, Contract
from core.engine import Answer, Database
from core.figure import Figure
from core.numbers.proportions import Interval
from core.numbers.ratios import difference_of
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import Source, ask_source, source_of
from core.switching.tally import Tally
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
    source, records = source_of(dataset, scope), answer.records()
    used = sorted({int(row["channels_used"]) for row in records})
    tallies = {channels: Tally.of(records, channels_used=channels) for channels in used}
    journeys, known = (sum(one.count(name) for one in tallies.values()) for name in ("journeys", "cost_known"))
    rows = pd.DataFrame([_row(channels, one) for channels, one in tallies.items()], columns=_COLUMNS)
    return ChannelCosts(
        rows=rows.astype(dict.fromkeys(_NUMBERS, "float64")),
        per_extra_channel=_per_extra_channel(source, tallies),
        journeys=journeys,
        cost_known=known,
        source=source,
        contract=Contract(
            unit="journeys",
            denominator=f"{counted(journeys, 'journey')} ({scope.describe()})",
            coverage=f"100 % of journeys; costs from the {percent(known, journeys)} whose cost is known",
            window="whole journeys, by their number of distinct channels",
            other=f"a cost is known when those of all contacts are; below n = {SMALL_SAMPLE} no cost is shown",
        ),
        answer=answer,
    )


_COLUMNS = ["channels_used", "journeys", "cost_known", "cost_known_share", "mean_cost", "mean_cost_low",
            "mean_cost_high", "cost_per_resolution", "low", "high", "resolved_known", "resolved_share", "resolved_low",
            "resolved_high", "too_few", "benchmark_usd"]  # fmt: skip


def _row(channels: int, one: Tally) -> dict[str, Any]:
    journeys, known = one.count("journeys"), one.count("cost_known")
    mean, around_mean = one.mean("cost")
    cost, around_cost = one.cost_per_resolution()
    resolved = one.resolved_share()
    return {
        "channels_used": channels, "journeys": journeys, "cost_known": known, "cost_known_share": known / journeys,
        "mean_cost": mean, "mean_cost_low": around_mean and around_mean.low,
        "mean_cost_high": around_mean and around_mean.high, "cost_per_resolution": cost,
        "low": around_cost and around_cost.low, "high": around_cost and around_cost.high,
        "resolved_known": one.resolved_known, "resolved_share": resolved and resolved.value,
        "resolved_low": resolved and resolved.low, "resolved_high": resolved and resolved.high,
        "too_few": known < SMALL_SAMPLE,
        "benchmark_usd": benchmark(_BENCHMARKS[channels]).value if channels in _BENCHMARKS else None,
    }  # fmt: skip


def _per_extra_channel(source: Source, tallies: Mapping[int, Tally]) -> Figure | None:
    one, three = (tallies.get(channels, Tally(())).cost_per_resolution()[1] for channels in (1, 3))
    if one is None or three is None:
        return None
    both = difference_of(three, one)
    half = Interval(both.value / 2, both.low / 2, both.high / 2, both.n)
    how = (source.currency, "half the difference of cost per resolution at three channels and at one, as counted",
           "journeys with a known cost that used one channel or three")  # fmt: skip
    return source.figure(
        "switching.cost_per_resolution.raw", "One more channel: cost per resolution, raw", half, "raw", how
    )
