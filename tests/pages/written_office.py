"""What people wrote, for the screens: two rounds with answers, targets, a backlog, decisions, thresholds."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core.access import OPERATOR
from core.casebook import comments, freezing, keeping
from core.datasets import Office
from core.datasets.office import DEMO_ID
from core.glossary import governing, reporting
from core.glossary.governing import definitions
from core.glossary.reported import Report, ReportedMonth
from core.glossary.shipped import shipped
from core.improvement import decisions, items
from core.improvement.items import Item
from core.maturity import targets
from core.maturity.answers import Response
from core.maturity.model import Model
from core.maturity.reading import shipped_models
from core.maturity.rounds import Round, new_round, save, seats_from_rows, submit
from core.objectives import keeping as objectives
from core.objectives.before_after import before_after
from core.objectives.objective import Terms, Why
from core.objectives.publishing import publish
from core.objectives.setting import Wanted, set_objective
from core.objectives.span import Span
from core.planning import estimates, plan
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, MoneyInputs, RiceInputs
from core.scope import Scope
from core.scorecard.scorecard import scorecard
from core.settings import Settings
from core.workspace import Author, Workspace
from core.workspace.thresholds import set_threshold
from tests.business_case.cases import small

TODAY = datetime.now(UTC).date()
ROLES = ("Agent", "Team lead", "Head of service")
TEAMS = ("Phone", "Chat")


def answered_round(
    author: Author, name: str, begun: datetime, *, model: Model | None = None, people: int = 8, anonymous: bool = False,
    word: str = "", seed: int = 3,
) -> Round:  # fmt: skip
    """Keep a round that `people` were asked in and all but one of them answered; `word` goes into each text."""
    chance = random.Random(seed)
    chosen = model or shipped_models()[0]
    rows = [
        (f"P{n} {word}"[:120], f"p{n}@example.org", f"{TEAMS[n % 2]} {word}"[:120], f"{ROLES[n % 3]} {word}"[:120])
        for n in range(people)
    ]
    fresh = new_round(f"{name} {word}"[:80], chosen, begun, anonymous=anonymous, closes_on=None)
    kept = save(author, replace(fresh, seats=seats_from_rows(rows)))
    for seat in kept.seats[:-1]:
        replies = {s.code: chance.choice(("yes", "yes", "yes", "partly", "no", "unknown")) for s in chosen.statements()}
        sure = {one.code: chance.choice(("low", "medium", "high")) for one in chosen.capabilities}
        comments = {chosen.capabilities[0].code: f"Comment {word}"}
        response = Response(seat.team, seat.role, replies, sure, comments)
        submit(author, kept, seat, response, TODAY, seen_version=0)
    return kept


# Names of teams hold no invisible signs.
_ON_ONE_LINE = dict.fromkeys(map(ord, "\u202e\n\r\t"))


def written_office(home: Path, word: str = "") -> None:
    """Fill the workspace of an office; `word` goes into each text that people write."""
    workspace = Workspace(home)
    author = workspace.by(OPERATOR)
    model = shipped_models()[0]
    now = datetime.now(UTC)
    answered_round(author, "Spring", now - timedelta(days=200), word=word, seed=1)
    answered_round(author, "Autumn", now - timedelta(days=20), word=word)
    targets.save(
        author, model, targets.Targets({one.code: 2 for one in model.capabilities}, TODAY + timedelta(days=90))
    )
    for number, state in enumerate(("open", "in progress", "done")):
        item = Item(f"i{number}", f"Item {number} {word}", date(2026, 1, 1), f"Detail {word}", f"Ann {word}"[:80],
                    TODAY + timedelta(days=30 * number - 10), 30, state, origin=f"By hand {word}")  # fmt: skip
        items.save(author, items.close_on(item, TODAY))
    decisions.save(
        author, decisions.Decision("d1", f"Two journeys first {word}", TODAY, f"Board {word}", f"Why {word}")
    )
    case = small()
    case = replace(
        case,
        title=f"Fix billing {word}"[:160],
        owner=f"Ann {word}"[:80],
        summary=word,
        assumptions=tuple(
            replace(one, label=f"{one.label} {word}"[:160], source=f"Source {word}") for one in case.assumptions
        ),
        benefits=tuple(replace(one, label=f"{one.label} {word}"[:160]) for one in case.benefits),
        costs=tuple(replace(one, label=f"{one.label} {word}"[:160]) for one in case.costs),
    )
    keeping.save(author, "c1", case, 0)
    comments.comment(author, "c1", f"Sure? {word}")
    freezing.freeze(author, "c1", 1, f"Please {word}"[:400], {})
    rice = RiceInputs(Estimate(900, 500, 1200), Estimate(1), Estimate(0.8))
    money = MoneyInputs("EUR", cost=Estimate(40_000), value=Estimate(90_000))
    for number in range(2):
        one = Initiative(
            f"i{number}", "from the backlog", "cost", rice, money=money, effort=Estimate(2 + number),
            duration_months=Estimate(3), segment=f"Segment {word}"[:200], expected_outcome=f"Outcome {word}",
            effort_by_team=((f"Team {word}".translate(_ON_ONE_LINE)[:80], 2.0 + number),),
        )  # fmt: skip
        estimates.save(author, estimates.KeptEstimate(one, owner=f"Ann {word}"[:80]), f"First guess {word}")
    team = f"Team {word}".translate(_ON_ONE_LINE)[:80]
    plan.save(author, plan.Plan(name="2027", currency="EUR", start_on=date(2027, 1, 1), budget=60_000,
                                capacity={team: (6.0,) * 4}))  # fmt: skip
    set_an_objective(home, author, word)
    set_threshold(author, "cost", 0.5, f"Ann {word}"[:80], seen_version=0)
    of_glossary(author, word)
    workspace.close()


def of_glossary(author: Author, word: str) -> None:
    """Change one definition, without moving a figure, and report one metric of the practice data."""
    one = shipped()["containment"]
    changed = replace(
        one, name=f"{one.name} {word.translate(_ON_ONE_LINE)}"[:80], meaning=f"{one.meaning} {word}",
        owner=f"Ann {word}", target=replace(one.target, basis=f"The board {word}"),
    )  # fmt: skip
    governing.change(
        author, changed, f"Ann answers for it now {word}", seen_version=0, effect=[f"No figure moves {word}"]
    )
    months = tuple(ReportedMonth(date(2026, number, 1), 360 + number, 400) for number in range(1, 7))
    reporting.save(author, "demo", Report("qa_pass", months, f"QA tool {word}"[:120]))


def set_an_objective(home: Path, author: Author, word: str = "") -> None:
    """Keep an objective of the demo dataset and publish a before and after of it, where there is one."""
    office = Office(Settings(home=home))
    if DEMO_ID in office.ids():
        found = list(definitions(author.workspace).values())
        card = scorecard(office.open(DEMO_ID), Scope(), found, {})
        first, last = card.periods[0].number, card.periods[-1].number
        terms = Terms(0.95, TODAY + timedelta(days=200), f"Ann {word}"[:80])
        wanted = Wanted("resolution", Span("month", first, first + 1), terms, Why(f"Why {word}", ("csat",), "i0"))
        kept = objectives.save(author, set_objective(card, wanted, "o1", TODAY))
        objectives.revise(author, kept, replace(terms, target=0.9), f"Too much {word}")
        spans = Span("month", first, first), Span("month", last - 1, last - 1)
        publish(author, before_after(card, spans, f"Practice data {word}"[:80]), f"First {word}")
    office.close_all()
