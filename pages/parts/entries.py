"""The one list of pages: what exists, in which section, under which address."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from core.access import Action

PEOPLE = "people"


@dataclass(frozen=True)
class Entry:
    """One page. `address` is its place in the URL, the default page has none; `action` is what seeing it takes."""

    section: str
    file: str
    title: str
    address: str
    icon: str
    help: str
    action: Action


def _entries() -> tuple[Entry, ...]:
    content = tomllib.loads((Path(__file__).parent / "entries.toml").read_text(encoding="utf-8"))
    return tuple(Entry(**page) for page in content["pages"])


ENTRIES = _entries()
