"""The switch matrix: what journeys with each switch cost and take beyond the same issue solved in its first channel.

A journey with a switch is compared with the journeys of the same issue and first channel in scope that made no switch
at all: its added cost is its cost less their mean cost. A switch's part of it, which `avoidable_cost` adds up, is the
added cost divided by the journey's number of switches; so the parts of all switches add up to the added cost of all
journeys. It is the most that could be avoided: hard cases switch more and would cost more anyway.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from core.assumptions.haircuts import haircut
from core.contract import SMALL_SAMPLE, Contract
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.figure import Figure
from core.lens import Lens
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import Interval
from core.query import Query, query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import Source, ask_source, source_of
from core.text import NOT_GIVEN, counted, percent
from core.wording import count

LEAST_TO_COMPARE_WITH = 10
_NOT_GIVEN = "0"
_PIECES = {"grouped": "matrix_grouped.sql", "unswitched": "matrix_unswitched.sql", "switched": "matrix_switched.sql",
           "pairs": "matrix_pairs.sql", "cells": "matrix_cells.sql", "totals": "matrix_totals.sql"}  # fmt: skip
_COLUMNS = ["source", "target", "source_label", "target_label", "switches", "journeys", "cost_compared", "added_cost",
            "added_cost_low", "added_cost_high", "avoidable_cost", "avoidable_share", "time_compared", "added_seconds",
            "ces_compared", "ces_change", "resolved_compared", "resolved_change", "too_few"]  # fmt: skip
_NUMBERS = ("added_cost", "added_cost_low", "added_cost_high", "avoidable_cost", "avoidable_share", "added_seconds",
            "ces_change", "resolved_change")  # fmt: skip


@dataclass(frozen=True)
class SwitchMatrix:
    """Every switch from one channel directly to another.

    `rows`, dearest first: source, target (channel codes as text, as the loop map names them), source_label,
    target_label, switches (how often), journeys (that make it at least once), added_cost with its interval (mean of
    those journeys, over the whole journey), avoidable_cost (this switch's part, summed up), avoidable_share (of the
    total), added_seconds, ces_change, resolved_change (share), each with the journeys it could be compared for
    (`_compared`), too_few (fewer than 30 journeys compared: the cell is to be greyed, and its means are None).
    The interval takes the mean of what is compared with as given. Costs are in the dataset's currency.
    `avoidable` is the whole as a figure; None where no cost can be compared, and `why_not` says why.
    """

    rows: pd.DataFrame
    avoidable: Figure | None
    why_not: str
    journeys: int
    journeys_switched: int
    journeys_compared: int
    source: Source
    contract: Contract
    answer: Answer

    def worst(self, most: int = 10) -> pd.DataFrame:
        """Return the switches that cost most in all: of known channels, with enough journeys and a cost above 0."""
        return self._dearest.head(most)

    @cached_property
    def _dearest(self) -> pd.DataFrame:
        known = (self.rows.source != _NOT_GIVEN) & (self.rows.target != _NOT_GIVEN)
        return self.rows[known & ~self.rows.too_few & (self.rows.avoidable_cost > 0)].reset_index(drop=True)


def switch_matrix(database: Database, scope: Scope, least: int = LEAST_TO_COMPARE_WITH) -> SwitchMatrix:
    """Answer what each switch goes along with; `least` journeys without a switch are needed to compare with."""
    if least < 1:
        raise InvalidInputError(f"At least {least} journeys can't be compared with. Choose 1 or more.")
    within, values = Within(scope, Lens("channel", collapse=True)), {"least": least}
    dataset, answer, labels = ask_all(
        database,
        [ask_source(scope), Ask(within, matrix_query(), values), Ask(within, query(__package__, "channels.sql"))],
    )
    source, records = source_of(dataset, scope), answer.records()
    covered = records[0]
    names = {int(code): label for code, label in zip(labels.rows.code, labels.rows.label, strict=True)}
    compared = int(covered["all_cost_compared"])
    return SwitchMatrix(
        rows=_rows([row for row in records if row["source"] is not None], names, float(covered["all_added_cost"])),
        avoidable=_avoidable(source, covered) if compared >= SMALL_SAMPLE else None,
        why_not=_why_not(covered, least),
        journeys=int(covered["all_journeys"]),
        journeys_switched=int(covered["all_switched"]),
        journeys_compared=compared,
        source=source,
        contract=_contract(scope, covered, least),
        answer=answer,
    )


def matrix_query() -> Query:
    """Return the query of the matrix."""
    return query(__package__, "matrix.sql", **_PIECES)


def _rows(records: list[dict[str, Any]], names: Mapping[int, str], total: float) -> pd.DataFrame:
    found = pd.DataFrame([_row(row, names, total) for row in records], columns=_COLUMNS)
    found = found.astype(dict.fromkeys(_NUMBERS, "float64"))
    order = ["avoidable_cost", "switches", "source_label", "target_label", "source", "target"]
    return found.sort_values(order, ascending=[False, False, True, True, True, True], na_position="last").reset_index(
        drop=True
    )


def _row(row: Mapping[str, Any], names: Mapping[int, str], total: float) -> dict[str, Any]:
    compared = int(row["cost_compared"])
    told = compared >= SMALL_SAMPLE
    mean = _mean(row, compared) if told else None
    return {
        "source": str(int(row["source"])), "target": str(int(row["target"])),
        "source_label": names.get(int(row["source"]), NOT_GIVEN),
        "target_label": names.get(int(row["target"]), NOT_GIVEN),
        "switches": int(row["switches"]), "journeys": int(row["journeys"]), "cost_compared": compared,
        "added_cost": row["journey_added_cost"] / compared if told else None,
        "added_cost_low": mean and mean.low, "added_cost_high": mean and mean.high,
        "avoidable_cost": row["shared_added_cost"] if compared else None,
        "avoidable_share": row["shared_added_cost"] / total if compared and total > 0 else None,
        "time_compared": int(row["time_compared"]),
        "added_seconds": _per(row, "journey_added_seconds", "time_compared"),
        "ces_compared": int(row["ces_compared"]), "ces_change": _per(row, "journey_added_ces", "ces_compared"),
        "resolved_compared": int(row["resolved_compared"]),
        "resolved_change": _per(row, "journey_added_resolved", "resolved_compared"), "too_few": not told,
    }  # fmt: skip


def _mean(row: Mapping[str, Any], compared: int) -> Interval | None:
    return mean_of_sums(Sums(compared, float(row["journey_added_cost"]), float(row["journey_added_cost_squares"])))


def _per(row: Mapping[str, Any], total: str, known: str) -> float | None:
    return float(row[total]) / int(row[known]) if row[known] >= SMALL_SAMPLE else None


def _avoidable(source: Source, covered: Mapping[str, Any]) -> Figure:
    return Figure(
        "switching.avoidable_cost", "Cost of journeys with a switch beyond the same issue solved in its first channel",
        float(covered["all_added_cost"]), source.currency, "measured", "raw",
        "cost less the mean cost of journeys of the same issue and first channel without a switch, summed up",
        f"journeys with a switch and a known cost that can be compared ({source.scope.describe()})",
        n=int(covered["all_cost_compared"]), period_from=source.first_day, period_to=source.last_day,
        dataset_id=source.dataset_id, data_version=source.data_version,
        haircut_share=haircut("raw").share, address="switching",
    )  # fmt: skip


def _why_not(covered: Mapping[str, Any], least: int) -> str:
    if not covered["all_journeys"]:
        return "No journeys are in this scope. Take a filter off to see some."
    if not covered["all_switched"]:
        return "No journey here changes its channel, so no switch can be looked at."
    if not covered["all_cost_known"]:
        return (
            "No journey here has a known cost. Map the cost at the import; until then only counts and times are shown."
        )
    if covered["all_cost_compared"] < SMALL_SAMPLE:
        return (
            f"Fewer than {SMALL_SAMPLE} journeys with a switch can be compared: it takes {least} journeys of the "
            "same issue and first channel without a switch and with a known cost."
        )
    return ""


def _contract(scope: Scope, covered: Mapping[str, Any], least: int) -> Contract:
    journeys, switched = int(covered["all_journeys"]), int(covered["all_switched"])
    compared = int(covered["all_cost_compared"])
    return Contract(
        unit="switches; journeys where it says so",
        denominator=f"{counted(switched, 'journey')} with a switch, of {count(journeys)} ({scope.describe()})",
        coverage=f"all switches; added cost for {percent(compared, switched)} of journeys with a switch",
        window="whole journeys; compared with the same issue and first channel without a switch",
        other=f"not compared: unknown cost, or fewer than {least} to compare with; below n = {SMALL_SAMPLE} no mean",
    )
