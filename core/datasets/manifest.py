"""The manifest beside each analytical file: all that is needed to build the file anew from the kept uploads.

It is written from the file after every commit and at every opening, so a crash between the two heals itself.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.engine import Database
from core.engine.statements import sql_file
from core.errors import DataDamagedError

_HERE = str(Path(__file__).parent)


def write_manifest(database: Database, folder: Path) -> None:
    """Write `manifest.json`, whole or not at all, when it does not say what the file says."""
    path = folder / "manifest.json"
    content = {
        "dataset": database.read(sql_file(_HERE, "manifest_dataset")).records()[0],
        "imports": database.read(sql_file(_HERE, "manifest_imports")).records(),
        "channels": database.read(sql_file(_HERE, "manifest_channels")).records(),
        "identity_blocks": database.read(sql_file(_HERE, "manifest_blocks")).records(),
    }
    text = json.dumps(content, indent=1, default=str, ensure_ascii=False)
    with suppress(OSError, ValueError):
        if path.read_text(encoding="utf-8") == text:
            return
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
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
