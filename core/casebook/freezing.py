"""Versions of a case that never change again: what was handed in for approval, with its results at that moment."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from core.business_case.case import Case
from core.business_case.document import from_dict, to_dict
from core.business_case.evidence import hindrances
from core.business_case.headline import Headline, headline
from core.casebook.keeping import FROZEN, KIND, one
from core.errors import ConflictError, DataDamagedError, InvalidInputError, NotFoundError
from core.wording import count, significant
from core.workspace import Author, Document, Workspace

LONGEST_NOTE = 4000
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class FrozenCase:
    """One version of a case, numbered from 1. `data_versions` are those of the datasets at that moment, by id.

    `digest` is the SHA-256 of all the rest, as canonical JSON; it can be printed, and names this version for good.
    """

    case_id: str
    number: int
    case: Case
    headline: Headline
    note: str
    data_versions: Mapping[str, int]
    frozen_by: str
    frozen_at: datetime
    digest: str

    @property
    def frozen_id(self) -> str:
        """Return what a decision about this version is made by."""
        return f"{self.case_id}/{self.number}"

    @property
    def name(self) -> str:
        """Return the title with the number of the version."""
        return f"{self.case.title}, version {self.number}"


def freeze(author: Author, case_id: str, seen_version: int, note: str, data_versions: Mapping[str, int]) -> FrozenCase:
    """Freeze a case as it was when it was seen, for approval.

    Raises `InvalidInputError` with every sentence about what has to be done first, when it is archived, or when nothing
    changed since the last frozen version; `ConflictError` when somebody changed or froze it meanwhile.
    """
    kept = one(author.workspace, case_id)
    if kept.version != seen_version:
        raise ConflictError(f"{kept.changed_by} changed this case after you opened it. Nothing was frozen.", kept)
    before = versions(author.workspace, case_id)
    _refuse(kept.case, before, note, archived=kept.archived)
    number = before[-1].number + 1 if before else 1
    body: dict[str, Any] = {
        "title": f"{kept.case.title}, version {number}",
        "case_id": case_id,
        "number": number,
        "case": to_dict(kept.case),
        "headline": asdict(headline(kept.case)),
        "note": note.strip(),
        "data_versions": dict(data_versions),
        "frozen_by": author.person.name,
        "frozen_at": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    body["digest"] = _digest(body)
    with author.together() as together:
        present = together.find(KIND, case_id)
        if present is None or present.version != seen_version:
            raise ConflictError("Somebody else changed this case at the same moment. Nothing was frozen.")
        return read_version(together.put(FROZEN, f"{case_id}/{number}", body, seen_version=0))


def _refuse(case: Case, before: tuple[FrozenCase, ...], note: str, *, archived: bool) -> None:
    found = list(hindrances(case))
    if archived:
        found.append("The case is archived. Take it out of the archive first.")
    if len(note) > LONGEST_NOTE:
        found.append(f"A note has at most {count(LONGEST_NOTE)} characters.")
    if before and before[-1].case == case:
        found.append(f"Nothing changed since version {before[-1].number} was frozen. Change the case, then freeze it.")
    if found:
        raise InvalidInputError(" ".join(found))


def versions(workspace: Workspace, case_id: str) -> tuple[FrozenCase, ...]:
    """Return every frozen version of a case, the first one first; raises as `frozen` does."""
    return tuple(sorted(map(read_version, workspace.all(FROZEN, f"{case_id}/")), key=lambda version: version.number))


def frozen(workspace: Workspace, frozen_id: str) -> FrozenCase:
    """Return one frozen version.

    Raises `NotFoundError` when there is none of this id, `DataDamagedError` when it is not what was frozen.
    """
    document = workspace.find(FROZEN, frozen_id)
    if document is None:
        raise NotFoundError("There is no such frozen version of a business case.")
    return read_version(document)


def verify(version: FrozenCase) -> tuple[str, ...]:
    """Return a sentence for each headline result that this release works out otherwise than when it was frozen.

    To 1e-9 of the number, or of 1 where it is smaller; none says that the results can be reproduced.
    """
    now = asdict(headline(version.case, version.headline.draws, version.headline.seed))
    return tuple(
        f"{name.replace('_', ' ')} was {_text(was)} when version {version.number} was frozen and is {_text(now[name])} "
        "as this release works it out. The frozen result stands."
        for name, was in asdict(version.headline).items()
        if not _same(was, now[name])
    )


def read_version(document: Document) -> FrozenCase:
    """Read a frozen version from its document; raises `DataDamagedError` when it is not what was frozen."""
    body = dict(document.body)
    digest = body.pop("digest", "")
    if digest != _digest(body) or document.key != f"{body['case_id']}/{body['number']}" or document.version != 1:
        raise DataDamagedError(
            f"The frozen version {document.key} of a business case is not what was frozen: it was altered past the "
            "app. The record of changes holds the original; 'journey-office check' names the row."
        )
    results = body["headline"] | {"rates_of_return": tuple(body["headline"]["rates_of_return"])}
    return FrozenCase(
        body["case_id"], body["number"], from_dict(body["case"]), Headline(**results), body["note"],
        body["data_versions"], body["frozen_by"], datetime.fromisoformat(body["frozen_at"]), digest,
    )  # fmt: skip


def _digest(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_text, value)) or "none"
    return "not available" if value is None else significant(value, 12)
