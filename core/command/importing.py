"""Importing files: each is one transaction; one that fails does not hide the others."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.command.options import add_dataset, command, dataset_of
from core.command.output import Output, say
from core.command.planning import propose, refuse_open
from core.command.reading_flags import add_reading
from core.command.receipts import receipt_tables
from core.command.watching import done, watch
from core.datasets import Office
from core.errors import CancelledError, InvalidInputError, JourneyOfficeError
from core.intake.imports import Upload, import_file
from core.intake.receipt import Receipt

if TYPE_CHECKING:
    from core.command.options import Commands

# In a folder only these count as data; a file named outright is looked at whatever its name.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".parquet", ".json", ".jsonl", ".ndjson", ".xes",
           ".gz", ".zip")  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its receipt, or the sentence that says why there is none."""

    file: str
    receipt: Receipt | None = None
    error: str | None = None
    exit_code: int = 0


def register(commands: "Commands") -> None:
    """Add the command."""
    parser = command(commands, "import", "add files to a dataset; put the files before the flags", import_files)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="or a folder: all data files in it")
    add_dataset(parser, explain=False)
    add_reading(parser)


def import_files(office: Office, args: argparse.Namespace) -> Output:
    """Import every file that can be; the exit code is that of the worst failure."""
    dataset_id = dataset_of(office, args)
    office.open(dataset_id)
    outcomes = [_outcome(office, dataset_id, path, args) for path in _files(args.files)]
    receipts = [one.receipt for one in outcomes if one.receipt is not None]
    data = {"dataset": dataset_id, "data_version": office.info(dataset_id).data_version, "files": outcomes}
    tables = receipt_tables(receipts) if receipts else ()
    head = tuple(one.sentence() for one in receipts)
    return Output(data, tables, head, exit_code=max(one.exit_code for one in outcomes))


def _files(given: list[Path]) -> Iterator[Path]:
    for path in given:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        data = [one for one in inside if one.suffix.lower() in ENDINGS]
        if not data:
            raise InvalidInputError(f"There is no data file in the folder {path}. It may hold {', '.join(ENDINGS)}.")
        for other in set(inside) - set(data):
            say(f"{other.name} is no data file by its name and was left out. Name it outright to import it.")
        yield from data


def _outcome(office: Office, dataset_id: str, path: Path, args: argparse.Namespace) -> Outcome:
    try:
        return Outcome(str(path), _import(office, dataset_id, path, args))
    except CancelledError:
        raise
    except JourneyOfficeError as error:
        sentence = str(error) if path.name in str(error) else f"{path.name}: {error}"
        say(sentence)
        return Outcome(str(path), None, sentence, error.exit_code)


def _import(office: Office, dataset_id: str, path: Path, args: argparse.Namespace) -> Receipt:
    found = propose(path, args)
    refuse_open(found.questions, found.plan, path.name)
    for warning in found.inspection.warnings if found.inspection else ():
        say(f"{path.name}: {warning}")
    try:
        return import_file(office, dataset_id, Upload.of(path), found.plan, watch())
    finally:
        done()
