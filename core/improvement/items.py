"""The backlog: what will be improved, by whom, by when, and how fast it has to be taken up."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from core.errors import InvalidInputError
from core.wording import count
from core.workspace import Author, Document, Workspace

KIND = "backlog_item"
State = Literal["open", "in progress", "done", "dropped"]
STATES: tuple[State, ...] = get_args(State)
MOST_DAYS = 3650


@dataclass(frozen=True)
class Item:
    """One thing to improve. `service_level_days` is how long after `opened_on` it may stay unfinished.

    `origin` says where it comes from, in words. `version` is 0 for one that is not kept yet.
    """

    item_id: str
    title: str
    opened_on: date
    detail: str = ""
    owner: str = ""
    due_on: date | None = None
    service_level_days: int | None = None
    state: State = "open"
    closed_on: date | None = None
    origin: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.title.strip()) <= 200:
            raise InvalidInputError("An item needs a title of 1 to 200 characters.")
        if len(self.detail) > 4000 or len(self.owner) > 80 or len(self.origin) > 200:
            raise InvalidInputError("A detail has at most 4,000 characters, an owner 80, an origin 200.")
        if self.state not in STATES:
            raise InvalidInputError(f"An item can't be {self.state!r}. It is {', '.join(STATES)}.")
        if self.service_level_days is not None and not 1 <= self.service_level_days <= MOST_DAYS:
            raise InvalidInputError(f"A service level is 1 to {count(MOST_DAYS)} days, or not given.")

    @property
    def over(self) -> bool:
        """Tell whether nothing more is to be done about it."""
        return self.state in ("done", "dropped")

    def latest_on(self) -> date | None:
        """Return the day by which it must be finished: the earlier of due date and service level.

        >>> Item("i", "Fix the IVR", date(2026, 1, 1), due_on=date(2026, 3, 1), service_level_days=30).latest_on()
        datetime.date(2026, 1, 31)
        """
        days = [self.due_on] if self.due_on else []
        if self.service_level_days is not None:
            days.append(self.opened_on + timedelta(days=self.service_level_days))
        return min(days, default=None)

    def late(self, today: date) -> bool:
        """Tell whether it should be finished by now and is not."""
        latest = self.latest_on()
        return not self.over and latest is not None and latest < today

    def lacks(self) -> tuple[str, ...]:
        """Return what an open item must have and this one has not."""
        found = {"owner": self.owner, "due date": self.due_on, "service level": self.service_level_days}
        return () if self.over else tuple(name for name, value in found.items() if not value)


def new_id() -> str:
    """Return an id for a new item; made by the client, so that saving it twice keeps it once."""
    return secrets.token_hex(8)


def save(author: Author, item: Item) -> Item:
    """Keep an item as it is now. Raises `ConflictError` when somebody changed it since `item.version`."""
    saved = author.put(KIND, item.item_id, body_of(item), seen_version=item.version)
    return replace(item, version=saved.version)


def close_on(item: Item, today: date) -> Item:
    """Return an item with the day on which it was finished: set when it is, taken off when it is opened again.

    >>> close_on(Item("i", "Fix it", date(2026, 1, 1), state="done"), date(2026, 2, 1)).closed_on
    datetime.date(2026, 2, 1)
    """
    return replace(item, closed_on=(item.closed_on or today) if item.over else None)


def items(workspace: Workspace) -> tuple[Item, ...]:
    """Return the whole backlog: the open ones first, the soonest due of them first."""
    found = [item_of(document) for document in workspace.all(KIND)]
    return tuple(sorted(found, key=lambda one: (one.over, one.latest_on() or date.max, one.title, one.item_id)))


def item_of(document: Document) -> Item:
    """Read an item from its document."""
    body: dict[str, Any] = dict(document.body)
    for name in ("opened_on", "due_on", "closed_on"):
        body[name] = date.fromisoformat(body[name]) if body.get(name) else None
    return Item(item_id=document.key, version=document.version, **body)


def body_of(item: Item) -> dict[str, Any]:
    """Return what is kept of an item."""
    body = asdict(item)
    del body["item_id"], body["version"]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in body.items()}


def late_ones(found: Iterable[Item], today: date) -> tuple[Item, ...]:
    """Return the items that should be finished by now."""
    return tuple(one for one in found if one.late(today))
