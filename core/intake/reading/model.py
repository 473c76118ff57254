"""What reading a file asks, answers and reports: plain frozen records."""

from dataclasses import dataclass, field
from typing import Any

from core.intake.plan import Dialect, Mapping


@dataclass(frozen=True)
class Column:
    """One column of the file as its first records show it. `blank_share` is 0 to 1 over those records.

    `common` holds its most frequent values there with their counts.
    """

    name: str
    samples: tuple[str, ...]
    guessed_type: str
    distinct_in_sample: int
    blank_share: float
    common: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Guess:
    """Something the file does not say. `certain` is False when another reading would fit as well."""

    what: str
    value: str
    why: str
    certain: bool
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something that must be answered by a person, never guessed."""

    code: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """What the head of a file shows and how it would be read. `remembered` is the source of a mapping applied anew."""

    dialect: Dialect
    columns: tuple[Column, ...]
    mapping: Mapping
    guesses: tuple[Guess, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    preview: tuple[dict[str, str | None], ...]
    shape_key: str
    sheets: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    remembered: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a read is: `done_share` is 0 to 1, `seconds_left` is None while unknown."""

    stage: str
    done_share: float
    records: int
    seconds_left: float | None = None


@dataclass(frozen=True)
class Reject:
    """One record that is not loaded, and why. `line_number` is None for formats without lines."""

    line_number: int | None
    record_number: int
    column_name: str | None
    value: str | None
    reason: str
    raw_line: str


@dataclass(frozen=True)
class ReadResult:
    """The count of a whole read: `read` = `loaded` + `rejected`; `reasons` counts the rejects by reason."""

    read: int
    loaded: int
    rejected: int
    reasons: dict[str, int]
    notes: tuple[str, ...]
    flags: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.read != self.loaded + self.rejected or self.rejected != sum(self.reasons.values()):
            raise AssertionError(f"counts do not add up: {self}")

    @staticmethod
    def from_dict(plain: dict[str, Any]) -> "ReadResult":
        """Rebuild a result from the plain data the child process sent."""
        return ReadResult(**{**plain, "notes": tuple(plain["notes"])})
