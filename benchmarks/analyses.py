"""S2: the other path questions against a bare scan of the columns each of them needs, and Polars."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from benchmarks.results import Figure, at_least, at_most, milliseconds
from benchmarks.timing import race
from core.engine import Database
from core.paths.drill import journeys_behind
from core.paths.flow import FlowQuestion
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion, loops
from core.paths.pattern import PatternQuestion, pattern
from core.paths.picked import FlowJourneys
from core.paths.summary import summary
from core.paths.variants import variants
from core.scope import Scope

EVERYTHING = Scope()
LENS = Lens("activity")
PATTERN = PatternQuestion(first="Chatbot", then="Phone", within_seconds=86_400)


@dataclass(frozen=True)
class Case:
    """A question, the scan of its columns, its target, and Polars' way to the part of the answer that is compared."""

    what: str
    ours: Callable[[], Any]
    scan: str
    limit: float
    columns: str
    polars: Callable[[pl.LazyFrame], Any]
    answer: Callable[[Any], Any]


def cases(database: Database) -> list[Case]:
    """Return the questions, all without a filter, which is the most work."""
    behind = FlowJourneys(FlowQuestion(), "1|" + _code(database, "channel", "Chatbot"), "")
    first, then = (int(_code(database, "channel", label)) for label in (PATTERN.first, PATTERN.then))
    return [
        Case(
            "loop map with median time and cost, all variants, by activity",
            lambda: loops(database, EVERYTHING, LoopQuestion(LENS, coverage=1.0)),
            "select sum(journey_key), sum(step_number), sum(activity_code), sum(next_activity_code), sum(gap_seconds), "
            "sum(next_cost) from steps",
            3,
            "select journey_key, activity_code, next_activity_code, gap_seconds, next_cost from steps",
            lambda frame: (
                frame.filter(pl.col("next_activity_code").is_not_null())
                .group_by("activity_code", "next_activity_code")
                .agg(
                    pl.len(), pl.col("next_cost").sum(),
                    pl.col("gap_seconds").median(), pl.col("journey_key").n_unique(),
                )
                .collect()["len"].sum()
            ),
            lambda found: int(found.edges.traversals.sum()),
        ),
        Case(
            "variants, by activity",
            lambda: variants(database, EVERYTHING, LENS),
            "select sum(activity_variant), sum(cost), sum(csat), sum(cast(resolved as int)), sum(seconds_to_next), "
            "sum(duration_seconds) from journeys",
            8,
            "select activity_variant, cost, csat, resolved, seconds_to_next, duration_seconds from journeys",
            lambda frame: (
                frame.group_by("activity_variant")
                .agg(pl.len(), pl.col("cost", "csat", "resolved").sum(), pl.col("duration_seconds").median())
                .sort(["len", "activity_variant"], descending=[True, False]).head(200).collect()["len"].to_list()
            ),
            lambda found: found.rows.journeys.tolist(),
        ),
        Case(
            "summary and trend by month",
            lambda: summary(database, EVERYTHING),
            "select sum(interactions), sum(channels_used), sum(switches), sum(cast(resolved as int)), "
            "sum(cast(contained as int)), sum(cost), sum(csat), sum(seconds_to_next), sum(customer_key), "
            "sum(duration_seconds), max(started_on + 1), max(ended_at + interval 1 second) from journeys",
            3,
            "select started_on, interactions, switches, resolved, contained, cost, csat, customer_key, "
            "duration_seconds from journeys",
            lambda frame: pl.collect_all([
                frame.group_by(pl.col("started_on").dt.truncate("1mo"))
                .agg(pl.col("interactions", "switches", "resolved", "contained", "cost", "csat").sum()),
                frame.select(pl.col("customer_key").n_unique(), pl.col("duration_seconds").median()),
            ])[1].row(0),
            lambda found: (found.customers, found.median_duration_seconds),
        ),
        Case(
            "pattern: chatbot, then phone within a day",
            lambda: pattern(database, EVERYTHING, PATTERN),
            "select sum(journey_key), sum(step_number), sum(channel_code), sum(gap_seconds) from steps",
            3,
            "select s.journey_key, s.step_number, s.channel_code, i.order_at from steps s "
            "join interactions i on i.interaction_key = s.interaction_key",
            lambda frame: _polars_pattern(frame, first, then),
            lambda found: found.matches,
        ),
        Case(
            "drill: the journeys that start with the chatbot",
            lambda: journeys_behind(database, EVERYTHING, behind, limit=100),
            "select sum(journey_key), sum(step_number), sum(channel_code), sum(next_channel_code) from steps",
            3,
            "select journey_key, step_number, channel_code from steps",
            lambda frame: frame.filter(pl.col("step_number") == 1, pl.col("channel_code") == first).collect().height,
            lambda found: found.total,
        ),
    ]  # fmt: skip


def figures(database: Database) -> list[Figure]:
    """Race each question; raises `AssertionError` where two answers differ."""
    found = []
    for case in cases(database):
        frame = pl.DataFrame(database.arrow(case.columns)).lazy()
        ours, theirs = case.answer(case.ours()), case.polars(frame)
        assert ours == theirs, f"{case.what}: {ours} here, {theirs} in Polars"
        seconds = race({
            "ours": case.ours, "scan": lambda case=case: database.read(case.scan),
            "Polars": lambda case=case, frame=frame: case.polars(frame),
        })  # fmt: skip
        mine = seconds["ours"]
        texts = {name: f" ({milliseconds(mine)} against {milliseconds(taken)})" for name, taken in seconds.items()}
        found.append(at_most("S2", f"{case.what}: ours ÷ scan", mine / seconds["scan"], case.limit, texts["scan"]))
        found.append(
            at_least("S2", f"{case.what}: Polars, prepared, ÷ ours", seconds["Polars"] / mine, 1, texts["Polars"])
        )
    return found


def _code(database: Database, kind: str, label: str) -> str:
    text = "select code from labels where kind = $kind and label = $label"
    return str(database.read(text, {"kind": kind, "label": label}).rows.code.iloc[0])


def _polars_pattern(frame: pl.LazyFrame, first: int, then: int) -> int:
    code, number, at = pl.col("channel_code"), pl.col("step_number"), pl.col("order_at")
    anchors = (
        frame.filter(code == first).group_by("journey_key").agg(number.min().alias("from"), at.min().alias("since"))
    )
    later = frame.filter(code == then).join(anchors, on="journey_key").filter(number > pl.col("from"))
    reached = later.group_by("journey_key").agg(at.min(), pl.col("since").first())
    return reached.filter(at - pl.col("since") <= pl.duration(days=1)).select(pl.len()).collect().item()
