"""Objectives as they are kept: their baseline never changes, their terms do with a reason, and each has one end."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

from core.errors import InvalidInputError, NotFoundError
from core.numbers.ratios import Pairs
from core.objectives.objective import (
    MOST_REASON,
    Baseline,
    Closing,
    Counting,
    Objective,
    Outcome,
    Point,
    Revision,
    Terms,
    Why,
    check_terms,
)
from core.objectives.span import Span
from core.scope import Scope
from core.workspace import Author, Document, Workspace

KIND = "objective"


def new_id() -> str:
    """Return an id for a new objective; made by the client, so that saving it twice keeps it once."""
    return secrets.token_hex(8)


def save(author: Author, objective: Objective) -> Objective:
    """Keep a new objective; raises `ConflictError` when there is one of its id already."""
    fresh = replace(objective, set_by=author.person.name, set_at=datetime.now(UTC))
    return objective_of(author.put(KIND, objective.objective_id, body_of(fresh), seen_version=0))


def revise(author: Author, objective: Objective, terms: Terms, reason: str) -> Objective:
    """Change target, due date or owner; what held before stays in the history, with the reason.

    Raises `ConflictError` when somebody changed it since `objective.version`, `InvalidInputError` without a reason,
    without a change, or when it is closed.
    """
    _refuse_closed(objective)
    if not 1 <= len(reason.strip()) <= MOST_REASON:
        raise InvalidInputError(f"Say in 1 to {MOST_REASON:,} characters why the objective changes.")
    if terms == objective.terms:
        raise InvalidInputError("Nothing was changed. Change the target, the due date or the owner first.")
    check_terms(objective.counting, objective.baseline, terms)
    made = Revision(objective.terms, author.person.name, datetime.now(UTC), reason.strip())
    return _kept(author, replace(objective, terms=terms, history=(*objective.history, made)))


def close(author: Author, objective: Objective, outcome: Outcome, comment: str, last: Point | None) -> Objective:
    """End an objective for good, with what was read last; raises as `revise` does."""
    _refuse_closed(objective)
    made = Closing(outcome, comment.strip(), last, author.person.name, datetime.now(UTC))
    return _kept(author, replace(objective, closing=made))


def objectives(workspace: Workspace) -> tuple[Objective, ...]:
    """Return every objective: the open ones first, the soonest due of them first."""
    found = [objective_of(document) for document in workspace.all(KIND)]
    return tuple(sorted(found, key=lambda one: (one.closing is not None, one.terms.due_on, one.objective_id)))


def objective(workspace: Workspace, objective_id: str) -> Objective:
    """Return one objective; raises `NotFoundError` when there is none of this id."""
    document = workspace.find(KIND, objective_id)
    if document is None:
        raise NotFoundError("There is no such objective. Look at the list of objectives.")
    return objective_of(document)


def body_of(one: Objective) -> dict[str, Any]:
    """Return what is kept of an objective, for JSON; `objective_of` reads it back."""
    body = asdict(one)
    del body["objective_id"], body["version"]
    body["scope"] = one.scope.to_query()
    parameters = [[name, value if isinstance(value, float | int) else list(value)]
                  for name, value in one.counting.parameters]  # fmt: skip
    body["counting"]["parameters"] = parameters
    found: dict[str, Any] = _texts(body | body.pop("terms"))
    return found


def objective_of(document: Document) -> Objective:
    """Read an objective from its document."""
    body = document.body
    closing = body["closing"]
    return Objective(
        document.key, body["dataset_id"], Scope.from_query(body["scope"]), _counting(body["counting"]),
        _baseline(body["baseline"]), _terms(body),
        Why(**{**body["why"], "guards": tuple(body["why"]["guards"])}), body["set_by"], _time(body["set_at"]),
        tuple(_revision(one) for one in body["history"]), None if closing is None else _closing(closing),
        document.version,
    )  # fmt: skip


def _kept(author: Author, one: Objective) -> Objective:
    return objective_of(author.put(KIND, one.objective_id, body_of(one), seen_version=one.version))


def _refuse_closed(one: Objective) -> None:
    if one.closing is not None:
        raise InvalidInputError("This objective is closed and stays as it is. Set a new one instead.")


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _texts(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _counting(body: Mapping[str, Any]) -> Counting:
    parameters = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in body["parameters"])
    return Counting(**{**body, "parameters": parameters})


def _baseline(body: Mapping[str, Any]) -> Baseline:
    points = tuple(Point(**one) for one in body["points"])
    return Baseline(**{**body, "span": Span(**body["span"]), "sums": Pairs(**body["sums"]), "points": points})


def _terms(body: Mapping[str, Any]) -> Terms:
    return Terms(body["target"], date.fromisoformat(body["due_on"]), body["owner"])


def _revision(body: Mapping[str, Any]) -> Revision:
    return Revision(_terms(body["before"]), body["changed_by"], datetime.fromisoformat(body["changed_at"]),
                    body["reason"])  # fmt: skip


def _closing(body: Mapping[str, Any]) -> Closing:
    last = None if body["last"] is None else Point(**body["last"])
    return Closing(body["outcome"], body["comment"], last, body["closed_by"], datetime.fromisoformat(body["closed_at"]))


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
