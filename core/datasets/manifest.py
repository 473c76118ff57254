"""The manifest beside each analytical file: all that is needed to build the file anew from the kept uploads.

It is written from the file after every commit and at every opening, so a crash between the two heals itself.
"""

import json
import os
from pathlib import Path
from typing import Any

from core.engine import Database
from core.engine.statements import sql_file
from core.errors import DataDamagedError

_HERE = str(Path(__file__).parent)


def write_manifest(database: Database, folder: Path) -> None:
    """Write `manifest.json`, whole or not at all, when the file's data version is not the one written last."""
    settings = database.read(sql_file(_HERE, "manifest_dataset")).records()[0]
    path = folder / "manifest.json"
    if path.exists() and read_manifest(folder)["dataset"] == settings:
        return
    content = {
        "dataset": settings,
        "imports": database.read(sql_file(_HERE, "manifest_imports")).records(),
        "channels": database.read(sql_file(_HERE, "manifest_channels")).records(),
        "identity_blocks": database.read(sql_file(_HERE, "manifest_blocks")).records(),
    }
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, default=str, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a dataset's folder."""
    try:
        content: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataDamagedError(
            f"The manifest of the dataset {folder.name!r} can't be read, so it can't be rebuilt by itself. "
            "Create a new dataset and import your files again."
        ) from error
    return content
