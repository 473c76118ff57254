"""The comparison page's question."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_lens, add_scope, command, database_of, day, lens_of, pair, scope_of
from core.command.output import Output, Table
from core.command.paths import answered
from core.datasets import Office
from core.errors import InvalidInputError
from core.paths.compare import compare
from core.paths.group import CompareQuestion, Group

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the command."""
    parser = command(commands, "compare", "how do the journeys of two groups differ?", ask)
    for name in ("--a", "--b"):
        parser.add_argument(
            name, type=pair, action="append", metavar="WHAT=VALUE",
            help="segment=, region=, issue= or outcome=LABEL, or period=DAY..DAY; labels of one kind may be repeated",
        )  # fmt: skip
    parser.add_argument("--on", type=day, metavar="DAY", help="instead: before this day against from it on")
    parser.add_argument("--days", type=int, default=90, metavar="N", help="with --on: so many days each; default: 90")
    parser.add_argument("--steps", type=int, default=3, metavar="N", help="steps of the paths, 1 to 12; default: 3")
    add_lens(parser)
    add_dataset(parser)
    add_scope(parser)


def ask(office: Office, args: argparse.Namespace) -> Output:
    """Answer the comparison."""
    found = compare(database_of(office, args), scope_of(args), _question(args))
    data = answered(office, args, found, found.contract, found.answer)
    tables = (Table("Metrics: a, b, and a - b with its 95 % interval", found.metrics), Table("Paths", found.shares))
    return Output(data, tables, (), (found.contract.line(),), (found.answer, found.answer_b))


def _question(args: argparse.Namespace) -> CompareQuestion:
    if args.on is not None and not (args.a or args.b):
        return CompareQuestion.before_and_after(args.on, args.days, lens_of(args), args.steps)
    if args.on is not None or not (args.a and args.b):
        raise InvalidInputError(
            "Name two groups with --a and --b, as --a segment=Small --b segment=Large, or --on DAY."
        )
    return CompareQuestion(_group(args.a), _group(args.b), lens_of(args), args.steps)


def _group(given: list[tuple[str, str]]) -> Group:
    kinds = {kind for kind, _ in given}
    values = tuple(value for _, value in given)
    if len(kinds) > 1:
        raise InvalidInputError(f"A group is of one kind, not of {' and '.join(sorted(kinds))}. Use the scope's flags.")
    kind = kinds.pop()
    if kind != "period":
        return Group(" or ".join(values), kind, values)  # type: ignore[arg-type]
    first, dots, last = values[0].partition("..")
    if len(values) > 1 or not dots:
        raise InvalidInputError(
            f"{values[0]!r} is not a period. Write it as 2025-01-01..2025-03-31; a side may be empty."
        )
    return Group(values[0], "period", (), _side(first), _side(last))


def _side(text: str) -> date | None:
    try:
        return day(text) if text else None
    except argparse.ArgumentTypeError as error:
        raise InvalidInputError(f"{error}. Write a period as 2025-01-01..2025-03-31.") from error
