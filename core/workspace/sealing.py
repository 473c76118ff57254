"""What the record keeps of an anonymous document: a digest, and neither who nor what nor at which time of day."""

import hashlib
import json

from core.workspace.audit import Change, Record

SEALED_KEY = "sealed"
NOBODY = "not recorded"


def digest(kind: str, key: str, version: int, body: str) -> str:
    """Return the SHA-256 that stands for one version of a sealed document.

    >>> digest("sealed_answer", "k", 1, "{}")[:12]
    '55f1b531521c'
    """
    text = json.dumps([kind, key, version, body], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def sealed(kind: str, at: str, action: Change, before: str | None, after: str | None) -> Record:
    """Return the record of a change to a sealed document; `before` and `after` are digests."""
    return Record(at[:10], NOBODY, action, kind, SEALED_KEY, 0, _json(before), _json(after))


def _json(found: str | None) -> str | None:
    return None if found is None else json.dumps({"sha256": found})
