"""The log of decisions: what was decided, why, by whom and when."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from core.errors import InvalidInputError
from core.workspace import Author, Document, Workspace

KIND = "decision"


@dataclass(frozen=True)
class Decision:
    """One decision. `version` is 0 for one that is not kept yet."""

    decision_id: str
    title: str
    decided_on: date
    decided_by: str
    reason: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.title.strip()) <= 300:
            raise InvalidInputError("A decision is written in 1 to 300 characters.")
        if not 1 <= len(self.decided_by.strip()) <= 200:
            raise InvalidInputError("Say who decided, in 1 to 200 characters.")
        if len(self.reason) > 4000:
            raise InvalidInputError("A reason has at most 4,000 characters.")


def save(author: Author, decision: Decision) -> Decision:
    """Keep a decision. Raises `ConflictError` when somebody changed it since `decision.version`."""
    body = asdict(decision) | {"decided_on": decision.decided_on.isoformat()}
    del body["decision_id"], body["version"]
    saved = author.put(KIND, decision.decision_id, body, seen_version=decision.version)
    return replace(decision, version=saved.version)


def decisions(workspace: Workspace) -> tuple[Decision, ...]:
    """Return every decision, the newest first."""
    found = [decision_of(document) for document in workspace.all(KIND)]
    return tuple(sorted(found, key=lambda one: (-one.decided_on.toordinal(), one.title, one.decision_id)))


def decision_of(document: Document) -> Decision:
    """Read a decision from its document."""
    body = dict(document.body) | {"decided_on": date.fromisoformat(document.body["decided_on"])}
    return Decision(decision_id=document.key, version=document.version, **body)
