"""Static SQL texts, one file each, read once."""

from functools import cache
from pathlib import Path


@cache
def sql_file(folder: str, name: str) -> str:
    """Return the text of `<folder>/<name>.sql`; `folder` is the caller's `__file__`'s folder."""
    return (Path(folder) / f"{name}.sql").read_text(encoding="utf-8")
