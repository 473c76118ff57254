"""Backups: make one, restore one; everything as plain files; whether the record of changes is whole."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.access import OPERATOR
from core.command.options import command
from core.command.output import Output, Table, say
from core.command.watching import done, watch
from core.datasets import Office
from core.errors import DataDamagedError
from core.safekeeping.backup import back_up
from core.safekeeping.copies import FOLDER, check_copy, newest_copy
from core.safekeeping.export import export
from core.safekeeping.restoring import restore
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands

WARNING = (
    "It holds everything, with customers' data, what people wrote, and the key of the pseudonyms. Keep it where only "
    "those may read it who may see all of that."
)
WORKSPACE_WARNING = "It holds all that people wrote, with names. Keep it where only those may read it who may see that."


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    made = command(commands, "backup", "write the whole office to one file, also while the app runs", make)
    made.add_argument("file", type=Path, metavar="FILE", help="where to; as office-2026-01-31.zip")
    made.add_argument("--workspace-only", action="store_true", help="what people wrote, without datasets and uploads")
    made.add_argument("--force", action="store_true", help="replace FILE if it is there")
    back = command(commands, "restore", "put a backup in the place of this office; the app must not run", put_back)
    back.add_argument("file", type=Path, metavar="FILE", help="a backup that 'backup' wrote")
    back.add_argument("--replace", action="store_true", help="where the office holds something: move that aside first")
    plain = command(commands, "export", "write everything as plain files that need no Journey Office", write_plain)
    plain.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder, or an empty one")
    plain.add_argument("--format", choices=("csv", "parquet"), default="csv", help="of the datasets; default: csv")
    plain.add_argument("--workspace-only", action="store_true", help="what people wrote; possible while the app runs")
    command(commands, "check", "is what people wrote whole, as the record of changes says?", check)


def make(office: Office, args: argparse.Namespace) -> Output:
    """Make a backup; without a dataset that should be in it, the exit code says that data is damaged."""
    workspace = Workspace.of(office.settings)
    try:
        found = back_up(office, workspace, args.file, OPERATOR, data=not args.workspace_only, force=args.force)
    finally:
        workspace.close()
    for sentence in (*found.left_out, *found.notes):
        say(sentence)
    warning = WORKSPACE_WARNING if args.workspace_only else WARNING
    shown = {"file": str(found.path), "bytes": found.size, "documents": found.documents, "changes": found.audit_rows,
             "datasets": list(found.datasets), "uploads": found.uploads, "sha256": found.sha256}  # fmt: skip
    data = {**shown, "left_out": found.left_out, "notes": found.notes, "warning": warning}
    code = DataDamagedError.exit_code if found.left_out else 0
    return Output(data, (_table(shown),), (f"The backup was made and read back. {warning}",), exit_code=code)


def put_back(office: Office, args: argparse.Namespace) -> Output:
    """Restore a backup."""
    try:
        found = restore(office, args.file, OPERATOR, over=args.replace, watch=watch())
    finally:
        done()
    for sentence in found.left_out:
        say(sentence)
    shown = {"made_at": found.made_at, "documents": found.documents, "changes": found.audit_rows,
             "datasets": list(found.datasets), "sha256": found.sha256}  # fmt: skip
    aside = str(found.replaced) if found.replaced else None
    head = "The backup was restored." + (f" What was there before is in {aside}." if aside else "")
    return Output({**shown, "left_out": found.left_out, "replaced": aside}, (_table(shown),), (head,))


def write_plain(office: Office, args: argparse.Namespace) -> Output:
    """Export everything."""
    workspace = Workspace.of(office.settings)
    try:
        found = export(
            office, workspace, args.folder, OPERATOR, format=args.format, data=not args.workspace_only
        )  # fmt: skip
    finally:
        workspace.close()
    rows = [["documents", kind, count] for kind, count in found.documents.items()]
    rows += [["record", "changes", found.audit_rows]]
    rows += [["dataset", dataset_id, version] for dataset_id, version in found.datasets.items()]
    data = {
        "folder": str(found.folder),
        "documents": found.documents,
        "changes": found.audit_rows,
        "datasets": found.datasets,
    }
    head = f"Everything is in {found.folder}; README.txt there says what is what."
    return Output(data, (Table.of("", ("what", "which", "number or data version"), rows),), (head,))


def check(office: Office, _: argparse.Namespace) -> Output:
    """Check the record of changes and the newest copy of the workspace."""
    workspace = Workspace.of(office.settings)
    try:
        found = workspace.check()
    finally:
        workspace.close()
    newest = newest_copy(office.settings.home / FOLDER)
    problems = [*found.problems, *filter(None, [check_copy(newest) if newest else ""])]
    shown = {"changes": found.rows, "documents": found.documents, "last_hash": found.last_hash,
             "newest_copy": newest.name if newest else None}  # fmt: skip
    head = (
        f"{len(problems)} problems were found."
        if problems
        else "The record is whole, and what is kept is what it says."
    )
    code = DataDamagedError.exit_code if problems else 0
    return Output({**shown, "problems": problems}, (_table(shown),), (head,), tuple(problems), exit_code=code)


def _table(shown: dict[str, object]) -> Table:
    return Table.of("", tuple(shown), [list(shown.values())])
