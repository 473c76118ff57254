"""How a file is to be read: what the reader proposes, changed by flags, and the questions that stay open."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.command.options import pair
from core.errors import FileRefusedError, InvalidInputError
from core.intake.fields import FIELD_BY_NAME, IDENTITY_FIELDS
from core.intake.plan import Dialect, Mapping, Privacy, ReadingPlan
from core.intake.reading import Inspection, Question, inspect
from core.intake.reading.times import guess_times
from core.workspace.mappings import RememberedMapping

FLAGS = {
    "header": "--header-line N (0: there is none)",
    "decimal": "--decimal . or --decimal ,",
    "date_order": "--date-order day or --date-order month",
    "time_format": "--time-format FORMAT",
    "zone": "--zone ZONE, as --zone Europe/Berlin",
    "required": "--map FIELD=COLUMN: occurred_at, and one of journey_id, " + ", ".join(IDENTITY_FIELDS),
    "channel": "--map channel=COLUMN, --fixed channel=NAME, or --map channel= for none",
}
_BY_MONTH = {"%d/%m": "%m/%d", "%d.%m": "%m.%d", "%d-%m": "%m-%d"}
_DIALECT = ("encoding", "delimiter", "header_line", "decimal", "sheet")
_MAPPING = ("source", "time_format", "date_format", "zone", "ordering", "customer_kind")


@dataclass(frozen=True)
class Proposal:
    """A plan, the questions nobody has answered yet, and what the file's head showed (None for a given plan)."""

    plan: ReadingPlan
    questions: tuple[Question, ...]
    inspection: Inspection | None = None


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say how a file is read; what is not given is guessed or asked."""
    read = parser.add_argument_group("how the file is read", "what is not given is guessed; what can't be, is asked")
    read.add_argument("--plan", type=Path, metavar="PLAN.json", help="read as this says; 'inspect --json' prints one")
    read.add_argument("--source", metavar="NAME", help="which system the file comes from")
    read.add_argument("--map", type=pair, action="extend", nargs="+", metavar="FIELD=COLUMN",
                      help=f"FIELD= for none; fields: {', '.join(FIELD_BY_NAME)}")  # fmt: skip
    read.add_argument("--fixed", type=pair, action="extend", nargs="+", metavar="FIELD=VALUE",
                      help="the same value for every record")  # fmt: skip
    read.add_argument("--activity-part", dest="activity_parts", action="extend", nargs="+", metavar="COLUMN",
                      help="join these columns to the activity with +")  # fmt: skip
    read.add_argument("--time-format", metavar="F", help="iso, epoch_s, epoch_ms, excel_serial, or as %%d.%%m.%%Y %%H:%%M")
    read.add_argument("--date-format", metavar="F", help="the same for dates without a time")
    read.add_argument("--date-order", choices=("day", "month"), help="what is first where dates fit both")
    read.add_argument("--zone", metavar="Z", help="time zone of times without an offset, as Europe/Berlin")
    read.add_argument("--resolved", action="extend", nargs="+", metavar="V", help="outcomes that mean resolved")
    read.add_argument("--unresolved", action="extend", nargs="+", metavar="V", help="outcomes that mean unresolved")
    read.add_argument("--ordering", choices=("time", "file"), help="what orders a journey's contacts; default: time")
    read.add_argument("--keep-repeats", action="store_true", default=None, help="load exact repeats within the file")
    read.add_argument("--customer-kind", metavar="KIND", help="which key the customer id is: crm, account, ...")
    read.add_argument("--pseudonymise", action="store_true", default=None, help="keep no customer key in the clear")
    read.add_argument("--text", choices=("keep", "mask", "drop"), help="what becomes of texts; default: keep")
    read.add_argument("--sheet", metavar="S", help="of a workbook; default: the first with data")
    read.add_argument("--encoding", metavar="E", help="as utf-8, cp1252, utf-16")
    read.add_argument("--delimiter", type=_delimiter, metavar="D", help="one character, or tab")
    read.add_argument("--decimal", choices=(".", ","), help="the decimal sign of numbers")
    read.add_argument("--header-line", type=int, metavar="N", help="from 1; 0: the file has no line of column names")


def propose(path: Path, args: argparse.Namespace, known: Sequence[RememberedMapping]) -> Proposal:
    """Plan the reading of a file; raises `FileRefusedError` when it can't be read as a table."""
    if not path.is_file():
        raise FileRefusedError(f"There is no file {path}. Check its name and folder.")
    if args.plan is not None:
        plan, questions = _read_plan(args.plan)
        mapping = _mapping(plan.mapping, questions, args)
        changed = ReadingPlan(_dialect(plan.dialect, args), mapping, _privacy(plan.privacy, args))
        return Proposal(changed, _open(questions, mapping, args))
    remembered = [one.mapping for one in known]
    seen = inspect(path, path.name, remembered=remembered)
    dialect, questions = _dialect(seen.dialect, args), list(seen.questions)
    if dialect != seen.dialect:
        seen = inspect(path, path.name, dialect=dialect, remembered=remembered)
        asked = {question.code for question in seen.questions}
        questions = [one for one in questions if one.code in ("header", "decimal") and one.code not in asked]
        questions += seen.questions
    questions = _asked_anew(seen, questions, args)
    proposed = seen.mapping
    if _maps(args, "occurred_at") and (times := _guess(seen, args)):
        proposed = replace(proposed, time_format=times.format)
    mapping = _mapping(proposed, questions, args)
    private = next((one.privacy for one in known if one.mapping.source == seen.remembered), Privacy())
    return Proposal(
        ReadingPlan(dialect, mapping, _privacy(private, args)), _open(questions, mapping, args), replace(seen, dialect=dialect)
    )  # fmt: skip


