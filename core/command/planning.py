"""How a file is to be read: what the reader proposes, changed by flags, and the questions that stay open."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.command.reading_flags import FLAGS
from core.errors import FileRefusedError, InvalidInputError
from core.intake.draft import TimeColumn, faults, time_columns, without_leftovers
from core.intake.fields import FIELD_BY_NAME, IDENTITY_FIELDS
from core.intake.plan import Dialect, Mapping, Privacy, ReadingPlan
from core.intake.reading import Inspection, Question, inspect

_DIALECT = ("encoding", "delimiter", "header_line", "decimal", "sheet")
_MAPPING = ("source", "time_format", "date_format", "zone", "ordering", "customer_kind", "keep_repeats")
_TIME = "Which column holds the time of contact?"
_KEY = "Which column says who the customer is, or which case the contact belongs to?"


@dataclass(frozen=True)
class Proposal:
    """A plan, the questions nobody has answered yet, and what the file's head showed (None for a given plan)."""

    plan: ReadingPlan
    questions: tuple[Question, ...]
    inspection: Inspection | None = None


def propose(path: Path, args: argparse.Namespace) -> Proposal:
    """Plan the reading of a file; raises `FileRefusedError` when it can't be read as a table.

    Mappings remembered by the app are not used: the same command must read a file the same way everywhere. What a
    script wants remembered is a plan.
    """
    if not path.is_file():
        raise FileRefusedError(f"There is no file {path}. Check its name and folder.")
    if args.plan is not None:
        return _given_plan(args)
    seen = inspect(path, path.name)
    dialect, asked = _dialect(seen.dialect, args), seen.questions
    if dialect != seen.dialect:
        seen = inspect(path, path.name, dialect=dialect)
    mapping = _mapping(seen.mapping, args)
    times = time_columns(seen, mapping.columns)
    mapping = without_leftovers(replace(mapping, **_formats(times, args)))
    questions = [
        *(one for one in asked if one.code in ("header", "decimal")),
        *(one for one in seen.questions if one.code == "time_format" and not _maps(args, "occurred_at")),
        *_about_times(times),
        *_required(mapping),
    ]
    plan = ReadingPlan(dialect, mapping, _privacy(Privacy(), args))
    return Proposal(plan, _open(questions, mapping, args), replace(seen, dialect=dialect))


def refuse_open(questions: Sequence[Question], plan: ReadingPlan, name: str) -> None:
    """Raise `InvalidInputError` with the open questions and the flags that answer them, or with what is at fault."""
    if questions:
        parts = [f"{one.text} Answer with {FLAGS.get(one.code, '--plan')}." for one in questions]
        raise InvalidInputError(f"{name} was not imported: {' '.join(parts)}")
    if wrong := faults(plan.mapping):
        raise InvalidInputError(f"{name} was not imported: {' '.join(wrong)}")


def _given_plan(args: argparse.Namespace) -> Proposal:
    try:
        data = json.loads(args.plan.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            f"The plan {args.plan} can't be read: {error}. 'journey-office inspect FILE --json' prints one."
        ) from error
    plan = ReadingPlan.from_dict(data)
    questions = [Question(one["code"], one["text"], tuple(one.get("choices", ()))) for one in data.get("questions", ())]
    mapping = _mapping(plan.mapping, args)
    orders = {one.code: one.choices for one in questions if one.choices and args.date_order}
    place = args.date_order == "month"
    if mapping.time_format in orders.get("date_order", ()):
        mapping = replace(mapping, time_format=orders["date_order"][place])
    if mapping.date_format in orders.get("date_order_of_dates", ()):
        mapping = replace(mapping, date_format=orders["date_order_of_dates"][place])
    changed = ReadingPlan(_dialect(plan.dialect, args), mapping, _privacy(plan.privacy, args))
    return Proposal(changed, _open(questions, mapping, args))


