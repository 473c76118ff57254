"""The record of changes as people read it: what was changed, in words, and field by field."""

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from core.workspace.audit import Entry
from core.workspace.kinds import KINDS
from core.workspace.sealing import SEALED_KEY

COLUMNS = ("No.", "When (UTC)", "Who", "Did", "What", "Which")
HIDDEN = "hidden"
_SECRET = ("token",)  # the last part of a field's path whose value opens something
_NAMES = ("title", "name", "text", "mapping.source")


def history_table(found: Sequence[Entry]) -> pd.DataFrame:
    """Return one row per change, for people."""
    return pd.DataFrame([_row(entry) for entry in found], columns=list(COLUMNS))


def _row(entry: Entry) -> tuple[object, ...]:
    record = entry.record
    kind = KINDS[record.kind].title if record.kind in KINDS else record.kind
    when = record.at[:19].replace("T", " ")
    return entry.number, when, record.actor, record.action, kind, which(entry)


def which(entry: Entry) -> str:
    """Return the name of the changed thing, or its key where it has none."""
    record = entry.record
    if record.key == SEALED_KEY:
        return "not recorded: anonymous"
    fields = _flat(_body(record.after) or _body(record.before) or {})
    return next((fields[name] for name in _NAMES if fields.get(name)), record.key)


def what_changed(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """Return every changed field of an entry with its value before and after; nothing of an anonymous document."""
    if entry.record.key == SEALED_KEY:
        return ()
    return differences(_body(entry.record.before), _body(entry.record.after))


def _body(text: str | None) -> Mapping[str, object] | None:
    return None if text is None else dict(json.loads(text))


def differences(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> tuple[tuple[str, str, str], ...]:
    """Return what changed between two bodies: the path of each field, and its value before and after as text.

    >>> differences({"owner": "Ann", "tags": ["a"]}, {"owner": "Bob", "tags": ["a"]})
    (('owner', 'Ann', 'Bob'),)
    """
    old, new = _flat(before or {}), _flat(after or {})
    paths = [path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)]
    return tuple((path, _shown(path, old.get(path, "")), _shown(path, new.get(path, ""))) for path in paths)


def _shown(path: str, value: str) -> str:
    return HIDDEN if value and path.rpartition(".")[2] in _SECRET else value


def _flat(value: object, path: str = "") -> dict[str, str]:
    if isinstance(value, Mapping):
        items = [(str(name), one) for name, one in value.items()]
    elif isinstance(value, list | tuple):
        items = [(str(place), one) for place, one in enumerate(value, 1)]
    else:
        return {path: "" if value is None else str(value)}
    return {name: text for part, one in items for name, text in _flat(one, f"{path}.{part}".lstrip(".")).items()}
