"""A first look at a file: how it would be read, and what has to be asked."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.command.options import command
from core.command.output import Output, Table
from core.command.planning import Proposal, propose
from core.command.reading_flags import FLAGS, add_reading
from core.datasets import Office
from core.errors import InvalidInputError
from core.intake.reading import Inspection

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the command."""
    parser = command(commands, "inspect", "how would a file be read, and what has to be asked?", look)
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, Excel, Parquet, JSON lines or XES, packed or not")
    add_reading(parser)


def look(_: Office, args: argparse.Namespace) -> Output:
    """Propose how a file is read; the JSON is a plan for 'import --plan'."""
    if args.plan is not None:
        raise InvalidInputError("'inspect' makes a plan and takes none. Leave --plan out.")
    found = propose(args.file, args)
    assert found.inspection is not None
    return Output(_data(args.file, found, found.inspection), _tables(found, found.inspection), (_head(found),))


def _data(path: Path, found: Proposal, seen: Inspection) -> dict[str, object]:
    questions = [{**vars(one), "flag": FLAGS.get(one.code)} for one in found.questions]
    shown = ("columns", "guesses", "warnings", "sheets", "members", "shape_key")
    return {
        "file": str(path),
        **found.plan.to_dict(),
        "questions": questions,
        **{name: getattr(seen, name) for name in shown},
    }


def _head(found: Proposal) -> str:
    dialect = found.plan.dialect
    parts: list[str] = [dialect.format, *([dialect.compression] if dialect.compression != "none" else [])]
    if dialect.format == "csv":
        parts += [dialect.encoding, f"delimiter {dialect.delimiter!r}", f"header on line {dialect.header_line}"]
    return f"{', '.join(parts)}; source {found.plan.mapping.source!r}; times {found.plan.mapping.time_format}"


def _tables(found: Proposal, seen: Inspection) -> tuple[Table, ...]:
    field = {column: name for name, column in found.plan.mapping.columns.items()}
    columns = [
        [one.name, field.get(one.name, ""), one.guessed_type, one.blank_share, " | ".join(one.samples[:3])]
        for one in seen.columns
    ]
    tables = [Table.of("Columns", ("column", "read as", "looks like", "blank_share", "samples"), columns)]
    questions = [[one.text, FLAGS.get(one.code, "")] for one in found.questions]
    if questions:
        tables.append(Table.of("Questions", ("question", "answer with"), questions))
    unsure = [[one.what, one.value, one.why] for one in seen.guesses if not one.certain and "column of" not in one.what]
    if unsure:
        tables.append(Table.of("Guesses to check", ("what", "guess", "why"), unsure))
    if seen.warnings:
        tables.append(Table.of("Warnings", ("warning",), [[one] for one in seen.warnings]))
    return tuple(tables)
