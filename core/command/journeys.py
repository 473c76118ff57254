"""From a number to the journeys behind it, and to one timeline."""

import argparse
from typing import TYPE_CHECKING, get_args

from core.command.options import add_dataset, add_scope, command, database_of, dataset_of, lens_of, scope_of
from core.command.output import Output, Table
from core.command.paths import add_flow, flow_question
from core.command.patterns import add_pattern, pattern_question
from core.datasets import Office
from core.errors import InvalidInputError
from core.paths.drill import customer_timeline, interactions_csv, journey_timeline, journeys_behind, journeys_csv
from core.paths.loops import LoopQuestion
from core.paths.picked import FlowJourneys, LoopJourneys, PatternJourneys, PatternPart
from core.paths.selection import AllJourneys, CustomerJourneys, Selection, VariantJourneys
from core.wording import count

if TYPE_CHECKING:
    from core.command.options import Commands

# What people see of a journey; JSON and CSV have every column.
SHOWN = (
    "journey_key", "journey_id", "customer_key", "issue", "started_at", "interactions", "channels_used",
    "duration_seconds", "cost", "resolved", "route",
)  # fmt: skip


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = command(commands, "journeys", "which journeys are behind a number?", list_journeys)
    _add_selection(parser)
    parser.add_argument("--limit", type=int, default=500, metavar="N", help="default: 500; --csv has all")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="leave out the first N")
    parser.add_argument("--interactions", action="store_true", help="with --csv: all their interactions instead")
    add_dataset(parser)
    add_scope(parser)
    line = command(commands, "timeline", "what happened in one journey, or to one customer?", timeline)
    whose = line.add_mutually_exclusive_group(required=True)
    whose.add_argument("--customer", type=int, metavar="KEY", help="its customer_key")
    whose.add_argument("--journey", type=int, metavar="KEY", help="its journey_key")
    add_dataset(line)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    add_flow(parser)
    parts = parser.add_argument_group("selection", "one of these; default: all journeys of the scope")
    parts.add_argument("--node", metavar="NODE", help="a step of 'paths', as 2|7, with the flags given there")
    parts.add_argument("--link", nargs=2, metavar=("SOURCE", "TARGET"), help="a link of 'paths'")
    parts.add_argument("--edge", nargs=2, metavar=("SOURCE", "TARGET"), help="an edge of 'loops'")
    parts.add_argument("--coverage", type=float, default=0.9, metavar="SHARE", help="that of 'loops'; default: 0.9")
    parts.add_argument("--variant", type=int, nargs="+", metavar="CODE", help="variant codes of 'variants'")
    parts.add_argument("--customer", type=int, metavar="KEY", help="a customer_key")
    parts.add_argument("--part", choices=get_args(PatternPart), default="matches",
                       help="which count of a 'pattern', given by --first and --then; default: matches")  # fmt: skip
    add_pattern(parser, required=False)


def selection_of(args: argparse.Namespace) -> Selection:
    """Return the selection that the flags describe; raises `InvalidInputError` for more than one."""
    lens = lens_of(args)
    chosen = {
        name for name in ("node", "link", "edge", "variant", "customer", "first") if getattr(args, name) is not None
    }
    if len(chosen) > 1:
        named = " and ".join(f"--{name}" for name in sorted(chosen))
        raise InvalidInputError(f"{named} can't be used together. Choose one selection.")
    if args.node is not None:
        return FlowJourneys(flow_question(args), args.node)
    if args.link is not None:
        return FlowJourneys(flow_question(args), *args.link)
    if args.edge is not None:
        return LoopJourneys(LoopQuestion(lens, args.coverage), *args.edge)
    if args.variant is not None:
        return VariantJourneys(lens, tuple(args.variant))
    if args.customer is not None:
        return CustomerJourneys(lens, args.customer)
    return PatternJourneys(pattern_question(args), args.part) if args.first is not None else AllJourneys(lens)


def list_journeys(office: Office, args: argparse.Namespace) -> Output:
    """List the journeys of a selection."""
    database, scope, selection = database_of(office, args), scope_of(args), selection_of(args)
    found = journeys_behind(database, scope, selection, args.limit, args.offset)
    data = {
        "dataset": dataset_of(office, args),
        "data_version": found.answer.data_version,
        "scope": scope.describe(),
        "selection": selection.describe(),
        "total": found.total,
        "rows": found.rows,
    }
    write = interactions_csv if args.interactions else journeys_csv
    head = f"{count(found.total)} journeys: {selection.describe()}; {scope.describe()}."
    foot = (f"{count(len(found.rows))} of them are shown; --csv has all.",) if len(found.rows) < found.total else ()
    whole = write(database, scope, selection, bom=False)
    return Output(data, (Table("", found.rows[list(SHOWN)]),), (head,), foot, (found.answer,), whole)


def timeline(office: Office, args: argparse.Namespace) -> Output:
    """List the interactions of one journey or customer."""
    database = database_of(office, args)
    if args.journey is not None:
        answer = journey_timeline(database, args.journey)
    else:
        answer = customer_timeline(database, args.customer)
    data = {"dataset": dataset_of(office, args), "data_version": answer.data_version, "interactions": answer.rows}
    return Output(data, (Table("", answer.rows),), answers=(answer,))