def _dialect(dialect: Dialect, args: argparse.Namespace) -> Dialect:
    return replace(dialect, **_flags(args, _DIALECT))


def _privacy(privacy: Privacy, args: argparse.Namespace) -> Privacy:
    return replace(privacy, **_flags(args, ("pseudonymise", "text")))


def _flags(args: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def _mapping(mapping: Mapping, args: argparse.Namespace) -> Mapping:
    mapped, given = dict(args.map or ()), dict(args.fixed or ())
    unknown = [name for name in (*mapped, *given) if name not in FIELD_BY_NAME]
    if unknown:
        raise InvalidInputError(f"{unknown[0]!r} is no interaction field. Use one of {', '.join(FIELD_BY_NAME)}.")
    taken = {column for column in mapped.values() if column}
    proposed = {name: column for name, column in mapping.columns.items() if column not in taken}
    columns = {k: v for k, v in {**proposed, **mapped}.items() if v and k not in given}
    fixed = {k: v for k, v in {**mapping.fixed, **given}.items() if k not in columns}
    changes = _flags(args, _MAPPING)
    for flag in ("resolved", "unresolved"):
        if getattr(args, flag) is not None:
            changes[f"{flag}_values"] = tuple(getattr(args, flag))
    if args.activity_parts is not None or "activity" in mapped or "activity" in given:
        changes["activity_parts"] = tuple(args.activity_parts or ())
    return replace(mapping, columns=columns, fixed=fixed, **changes)


def _maps(args: argparse.Namespace, field: str) -> bool:
    return any(name == field for name, _ in args.map or ())


def _formats(times: dict[str, TimeColumn], args: argparse.Namespace) -> dict[str, Any]:
    """Return the formats of times and dates that no flag names, with the order that `--date-order` says."""
    month_first = None if args.date_order is None else args.date_order == "month"
    found: dict[str, Any] = {}
    for field, one in times.items():
        name = "time_format" if field == "occurred_at" else "date_format"
        if getattr(args, name) is None:
            found.setdefault(name, one.settled(month_first))
    return found


def _about_times(times: dict[str, TimeColumn]) -> list[Question]:
    found = []
    for field, one in times.items():
        if one.orders:
            code = "date_order" if field == "occurred_at" else "date_order_of_dates"
            text = f"Is the day or the month first in “{one.column}”, as in {one.example!r}?"
            found.append(Question(code, text, one.orders))
        if one.needs_zone:
            text = f"The times in “{one.column}” have no offset. In which time zone are they?"
            found.append(Question("zone", text))
    return found


def _required(mapping: Mapping) -> list[Question]:
    """Ask for what a journey needs and this mapping lacks; the reader asks for the guessed one only."""
    given = {*mapping.columns, *mapping.fixed}
    asked = {
        _TIME: "occurred_at" in given,
        _KEY: bool(given & {"journey_id", *IDENTITY_FIELDS}),
    }
    found = [Question("required", text) for text, has in asked.items() if not has]
    if "channel" not in given:
        found.append(Question("channel", "Which column says on which channel the contact took place?"))
    return found


def _open(questions: Sequence[Question], mapping: Mapping, args: argparse.Namespace) -> tuple[Question, ...]:
    given = {*mapping.columns, *mapping.fixed}
    has_key = bool(given & {"journey_id", *IDENTITY_FIELDS})
    answered = {
        "header": args.header_line is not None,
        "decimal": args.decimal is not None,
        "date_order": bool(args.date_order or args.time_format),
        "date_order_of_dates": bool(args.date_order or args.date_format),
        "time_format": args.time_format is not None,
        "zone": args.zone is not None,
        "channel": "channel" in given or _maps(args, "channel"),
    }

    def is_open(one: Question) -> bool:
        if one.code == "required":
            return "occurred_at" not in given if one.text == _TIME else not has_key
        return not answered.get(one.code, False)

    return tuple(filter(is_open, questions))