def ask(questions: Sequence[Question], name: str) -> None:
    """Raise `InvalidInputError` with the questions and the flags that answer them, when there are any."""
    if questions:
        parts = [f"{one.text} Answer with {FLAGS.get(one.code, '--plan')}." for one in questions]
        raise InvalidInputError(f"{name} was not imported: {' '.join(parts)}")


def _read_plan(path: Path) -> tuple[ReadingPlan, list[Question]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            f"The plan {path} can't be read: {error}. 'journey-office inspect FILE --json' prints one."
        ) from error
    asked = data.get("questions", ()) if isinstance(data, dict) else ()
    questions = [Question(str(one["code"]), str(one["text"]), tuple(one.get("choices", ()))) for one in asked]
    return ReadingPlan.from_dict(data), questions


def _dialect(dialect: Dialect, args: argparse.Namespace) -> Dialect:
    return replace(dialect, **_given(args, _DIALECT))


def _privacy(privacy: Privacy, args: argparse.Namespace) -> Privacy:
    return replace(privacy, **_given(args, ("pseudonymise", "text")))


def _given(args: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def _mapping(mapping: Mapping, questions: Sequence[Question], args: argparse.Namespace) -> Mapping:
    columns = {**mapping.columns, **dict(args.map or ())}
    fixed = {**mapping.fixed, **dict(args.fixed or ())}
    unknown = [name for name in (*columns, *fixed) if name not in FIELD_BY_NAME]
    if unknown:
        raise InvalidInputError(f"{unknown[0]!r} is no interaction field. Use one of {', '.join(FIELD_BY_NAME)}.")
    changes = _given(args, (*_MAPPING, "keep_repeats"))
    for flag, name in (("resolved", "resolved_values"), ("unresolved", "unresolved_values")):
        if getattr(args, flag) is not None:
            changes[name] = tuple(getattr(args, flag))
    if args.activity_parts is not None or _maps(args, "activity"):
        changes["activity_parts"] = tuple(args.activity_parts or ())
    for name in ("time_format", "date_format"):
        if args.date_order and name not in changes:
            changes[name] = _ordered(getattr(mapping, name), questions, args.date_order)
    fixed_names = {name for name, _ in args.fixed or ()}
    columns = {name: column for name, column in columns.items() if column and name not in fixed_names}
    return replace(mapping, columns=columns, fixed={k: v for k, v in fixed.items() if v and k not in columns}, **changes)


def _ordered(written: str, questions: Sequence[Question], order: str) -> str:
    """Put day or month first, in a format that a question left open, or in any when there was no such question."""
    choices = [choice for one in questions if one.code == "date_order" for choice in one.choices]
    if choices and written not in choices:
        return written
    for by_day, by_month in _BY_MONTH.items():
        written = written.replace(by_day, by_month) if order == "month" else written.replace(by_month, by_day)
    return written


def _maps(args: argparse.Namespace, field: str) -> bool:
    return any(name == field and column for name, column in args.map or ())


def _guess(seen: Inspection, args: argparse.Namespace) -> Any:
    column = dict(args.map)["occurred_at"]
    return guess_times([row.get(column) or "" for row in seen.preview])


def _asked_anew(seen: Inspection, questions: Sequence[Question], args: argparse.Namespace) -> list[Question]:
    """Ask about the times of the column that `--map` names, instead of the one that was guessed."""
    if not _maps(args, "occurred_at"):
        return list(questions)
    column, times = dict(args.map)["occurred_at"], _guess(seen, args)
    kept = [one for one in questions if one.code not in ("zone", "date_order", "time_format")]
    if times and times.orders:
        kept.append(Question("date_order", f"Is the day or the month first in “{column}”?", times.orders))
    if times and times.has_local and not times.date_only:
        kept.append(Question("zone", f"The times in “{column}” have no offset. In which time zone are they?"))
    return kept


def _open(questions: Sequence[Question], mapping: Mapping, args: argparse.Namespace) -> tuple[Question, ...]:
    given = {*mapping.columns, *mapping.fixed}
    emptied = {name for name, column in args.map or () if not column}
    has_key = bool(given & {"journey_id", *IDENTITY_FIELDS})
    answered = {
        "header": args.header_line is not None,
        "decimal": args.decimal is not None,
        "date_order": args.date_order is not None or args.time_format is not None,
        "time_format": args.time_format is not None,
        "zone": args.zone is not None,
        "channel": bool({"channel"} & (given | emptied)),
    }

    def is_open(one: Question) -> bool:
        if one.code == "required":
            return "occurred_at" not in given if "time of contact" in one.text else not has_key
        return not answered.get(one.code, False)

    return tuple(filter(is_open, questions))


def _delimiter(text: str) -> str:
    return {"tab": "\t", "\\t": "\t"}.get(text, text)
