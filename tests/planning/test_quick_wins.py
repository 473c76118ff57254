"""Where an initiative lies in the picture follows the rule that is stated; moving it is kept with a reason."""

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ConflictError, InvalidInputError
from core.planning.estimates import changes
from core.planning.quick_wins import Cut, moved, quick_wins
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs


def placed(name: str, effort: float | None, impact: float | None) -> Initiative:
    return Initiative(
        name, name, rice=RiceInputs(impact=None if impact is None else Estimate(impact)),
        effort=None if effort is None else Estimate(effort),
    )  # fmt: skip


FOUR = [placed("a", 1, 3), placed("b", 9, 3), placed("c", 1, 1), placed("d", 9, 1), placed("e", None, 2)]


def test_four_quarters_and_what_is_not_placed() -> None:
    found = quick_wins(FOUR)
    assert [each.quadrant for each in found.placed] == ["quick win", "big bet", "fill-in", "reconsider", None]
    assert (found.placed[4].missing, found.of(None)) == (("Effort",), found.placed[4:])
    assert found.rule == (
        "A quick win takes at most 5 person-months (the median) and its impact is at least 2 (the median)."
    )
    fixed = quick_wins(FOUR, Cut(effort=0.5, impact=1))
    assert [each.quadrant for each in fixed.placed[:4]] == ["big bet"] * 4
    assert "0.5 person-months (as set)" in fixed.rule
    nothing = quick_wins(FOUR[4:])
    assert (nothing.placed[0].quadrant, nothing.effort_cut) == (None, None)
    assert nothing.rule.startswith("No initiative has both")
    assert quick_wins([]).placed == ()


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.floats(0.1, 99), st.floats(0.1, 99)), min_size=1, max_size=9))
def test_the_rule_holds_for_any_numbers(pairs) -> None:
    found = quick_wins([placed(f"i{at}", *pair) for at, pair in enumerate(pairs)])
    efforts, impacts = zip(*pairs, strict=True)
    for (effort, impact), each in zip(pairs, found.placed, strict=True):
        little, much = effort <= median(efforts), impact >= median(impacts)
        words = {(True, True): "quick win", (False, True): "big bet", (True, False): "fill-in"}
        assert each.quadrant == words.get((little, much), "reconsider")


def test_money_is_compared_in_one_currency_only() -> None:
    a, b = (
        Initiative(code, code, money=MoneyInputs(code, value=Estimate(1)), effort=Estimate(1))
        for code in ("EUR", "USD")
    )
    with pytest.raises(InvalidInputError, match="several currencies"):
        quick_wins([a, b], impact_code="value")
    assert quick_wins([a, b]).of("quick win") == ()
    assert len(quick_wins([a, replace(b, effort=None)], impact_code="value").of("quick win")) == 1


def test_what_is_moved_keeps_its_spread_and_says_why(ann, estimated) -> None:
    kept = estimated(
        "a", {"effort": "measured", "impact": "benchmark", "reach": "measured"}, effort=Estimate(4, 2, 6),
        effort_by_team=(("Data", 1.0), ("IT", 3.0)), rice=RiceInputs(Estimate(9), Estimate(1, 0.5, 3)),
    )  # fmt: skip
    with pytest.raises(InvalidInputError, match="Say why it moves"):
        moved(ann, kept, Cut(effort=8), " ")
    found = moved(ann, kept, Cut(effort=8, impact=2), "Asked IT")
    one = found.initiative
    assert (one.effort, one.effort_by_team) == (Estimate(8, 4, 12), (("Data", 2.0), ("IT", 6.0)))
    assert one.rice == RiceInputs(Estimate(9), Estimate(2, 1, 6))
    assert [found.evidence_of(code) for code in ("effort", "effort_by_team", "impact", "reach")] == [
        "assumed", "assumed", "assumed", "measured",
    ]  # fmt: skip
    assert changes(ann.workspace, "a")[0].reason == "Asked IT"
    with pytest.raises(ConflictError):
        moved(ann, kept, Cut(effort=1), "Late")
    assert moved(ann, found, Cut(impact=3), "More").initiative.effort == one.effort


def test_moving_stays_on_the_scale_and_sets_what_was_missing(ann, estimated) -> None:
    nine = Estimate(6, 3, 9)
    kept = estimated("a", ice=IceInputs(nine), effort_by_team=(("IT", 2.0),))
    found = moved(ann, kept, Cut(effort=3, impact=9), "Why not", "ice_impact")
    assert found.initiative.ice.impact == Estimate(9, 4.5, 10)
    assert (found.initiative.effort, found.initiative.effort_by_team) == (None, (("IT", 3.0),))
    assert moved(ann, found, Cut(impact=2), "New").initiative.rice.impact == Estimate(2)
    with pytest.raises(InvalidInputError, match="Choose 1 to 10"):
        moved(ann, found, Cut(impact=11), "Up", "ice_impact")
    with pytest.raises(InvalidInputError, match="more than 0"):
        moved(ann, estimated("b"), Cut(effort=0), "Down")
