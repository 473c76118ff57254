"""The questions of the page of objectives: are we getting where we said, and what changed between two periods?"""

import argparse
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from core.command.options import add_dataset, add_scope, command, database_of, dataset_of, day, scope_of
from core.command.output import Output, Table
from core.datasets import Office
from core.errors import InvalidInputError
from core.glossary.governing import definitions, reports
from core.objectives.before_after import ASSOCIATED, before_after, finding, usual_spans
from core.objectives.findings import overall, told
from core.objectives.keeping import objectives
from core.objectives.objective import Objective
from core.objectives.progress import Progress, metrics_for, progress
from core.objectives.publishing import published
from core.objectives.smart import smart
from core.objectives.span import Span
from core.objectives.tables import exported
from core.scorecard.period import KINDS, Period
from core.scorecard.scorecard import Scorecard, scorecard
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.command.options import Commands

COLUMNS = (
    "objective_id", "metric", "status", "baseline", "latest", "target", "due_on", "chance", "way_share", "got_worse",
    "owner",
)  # fmt: skip


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    listed = command(commands, "objectives", "are we getting where we said?", show_objectives)
    add_dataset(listed, explain=False)
    both = command(commands, "before-after", "what changed between two periods, metric by metric?", show_before_after)
    both.add_argument("--by", choices=KINDS, default="month", help="default: month")
    for name in ("earlier", "later"):
        both.add_argument(f"--{name}", type=day, nargs=2, metavar=("FIRST", "LAST"),
                          help="a day in the first and in the last period; default: the last three")  # fmt: skip
    both.add_argument("--metric", action="append", default=[], metavar="CODE", help="default: all; may be repeated")
    add_dataset(both)
    add_scope(both)
    frozen = command(commands, "published-scorecards", "which before and after was published?", show_published)
    add_dataset(frozen, explain=False)


def show_objectives(office: Office, args: argparse.Namespace) -> Output:
    """List the objectives of a dataset with how each does."""
    dataset_id, today, workspace = dataset_of(office, args), datetime.now(UTC).date(), Workspace.of(office.settings)
    try:
        metrics, of_dataset = definitions(workspace), reports(workspace, dataset_id)
        found = [one for one in objectives(workspace) if one.dataset_id == dataset_id]
    finally:
        workspace.close()
    does = []
    for one in found:
        kind = one.baseline.span.kind
        card = scorecard(office.open(dataset_id), one.scope, metrics_for(one, metrics), of_dataset, kind)
        does.append(progress(one, card, metrics, today))
    still = [how.status for one, how in zip(found, does, strict=True) if one.closing is None]
    data = {
        "finding": overall(still).text(),
        "objectives": [
            {"objective": one, "progress": how, "said": told(one, how).text(), "smart": smart(one, metrics, today)}
            for one, how in zip(found, does, strict=True)
        ],
    }
    rows = [_row(one, how) for one, how in zip(found, does, strict=True)]
    said = tuple(told(one, how).text() for one, how in zip(found, does, strict=True) if one.closing is None)
    return Output(data, (Table.of("", COLUMNS, rows),), (overall(still).text(),), said)


def show_before_after(office: Office, args: argparse.Namespace) -> Output:
    """Compare two periods, metric by metric."""
    database, workspace = database_of(office, args), Workspace.of(office.settings)
    try:
        metrics, of_dataset = definitions(workspace), reports(workspace, dataset_of(office, args))
    finally:
        workspace.close()
    card = scorecard(database, scope_of(args), list(metrics.values()), of_dataset, args.by)
    name = office.info(dataset_of(office, args)).name
    found = before_after(card, _spans(card, args.earlier, args.later), name, args.metric)
    said = finding(found).text()
    data = {"finding": said, "note": ASSOCIATED, "found": found}
    return Output(data, (Table("", exported(found)),), (said,), (ASSOCIATED,), tuple(card.answers.values()))


def show_published(office: Office, args: argparse.Namespace) -> Output:
    """List what was published of a dataset, the last one first, exactly as it was."""
    dataset_id, workspace = dataset_of(office, args), Workspace.of(office.settings)
    try:
        found = published(workspace, dataset_id)
    finally:
        workspace.close()
    columns = ("number", "published_at", "published_by", "before", "later", "comment", "digest")
    rows = [
        (one.number, one.published_at, one.published_by, one.found.before.words(), one.found.later.words(), one.comment,
         one.digest)
        for one in found
    ]  # fmt: skip
    return Output({"published": found}, (Table.of("", columns, rows),))


def _spans(card: Scorecard, earlier: list[date] | None, later: list[date] | None) -> tuple[Span, Span]:
    usual = usual_spans(card)
    if earlier and later:
        first, last = (Span(card.kind, *(Period.of(each, card.kind).number for each in days))
                       for days in (earlier, later))  # fmt: skip
        return first, last
    if earlier or later:
        raise InvalidInputError("Give both --earlier and --later, each with two days, or neither.")
    if usual is None:
        raise InvalidInputError("It takes two settled periods to compare. Import more data, or take the days off.")
    return usual


def _row(one: Objective, how: Progress) -> tuple[Any, ...]:
    return (
        one.objective_id, one.counting.name, how.status if one.closing is None else f"closed: {one.closing.outcome}",
        one.baseline.value, how.latest and how.latest.value, one.terms.target, one.terms.due_on,
        how.forecast and how.forecast.chance, how.way_share, ", ".join(how.suffered), one.terms.owner,
    )  # fmt: skip
