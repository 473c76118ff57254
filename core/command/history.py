"""Past imports: list them, see what was rejected, take one back, build the data anew."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import add_dataset, command, database_of, dataset_of
from core.command.output import Output, Table, plain
from core.command.watching import done, watch
from core.datasets import Office
from core.datasets.office import OFFICE_ID
from core.intake.history import first_rejects, past_import, past_imports, rejects_csv
from core.intake.rebuild import rebuild
from core.intake.undo import undo_import
from core.wording import number

if TYPE_CHECKING:
    from core.command.options import Commands

COLUMNS = ("import_number", "file_name", "source", "read", "loaded", "rejected", "duplicates")
MOST = 1000


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    listed = command(commands, "imports", "which files were imported, and what became of their records?", imports)
    add_dataset(listed, explain=False)
    bad = command(commands, "rejects", "which records of an import were rejected, and why?", show_rejects)
    back = command(commands, "undo", "take one import out of the data again", undo)
    for parser in (bad, back):
        parser.add_argument("import_number", type=int, metavar="IMPORT", help="its number, as 'imports' lists it")
        add_dataset(parser, explain=False)
    bad.add_argument("--limit", type=int, default=MOST, metavar="N", help="default: %(default)s; --csv has all")
    anew = command(commands, "rebuild", "build a dataset's file anew from the kept uploads", build_anew)
    anew.add_argument("dataset", nargs="?", metavar="ID", help=f"default: {OFFICE_ID!r}, or the only dataset there is")


def imports(office: Office, args: argparse.Namespace) -> Output:
    """List past imports."""
    past = past_imports(database_of(office, args))[::-1]
    rows = [
        [*(getattr(one.receipt, name) for name in COLUMNS), one.actor, one.imported_at, one.undone_at] for one in past
    ]
    table = Table.of("", (*COLUMNS, "actor", "imported_at", "undone_at"), rows)
    data = [{**plain(one.receipt), **{k: v for k, v in vars(one).items() if k != "receipt"}} for one in past]
    return Output({"dataset": dataset_of(office, args), "imports": data}, (table,))


def show_rejects(office: Office, args: argparse.Namespace) -> Output:
    """List what an import rejected."""
    database = database_of(office, args)
    rejected = past_import(database, args.import_number).receipt.rejected
    answer = first_rejects(database, args.import_number, args.limit)
    rows = answer.rows
    data = {"dataset": dataset_of(office, args), "import_number": args.import_number, "rejects": rows}
    foot = (f"{number(rejected, 0)} records were rejected; --csv prints all.",) if len(rows) == args.limit else ()
    whole = rejects_csv(database, args.import_number, bom=False) if args.csv else None
    return Output(data, (Table("", rows),), foot=foot, answers=(answer,), csv=whole)


def undo(office: Office, args: argparse.Namespace) -> Output:
    """Take one import back."""
    dataset_id = dataset_of(office, args)
    undo_import(office, dataset_id, args.import_number)
    info = office.info(dataset_id)
    data = {"dataset": dataset_id, "undone": args.import_number, "interactions": info.interactions}
    return Output(data, (Table.of("", tuple(data), [list(data.values())]),))


def build_anew(office: Office, args: argparse.Namespace) -> Output:
    """Build a dataset's analytical file anew."""
    dataset_id = dataset_of(office, args)
    try:
        count = rebuild(office, dataset_id, watch=watch())
    finally:
        done()
    data = {"dataset": dataset_id, "imports": count, "interactions": office.info(dataset_id).interactions}
    return Output(data, (Table.of("", tuple(data), [list(data.values())]),))
