"""The questions of the path pages: headline numbers, flow, loops, variants."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import (
    add_dataset,
    add_lens,
    add_scope,
    command,
    database_of,
    dataset_of,
    lens_of,
    scope_of,
)  # fmt: skip
from core.command.output import Output, Table, plain
from core.command.table import written
from core.datasets import Office
from core.engine import Answer
from core.paths.contract import Contract
from core.paths.flow import Anchor, FlowQuestion, flow
from core.paths.loops import LoopQuestion, loops
from core.paths.summary import summary
from core.paths.variants import variants

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    headline = command(commands, "summary", "what are the headline numbers?", show_summary)
    picture = command(commands, "paths", "which steps do journeys take, one after another?", show_paths)
    follows = command(commands, "loops", "which step follows which, with time and cost?", show_loops)
    whole = command(commands, "variants", "which whole paths are most frequent?", show_variants)
    add_flow(picture)
    for parser in (follows, whole):
        add_lens(parser)
    follows.add_argument("--coverage", type=float, default=0.9, metavar="SHARE",
                         help="of journeys, most frequent variants first; 0 to 1, default: 0.9")  # fmt: skip
    whole.add_argument("--limit", type=int, default=200, metavar="N", help="default: 200")
    for parser in (headline, picture, follows, whole):
        add_dataset(parser)
        add_scope(parser)


def add_flow(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the flow picture."""
    add_lens(parser)
    parser.add_argument("--steps", type=int, default=5, metavar="N", help="2 to 12; default: 5")
    parser.add_argument("--top", type=int, default=8, metavar="N", help="named steps per position; default: 8")
    anchor = parser.add_mutually_exclusive_group()
    anchor.add_argument("--after", metavar="STEP", help="from the first STEP on")
    anchor.add_argument("--before", metavar="STEP", help="back from the first STEP")
    anchor.add_argument("--between", nargs=2, metavar=("STEP", "LATER"), help="from the first STEP to the next LATER")


def flow_question(args: argparse.Namespace) -> FlowQuestion:
    """Return the flow question that the flags describe."""
    anchor: Anchor = "after" if args.after else "before" if args.before else "between" if args.between else "start"
    first, later = args.between or (args.after or args.before, None)
    return FlowQuestion(lens_of(args), args.steps, args.top, anchor, first, later)


def answered(
    office: Office, args: argparse.Namespace, found: object, contract: Contract, answer: Answer
) -> dict[str, object]:
    """Return an analysis' result as data: where it comes from, then its own fields."""
    where = {
        "dataset": dataset_of(office, args),
        "data_version": answer.data_version,
        "scope": scope_of(args).describe(),
    }
    return {**where, **plain(found), "contract": {**plain(contract), "line": contract.line()}}


def show_summary(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the headline numbers and the months."""
    found = summary(database_of(office, args), scope_of(args))
    data = answered(office, args, found, found.contract, found.answer)
    single = {name: value for name, value in vars(found).items() if name not in ("months", "contract", "answer")}
    head = tuple(
        f"{name.removesuffix('_seconds').replace('_', ' ')}: {written(name, value)}" for name, value in single.items()
    )
    return Output(data, (Table("By month", found.months),), head, (found.contract.line(),), (found.answer,))


def show_paths(office: Office, args: argparse.Namespace) -> Output:
    """Answer the flow question: its links, its steps, and what is inside Other."""
    found = flow(database_of(office, args), scope_of(args), flow_question(args))
    data = answered(office, args, found, found.contract, found.answer)
    tables = (
        Table("Links: journeys that go from one step to the next", found.links),
        Table("Steps", found.nodes),
        *([Table("Inside Other", found.inside_other)] if len(found.inside_other) else []),
    )
    return Output(data, tables, (), (found.contract.line(),), (found.answer,))


def show_loops(office: Office, args: argparse.Namespace) -> Output:
    """Answer the loop question: its edges and nodes."""
    found = loops(database_of(office, args), scope_of(args), LoopQuestion(lens_of(args), args.coverage))
    data = answered(office, args, found, found.contract, found.answer)
    tables = (Table("What follows what", found.edges), Table("Steps", found.nodes))
    return Output(data, tables, (), (found.contract.line(),), (found.answer,))


def show_variants(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the variant table."""
    found = variants(database_of(office, args), scope_of(args), lens_of(args), args.limit)
    data = answered(office, args, found, found.contract, found.answer)
    return Output(data, (Table("", found.rows),), (), (found.contract.line(),), (found.answer,))
