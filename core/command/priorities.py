"""Which journey types, or touchpoints, come first: measured, judged, scored, and for journeys the two to start with."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.command.options import add_dataset, add_scope, command, database_of, scope_of
from core.command.output import Output, Table, plain
from core.datasets import Office
from core.errors import InvalidInputError
from core.measured.gaps import Targets
from core.measured.journey_types import JourneyTypes, journey_types
from core.measured.parts import MeasuredPart
from core.measured.subjects import narrowed, touchpoints_as_subjects, types_as_subjects
from core.measured.touchpoints import Touchpoints, touchpoints
from core.priorities import journeys as of_journeys
from core.priorities import touchpoints as of_touchpoints
from core.priorities.estimate import Estimate
from core.priorities.scoring import Scoring
from core.priorities.starting import LEAST_FEASIBILITY, start_with
from core.priorities.subject import judging
from core.wording import percent

if TYPE_CHECKING:
    from core.command.options import Commands

_MEASURED = ("name", "part", "value", "low", "high", "unit", "n", "haircut_share", "note")


def register(commands: "Commands") -> None:
    """Add the command of this group."""
    parser = command(commands, "priorities", "which journeys or touchpoints come first?", show_priorities)
    parser.add_argument("what", choices=("journeys", "touchpoints"), help="what is ranked")
    parser.add_argument("--weight", nargs=2, action="append", default=[], metavar=("PART", "NUMBER"),
                        help="of a part, 0 or more; may be given repeatedly")  # fmt: skip
    parser.add_argument("--judge", nargs=3, action="append", default=[], metavar=("NAME", "PART", "SCORE"),
                        help="1 to 5, or LOW:SCORE:HIGH; may be given repeatedly")  # fmt: skip
    parser.add_argument("--least-feasibility", type=float, default=LEAST_FEASIBILITY, metavar="SHARE",
                        help="of journeys to start with, 0 to 1; default: %(default)s")  # fmt: skip
    parser.add_argument("--target-ces", type=float, metavar="POINTS", help="aimed at; default: the best there is")
    parser.add_argument("--target-csat", type=float, metavar="POINTS", help="aimed at; default: the best there is")
    parser.add_argument("--by", choices=("channel", "touchpoint"), default="channel",
                        help="what a touchpoint is: a channel, or channel and activity; default: channel")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the draws from ranges; default: 1")
    add_dataset(parser)
    add_scope(parser)


def show_priorities(office: Office, args: argparse.Namespace) -> Output:
    """Answer with every part, the scores, and what they are worth."""
    database, scope, targets = database_of(office, args), scope_of(args), Targets(args.target_ces, args.target_csat)
    if args.what == "journeys":
        return _journeys(journey_types(database, scope, targets), args)
    found = touchpoints(database, scope, args.by, targets)
    subjects = judging(touchpoints_as_subjects(found), _judged(args))
    scoring = of_touchpoints.scored(subjects, _weights(args), seed=args.seed)
    data = {**_about(found), "by": found.by, "contacts": found.contacts, **_scored(scoring)}
    return Output(data, _tables(found, scoring), (scoring.sentence,), (*scoring.notes, *found.notes), found.answers)


def _journeys(found: JourneyTypes, args: argparse.Namespace) -> Output:
    subjects = judging(types_as_subjects(found), _judged(args))
    scoring = of_journeys.scored(subjects, _weights(args), seed=args.seed)
    proposal = start_with(scoring, args.least_feasibility, narrowed(found), seed=args.seed)
    two = {row.name: row.two_channels for row in found.rows}
    narrow = tuple(
        f"{name} may be narrowed to {' and '.join(channels)}: {percent(pair.share)} of its switches touch one of them."
        for name, channels in proposal.narrowed.items()
        if (pair := two[name]) is not None
    )
    data = {
        **_about(found), "journeys": found.journeys, "effect": found.effect and found.effect.to_dict(),
        "two_channels": {name: pair and {"channels": pair.channels, "touching": pair.touching, "between": pair.between,
                                          "all_switches": pair.all_switches, "share": pair.share}
                         for name, pair in two.items()},
        **_scored(scoring), "proposal": plain(proposal),
    }  # fmt: skip
    head = (" ".join(proposal.why), *proposal.would_change, *narrow, scoring.sentence)
    notes = tuple(dict.fromkeys((*proposal.notes, *scoring.notes, *found.notes)))
    return Output(data, _tables(found, scoring), head, notes, found.answers)


def _about(found: JourneyTypes | Touchpoints) -> dict[str, object]:
    return {
        "dataset": found.dataset_id, "data_version": found.data_version, "scope": found.scope.describe(),
        "period_from": found.period_from, "period_to": found.period_to, "currency": found.currency,
        "measured": {row.name: {code: _part(part) for code, part in row.parts.items()} for row in found.rows},
        "notes": list(found.notes),
    }  # fmt: skip


def _part(part: MeasuredPart) -> dict[str, object]:
    return {**plain(part), "after_haircut": part.after_haircut}


def _scored(scoring: Scoring) -> dict[str, object]:
    stable = scoring.stability
    return {
        "scores": [
            {"name": row.subject.name, "rank": row.rank, "tied": row.tied, "value": row.value,
             "feasibility": row.feasibility, "total": row.total, "missing": row.missing,
             "parts": {each.criterion.code: {"share": each.share and each.share.value, "weight": each.weight_share,
                                             "contribution": each.contribution} for each in row.parts}}
            for row in scoring.rows
        ],
        "left_out": scoring.left_out, "sentence": scoring.sentence, "scoring_notes": scoring.notes,
        "places": plain(stable.places) if stable else [], "neighbours": plain(stable.neighbours) if stable else [],
        "order_verdict": stable and stable.order_verdict, "swings": plain(scoring.swings),
    }  # fmt: skip


def _tables(found: JourneyTypes | Touchpoints, scoring: Scoring) -> tuple[Table, ...]:
    codes = [each.code for each in scoring.criteria]
    ranked = []
    for row in scoring.rows:
        own = {each.criterion.code: each.contribution for each in row.parts}
        rank = None if row.rank is None else f"{row.rank}{' (tie)' if row.tied else ''}"
        ranked.append((rank, row.subject.name, row.total, row.value, row.feasibility, *(own[code] for code in codes),
                       ", ".join(row.missing)))  # fmt: skip
    measured = [
        (row.name, part.label, part.value, part.low, part.high, part.unit, part.n, part.haircut_share, part.note)
        for row in found.rows
        for part in row.parts.values()
    ]
    columns = ("rank", "name", "total", "value_score", "feasibility_score", *codes, "missing")
    return Table.of("What each part adds", columns, ranked), Table.of("Measured", _MEASURED, measured)


def _weights(args: argparse.Namespace) -> dict[str, float]:
    return {part: _number(weight) for part, weight in args.weight}


def _judged(args: argparse.Namespace) -> Mapping[tuple[str, str], Estimate]:
    return {(name, part): _estimate(score) for name, part, score in args.judge}


def _estimate(text: str) -> Estimate:
    numbers = [_number(each) for each in text.split(":")]
    if len(numbers) not in (1, 3):
        raise InvalidInputError(f"{text!r} is not a score. Write 4, or 3:4:5 with its range.")
    return Estimate(numbers[0]) if len(numbers) == 1 else Estimate(numbers[1], numbers[0], numbers[2])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InvalidInputError(f"{text!r} is not a number.") from error
