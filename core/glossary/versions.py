"""The versions of a definition: who changed what, when and why, from the record of changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.glossary.kept import KIND, body_of
from core.glossary.shipped import shipped
from core.workspace.documents import Workspace
from core.workspace.history import differences

_MOST = 1000
_APART = ("effect", "reason", "since")  # shown by themselves


@dataclass(frozen=True)
class Version:
    """One version. `since` is the day from which it holds, `changed_at` UTC and None for the shipped one.

    `differences` has of each changed field its name, and its value before and after, as text. `effect` says which
    figures moved, as it was shown before saving.
    """

    number: int
    since: str
    changed_at: datetime | None
    changed_by: str
    reason: str
    differences: tuple[tuple[str, str, str], ...]
    effect: tuple[str, ...]


def versions(workspace: Workspace, code: str) -> tuple[Version, ...]:
    """Return every version of a metric, the newest first; the last is the shipped one."""
    metric = shipped()[code]
    before: Mapping[str, Any] = body_of(metric)
    found = [Version(1, metric.since.isoformat(), None, "", metric.reason, (), ())]
    for entry in reversed(workspace.changes(kind=KIND, key=code, most=_MOST)):
        record = entry.record
        if record.after is None:
            continue
        body = dict(json.loads(record.after))
        effect = body.get("effect") or ()
        found.append(
            Version(
                record.version + 1, str(body.get("since") or ""), datetime.fromisoformat(record.at), record.actor,
                str(body.get("reason") or ""), differences(_readable(before), _readable(body)),
                tuple(str(one) for one in effect) if isinstance(effect, list) else (),
            )
        )  # fmt: skip
        before = body
    return tuple(reversed(found))


def _readable(body: Mapping[str, Any]) -> dict[str, object]:
    """Return a body with words for its fields, lists on one line, and metrics by their shipped names."""
    return {name.replace("_", " "): _line(value) for name, value in body.items() if name not in _APART}


def _line(value: object) -> object:
    if not isinstance(value, list):
        return value
    names = shipped()
    return ", ".join(names[one].name if one in names else str(one) for one in map(str, value))
