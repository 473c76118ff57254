"""Whole reports of made-up rounds, for the tests of what is printed and exported."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from core.maturity.actions import proposed_actions
from core.maturity.answered_round import AnsweredRound
from core.maturity.answers import Response
from core.maturity.change import change_since
from core.maturity.evidence import Fact, mismatches
from core.maturity.gap import gaps
from core.maturity.model import Capability, Cell, Model, Stage, Statement
from core.maturity.report import Commitment, RoundReport
from core.maturity.results import round_results
from core.maturity.rounds import Progress, Round, Seat
from core.maturity.standing import Standing
from core.maturity.targets import Targets

AT = datetime(2026, 11, 28, 9, 30)
FACTS = {
    "data_current": Fact("data_current", "no", "The newest contact of Contact centre is 64 days old.", "Datasets"),
    "audit_whole": Fact("audit_whole", "yes", "All 412 changes are in the record.", "Audit"),
}
PEOPLE = (("Care", "Agent"), ("Care", "Team lead"), ("Digital", "Analyst"), ("Digital", "Journey manager"))


def crowd(model: Model, number: int, seed: int = 1, likely: float = 0.6) -> list[Response]:
    """Return named answers that mostly say yes at low stages and no at high ones."""
    random, found = Random(seed), []
    for place in range(number):
        team, role = PEOPLE[place % len(PEOPLE)]
        replies = {}
        for capability in model.capabilities:
            for level, cell in enumerate(capability.cells):
                for one in cell.statements:
                    chance = likely - 0.18 * (level - 1)
                    drawn = random.random()
                    replies[one.code] = (
                        "unknown" if drawn > 0.94 else "yes" if drawn < chance else "partly" if drawn < chance + 0.2
                        else "no"
                    )  # fmt: skip
        found.append(
            Response(team, role, replies, {model.capabilities[0].code: "high"},
                     {model.capabilities[0].code: f"Comment {place} on it."}, f"p{place}")
        )  # fmt: skip
    return found


def nameless(responses: Sequence[Response]) -> tuple[Response, ...]:
    return tuple(replace(one, respondent="") for one in responses)


def report(
    model: Model,
    responses: Sequence[Response],
    *,
    anonymous: bool = False,
    targets: Mapping[str, int] | None = None,
    before: Sequence[Response] = (),
    commitments: Mapping[str, Commitment] | None = None,
) -> RoundReport:
    """Return a report as `standing` would put it together, without a workspace."""
    given = nameless(responses) if anonymous else tuple(responses)
    answered = AnsweredRound(model, given, anonymous)
    results = round_results(answered)
    seats = tuple(Seat(f"seat{n}", f"Person Number{n}", r.team, r.role, f"p{n}@example.org", f"secret-token-{n}")
                  for n, r in enumerate(given))  # fmt: skip
    one = Round(
        "r2", "Autumn 2026", model, datetime(2026, 10, 1, tzinfo=UTC), anonymous, "open", date(2026, 10, 31), seats
    )
    earlier = replace(one, round_id="r1", name="Spring 2026", opened_at=datetime(2026, 4, 1, tzinfo=UTC))
    found = {s.code: s for capability in results.capabilities for s in capability.statements}
    wanted = Targets(targets or {}, date(2027, 6, 30) if targets else None, 1)
    past = AnsweredRound(model, nameless(before) if anonymous else tuple(before), anonymous) if before else None
    standing = Standing(
        one,
        Progress(len(given) + 3, len(given), ()),
        results,
        wanted,
        gaps(model, results, wanted.stages) if found else (),
        proposed_actions(model, {k: s.met for k, s in found.items()}, {k: v - 1 for k, v in wanted.stages.items()})
        if found
        else (),
        mismatches(model, FACTS, {k: (s.yes_share, s.known) for k, s in found.items() if s.yes_share is not None}),
        change_since(past, answered) if past and found else None,
        earlier if past and found else None,
    )
    return RoundReport(standing, AT, "Contact centre, version 7", FACTS, commitments or {})


def large_model(
    text: str = "A name that goes on and on until it is as long as is allowed at most, eighty letters.",
) -> Model:
    """Return the largest model there may be: 12 capabilities, 6 stages, 3 statements a cell, every text long."""
    long, longer = text[:80], (text * 6)[:400]

    def cell(place: int, level: int) -> Cell:
        codes = [f"c{place}_{level}_{n}" for n in range(3)] if level else []
        fact = "data_current" if level == 1 else ""
        texts = [(code, f"{code} {longer}"[:400]) for code in codes]
        return Cell(longer, tuple(Statement(code, said, longer, "medium", evidence=fact) for code, said in texts))

    return Model(
        "large",
        long,
        (text * 20)[:1500],
        longer,
        99,
        tuple(Stage(f"s{level}", f"{level} {long}"[:80], longer) for level in range(6)),
        tuple(
            Capability(f"c{place}", f"{place} {long}"[:80], longer, tuple(cell(place, level) for level in range(6)))
            for place in range(12)
        ),
    )
