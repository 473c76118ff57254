"""What is estimated of each backlog item: one document an item, with evidence, and why a number was changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import get_args

from core.errors import InvalidInputError, NotFoundError
from core.figure import Evidence
from core.improvement import items
from core.planning.inputs import CRITERION, FIELDS, given, is_name, numbers
from core.planning.written import from_body, to_body
from core.priorities.initiative import Initiative, Lever, ValueBasis
from core.wording import count
from core.workspace import Author, Document, Workspace
from core.workspace.documents import Together
from core.workspace.history import what_changed

KIND = "initiative_estimate"
EXAMPLE = "example/"
"""What the id of an example begins with; it has no item in the backlog."""
EVIDENCES: tuple[Evidence, ...] = get_args(Evidence)
LONGEST_TEXT, LONGEST_NAME, MOST_BEFORE = 4000, 80, 100


@dataclass(frozen=True)
class KeptEstimate:
    """What is estimated of one backlog item, whose id the initiative has.

    `evidence` says of each input, by its code, what its number is; one that it does not name is assumed. `reason` is
    why numbers were changed when this version was saved. `version` is 0 for one that is not kept yet; `changed_at` is
    UTC.
    """

    initiative: Initiative
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    owner: str = ""
    reason: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None

    def __post_init__(self) -> None:
        one, money = self.initiative, self.initiative.money
        if unknown := [word for word in self.evidence.values() if word not in EVIDENCES]:
            raise InvalidInputError(f"{unknown[0]!r} is no evidence. A number is {', '.join(EVIDENCES)}.")
        if len(one.expected_outcome) > LONGEST_TEXT or len(one.segment) > 200 or len(self.owner) > LONGEST_NAME:
            raise InvalidInputError("An expected outcome has at most 4,000 characters, a segment 200, an owner 80.")
        names = [name for name, _ in (*one.effort_by_team, *one.criteria)]
        if not all(is_name(name) for name in names):
            raise InvalidInputError("A team or criterion has a name of 1 to 80 characters on one line.")
        if len(one.depends_on) > MOST_BEFORE:
            raise InvalidInputError(f"An initiative builds on at most {MOST_BEFORE} others.")
        if money.currency and not (len(money.currency) == 3 and money.currency.isalpha() and money.currency.isupper()):
            raise InvalidInputError(f"A currency is a code of three letters such as EUR, not {money.currency!r}.")
        if one.lever not in (None, *get_args(Lever)) or money.value_basis not in get_args(ValueBasis):
            raise InvalidInputError(
                f"A lever is {', '.join(get_args(Lever))}, or not given; a value is a_year or npv. "
                f"Not {one.lever!r} and {money.value_basis!r}."
            )
        if len(money.value_case or "") > LONGEST_NAME:
            raise InvalidInputError("That is no id of a business case. Choose one from the list of cases.")
        if money.value_case and (money.value or money.cost):
            raise InvalidInputError(
                "Value and cost come from the business case. Leave them empty here, or take the case away."
            )

    @property
    def item_id(self) -> str:
        """The id of the backlog item."""
        return self.initiative.initiative_id

    @property
    def example(self) -> bool:
        """Whether this belongs to the example set and is no real initiative."""
        return self.item_id.startswith(EXAMPLE)

    def evidence_of(self, code: str) -> Evidence | None:
        """Return what the number of an input is; None when it has no number."""
        return self.evidence.get(code, "assumed") if code in given(self.initiative) else None


@dataclass(frozen=True)
class EstimateChange:
    """One saved change: `fields` are path, before and after as text. `at` is UTC; `reason` is empty where none is."""

    at: datetime
    who: str
    did: str
    reason: str
    fields: tuple[tuple[str, str, str], ...]


def save(author: Author, estimate: KeptEstimate, reason: str = "") -> KeptEstimate:
    """Keep an estimate as it is now, with why a number changed; the title is the backlog item's.

    Evidence of an input without a number is not kept. Raises `ConflictError` when somebody changed it since
    `estimate.version`, `InvalidInputError` when a number changes without a reason or what it builds on builds on it,
    `NotFoundError` when the item, or one that it newly builds on, is not in the backlog.
    """
    with author.together() as together:
        return put(together, estimate, reason)


def put(together: Together, estimate: KeptEstimate, reason: str = "") -> KeptEstimate:
    """Keep an estimate together with other changes, as `save` does."""
    if len(reason) > LONGEST_TEXT:
        raise InvalidInputError(f"A reason has at most {count(LONGEST_TEXT)} characters.")
    document = together.find(KIND, estimate.item_id)
    present = None if document is None else estimate_of(document)
    if present and present.version == estimate.version and not reason.strip() and _changed(present, estimate):
        raise InvalidInputError("A number changed. Say why, so that others can follow it.")
    _check_builds_on(together, estimate, present)
    initiative = replace(estimate.initiative, title=_title(together, estimate))
    words = {code: estimate.evidence.get(code, "assumed") for code in given(initiative)}
    body = to_body(initiative) | {"evidence": words, "owner": estimate.owner.strip(), "reason": reason.strip()}
    return estimate_of(together.put(KIND, estimate.item_id, body, seen_version=estimate.version))


def _changed(before: KeptEstimate, after: KeptEstimate) -> bool:
    return numbers(before.initiative) != numbers(after.initiative)


def _title(together: Together, estimate: KeptEstimate) -> str:
    if estimate.example:
        return estimate.initiative.title
    item = together.find(items.KIND, estimate.item_id)
    if item is None:
        raise NotFoundError(f"{estimate.initiative.title!r} is not in the backlog. It may have been removed.")
    return str(item.body["title"])


def _check_builds_on(together: Together, estimate: KeptEstimate, present: KeptEstimate | None) -> None:
    before = present.initiative.depends_on if present else ()
    kind = KIND if estimate.example else items.KIND
    for needed in set(estimate.initiative.depends_on) - set(before):
        if needed.startswith(EXAMPLE) != estimate.example or together.find(kind, needed) is None:
            raise NotFoundError(f"What it builds on, {needed!r}, is not in the backlog. Choose from the backlog.")
    _check_no_circle(together, estimate)


def _check_no_circle(together: Together, estimate: KeptEstimate) -> None:
    seen: set[str] = set()
    waiting = list(estimate.initiative.depends_on)
    while waiting:
        needed = waiting.pop()
        document = None if needed in seen else together.find(KIND, needed)
        seen.add(needed)
        if document is None:
            continue
        other = estimate_of(document).initiative
        if estimate.item_id in other.depends_on:
            raise InvalidInputError(f"{other.title!r} builds on it in turn. Take one of the two dependencies out.")
        waiting.extend(other.depends_on)


def remove(author: Author, item_id: str, seen_version: int) -> None:
    """Remove what is estimated of an item; the item stays. Raises `ConflictError` as `save` does."""
    author.remove(KIND, item_id, seen_version=seen_version)


def estimates(workspace: Workspace) -> dict[str, KeptEstimate]:
    """Return all that is estimated, by item, in the order of the ids."""
    return {one.key: estimate_of(one) for one in sorted(workspace.all(KIND), key=lambda each: each.key)}


def estimate(workspace: Workspace, item_id: str) -> KeptEstimate | None:
    """Return what is estimated of one item; None when nothing is yet."""
    document = workspace.find(KIND, item_id)
    return None if document is None else estimate_of(document)


def estimate_of(document: Document) -> KeptEstimate:
    """Read an estimate from its document."""
    body = document.body
    return KeptEstimate(
        from_body(document.key, body), body["evidence"], body["owner"], body["reason"], document.version,
        document.updated_by, document.updated_at,
    )  # fmt: skip


def changes(workspace: Workspace, item_id: str, most: int = 200) -> tuple[EstimateChange, ...]:
    """Return who changed what of an item's estimates, when and why; the last change first."""
    found = []
    for entry in workspace.changes(kind=KIND, key=item_id, most=most):
        record = entry.record
        reason = json.loads(record.after)["reason"] if record.after else ""
        fields = tuple(each for each in what_changed(entry) if each[0] != "reason")
        found.append(EstimateChange(datetime.fromisoformat(record.at), record.actor, record.action, reason, fields))
    return tuple(found)


def label(code: str) -> str:
    """Return the name of an input for people.

    >>> label("confidence_share"), label("criterion.ease"), label("effort_by_team")
    ('Confidence', 'ease', 'Effort by team')
    """
    if code in FIELDS:
        return FIELDS[code].label
    return code.removeprefix(CRITERION) if code.startswith(CRITERION) else code.replace("_", " ").capitalize()
