"""The data quality page's question."""

import argparse
from typing import TYPE_CHECKING

import pandas as pd

from core.command.options import add_dataset, command, database_of, dataset_of
from core.command.output import Output, Table
from core.datasets import Office
from core.quality import Measurement, indicators, quality
from core.quality.findings import quality_finding
from core.workspace import Workspace
from core.workspace.thresholds import set_thresholds

if TYPE_CHECKING:
    from core.command.options import Commands

COLUMNS = ("code", "source", "label", "status", "part", "whole", "share", "direction", "limit_share", "owner", "remark")


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    add_dataset(command(commands, "quality", "how good is the data?", measure))


def measure(office: Office, args: argparse.Namespace) -> Output:
    """Measure every indicator over the dataset and per source."""
    database = database_of(office, args)
    workspace = Workspace.of(office.settings)
    try:
        found = quality(database, indicators(set_thresholds(workspace)))
    finally:
        workspace.close()
    overall, by_source = ([_row(one) for one in ones] for ones in (found.overall, found.by_source))
    answers = tuple(found.answers.values())
    data = {
        "dataset": dataset_of(office, args),
        "data_version": answers[0].data_version,
        "overall": [dict(zip(COLUMNS, row, strict=True)) for row in overall],
        "by_source": [dict(zip(COLUMNS, row, strict=True)) for row in by_source],
        "by_month": found.by_month,
        "by_import": found.by_import,
        "gaps": found.gaps,
        "label_variants": found.label_variants,
        "interactions": found.interactions,
    }
    tables = [Table("", pd.DataFrame(overall, columns=list(COLUMNS), dtype=object).drop(columns="source"))]
    if len(found.sources) > 1:
        tables.append(Table.of("Per source", COLUMNS, by_source))
    return Output(data, tuple(tables), (quality_finding(found).text(),), answers=answers)


def _row(one: Measurement) -> list[object]:
    indicator = one.indicator
    return [
        indicator.code, one.source, indicator.label, one.status, one.part, one.whole, one.value, indicator.direction,
        indicator.limit, indicator.owner, one.remark,
    ]  # fmt: skip
