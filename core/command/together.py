"""The question of the page on figures that move together."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_scope, command, database_of, dataset_of, scope_of
from core.command.output import Output, Table, plain
from core.datasets import Office
from core.errors import InvalidInputError
from core.glossary.governing import definitions, reports
from core.scorecard.course import Courses, ask_courses
from core.scorecard.period import KINDS
from core.scorecard.together import MOST_LAG, Link, TogetherQuestion, contract, links, pair
from core.scorecard.together_words import CAUTION, course_rows, lag_rows, link_rows, list_finding, pair_finding
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the command."""
    parser = command(commands, "together", "which figures move together, and which moves first?", ask)
    for side in "ab":
        parser.add_argument(f"--{side}", metavar="CODE", help=f"{side.upper()}: a metric, as csat; "
                            "without --a and --b: all pairs")  # fmt: skip
        parser.add_argument(f"--channel-{side}", default="", metavar="LABEL",
                            help=f"{side.upper()} of journeys that begin on this channel; default: all")  # fmt: skip
    parser.add_argument("--period", choices=KINDS, default="week", help="default: week")
    parser.add_argument("--levels", action="store_true", help="compare levels, not changes from period to period")
    parser.add_argument("--most-lag", type=int, default=MOST_LAG, metavar="N", help="periods; default: %(default)s")
    add_dataset(parser)
    add_scope(parser)


def ask(office: Office, args: argparse.Namespace) -> Output:
    """Answer with one pair lag by lag, or with all pairs of two channels."""
    if (args.a is None) != (args.b is None):
        raise InvalidInputError("Name both figures with --a and --b, or none of them to list all pairs.")
    channels = (args.channel_a, args.channel_b)
    question = TogetherQuestion(args.a, channels[0], args.b, channels[1], not args.levels) if args.a else None
    workspace = Workspace.of(office.settings)
    try:
        metrics, of_dataset = definitions(workspace), reports(workspace, dataset_of(office, args))
    finally:
        workspace.close()
    database, scope = database_of(office, args), scope_of(args)
    found = ask_courses(database, scope, tuple(metrics.values()), of_dataset, args.period, channels)
    return _listed(office, args, found) if question is None else _pair(office, args, found, question)


def _pair(office: Office, args: argparse.Namespace, found: Courses, question: TogetherQuestion) -> Output:
    link = pair(found, question, args.most_lag)
    told, line = (
        pair_finding(link, found.kind, changes=question.changes),
        contract(found, link, changes=question.changes),
    )
    rows, both = lag_rows(link, found.kind), course_rows(found, link)
    data = _where(office, args, found) | {
        "finding": told.text(), "a": _figure(link, "a"), "b": _figure(link, "b"), "shared": link.shared or None,
        "beyond_noise": link.finding, "looked_at": link.looked_at, "lags": plain(rows), "periods": plain(both),
        "contract": {**plain(line), "line": line.line()},
    }  # fmt: skip
    tables = (Table("Correlation by lag: b against a", rows), Table("Both by period", both))
    return Output(data, tables, (told.text(),), (line.line(), *CAUTION), tuple(found.answers.values()))


def _listed(office: Office, args: argparse.Namespace, found: Courses) -> Output:
    listed = links(found, args.channel_a, args.channel_b, changes=not args.levels, most_lag=args.most_lag)
    told, rows = list_finding(listed), link_rows(listed, found.kind)
    data = _where(office, args, found) | {
        "finding": told.text(), "pairs": plain(rows), "looked_at": listed.looked_at, "findings": len(listed.findings),
        "share_a_part": listed.sharing,
    }  # fmt: skip
    shown = rows.drop(columns=["a_code", "a_channel", "b_code", "b_channel", "lag"])
    return Output(
        data, (Table("Pairs, strongest first", shown),), (told.text(),), CAUTION, tuple(found.answers.values())
    )


def _where(office: Office, args: argparse.Namespace, found: Courses) -> dict[str, object]:
    return {
        "dataset": dataset_of(office, args), "data_version": found.source.data_version,
        "scope": scope_of(args).describe(), "period": found.kind, "changes": not args.levels,
        "whole_periods": len(found.periods), "caution": list(CAUTION),
    }  # fmt: skip


def _figure(link: Link, side: str) -> dict[str, object]:
    one = getattr(link, side)
    return {"metric": one.metric.code, "channel": one.channel or None, "name": one.name, "periods_known": one.known,
            "why_not": one.why_not or None}  # fmt: skip
