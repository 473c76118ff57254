"""The retention page's questions: who stays, what goes with leaving, the money at risk, the cohorts."""

import argparse
from typing import TYPE_CHECKING, get_args

import pandas as pd

from core.command.options import add_dataset, add_scope, command, database_of, day, scope_of
from core.command.output import Output, Table
from core.command.paths import answered
from core.datasets import Office
from core.engine import Database
from core.retention.adjusted import adjusted
from core.retention.at_risk import at_risk
from core.retention.basis import usual_question
from core.retention.calculate import AssumedValue
from core.retention.cohorts import cohorts
from core.retention.curves import retention
from core.retention.drivers import drivers
from core.retention.findings import (
    adjusted_finding,
    at_risk_finding,
    cohorts_finding,
    drivers_finding,
    retention_finding,
    speed_finding,
)
from core.retention.hazard import speed_of_leaving
from core.retention.question import By, Definition, Population, RetentionQuestion
from core.retention.single_journeys import ALSO
from core.wording import number

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    stay = command(
        commands, "retention", "how many customers stay, and what goes with an extra channel?", show_retention
    )
    stay.add_argument("--by", choices=get_args(By), default="channels", help="groups to compare; default: channels")
    why = command(commands, "retention-drivers", "what goes with leaving, and how well is it predicted?", show_drivers)
    money = command(commands, "retention-at-risk", "how much money is at risk through extra channels?", show_at_risk)
    money.add_argument("--value", type=float, metavar="MONEY", help="assumed for customers whose value is not known")
    money.add_argument("--value-low", type=float, metavar="MONEY", help="the least it may be; default: --value")
    money.add_argument("--value-high", type=float, metavar="MONEY", help="the most it may be; default: --value")
    money.add_argument("--owner", default="", metavar="NAME", help="who answers for the assumed value")
    months = command(
        commands, "retention-cohorts", "how does retention run by month of the journeys' end?", show_cohorts
    )
    for parser in (stay, why, money, months):
        _add_question(parser, "journeys" if parser in (why, money) else "customers")
        add_dataset(parser)
        add_scope(parser)


def _add_question(parser: argparse.ArgumentParser, population: Population) -> None:
    parser.add_argument("--ended-from", type=day, metavar="DAY", help="journeys that ended then or later; default: all")
    parser.add_argument("--ended-to", type=day, metavar="DAY", help="journeys that ended then or earlier; default: all")
    parser.add_argument(
        "--population", choices=get_args(Population), default=population,
        help=f"customers: each once, from the first journey; journeys: after each; default: {population}",
    )  # fmt: skip
    parser.add_argument("--horizon", type=int, default=180, metavar="DAYS", help="after the end; default: 180")
    parser.add_argument(
        "--left-by", choices=get_args(Definition), default="best",
        help="recorded: leaving dates; active: silence; best: recorded where there are any; default: best",
    )  # fmt: skip
    parser.add_argument("--silent", type=int, default=90, metavar="DAYS", help="of silence are leaving; default: 90")


def question_of(database: Database, args: argparse.Namespace) -> RetentionQuestion:
    """Return the question that the flags describe; the period defaults to all days of the data."""
    usual = usual_question(database)
    return RetentionQuestion(
        args.ended_from or usual.period_from,
        args.ended_to or usual.period_to,
        args.population,
        getattr(args, "by", "channels"),
        args.horizon,
        args.left_by,
        args.silent,
    )


def show_retention(office: Office, args: argparse.Namespace) -> Output:
    """Answer with rates, differences, the adjusted difference and the curves."""
    database, scope = database_of(office, args), scope_of(args)
    question = question_of(database, args)
    found = retention(database, scope, question)
    like = adjusted(database, scope, question, ALSO)
    speed = speed_of_leaving(database, scope, question)
    data = answered(office, args, found, found.contract, found.answer)
    data |= {
        "finding": retention_finding(found).text(),
        "per_extra_channel": {
            "finding": adjusted_finding(like).text(), "ladder": like.ladder, "figure": like.figure, "notes": like.notes,
        },
        "speed": {"finding": speed_finding(speed).text(), "hazard": speed.hazard, "constancy": speed.constancy},
    }  # fmt: skip
    tables = (
        Table("Retained at each horizon", _as_shares(found.table)),
        Table("Differences at each horizon, with 95 % intervals", _as_shares(found.differences)),
        Table(f"Difference per extra channel at {question.horizon_days} days", _as_shares(like.ladder)),
    )
    said = (retention_finding(found), adjusted_finding(like), speed_finding(speed))
    beside = tuple(
        f"Benchmark: {each.label}: {each.published} ({each.source}). {each.traps[0]}" for each in found.beside
    )
    foot = (*found.notes, *like.notes, *beside, found.contract.line())
    return Output(
        data, tables, tuple(each.text() for each in said), tuple(dict.fromkeys(foot)),
        (found.answer, like.answer, speed.answer),
    )  # fmt: skip


def show_drivers(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the drivers, the scores and the calibration."""
    database, scope = database_of(office, args), scope_of(args)
    found = drivers(database, scope, question_of(database, args))
    data = answered(office, args, found, found.contract, found.answer) | {"finding": drivers_finding(found).text()}
    head = [drivers_finding(found).text(), *found.words]
    if found.scores is not None:
        one = found.scores
        head.append(
            f"On customers not learned from: Brier score {number(one.brier, 4)} against "
            f"{number(one.brier_base, 4)} of the base "
            f"rate, log loss {number(one.log_loss, 4)} against {number(one.log_loss_base, 4)}."
        )
    tables = (
        Table("Differences in leaving, all else held fixed", _as_shares(found.effects)),
        Table("Predicted and observed", _as_shares(found.bins)),
    )
    return Output(data, tables, tuple(head), (found.contract.line(),), (found.answer,))


def show_at_risk(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the money at risk by journey type."""
    database, scope = database_of(office, args), scope_of(args)
    assumed = None if args.value is None else AssumedValue(args.value, args.owner, args.value_low, args.value_high)
    found = at_risk(database, scope, question_of(database, args), assumed)
    data = answered(office, args, found, found.contract, found.answer) | {"finding": at_risk_finding(found).text()}
    head, foot = (at_risk_finding(found).text(), found.coverage), (*found.notes, found.contract.line())
    return Output(data, (Table("", found.rows),), head, foot, (found.answer, found.effect.answer))


def show_cohorts(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the cohort table and its weighted average."""
    database, scope = database_of(office, args), scope_of(args)
    found = cohorts(database, scope, question_of(database, args))
    data = answered(office, args, found, found.contract, found.answer) | {"finding": cohorts_finding(found).text()}
    tables = (
        Table("Cohorts", _as_shares(found.cells)),
        Table("Average of whole cohorts, weighted by size", _as_shares(found.average)),
    )
    return Output(data, tables, (cohorts_finding(found).text(),), (found.contract.line(),), (found.answer,))


def _as_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the names by which a table writes shares in percent."""
    return rows.rename(columns={"low": "low_share", "high": "high_share", "difference": "difference_share"})
