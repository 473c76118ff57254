"""Before and after, published: frozen with its figures, who, when and why, and shown later exactly as it was."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from core.errors import DataDamagedError, InvalidInputError, NotFoundError
from core.numbers.estimates import Estimate
from core.numbers.ratios import Pairs
from core.objectives.before_after import BeforeAfter, Row
from core.objectives.span import Span
from core.scope import Scope
from core.workspace import Author, Document, Workspace

KIND = "published_scorecard"
MOST_COMMENT = 2000


@dataclass(frozen=True)
class Published:
    """One published scorecard, numbered from 1 in its dataset.

    `digest` is the SHA-256 of all the rest, as canonical JSON; it can be printed, and names this one for good.
    """

    number: int
    found: BeforeAfter
    comment: str
    published_by: str
    published_at: datetime
    digest: str

    @property
    def published_id(self) -> str:
        """Return what it is found by."""
        return f"{self.found.dataset_id}/{self.number}"


def publish(author: Author, found: BeforeAfter, comment: str) -> Published:
    """Freeze a before and after with its figures.

    Raises `InvalidInputError` when there is nothing to publish or it was the last to be published, `ConflictError` when
    somebody else published at the same moment.
    """
    if len(comment) > MOST_COMMENT:
        raise InvalidInputError(f"A comment has at most {MOST_COMMENT:,} characters.")
    if not any(one.verdict in ("better", "worse", "changed", "no clear change") for one in found.rows):
        raise InvalidInputError("No metric can be compared in these two periods. Choose others, then publish.")
    before = published(author.workspace, found.dataset_id)
    if before and before[0].found == found and before[0].comment == comment.strip():
        raise InvalidInputError(f"These figures were published as number {before[0].number} already.")
    number = before[0].number + 1 if before else 1
    body: dict[str, Any] = {
        "title": f"{found.dataset_name}, {found.before.words()} to {found.later.words()}",
        "number": number,
        "found": _body(found),
        "comment": comment.strip(),
        "published_by": author.person.name,
        "published_at": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    body["digest"] = _digest(body)
    return read(author.put(KIND, _key(body), body, seen_version=0))


def published(workspace: Workspace, dataset_id: str) -> tuple[Published, ...]:
    """Return what was published of a dataset, the last one first; raises as `one` does."""
    found = map(read, workspace.all(KIND, f"{dataset_id}/"))
    return tuple(sorted(found, key=lambda each: -each.number))


def one(workspace: Workspace, published_id: str) -> Published:
    """Return one published scorecard.

    Raises `NotFoundError` when there is none of this id, `DataDamagedError` when it is not what was published.
    """
    document = workspace.find(KIND, published_id)
    if document is None:
        raise NotFoundError("There is no such published scorecard.")
    return read(document)


def read(document: Document) -> Published:
    """Read a published scorecard from its document; raises `DataDamagedError` when it is not what was published."""
    body = dict(document.body)
    digest = body.pop("digest", "")
    if digest != _digest(body) or document.key != _key(body) or document.version != 1:
        raise DataDamagedError(
            f"The published scorecard {document.key} is not what was published: it was altered past the app. The "
            "record of changes holds the original; 'journey-office check' names the row."
        )
    return Published(
        body["number"], _found(body["found"]), body["comment"], body["published_by"],
        datetime.fromisoformat(body["published_at"]), digest,
    )  # fmt: skip


def _key(body: Mapping[str, Any]) -> str:
    return f"{body['found']['dataset_id']}/{body['number']}"


def _body(found: BeforeAfter) -> dict[str, Any]:
    # Through JSON and back, so that what is digested is what will be read.
    body: dict[str, Any] = json.loads(json.dumps(asdict(replace(found, scope=Scope())), allow_nan=False))
    return body | {"scope": found.scope.to_query()}


def _found(body: Mapping[str, Any]) -> BeforeAfter:
    spans = {name: Span(**body[name]) for name in ("before", "later")}
    rows = tuple(_row(each) for each in body["rows"])
    return BeforeAfter(**{**body, **spans, "scope": Scope.from_query(body["scope"]), "rows": rows})


def _row(body: Mapping[str, Any]) -> Row:
    estimates = {name: Estimate(**body[name]) for name in ("before", "later", "difference")}
    sums = None if body["sums"] is None else tuple(Pairs(**each) for each in body["sums"])
    return Row(**{**body, **estimates, "sums": sums})


def _digest(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
