"""The analytical file made anew from the kept uploads: after damage, a new format, or the undoing of an import that
later ones leaned on."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.datasets import Office
from core.datasets.manifest import read_manifest, write_manifest
from core.engine import Transaction
from core.intake.imports import RESULT_FILE, UNWATCHED, Upload, Watch, add_import, read_upload
from core.intake.kept import kept, staging_folder
from core.intake.load import finish
from core.intake.pairs import PLAN, add_pairs, read_pairs
from core.intake.plan import ReadingPlan
from core.intake.reading import ReadResult
from core.intake.stitch import nothing_affected, stitch
from core.journeys.build import build_all
from core.journeys.channels import set_service

_SETTINGS = ("name", "kind", "synthetic", "currency", "window_days", "identity_cap")


def rebuild(
    office: Office,
    dataset_id: str,
    *,
    undone: frozenset[int] = frozenset(),
    same_version: bool = False,
    watch: Watch = UNWATCHED,
) -> int:
    """Make the analytical file of a dataset anew and return how many imports it was made from.

    `undone` names imports to leave out from now on. The old file stays in place until the new one is whole. A rebuild
    is a new version of the data, unless it is to be the `same_version` as the manifest's, elsewhere.
    """
    manifest = read_manifest(office.folder(dataset_id))
    for entry in manifest["imports"]:
        if not _is_undone(entry, undone):
            kept(office.raw, entry["sha256"], entry["plan"], entry["file_name"])
    fresh = office.path(dataset_id).with_name("rebuilding.duckdb")
    _remove(fresh)
    settings = {name: manifest["dataset"][name] for name in _SETTINGS}
    database = office.create_file(dataset_id, fresh, settings)
    try:
        with database.write(cancelled=watch.cancelled) as transaction:
            for place, entry in enumerate(manifest["imports"]):
                watch.tell(f"reading {entry['file_name']}", place / len(manifest["imports"]) * 0.8)
                _replay(office, transaction, entry, _is_undone(entry, undone))
            _restore(transaction, manifest)
            stitch(transaction)
            nothing_affected(transaction)
            build_all(transaction)
            version = int(manifest["dataset"]["data_version"]) + (0 if same_version else 1)
            transaction.execute("update dataset set data_version = $version", {"version": version})
        database.checkpoint()
    except BaseException:
        database.close()
        _remove(fresh)
        raise
    database.close()
    office.replace_file(dataset_id, fresh)
    write_manifest(office.open(dataset_id), office.folder(dataset_id))
    return sum(not _is_undone(entry, undone) for entry in manifest["imports"])


def _is_undone(entry: dict[str, Any], undone: frozenset[int]) -> bool:
    return entry["undone_at"] is not None or entry["import_number"] in undone


def _replay(office: Office, transaction: Transaction, entry: dict[str, Any], undone: bool) -> None:
    number = entry["import_number"]
    if undone:
        transaction.execute(
            "insert into imports values ($n, $file_name, $sha256, $source, $plan, $actor, $imported_at, "
            "0, 0, 0, 0, '[]', $undone_at)",
            {
                "n": number,
                **{name: entry[name] for name in ("file_name", "sha256", "source", "plan", "actor", "imported_at")},
                "undone_at": entry["undone_at"] or datetime.now(UTC).replace(tzinfo=None),
            },
        )
        return
    path = kept(office.raw, entry["sha256"], entry["plan"], entry["file_name"])
    upload = Upload(
        path, entry["file_name"], entry["sha256"], entry["actor"], datetime.fromisoformat(entry["imported_at"]), number
    )
    if entry["plan"] == PLAN:
        add_pairs(transaction, upload, read_pairs(upload))
        return
    plan = ReadingPlan.from_dict(json.loads(entry["plan"]))
    with staging_folder(office.staging) as folder:
        add_import(transaction, folder, _read(office, upload, plan, folder), upload, plan)
    finish(transaction)


def _read(office: Office, upload: Upload, plan: ReadingPlan, folder: Path) -> ReadResult:
    if upload.path.is_dir():
        shutil.copytree(upload.path, folder, dirs_exist_ok=True)
        return ReadResult.from_dict(json.loads((folder / RESULT_FILE).read_text(encoding="utf-8")))
    return read_upload(office, upload, plan, folder)


def _restore(transaction: Transaction, manifest: dict[str, Any]) -> None:
    for channel in manifest["channels"]:
        set_service(transaction, channel["label"], channel["service"])
    for block in manifest["identity_blocks"]:
        transaction.execute(
            "insert into identity_blocks select a.identity_key, b.identity_key, $reason, $actor, $blocked_at "
            "from identities a, identities b where a.kind = $kind_a and a.value = $value_a "
            "and b.kind = $kind_b and b.value = $value_b",
            block,
        )


def _remove(path: Path) -> None:
    for suffix in ("", ".wal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
