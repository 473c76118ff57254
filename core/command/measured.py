"""What is measured of a journey type, as the figures that a business case begins with."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from core.command.options import add_dataset, add_scope, command, database_of, scope_of
from core.command.output import Output, Table
from core.datasets import Office
from core.export.csv import csv_bytes
from core.figure import Figure
from core.measured import Measured, figures
from core.text import counted
from core.wording import NOT_AVAILABLE, number, percent

if TYPE_CHECKING:
    from core.command.options import Commands

EXACT = ("value", "low", "high", "unit", "n", "grade", "haircut_share", "population")


def register(commands: "Commands") -> None:
    """Add the command of this group."""
    parser = command(
        commands, "figures", "what is measured of one journey type (--issue), for a business case?", show_figures
    )
    add_dataset(parser)
    add_scope(parser)


def show_figures(office: Office, args: argparse.Namespace) -> Output:
    """Answer with every figure, and with a sentence where there is none; several issues are taken together."""
    scope = scope_of(args)
    issue = scope.issues[0] if len(scope.issues) == 1 else None
    found = figures(database_of(office, args), replace(scope, issues=()) if issue else scope, issue)
    data = {
        "dataset": found.dataset_id, "data_version": found.data_version, "scope": found.scope.describe(),
        "issue": found.issue, "journeys": found.journeys, "period_from": found.period_from,
        "period_to": found.period_to, "currency": found.currency,
        "figures": {code: one.to_dict() for code, one in found.figures.items()},
        "notes": found.notes, "not_available": found.not_available,
    }  # fmt: skip
    days = f", {found.period_from} to {found.period_to}" if found.period_from else ""
    head = (f"{counted(found.journeys, 'journey')} ({found.scope.describe()}){days}.",)
    columns = ("code", "value", "interval", "unit", "n", "haircut_share")
    notes = tuple(f"{one.label}: {one.note}" for one in found.measured if one.note)
    table = Table.of("", columns, [_row(one) for one in found.measured])
    return Output(data, (table,), head, notes, found.answers, _csv(found.measured))


def _row(one: Measured) -> tuple[object, ...]:
    figure = one.figure
    if figure is None:
        return (one.code, NOT_AVAILABLE, "", "", None, None)
    interval = "" if figure.low is None else f"{_text(figure, figure.low)} to {_text(figure, figure.high)}"
    return (one.code, _text(figure, figure.value), interval, figure.unit, figure.n, figure.haircut_share)


def _text(figure: Figure, value: float | None) -> str:
    return percent(value) if figure.unit.startswith("share") else number(value, 3 if figure.unit == "hours" else 2)


def _csv(measured: tuple[Measured, ...]) -> Iterator[bytes]:
    columns: dict[str, list[object]] = {"code": [one.code for one in measured]}
    columns |= {name: [getattr(one.figure, name, None) for one in measured] for name in EXACT}
    columns["note"] = [one.note for one in measured]
    batch = pa.record_batch({name: pa.array(values) for name, values in columns.items()})
    return csv_bytes([batch], list(columns), bom=False)
