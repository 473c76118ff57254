"""The search for large problems: what it returns keeps every constraint, and its bound is never too low."""

import random

import pytest

from core.portfolio import improve
from core.portfolio.choose import choose
from core.portfolio.model import build
from core.portfolio.problem import Constraints, Option
from core.portfolio.relax import relax
from core.portfolio.schedule import schedule
from core.portfolio.solve import Rows, Solved
from tests.portfolio.trying_all import by_trying_all, keeps_all, random_problem


def test_without_exact_search_small_problems_still_come_out_right(monkeypatch):
    """The neighbourhoods of a small problem grow to the whole of it, so that the best is found."""
    monkeypatch.setattr(improve, "SMALL_COLUMNS", 0)
    monkeypatch.setattr(improve, "solve", lambda *_: Solved("not found"))
    compared = 0
    for seed in range(60):
        options, constraints = random_problem(7000 + seed, 6, 3)
        allowed = by_trying_all(options, constraints, "scheduled")
        found = schedule(options, constraints, 2)
        if not allowed:
            assert found.status == "not found"
            continue
        top = max(value for value, _, _ in allowed)
        if found.value is None:
            assert top == 0 or found.status == "not found"
            continue
        compared += 1
        assert found.value == pytest.approx(top, abs=1e-6, rel=0.002)
        assert found.bound >= top - 1e-6
        assert keeps_all(set(found.chosen), found.starts, {o.option_id: o for o in options}, constraints, "scheduled")
    assert compared >= 40


def test_a_large_plan_keeps_all_and_says_how_good_it_is():
    options, constraints = _large(200)
    found = schedule(options, constraints, 2)
    assert found.status in ("optimal", "within")
    assert keeps_all(set(found.chosen), found.starts, {o.option_id: o for o in options}, constraints, "scheduled")
    model = build(options, constraints, "scheduled")
    assert len(model.owner) > improve.SMALL_COLUMNS
    relaxed = relax(model.value, Rows.of(model, model.groups))
    assert found.value <= found.bound <= relaxed.bound * (1 + 1e-6)
    assert found.value > 0.5 * found.bound
    assert found.gap_share == pytest.approx(1 - found.value / found.bound)


def test_a_large_choice_without_a_timetable_is_exact():
    options, constraints = _large(500)
    found = choose(options, constraints, 10, gap_share=0.001)
    assert found.gap_share <= 0.001


def _large(count):
    r = random.Random(1)
    teams = [f"Team {n}" for n in range(6)]
    options = [
        Option(option_id=str(n), title=str(n), value=r.uniform(10, 100), cost=r.uniform(20, 200),
               demand={t: r.uniform(1, 12) for t in r.sample(teams, 2)}, duration_periods=r.randint(1, 4),
               lever=r.choice(["revenue", "cost", "risk"]), ramp=(0.5, 1.0),
               depends_on=(str(r.randrange(n)),) if n and r.random() < 0.3 else ())
        for n in range(count)
    ]  # fmt: skip
    months = sum(sum(o.demand.values()) for o in options) * 0.4 / len(teams) / 8
    constraints = Constraints(
        currency="EUR", periods=8, budget=sum(o.cost for o in options) * 0.35,
        capacity={t: (round(months),) * 8 for t in teams}, must_haves=("7", "11"), exclusions=(("1", "2"), ("3", "4")),
        least_share={"risk": 0.3},
    )  # fmt: skip
    return options, constraints
