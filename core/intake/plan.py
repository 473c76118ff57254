"""A reading plan: how one file is read and what its columns mean. What the wizard edits and a mapping remembers."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from core.errors import InvalidInputError

Ordering = Literal["time", "file"]


@dataclass(frozen=True)
class Dialect:
    """How the bytes of a text file become records. Unused parts keep their defaults for other formats.

    `delimiter` is one character. `header_line` is the physical line (from 1) of the header; 0 means there is none and
    columns are named `column 1` and on. `sheet` is an Excel sheet's name.
    """

    format: Literal["csv", "excel", "parquet", "jsonl", "xes"] = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    header_line: int = 1
    decimal: Literal[".", ","] = "."
    compression: Literal["none", "gzip", "zip"] = "none"
    member: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Mapping:
    """What each column means. `columns` maps a field's name to the file's column name, both unique.

    `time_format` is a strptime format ("%d/%m/%Y %H:%M"), "iso" (ISO 8601 with or without offset), "epoch_s",
    "epoch_ms" or "excel_serial", or several joined by "|" for a column that mixes them; `date_format` is the same for
    the DATE fields. `zone` is the IANA zone of local times, unused with an offset. `resolved_values` and
    `unresolved_values` are outcome values, anything else is unknown. `activity_parts` joins further columns to the
    activity with "+" (XES: concept:name + lifecycle). `customer_kind` names the key that `customer_id` is (crm,
    account, phone...): keys of one kind are comparable between files. `keep_repeats` loads exact repeats within one
    file instead of counting them as duplicates.
    """

    source: str
    columns: dict[str, str]
    time_format: str = "iso"
    zone: str = "UTC"
    date_format: str = "iso"
    null_values: tuple[str, ...] = ("", "NULL", "null", "NA", "N/A", "\\N")
    resolved_values: tuple[str, ...] = ()
    unresolved_values: tuple[str, ...] = ()
    activity_parts: tuple[str, ...] = ()
    customer_kind: str = "customer"
    ordering: Ordering = "time"
    keep_repeats: bool = False
    fixed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Privacy:
    """What must not be kept in the clear: identity fields to pseudonymise; whether text is kept, masked or dropped."""

    pseudonymise: bool = False
    text: Literal["keep", "mask", "drop"] = "keep"


@dataclass(frozen=True)
class ReadingPlan:
    """Dialect, mapping and privacy of one import, as plain data (see `to_dict`, `from_dict`)."""

    dialect: Dialect
    mapping: Mapping
    privacy: Privacy = Privacy()

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as plain data that JSON can hold."""
        return asdict(self)

    def to_json(self) -> str:
        """Return the plan as JSON, the same text for the same plan."""
        return json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_dict(data: dict[str, Any]) -> "ReadingPlan":
        """Return the plan that `to_dict` described.

        >>> plan = ReadingPlan(Dialect(delimiter=";"), Mapping("calls", {"occurred_at": "time"}))
        >>> ReadingPlan.from_dict(plan.to_dict()) == plan
        True
        """
        lists = ("null_values", "resolved_values", "unresolved_values", "activity_parts")
        try:
            mapping: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in data["mapping"].items()}
            return ReadingPlan(Dialect(**data["dialect"]), Mapping(**mapping), Privacy(**data.get("privacy", {})))
        except (KeyError, TypeError, AttributeError) as error:
            raise InvalidInputError(
                f"This is not a reading plan: {error}. "
                "It needs 'dialect' and 'mapping', as 'journey-office inspect' prints."
            ) from error
