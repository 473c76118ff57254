"""One round with all that a printed page or a workbook says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.maturity.evidence import Fact
from core.maturity.standing import Standing
from core.wording import count, day


@dataclass(frozen=True)
class Commitment:
    """Who sees to an action and by when, and the state of its item in the backlog."""

    owner: str
    due_on: date | None
    state: str


@dataclass(frozen=True)
class RoundReport:
    """A round to be handed on. `facts` are by fact code and `commitments` by statement code.

    `data_version` says in words which data the facts are of; `printed_at` is UTC. It holds no response of anybody, so
    that what the results keep back can't come out of it.
    """

    standing: Standing
    printed_at: datetime
    data_version: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    commitments: Mapping[str, Commitment] = field(default_factory=dict)

    def period(self) -> str:
        """Return when answers are taken, in words."""
        one = self.standing.round
        if one.closes_on is None:
            return f"{'begun' if one.state == 'open' else 'closed, begun'} {day(one.opened_on)}"
        return f"{day(one.opened_on)} to {day(one.closes_on)}"

    def answered(self) -> str:
        """Return how many answered of those asked, in words."""
        now = self.standing.progress
        return f"{count(now.answered)} of {count(now.asked)} answered"

    def printed(self) -> str:
        """Return when it was printed, in words."""
        return f"{day(self.printed_at)}, {self.printed_at:%H:%M} UTC"
