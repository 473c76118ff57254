"""Where two metrics that must be read together pull apart: one better, the other worse, both beyond noise."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from core.errors import InvalidInputError
from core.scorecard.line import Line
from core.scorecard.scorecard import Scorecard
from core.workspace import Author, Workspace

KIND = "conflict_ruling"
MOST_DAYS = 366
Status = Literal["open", "ruled", "run out"]


@dataclass(frozen=True)
class Conflict:
    """Two co-indicators that moved apart over the recent periods of a scorecard."""

    better: Line
    worse: Line

    @property
    def pair(self) -> str:
        """The pair and who gained in it: a ruling on it does not cover the two when they change places."""
        return f"{self.better.metric.code}|{self.worse.metric.code}"


@dataclass(frozen=True)
class Ruling:
    """What was decided about a conflict, by whom, and the last day on which it holds. `version` is the document's."""

    pair: str
    decision: str
    decided_by: str
    until: date
    figures: str
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.decision.strip()) <= 1000:
            raise InvalidInputError("Write what was decided, in 1 to 1,000 characters.")
        if not 1 <= len(self.decided_by.strip()) <= 200:
            raise InvalidInputError("Say who decided, in 1 to 200 characters.")


@dataclass(frozen=True)
class Case:
    """A conflict with the ruling on it, if there is one, as it stands on a day."""

    conflict: Conflict
    ruling: Ruling | None
    status: Status


def conflicts(card: Scorecard) -> tuple[Conflict, ...]:
    """Return the conflicts of a scorecard, in the order of the glossary; each pair once, however it is declared."""
    lines = {line.metric.code: line for line in card.lines}
    pairs = {
        frozenset((line.metric.code, other)) for line in card.lines for other in line.metric.co_indicators
        if other in lines
    }  # fmt: skip
    return tuple(
        Conflict(better, worse)
        for better in card.lines
        for worse in card.lines
        if better.movement == "better" and worse.movement == "worse"
        and frozenset((better.metric.code, worse.metric.code)) in pairs
    )  # fmt: skip


def cases(found: tuple[Conflict, ...], ruled: dict[str, Ruling], today: date) -> tuple[Case, ...]:
    """Return each conflict with its ruling; one that has run out leaves the conflict open again."""

    def one(conflict: Conflict) -> Case:
        ruling = ruled.get(conflict.pair)
        if ruling is None:
            return Case(conflict, None, "open")
        return Case(conflict, ruling, "ruled" if ruling.until >= today else "run out")

    return tuple(one(conflict) for conflict in found)


def rulings(workspace: Workspace, dataset_id: str) -> dict[str, Ruling]:
    """Return the rulings for a dataset by pair."""
    found: dict[str, Ruling] = {}
    for document in workspace.all(KIND, f"{dataset_id}:"):
        body: dict[str, Any] = dict(document.body) | {"until": date.fromisoformat(document.body["until"])}
        del body["title"]
        found[body["pair"]] = Ruling(**body, version=document.version)
    return found


def rule(author: Author, dataset_id: str, ruling: Ruling, today: date) -> Ruling:
    """Keep a ruling. Raises `ConflictError` when somebody ruled since `ruling.version`.

    It runs out within a year: a ruling for ever is a change of the metrics' targets, which the glossary records.
    """
    if not today <= ruling.until <= today + timedelta(days=MOST_DAYS):
        raise InvalidInputError(
            f"The ruling holds until {ruling.until}. Choose a day from today to a year from now; for longer, change "
            "the metrics' targets in the glossary."
        )
    body = {
        "title": ruling.pair.replace("|", " better, ") + " worse",
        "pair": ruling.pair,
        "decision": ruling.decision.strip(),
        "decided_by": ruling.decided_by.strip(),
        "until": ruling.until.isoformat(),
        "figures": ruling.figures,
    }
    saved = author.put(KIND, f"{dataset_id}:{ruling.pair}", body, seen_version=ruling.version)
    return Ruling(ruling.pair, body["decision"], body["decided_by"], ruling.until, ruling.figures, saved.version)
