"""Where datasets live, and opening, creating and deleting them."""

import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from core.datasets.formats import SCHEMA_VERSION, bring_up_to_date
from core.datasets.manifest import read_manifest, write_manifest
from core.engine import Database
from core.engine.statements import sql_file
from core.errors import InvalidInputError, NotFoundError
from core.home import Use
from core.settings import Settings

Kind = Literal["office", "ad-hoc", "demo"]
OFFICE_ID = "office"
DEMO_ID = "demo"
_JOURNEYS = str(Path(__file__).resolve().parent.parent / "journeys")
_HERE = str(Path(__file__).parent)


@dataclass(frozen=True)
class DatasetInfo:
    """What one dataset is and holds. Counts are of the current data version; times are UTC."""

    dataset_id: str
    name: str
    kind: Kind
    synthetic: bool
    currency: str
    window_days: int
    identity_cap: int
    data_version: int
    interactions: int
    journeys: int
    customers: int
    data_from: datetime | None
    data_until: datetime | None


class Office:
    """All datasets under one home folder. One object a process; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._use = Use(settings.home, settings.workspace_url)
        self._open: dict[str, Database] = {}
        self._lock = threading.Lock()

    @property
    def staging(self) -> Path:
        """The only folder the engine may read files from."""
        return self.settings.home / "staging"

    @property
    def raw(self) -> Path:
        """Uploaded files, kept by their SHA-256."""
        return self.settings.home / "raw"

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was ever kept under this home."""
        return not (self.settings.home / "datasets").exists()

    def folder(self, dataset_id: str) -> Path:
        """Return the folder of one dataset; its id can't lead outside of home."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", dataset_id):
            raise NotFoundError(f"There is no dataset {dataset_id!r}. Choose one from the list.")
        return self.settings.home / "datasets" / dataset_id

    def path(self, dataset_id: str) -> Path:
        """Return the analytical file of one dataset."""
        return self.folder(dataset_id) / "analytics.duckdb"

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all datasets, the office's own first, then the demo, then by name."""
        root = self.settings.home / "datasets"
        found = [path.parent.name for path in root.glob("[a-z0-9]*/manifest.json")] if root.is_dir() else []
        return tuple(sorted(found, key=lambda i: (i != OFFICE_ID, i != DEMO_ID, i)))

    def datasets(self) -> tuple[DatasetInfo, ...]:
        """Describe every dataset that can be opened."""
        return tuple(self.info(dataset_id) for dataset_id in self.ids())

    def info(self, dataset_id: str) -> DatasetInfo:
        """Describe one dataset."""
        row = self.open(dataset_id).known(sql_file(_HERE, "info")).records()[0]
        return DatasetInfo(**{key: _plain(value) for key, value in row.items()})

    def open(self, dataset_id: str) -> Database:
        """Return the database of a dataset, opening it when needed."""
        with self._lock:
            self._use.share()
            if dataset_id not in self._open:
                path = self.path(dataset_id)
                if not path.exists():
                    raise NotFoundError(
                        f"There is no dataset {dataset_id!r}, or its analytical file is gone. "
                        f"'journey-office rebuild {dataset_id}' makes the file anew from the kept uploads."
                    )
                database = Database(path, self.settings, self.staging)
                try:
                    bring_up_to_date(database, dataset_id)
                except BaseException:
                    database.close()
                    raise
                write_manifest(database, self.folder(dataset_id))
                self._open[dataset_id] = database
            return self._open[dataset_id]

    def create(self, name: str, kind: Kind = "ad-hoc", *, synthetic: bool = False, currency: str = "EUR") -> str:
        """Create an empty dataset and return its id, made from its name."""
        name = name.strip()
        if not 1 <= len(name) <= 80:
            raise InvalidInputError("A dataset needs a name of 1 to 80 characters.")
        dataset_id = {"office": OFFICE_ID, "demo": DEMO_ID}.get(kind) or self._free_id(name)
        if self.path(dataset_id).exists():
            raise InvalidInputError(
                f"The dataset {dataset_id!r} exists already. Delete it first, or choose another name."
            )
        settings = {"name": name, "kind": kind, "synthetic": synthetic, "currency": currency}
        settings["data_version"] = self._last_versions().get(dataset_id, 0)
        database = self.create_file(dataset_id, self.path(dataset_id), settings)
        write_manifest(database, self.folder(dataset_id))
        with self._lock:
            self._open[dataset_id] = database
        return dataset_id

    def create_file(self, dataset_id: str, path: Path, values: Mapping[str, Any]) -> Database:
        """Create an empty analytical file with the given dataset settings."""
        self._use.share()
        path.parent.mkdir(parents=True, exist_ok=True)
        database = Database(path, self.settings, self.staging)
        parameters = {
            "schema_version": SCHEMA_VERSION, "dataset_id": dataset_id, "window_days": 7, "identity_cap": 10,
            "data_version": 0, **values,
        }  # fmt: skip
        with database.write() as transaction:
            for statement in sql_file(_JOURNEYS, "schema").split(";\n"):
                if statement.strip():
                    transaction.execute(statement)
            transaction.execute(sql_file(_HERE, "insert_dataset"), parameters)
            transaction.execute(sql_file(_HERE, "insert_not_given"))
        return database

    def replace_file(self, dataset_id: str, fresh: Path) -> None:
        """Put a newly built analytical file in the place of the old one."""
        self.close(dataset_id)
        path = self.path(dataset_id)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        fresh.replace(path)

    def delete(self, dataset_id: str) -> None:
        """Delete a dataset with its analytical file. Raw uploads stay until no dataset refers to them."""
        folder = self.folder(dataset_id)
        if not folder.exists():
            raise NotFoundError(f"There is no dataset {dataset_id!r}. Choose one from the list.")
        versions = self._last_versions()
        versions[dataset_id] = int(read_manifest(folder)["dataset"]["data_version"]) + 1
        self.close(dataset_id)
        temporary = self._versions_file.with_suffix(".tmp")
        temporary.write_text(json.dumps(versions), encoding="utf-8")
        temporary.replace(self._versions_file)
        doomed = folder.with_name(f".deleted-{dataset_id}")
        shutil.rmtree(doomed, ignore_errors=True)
        folder.rename(doomed)
        shutil.rmtree(doomed)
        self.remove_unused_raw()

    def remove_unused_raw(self) -> None:
        """Delete kept uploads that no dataset's imports refer to any more."""
        used = {entry["sha256"] for i in self.ids() for entry in read_manifest(self.folder(i))["imports"]}
        for path in self.raw.glob("*"):
            if path.name.split(".")[0] not in used:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def close(self, dataset_id: str) -> None:
        """Close one dataset's file, if it is open."""
        with self._lock:
            database = self._open.pop(dataset_id, None)
        if database is not None:
            database.close()

    def close_all(self) -> None:
        """Close every file, and use the home no longer until the next is opened."""
        for dataset_id in list(self._open):
            self.close(dataset_id)
        self._use.release()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Close every file and have the home for oneself; raises `DataBusyError` while anybody else uses it."""
        self.close_all()
        with self._use.alone():
            yield
        self._use.release()

    @property
    def _versions_file(self) -> Path:
        return self.settings.home / "deleted.json"

    def _last_versions(self) -> dict[str, int]:
        """Return the next data version of every deleted dataset, so that a new one of that id never repeats one."""
        if not self._versions_file.exists():
            return {}
        found: dict[str, int] = json.loads(self._versions_file.read_text(encoding="utf-8"))
        return found

    def _free_id(self, name: str) -> str:
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50] or "dataset"
        if base in (OFFICE_ID, DEMO_ID):
            base = f"{base}-data"
        taken = set(self.ids())
        numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
        return next(candidate for candidate in numbered if candidate not in taken)


def _plain(value: Any) -> Any:
    return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
