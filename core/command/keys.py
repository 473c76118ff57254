"""Customer keys: import a table of pairs, see which keys are one customer."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.command.options import add_dataset, command, database_of, dataset_of
from core.command.output import Output, Table
from core.command.receipts import receipt_tables
from core.datasets import Office
from core.intake.identities import blocks, merges, too_common
from core.intake.imports import Upload
from core.intake.pairs import COLUMNS, import_identity_pairs

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    pairs = command(commands, "pairs", "import a table of keys that belong to one customer", import_pairs)
    pairs.add_argument("file", type=Path, metavar="FILE", help=f"CSV with the columns {', '.join(COLUMNS)}")
    add_dataset(pairs, explain=False)
    found = command(commands, "identities", "which keys are one customer, and which merge nobody?", identities)
    found.add_argument("--limit", type=int, default=1000, metavar="N", help="at most so many merges; default: 1000")
    add_dataset(found)


def import_pairs(office: Office, args: argparse.Namespace) -> Output:
    """Import a pair table."""
    dataset_id = dataset_of(office, args)
    receipt = import_identity_pairs(office, dataset_id, Upload.of(args.file))
    return Output({"dataset": dataset_id, "receipt": receipt}, receipt_tables([receipt]))


def identities(office: Office, args: argparse.Namespace) -> Output:
    """List merges, keys that are too common, and pairs kept apart."""
    database = database_of(office, args)
    merged, common, apart = merges(database, args.limit), too_common(database), blocks(database)
    data = {
        "dataset": dataset_of(office, args),
        "data_version": merged.data_version,
        "merges": merged.rows,
        "too_common": common.rows,
        "blocks": apart.rows,
    }
    tables = (
        Table("Keys that are one customer", merged.rows),
        Table("Keys with too many others, which merge nobody", common.rows),
        Table("Pairs kept apart", apart.rows),
    )
    return Output(data, tables, answers=(merged, common, apart))
