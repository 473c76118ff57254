"""The format of a backup: one zip file whose MANIFEST.json names every member with its size and SHA-256.

MANIFEST.json           what this is, when, of which product version, the record's end, every member
workspace/*.jsonl       documents and audit, one row a line; head.json is the record's end
datasets/ID/manifest.json, deleted.json, raw/…     from which the analytical files are built anew
pseudonym.key, maturity/…                          the key of pseudonyms, a person's own model files
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

FORMAT = 1
WHAT = "journey-office backup"
MANIFEST = "MANIFEST.json"
DOCUMENTS, AUDIT, HEAD = "workspace/documents.jsonl", "workspace/audit.jsonl", "workspace/head.json"
DELETED, KEY, MODELS = "deleted.json", "pseudonym.key", "maturity"
PIECE = 1 << 20
# A name of any other form is refused, so none leads out of the folder it is written to.
_ID = "[a-z0-9][a-z0-9-]{0,63}"
_NAMES = re.compile(
    rf"workspace/(documents\.jsonl|audit\.jsonl|head\.json)|datasets/{_ID}/manifest\.json|deleted\.json|pseudonym\.key"
    r"|raw/[0-9a-f]{64}(\.[0-9a-f]{16}\.checked/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99})?"
    r"|maturity(/[^/\\:\x00-\x1f. ][^/\\:\x00-\x1f]{0,99}){1,3}"
)


@dataclass(frozen=True)
class Member:
    """One file in a backup; `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What MANIFEST.json says. `whole` is False for a backup of the workspace only.

    `left_out` has a sentence for each dataset that is not in it though it should be.
    """

    made_at: str
    product_version: str
    whole: bool
    schema: str
    audit_rows: int
    audit_hash: str
    documents: int
    left_out: tuple[str, ...]
    members: tuple[Member, ...]

    def to_json(self) -> bytes:
        """Return MANIFEST.json."""
        return json.dumps({"what": WHAT, "format": FORMAT, **asdict(self)}, indent=1).encode()

    @staticmethod
    def of(plain: dict[str, Any]) -> "Contents":
        """Read MANIFEST.json; raises `TypeError` or `ValueError` when it isn't one."""
        values = {name: value for name, value in plain.items() if name not in ("what", "format")}
        members = tuple(Member(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in values["members"])
        values |= {"members": members, "left_out": tuple(map(str, values["left_out"]))}
        return Contents(**values)

    def datasets(self) -> tuple[str, ...]:
        """Return the ids of the datasets that are in it."""
        return tuple(one.name.split("/")[1] for one in self.members if one.name.startswith("datasets/"))


def is_allowed(name: str) -> bool:
    """Tell whether a backup may have a member of this name.

    >>> is_allowed("datasets/demo/manifest.json"), is_allowed("raw/../../x"), is_allowed("maturity/../x")
    (True, False, False)
    """
    return _NAMES.fullmatch(name) is not None


class Archive:
    """A backup being written; each member is added once. It is given up when its block raises."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=6)
        self.members: dict[str, Member] = {}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._zip.fp = None  # so that it does not try to write its end, late, to a file that is gone

    def add(self, name: str, content: BinaryIO) -> None:
        """Add what a file holds from here on, packed where that helps."""
        first = content.read(PIECE)
        packs = len(zlib.compress(first, 1)) < 0.9 * len(first)
        self._add(name, _pieces(first, content), packs)

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a member that is at hand."""
        self.add(name, io.BytesIO(content))

    def add_lines(self, name: str, lines: Iterable[bytes]) -> int:
        """Add a member line by line and return how many there were."""
        count = 0

        def counted() -> Iterator[bytes]:
            nonlocal count
            for line in lines:
                count += 1
                yield line

        self._add(name, counted(), True)
        return count

    def close(self, contents: Contents) -> None:
        """Write MANIFEST.json and the end of the file."""
        self._zip.writestr(_info(MANIFEST, True), contents.to_json())
        self._zip.close()

    def _add(self, name: str, pieces: Iterable[bytes], packs: bool) -> None:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_info(name, packs), "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members[name] = Member(name, size, digest.hexdigest())


def _info(name: str, packs: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


def _pieces(first: bytes, content: BinaryIO) -> Iterator[bytes]:
    piece = first
    while piece:
        yield piece
        piece = content.read(PIECE)
