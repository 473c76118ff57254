"""Between a first look at a file and the plan to read it: what is still open, what was answered, what is at fault."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from datetime import datetime

from core.intake.fields import FIELD_BY_NAME, IDENTITY_FIELDS
from core.intake.plan import Mapping
from core.intake.reading import Column, Inspection
from core.intake.reading.times import NAMED, guess_times
from core.wording import day

TIME_FIELDS = ("occurred_at", "customer_since", "customer_left_on")


@dataclass(frozen=True)
class TimeColumn:
    """How the times of one column are written: `format`, or one of `orders` (day first, month first) while open.

    `example` is a value that both orders read, for the question. `needs_zone` says that some times have no offset.
    """

    column: str
    format: str
    orders: tuple[str, ...] = ()
    example: str = ""
    needs_zone: bool = False

    def settled(self, month_first: bool | None) -> str:
        """Return the format once the order is known; None leaves it as day first."""
        return self.orders[1 if month_first else 0] if self.orders else self.format


def time_columns(inspection: Inspection, columns: Map[str, str]) -> dict[str, TimeColumn]:
    """Return how each mapped time field is written; what a remembered mapping says is not asked again."""
    return {field: _time_column(inspection, field, columns[field]) for field in TIME_FIELDS if columns.get(field, "")}


def _time_column(inspection: Inspection, field: str, name: str) -> TimeColumn:
    given, time = inspection.mapping, field == "occurred_at"
    known = given.time_format if time else given.date_format
    same = given.columns.get(field) == name
    if same and inspection.remembered:
        return TimeColumn(name, known)
    codes = {question.code: question for question in inspection.questions}
    found = guess_times([value for value, _ in column_of(inspection, name).common])
    if same and time:
        orders = codes["date_order"].choices if "date_order" in codes else ()
        return TimeColumn(name, known, orders, _ambiguous(inspection, name, orders), "zone" in codes)
    if found is None:
        return TimeColumn(name, known)
    needs_zone = time and found.has_local and not found.date_only
    return TimeColumn(name, found.format, found.orders, _ambiguous(inspection, name, found.orders), needs_zone)


def column_of(inspection: Inspection, name: str) -> Column:
    """Return one column of the file, an empty one when it has none of that name."""
    return next((one for one in inspection.columns if one.name == name), Column(name, (), "blank", 0, 1.0))


def _ambiguous(inspection: Inspection, name: str, orders: tuple[str, ...]) -> str:
    """Return a value that the two orders read as different days."""
    if not orders:
        return ""
    values = [value for value, _ in column_of(inspection, name).common]
    return next((value for value in values if len({read_day(value, order) for order in orders} - {""}) > 1), values[0])


def read_day(text: str, declared: str) -> str:
    """Write the day that a format reads in a text, "" when it can't.

    >>> read_day("03/04/2026 10:00", "%m/%d/%Y %H:%M"), read_day("x", "%d.%m.%Y")
    ('4 March 2026', '')
    """
    for one in declared.split("|"):
        if one in NAMED:
            continue
        try:
            found = datetime.strptime(text.strip(), one)
        except ValueError:
            continue
        return day(found, whole_month=True)
    return ""


def faults(mapping: Mapping) -> tuple[str, ...]:
    """Say what must be settled before a file can be read with this mapping.

    >>> faults(Mapping("calls", {"occurred_at": "time"}))
    ('Choose the column that says who made contact or which case it belongs to: at least one of Customer id, Journey id,
      Phone number, E-mail address and Account number.',)
    """
    found = []
    given = {*mapping.columns, *mapping.fixed}
    if not mapping.source.strip():
        found.append("Name the source: the system the file comes from.")
    if "occurred_at" not in given:
        found.append("Choose the column that holds the time of contact.")
    if not given & {"journey_id", *IDENTITY_FIELDS}:
        found.append(
            "Choose the column that says who made contact or which case it belongs to: at least one of Customer id, "
            "Journey id, Phone number, E-mail address and Account number."
        )
    used: dict[str, list[str]] = {}
    for field, column in mapping.columns.items():
        used.setdefault(column, []).append(FIELD_BY_NAME[field].label)
    found += [
        f"The column {column!r} is chosen for {' and for '.join(labels)}. Keep one of them."
        for column, labels in used.items()
        if len(labels) > 1
    ]
    found += [
        f"Enter the value that {FIELD_BY_NAME[name].label} always has."
        for name, value in mapping.fixed.items()
        if not value.strip()
    ]
    both = sorted(set(mapping.resolved_values) & set(mapping.unresolved_values))
    if both:
        found.append(f"The outcome {both[0]!r} can't mean both resolved and not resolved.")
    return tuple(found)


def without_leftovers(mapping: Mapping) -> Mapping:
    """Return a mapping without settings of fields that are not mapped."""
    if "outcome" in mapping.columns or "outcome" in mapping.fixed:
        return mapping
    return replace(mapping, resolved_values=(), unresolved_values=())
