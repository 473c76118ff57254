"""Path answers as rows for reading: times in hours, in the order in which they are shown."""

import pandas as pd

from core.paths.drill import JourneyList
from core.paths.flow import Flow
from core.paths.loops import LoopMap
from core.paths.pattern import PatternQuestion, PatternResult
from core.paths.variants import VariantTable


def link_rows(found: Flow) -> pd.DataFrame:
    """Return the links of a flow with `share`: of the journeys in the picture."""
    return found.links.assign(share=found.links["journeys"] / max(1, found.journeys))


def variant_rows(table: VariantTable) -> pd.DataFrame:
    """Return the variants with `median_hours`."""
    return table.rows.assign(median_hours=table.rows["median_duration_seconds"] / 3600)


def edge_rows(found: LoopMap) -> pd.DataFrame:
    """Return the edges of a loop map with `median_hours`."""
    return found.edges.assign(median_hours=found.edges["median_seconds"] / 3600)


def pattern_rows(found: PatternResult, question: PatternQuestion) -> pd.DataFrame:
    """Return the rate and the base rate as rows: group, rate, low, high (None where not known) and journeys."""
    return pd.DataFrame(
        [
            {"group": f"With {question.first}", "rate": found.rate, "low": found.low, "high": found.high,
             "journeys": found.denominator},
            {"group": f"Without {question.first}", "rate": found.base_rate, "low": None, "high": None,
             "journeys": found.base_denominator},
        ]
    )  # fmt: skip


def journey_rows(found: JourneyList) -> pd.DataFrame:
    """Return a page of journeys with `hours` from the first to the last contact."""
    return found.rows.assign(hours=found.rows["duration_seconds"] / 3600)


def page_count(total: int, page_rows: int) -> int:
    """Return how many pages a list has, at least one.

    >>> page_count(0, 100), page_count(100, 100), page_count(101, 100)
    (1, 1, 2)
    """
    return max(1, -(-total // page_rows))


def timeline_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts of a timeline with `gap_hours` to the next, `when` in words and `journey`: id or key."""
    journey = rows["journey_id"].where(rows["journey_id"].notna(), rows["journey_key"].astype(str))
    when = rows["occurred_at"].dt.strftime("%d %b %Y %H:%M:%S")
    return rows.assign(gap_hours=rows["gap_seconds"] / 3600, journey=journey, when=when)
