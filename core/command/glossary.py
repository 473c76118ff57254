"""The glossary's and the scorecard's questions: what each figure means, and how service stands."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_scope, command, database_of, dataset_of, scope_of
from core.command.output import Output, Table, csv_blocks, plain
from core.datasets import Office
from core.errors import NotFoundError
from core.glossary.governing import Glossary, definitions, glossary, reports
from core.glossary.shipped import statement
from core.glossary.table import glossary_table, parameter_words
from core.glossary.versions import versions
from core.numbers.unavailable import Unavailable
from core.scorecard.line import Line
from core.scorecard.period import PeriodKind
from core.scorecard.scorecard import Scorecard, scorecard
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands

LISTED = ("code", "side", "name", "unit", "direction", "owner", "level", "target", "since", "version")
VERSION = ("number", "since", "changed_at", "changed_by", "reason")
LINE = (
    "code", "name", "unit", "period_from", "value", "low", "high", "n", "change", "p", "movement", "target_kind",
    "target", "standing", "version", "why_not",
)  # fmt: skip
SHOWN = ("name", "period_from", "value", "low", "high", "n", "movement", "standing", "why_not")
_CURRENCY = "money"


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    listed = command(commands, "glossary", "what does each figure mean?", show_glossary)
    listed.add_argument("code", nargs="?", metavar="CODE", help="one metric, as the list names it; default: all")
    listed.add_argument("--history", action="store_true", help="of one metric: who changed what, when and why")
    card = command(commands, "scorecard", "how does service stand, metric by metric?", show_scorecard)
    card.add_argument("--weeks", action="store_true", help="by week; default: by month")
    add_dataset(card)
    add_scope(card)


def show_glossary(office: Office, args: argparse.Namespace) -> Output:
    """List the metrics as they are defined now, or tell all about one."""
    workspace = Workspace.of(office.settings)
    try:
        found = glossary(workspace)
        if args.code is None:
            return _listed(found)
        return _one(workspace, found, args)
    finally:
        workspace.close()


def _listed(found: Glossary) -> Output:
    rows = glossary_table(found.metrics.values(), _CURRENCY)
    return Output({"metrics": rows, "faults": found.faults}, (Table("", rows[list(LISTED)]),), foot=found.faults)


def _one(workspace: Workspace, found: Glossary, args: argparse.Namespace) -> Output:
    metric = found.metrics.get(args.code)
    if metric is None:
        raise NotFoundError(f"There is no metric {args.code!r}. There are: {', '.join(found.metrics)}.")
    history = versions(workspace, metric.code) if args.history else ()
    row = glossary_table([metric], _CURRENCY).to_dict("records")[0]
    data = {**plain(metric), "sql_text": statement(metric), "faults": found.faults}
    data |= {"history": plain(history)} if args.history else {}
    fields = [(str(name).replace("_", " "), value) for name, value in row.items() if name != "parameters"]
    fields += [("parameter", words) for words in parameter_words(metric)]
    tables = [Table.of("", ("field", "value"), fields)]
    if args.history:
        rows = [[getattr(one, name) for name in VERSION] for one in history]
        changed = [(one.number, *each) for one in history for each in one.differences]
        moved = [(one.number, sentence) for one in history for sentence in one.effect]
        tables = [
            Table.of("Versions, the newest first", VERSION, rows),
            Table.of("What each version changed", ("number", "field", "before", "after"), changed),
            Table.of("Which figures moved", ("number", "shown before saving"), moved),
            *tables,
        ]
    return Output(data, tuple(one for one in tables if len(one.rows)), foot=found.faults)


def show_scorecard(office: Office, args: argparse.Namespace) -> Output:
    """Answer with each metric's last settled period."""
    dataset_id, database = dataset_of(office, args), database_of(office, args)
    workspace = Workspace.of(office.settings)
    try:
        metrics, of_dataset = tuple(definitions(workspace).values()), reports(workspace, dataset_id)
    finally:
        workspace.close()
    kind: PeriodKind = "week" if args.weeks else "month"
    found = scorecard(database, scope_of(args), metrics, of_dataset, kind)
    table = Table.of("", LINE, [_row(one) for one in found.lines])
    data = {
        "dataset": dataset_id, "data_version": found.source.data_version, "scope": scope_of(args).describe(),
        "period": kind, "currency": found.source.currency, "metrics": table.rows,
    }  # fmt: skip
    shown = Table("", table.rows[list(SHOWN)])
    return Output(
        data, (shown,), (_head(found),), _foot(found), tuple(found.answers.values()), csv=csv_blocks((table,))
    )


def _row(one: Line) -> tuple[object, ...]:
    metric, latest = one.metric, one.latest
    estimate = latest.estimate if latest else None
    moved = None if isinstance(one.moved, Unavailable) else one.moved.difference
    return (
        metric.code, metric.name, metric.unit, latest and latest.period.first_day, estimate and estimate.value,
        estimate and estimate.low, estimate and estimate.high, estimate and estimate.n, moved, one.p, one.movement,
        metric.target.kind, metric.target.value, one.standing, metric.version, one.why_not,
    )  # fmt: skip


def _head(found: Scorecard) -> str:
    known = sum(not one.why_not for one in found.lines)
    return f"{known} of {len(found.lines)} metrics have a settled {found.kind} with enough observations."


def _foot(found: Scorecard) -> tuple[str, ...]:
    return (
        f"Each row is the last settled {found.kind} with its 95 % interval; money in {found.source.currency}, shares "
        "are 0 to 1. Movement compares the recent periods with those before, beyond noise, for all metrics together.",
    )
