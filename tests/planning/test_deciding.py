"""A plan that was decided on is one entry of the log, in words; and all is exported with nothing left out."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import AccessDeniedError, InvalidInputError
from core.improvement.decisions import decisions
from core.planning.deciding import Chosen, decide_plan
from core.planning.estimates import KeptEstimate
from core.planning.export import exported
from core.planning.inputs import FIELDS
from core.planning.joining import Joined, joined
from core.planning.options import problem
from core.planning.plan import Plan
from core.planning.scores import scores
from core.planning.scoring import PrioritySetup
from core.portfolio.choose import choose
from core.portfolio.result import Portfolio
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs
from core.priorities.stability import stability
from tests.planning.conftest import EVE, TODAY

PLAN = Plan(name="2027", currency="SEK", start_on=date(2027, 1, 1), budget=12_000)
FOUND = Portfolio(status="within", currency="SEK", value=98_000.0, bound=100_000.0, cost=9_000.0, chosen=("a", "b"),
                  starts={"a": 2, "b": 1}, unvalued=("b",))  # fmt: skip
TITLES = {"a": "Fix\nthe menu", "b": "=1+1"}


def test_a_decision_says_the_set_its_value_budget_and_gap(ann) -> None:
    kept = decide_plan(ann, PLAN, Chosen(FOUND, TITLES), "Board", " The best we can do ", TODAY)
    assert decisions(ann.workspace) == (kept,)
    assert kept.title == "Plan 2027: do 2 initiatives, value SEK 98,000 before a cost of SEK 9,000.00"
    assert (kept.decided_by, kept.decided_on) == ("Board", TODAY)
    assert kept.reason == (
        "The best we can do\n\n"
        "Value SEK 98,000 before a cost of SEK 9,000.00; the budget is SEK 12,000. It is within 2.0 % of the best "
        "possible. Of 1 initiative the value is not available.\n\n"
        "- Fix the menu, from quarter 2\n- =1+1, from quarter 1"
    )
    assert decide_plan(ann, PLAN, Chosen(FOUND, TITLES), "Board", " The best we can do ", TODAY) == kept
    assert len(decisions(ann.workspace)) == 1
    decide_plan(ann, PLAN, Chosen(FOUND, TITLES), "Board", "Again", TODAY)
    assert len(decisions(ann.workspace)) == 2
    assert {entry.record.kind for entry in ann.workspace.changes()} == {"decision"}


def test_a_solved_plan_is_decided_on(ann, estimated) -> None:
    for name, value in (("a", 5.0), ("b", 7.0)):
        estimated(name, money=MoneyInputs("SEK", value=Estimate(value), cost=Estimate(12_000)))
    found = joined(ann.workspace)
    asked = problem(found, PLAN, "summed")
    best = choose(asked.options, asked.constraints)
    kept = decide_plan(ann, PLAN, Chosen(best, {one.initiative.initiative_id: one.initiative.title for one in found}),
                       "Cora", "Fits", TODAY)  # fmt: skip
    assert "do 1 initiative, value SEK 21.00" in kept.title
    assert kept.reason.endswith("No better set is possible.\n\n- B")


@pytest.mark.parametrize(
    ("change", "words", "sentence"),
    [
        ({"chosen": ()}, {}, "holds nothing"),
        ({"value": None, "status": "not found"}, {}, "holds nothing"),
        ({"chosen": ("example/a",)}, {}, "Examples can't be decided on"),
        ({}, {"reason": " "}, "Say why"),
        ({}, {"reason": "x" * 2001}, "Say why"),
        ({}, {"decided_by": " "}, "Say who decided"),
    ],
)
def test_what_can_not_be_decided_is_told(ann, change, words, sentence) -> None:
    said = {"decided_by": "Board", "reason": "So", **words}
    with pytest.raises(InvalidInputError, match=sentence):
        decide_plan(ann, PLAN, Chosen(replace(FOUND, **change), TITLES), decided_on=TODAY, **said)
    assert decisions(ann.workspace) == ()


def test_a_viewer_decides_nothing_and_a_long_set_is_cut_with_a_count(ann) -> None:
    many = {f"i{at}": "x" * 190 for at in range(60)}
    found = replace(FOUND, chosen=tuple(many), starts={}, unvalued=())
    with pytest.raises(AccessDeniedError):
        decide_plan(ann.workspace.by(EVE), PLAN, Chosen(found, many), "Board", "So", TODAY)
    reason = decide_plan(ann, PLAN, Chosen(found, many), "Board", "y" * 2000, TODAY).reason
    shown = reason.count("\n- x")
    assert len(reason) <= 4000
    assert reason.endswith(f"\n- and {60 - shown} more")


def test_every_input_range_evidence_score_and_rank_is_exported(ann, estimated) -> None:
    estimated("a", {"reach": "measured", "criterion.ease": "benchmark"}, "Cora", lever="risk", departments=2,
              rice=RiceInputs(Estimate(90, 50, 100), Estimate(2), Estimate(0.5)), effort_by_team=(("IT", 3.0),),
              criteria=(("ease", Estimate(4)),), deadline=date(2027, 6, 30))  # fmt: skip
    estimated("b", ice=IceInputs(*[Estimate(2)] * 3), money=MoneyInputs("EUR", value=Estimate(-5), value_basis="npv"),
              depends_on=("a",))  # fmt: skip
    found, setup = joined(ann.workspace), PrioritySetup((("ease", 1.0),))
    table = exported(found, scores([one.initiative for one in found], setup))
    a, b = (dict(zip(table.headers, row, strict=True)) for row in table.rows)
    assert len(set(table.headers)) == len(table.headers)
    assert {"criterion.ease", "criterion_low.ease", "criterion_high.ease"} <= set(table.headers)
    for code in FIELDS:
        assert {code, f"{code}_low", f"{code}_high", f"{code}_evidence"} <= set(table.headers)
    assert [a[f"reach{end}"] for end in ("", "_low", "_high", "_evidence")] == [90, 50, 100, "measured"]
    assert (a["impact_low"], a["impact_evidence"], a["ice_ease"], a["ice_ease_evidence"]) == (
        None,
        "assumed",
        None,
        None,
    )
    assert (a["criterion_evidence.ease"], a["effort_of.IT"], b["effort_of.IT"], a["departments"]) == (
        "benchmark", 3.0, None, 2,
    )  # fmt: skip
    assert (a["rice_score"], a["rice_rank"], a["rice_rank_low"], a["rice_rank_high"]) == (30.0, 1, 1, 1)
    assert (b["rice_score"], b["rice_rank"], b["ice_score"], b["ice_rank"]) == (None, None, 8.0, 1)
    assert (a["lever"], a["deadline"], a["estimated_by"], b["depends_on"]) == ("risk", date(2027, 6, 30), "Cora", "a")
    assert (b["value"], b["value_basis"], b["value_from"], a["value_basis"]) == (-5, "npv", "estimated here", None)
    assert exported([], scores([], setup)).rows == ()


def test_the_ranks_are_those_of_the_method_and_a_refused_method_leaves_the_others() -> None:
    made = [
        Initiative(name, name, ice=IceInputs(Estimate(at + 2, 1, 9), Estimate(2), Estimate(2)),
                   money=MoneyInputs(currency, Estimate(1), Estimate(1), Estimate(1)), duration_months=Estimate(1))
        for at, (name, currency) in enumerate([("a", "EUR"), ("b", "USD"), ("c", "EUR")])
    ]  # fmt: skip
    setup = PrioritySetup(top=1)
    found = scores(made, setup, draws=500)
    assert set(found.refused) == {"cost_of_delay", "value_for_money"}
    assert "EUR" in found.refused["cost_of_delay"]
    assert found.of("cost_of_delay", "a").score is None
    method = next(one for one in setup.methods() if one.code == "ice")
    for place in stability(made, method, 1, 500).places:
        score = found.of("ice", place.initiative_id)
        assert (score.rank, score.rank_low, score.rank_high, score.top_share) == (
            place.rank, place.rank_low, place.rank_high, place.top_share,
        )  # fmt: skip
    with pytest.raises(InvalidInputError, match="same id"):
        scores([made[0], made[0]], setup)


def test_no_two_names_make_the_same_column() -> None:
    names = ("a", "a_low", ".a", "low.a", "evidence")
    criteria = tuple((name, Estimate(at % 5 + 1)) for at, name in enumerate(names))
    one = Initiative("a", "A", criteria=criteria, effort_by_team=tuple((name, 1.0) for name in names))
    table = exported([Joined(one, None, KeptEstimate(one))], scores([one], PrioritySetup()))
    row = dict(zip(table.headers, table.rows[0], strict=True))
    assert len(row) == len(table.headers)
    assert [row[f"criterion.{name}"] for name in names] == [1, 2, 3, 4, 5]
    assert [row[f"effort_of.{name}"] for name in names] == [1.0] * 5


def test_a_table_of_what_is_not_estimated_has_its_rows() -> None:
    one = Initiative("a", "A")
    found = [Joined(one, None, KeptEstimate(one))]
    table = exported(found, scores([one], PrioritySetup()))
    assert dict(zip(table.headers, table.rows[0], strict=True))["title"] == "A"
