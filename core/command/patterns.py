"""The pattern page's question."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_lens, add_scope, command, database_of, lens_of, scope_of
from core.command.output import Output, Table
from core.command.paths import answered
from core.datasets import Office
from core.paths.pattern import PatternQuestion, pattern
from core.wording import NOT_AVAILABLE, count, number, percent

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the command."""
    parser = command(commands, "pattern", "how often does one step lead to another, and is that more than usual?", ask)
    add_pattern(parser, required=True)
    add_lens(parser)
    add_dataset(parser)
    add_scope(parser)


def add_pattern(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add the flags of a pattern."""
    parser.add_argument("--first", required=required, metavar="STEP", help="the step the pattern starts with")
    parser.add_argument("--then", required=required, metavar="STEP", help="the step that follows, sooner or later")
    parser.add_argument("--without", metavar="STEP", help="a step that must not come between")
    parser.add_argument("--within", type=int, metavar="SECONDS", help="the time it may take; default: any")
    parser.add_argument("--directly", action="store_true", help="THEN must be the very next step")


def pattern_question(args: argparse.Namespace) -> PatternQuestion:
    """Return the pattern that the flags describe."""
    return PatternQuestion(lens_of(args), args.first or "", args.then or "", args.without, args.within, args.directly)


def ask(office: Office, args: argparse.Namespace) -> Output:
    """Answer the pattern question."""
    question = pattern_question(args)
    found = pattern(database_of(office, args), scope_of(args), question)
    data = answered(office, args, found, found.contract, found.answer)
    names = [name for name in vars(found) if name not in ("contract", "answer")]
    table = Table.of("", names, [[getattr(found, name) for name in names]])
    interval = f"95 %: {percent(found.low)} to {percent(found.high)}"
    rate = f"{percent(found.rate)} of {count(found.denominator)} journeys ({interval})"
    base = f"elsewhere {percent(found.base_rate)} of {count(found.base_denominator)}"
    lift = NOT_AVAILABLE if found.lift is None else f"{number(found.lift, 2)} times as often"
    few = " Too few journeys to tell." if found.too_few else ""
    return Output(
        data,
        (table,),
        (f"{question.describe()}: {rate}; {base}; {lift}.{few}",),
        (found.contract.line(),),
        (found.answer,),
    )
