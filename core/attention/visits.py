"""When a person was last here: one document each, written at most once a day."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.errors import JourneyOfficeError
from core.wording import day
from core.workspace import Author

KIND = "visit"
WITHOUT_A_VISIT_DAYS = 7


@dataclass(frozen=True)
class Visit:
    """The day of the visit before today's, None when there was none; and whether the first steps were put away."""

    before: date | None = None
    steps_hidden: bool = False

    def since(self, today: date) -> date:
        """Return the day from which on changes are news: that of the visit before, or a week ago.

        >>> Visit().since(date(2026, 11, 28))
        datetime.date(2026, 11, 21)
        """
        return self.before or today - timedelta(days=WITHOUT_A_VISIT_DAYS)

    def heading(self) -> str:
        """Say from when on changes are news.

        >>> Visit(date(2026, 11, 24)).heading()
        'Since your visit on 24 Nov 2026'
        """
        return f"Since your visit on {day(self.before)}" if self.before else f"In the last {WITHOUT_A_VISIT_DAYS} days"


def visited(author: Author, today: date) -> Visit:
    """Note that a person is here today, and return when they were before.

    Writes only on the first call of a day. It never raises: where nothing can be written (the store can only be read,
    or another tab was faster), what is known is returned.
    """
    body: dict[str, Any] = {}
    with suppress(JourneyOfficeError, ValueError):
        found = author.workspace.find(KIND, author.person.name)
        body = dict(found.body) if found else {}
        if date.fromisoformat(body.get("seen") or date.min.isoformat()) < today:
            body = body | {"seen": today.isoformat(), "before": body.get("seen")}
            author.put(KIND, author.person.name, body, seen_version=found.version if found else 0)
    return _visit(body)


def hide_steps(author: Author) -> None:
    """Put the first steps away for a person, for good."""
    found = author.workspace.find(KIND, author.person.name)
    body = dict(found.body) if found else {}
    author.put(KIND, author.person.name, body | {"steps_hidden": True}, seen_version=found.version if found else 0)


def _visit(body: dict[str, Any]) -> Visit:
    before = body.get("before")
    return Visit(date.fromisoformat(before) if before else None, bool(body.get("steps_hidden")))
