"""The whole office as plain files that anybody can open without Journey Office."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.access import Person
from core.datasets import Office
from core.errors import InvalidInputError
from core.safekeeping.disk import disk_errors
from core.safekeeping.plain_datasets import TABLES, Format, export_datasets
from core.safekeeping.plain_workspace import export_workspace
from core.workspace import Workspace
from core.workspace.audit import read_head
from core.workspace.kinds import KINDS

NOTHING = "Nothing was exported"
README = """Journey Office: everything as plain files

Text is UTF-8. Times are UTC. Unknown is empty in CSV and null in JSON. In CSV an apostrophe goes before a text that a
spreadsheet would take for a formula.

workspace/KIND.json   what people wrote: one list a kind, with key, version, who changed it last and when, and its body
workspace/KIND.csv    the same as a table, one column a field; a field with parts of its own is in JSON
workspace/audit.jsonl the record of every change, one JSON object a line, and audit.csv, the same as a table.
                      "hash" is the SHA-256 of the row and of the hash before it, so a changed row can be told.
{sealed}
"""
SEALED = """
Anonymous answers are without key, version, time, team and role, and in the order of their text, so that nobody can be
told from them.
"""
DATASETS = """
datasets/ID/interactions.{format}   every interaction, in the order of import and file
datasets/ID/journeys.{format}       every journey, named by the import and the record of its first interaction
"""


@dataclass(frozen=True)
class Exported:
    """What was exported: the documents by kind, the rows of the record, and the data version of each dataset."""

    folder: Path
    documents: dict[str, int]
    audit_rows: int
    datasets: dict[str, int]


def export(
    office: Office, workspace: Workspace, folder: Path, person: Person, *, format: Format = "csv", data: bool = True
) -> Exported:
    """Write everything into a new or empty folder, whole or not at all; without `data` the workspace only.

    The same office gives the same files, byte by byte.
    """
    person.require("download everything")
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInputError(f"{folder} is not empty. Name a new folder, or an empty one.")
    building = folder.with_name(f".{folder.name}.exporting")
    try:
        with disk_errors(NOTHING, folder.parent):
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir(mode=0o700, parents=True)
            found = _export(office, workspace, building, format, data)
            with suppress(FileNotFoundError):
                folder.rmdir()
            os.rename(building, folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return Exported(folder, *found)


def _export(
    office: Office, workspace: Workspace, building: Path, format: Format, data: bool
) -> tuple[dict[str, int], int, dict[str, int]]:
    versions = export_datasets(office, building / "datasets", format) if data else {}
    with workspace.store.reading() as connection, disk_errors(NOTHING, building.parent):
        counts = export_workspace(connection, building / "workspace")
        rows = read_head(connection).number
    sealed = SEALED if any(kind in counts and KINDS[kind].sealed for kind in KINDS) else ""
    text = README.format(sealed=sealed) + (DATASETS.format(format=format) if versions else "")
    lists = [f"{kind}: {count}" for kind, count in counts.items()]
    lists += [f"dataset {dataset_id}: data version {version}, {' and '.join(TABLES)}" for dataset_id, version in
              sorted(versions.items())]  # fmt: skip
    (building / "README.txt").write_text(text + "\n" + "\n".join(lists) + "\n", encoding="utf-8")
    return counts, rows, versions
