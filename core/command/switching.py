"""The switching page's questions: what an extra channel adds, which switches cost most, and what fewer would save."""

import argparse
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_scope, command, database_of, dataset_of, scope_of
from core.command.output import Output, Table, plain
from core.contract import Contract
from core.datasets import Office
from core.engine import Answer
from core.switching.adjusted import extra_channel
from core.switching.by_channels import by_channels
from core.switching.calculate import Move
from core.switching.findings import (
    agreement_finding,
    by_channels_finding,
    extra_channel_finding,
    matrix_finding,
    trade_off_finding,
    what_if_finding,
)
from core.switching.matrix import switch_matrix
from core.switching.question import LARGEST_SAMPLE, METHODS, OUTCOMES, ExtraChannelQuestion
from core.switching.tradeoff import trade_off
from core.switching.what_if import what_if

if TYPE_CHECKING:
    from core.command.options import Commands


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    extra = command(commands, "switching", "what does one more channel go along with, raw and adjusted?", show_extra)
    extra.add_argument("--effect-on", choices=OUTCOMES, default="cost", help="default: cost")
    extra.add_argument("--methods", nargs="*", choices=METHODS, default=list(METHODS), metavar="METHOD",
                       help="beside raw and regression: 'doubly robust', 'within customers'; default: all")  # fmt: skip
    extra.add_argument("--sample", type=int, default=LARGEST_SAMPLE, metavar="N",
                       help=f"journeys for the doubly robust estimate; default and most: {LARGEST_SAMPLE}")  # fmt: skip
    extra.add_argument("--seed", type=int, default=1, metavar="S", help="of the sample and its folds; default: 1")
    matrix = command(commands, "switch-matrix", "what does each switch from channel to channel cost?", show_matrix)
    trade = command(
        commands, "channel-tradeoff", "what does each channel cost, and how do customers find it?", show_trade
    )
    move = command(commands, "switching-whatif", "what would fewer channels save?", show_what_if)
    move.add_argument("--channels", type=int, default=3, metavar="K", help="of the journeys to move; default: 3")
    move.add_argument("--needing", type=int, default=1, metavar="K", help="channels they would need; default: 1")
    move.add_argument("--share", type=float, default=0.25, metavar="SHARE", help="of them, 0 to 1; default: 0.25")
    for parser in (extra, matrix, trade, move):
        add_dataset(parser)
        add_scope(parser)


def show_extra(office: Office, args: argparse.Namespace) -> Output:
    """Answer with the ladder, how strong an unseen confounder must be, and cost by channels used."""
    database, scope = database_of(office, args), scope_of(args)
    question = ExtraChannelQuestion(args.effect_on, tuple(args.methods), args.sample, args.seed)
    found, costs = extra_channel(database, scope, question), by_channels(database, scope)
    findings = [extra_channel_finding(found), agreement_finding(found), by_channels_finding(costs)]
    data = _answered(office, args, found.answers[0], found.contract)
    data |= {
        "findings": [one.text() for one in findings], "outcome": question.outcome, "unit": found.unit,
        "ladder": plain(found.rows()), "figures": [one.figure and one.figure.to_dict() for one in found.ladder],
        "published": found.published and found.published.to_dict(), "strength": plain(found.strength),
        "contrasts": plain(found.contrasts), "covariates": plain(found.covariates),
        "disagreements": plain(found.disagreements), "notes": plain(found.notes), "odds": plain(found.odds),
        "odds_crude": found.odds_crude, "by_channels": plain(costs.rows),
        "by_channels_per_extra_channel": costs.per_extra_channel and costs.per_extra_channel.to_dict(),
    }  # fmt: skip
    tables = (Table("One more channel", found.rows()), Table("By channels used", costs.rows),
              Table("Step by step, doubly robust", found.contrasts), Table("Held fixed", found.covariates))  # fmt: skip
    strength = found.strength.sentences if found.strength else ()
    head = tuple(one.text() for one in findings)
    foot = (*strength, *found.notes, found.contract.line(), costs.contract.line())
    return Output(data, tables, head, foot, (*found.answers, costs.answer))


def show_matrix(office: Office, args: argparse.Namespace) -> Output:
    """Answer with every switch, dearest first."""
    found = switch_matrix(database_of(office, args), scope_of(args))
    data = _answered(office, args, found.answer, found.contract)
    data |= {
        "finding": matrix_finding(found).text(), "why_not": found.why_not, "rows": plain(found.rows),
        "worst": plain(found.worst()), "avoidable": found.avoidable and found.avoidable.to_dict(),
        "journeys": found.journeys, "journeys_switched": found.journeys_switched,
        "journeys_compared": found.journeys_compared, "currency": found.source.currency,
    }  # fmt: skip
    head, foot = (matrix_finding(found).text(),), (found.contract.line(),)
    return Output(data, (Table("Switches, dearest first", found.rows),), head, foot, (found.answer,))


def show_trade(office: Office, args: argparse.Namespace) -> Output:
    """Answer with each channel's cost and how customers find it."""
    found = trade_off(database_of(office, args), scope_of(args))
    data = _answered(office, args, found.answers[0], found.contract)
    data |= {"finding": trade_off_finding(found).text(), "rows": plain(found.rows), "interactions": found.interactions,
             "currency": found.source.currency}  # fmt: skip
    head, foot = (trade_off_finding(found).text(),), (found.contract.line(),)
    return Output(data, (Table("Channels", found.rows),), head, foot, found.answers)


def show_what_if(office: Office, args: argparse.Namespace) -> Output:
    """Answer with what a move saves."""
    found = what_if(database_of(office, args), scope_of(args), Move(args.channels, args.needing, args.share))
    data = _answered(office, args, found.answers[0], None)
    data |= {"finding": what_if_finding(found).text(), "why_not": found.why_not, "journeys": found.journeys,
             "saving": plain(found.saving)}  # fmt: skip
    one = found.saving
    columns = ("journeys", "journeys_moved", "saving", "low", "high", "haircut_share", "counted_on", "counted_on_low",
               "counted_on_high", "counted_on_a_year", "unit")  # fmt: skip
    row = [] if one is None else [(
        one.journeys, one.journeys_moved, one.value, one.low, one.high, one.haircut_share, one.counted_on,
        one.counted_on_low, one.counted_on_high, one.a_year, one.figure.unit,
    )]  # fmt: skip
    return Output(data, (Table.of("Saving", columns, row),), (what_if_finding(found).text(),), (), found.answers)


def _answered(office: Office, args: argparse.Namespace, answer: Answer, contract: Contract | None) -> dict[str, object]:
    where: dict[str, object] = {
        "dataset": dataset_of(office, args), "data_version": answer.data_version, "scope": scope_of(args).describe(),
    }  # fmt: skip
    return where | ({} if contract is None else {"contract": {**plain(contract), "line": contract.line()}})
