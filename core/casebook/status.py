"""Where a case stands: a draft, awaiting approval, decided on, or changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.casebook import approval
from core.casebook.approval import Decision, decision_of
from core.casebook.freezing import FrozenCase, read_version
from core.casebook.keeping import FROZEN, KeptCase, cases, one
from core.errors import DataDamagedError
from core.workspace import Document, Workspace

State = Literal["draft", "awaiting", "approved", "declined", "sent back", "damaged"]


@dataclass(frozen=True)
class Status:
    """Where a case stands: the state of its newest frozen version `number`, "draft" before there is one.

    `changed_since`: the draft is another one than that version. `in_force` is the newest approved version, which stays
    the one that was agreed on while a later one is a draft or awaits approval; None when none is. "damaged" means that
    the version, or what the decision was about, is not what was frozen.
    """

    state: State
    number: int | None = None
    decision: Decision | None = None
    changed_since: bool = False
    in_force: int | None = None

    def sentence(self) -> str:
        """Say it for people.

        >>> Status("draft").sentence(), Status("awaiting", 2, changed_since=True, in_force=1).sentence()
        ('Draft', 'Version 2 awaits approval; changed since; version 1 is approved')
        """
        if self.number is None:
            return "Draft"
        parts = [f"Version {self.number} {self._words()}"]
        parts += ["changed since"] if self.changed_since else []
        parts += [f"version {self.in_force} is approved"] if self.in_force not in (None, self.number) else []
        return "; ".join(parts)

    def _words(self) -> str:
        if self.decision is None or self.state == "damaged":
            return "awaits approval" if self.state == "awaiting" else "was altered past the app and can't be relied on"
        return f"{self.state} by {self.decision.decided_by} on {self.decision.decided_at:%Y-%m-%d}"


def status(workspace: Workspace, case_id: str) -> Status:
    """Return where one case stands; raises `NotFoundError` when there is none of this id."""
    decided = {document.key: decision_of(document) for document in workspace.all(approval.KIND, f"{case_id}/")}
    return _status(one(workspace, case_id), workspace.all(FROZEN, f"{case_id}/"), decided)


def statuses(workspace: Workspace) -> dict[str, Status]:
    """Return where each case stands, by its id."""
    decided = {document.key: decision_of(document) for document in workspace.all(approval.KIND)}
    frozen: dict[str, list[Document]] = {}
    for document in workspace.all(FROZEN):
        frozen.setdefault(document.key.rpartition("/")[0], []).append(document)
    return {kept.case_id: _status(kept, frozen.get(kept.case_id, ()), decided) for kept in cases(workspace)}


def _status(kept: KeptCase, frozen: Sequence[Document], decided: Mapping[str, Decision]) -> Status:
    if not frozen:
        return Status("draft")
    numbered = {int(document.key.rpartition("/")[2]): document for document in frozen}
    found = {number: _whole(document, decided.get(document.key)) for number, document in numbered.items()}
    choices = {number: decided[document.key].choice for number, document in numbered.items() if document.key in decided}
    in_force = max((n for n, choice in choices.items() if choice == "approved" and found[n] is not None), default=None)
    last = max(found)
    version = found[last]
    return Status(
        state="damaged" if version is None else choices.get(last, "awaiting"),
        number=last,
        decision=decided.get(numbered[last].key),
        changed_since=version is not None and version.case != kept.case,
        in_force=in_force,
    )


def _whole(document: Document, decision: Decision | None) -> FrozenCase | None:
    """Return a frozen version; None where it, or what was decided on, is not what was frozen."""
    try:
        version = read_version(document)
    except DataDamagedError:
        return None
    return version if decision is None or decision.digest == version.digest else None
