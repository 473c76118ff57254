from dataclasses import replace

import pytest

from core.business_case.case import Scenario
from core.business_case.comparing import compared, differences, moves
from core.business_case.headline import headline
from core.business_case.lines import CostLine, Factor, Overlap
from core.business_case.result import result
from tests.business_case.cases import given, having, small


def texts(first, second):
    return [(one.part, one.label, one.field, one.was, one.now) for one in differences(first, second)]


def test_a_case_is_like_itself():
    assert differences(small(), small()) == ()
    found = compared(small(), small())
    assert (found.moves, found.npv_change, found.rest) == ((), 0.0, 0.0)
    assert found.first == found.second == headline(small())


def test_every_field_that_is_said_otherwise_is_told():
    first = small()
    other = replace(first.by_code["saving"], value=8.5, low=8.0, high=9.0, distribution="PERT", owner="Bob")
    second = having(
        first, other, given("adoption_year_1", 0.425, "share"), title="Fix it", terms=replace(first.terms, timing="mid")
    )
    assert texts(first, second) == [
        ("case", "The case", "title", "Fix billing", "Fix it"),
        ("terms", "Terms", "money counts at", "end", "mid"),
        ("input", "adoption_year_1", "value", "100 % each", "42.5 % each"),
        ("input", "saving", "value", "10 EUR each", "8.5 EUR each"),
        ("input", "saving", "low", "not given", "8 EUR each"),
        ("input", "saving", "high", "not given", "9 EUR each"),
        ("input", "saving", "owner", "Ann", "Bob"),
        ("input", "saving", "distribution", "fixed", "PERT"),
    ]


def test_lines_overlaps_and_scenarios_are_told():
    first = small()
    again = replace(first.benefits[0], code="again", label="Again")
    late = CostLine("late", "Late", "other", (Factor("salary"), Factor("people", divides=True)), from_year=2)
    second = replace(
        first, costs=(replace(first.costs[0], label="Better tool"), late), benefits=(*first.benefits, again),
        overlaps=(Overlap("fewer", "again", 0.4, "the same calls", "Ann"),),
        scenarios=(Scenario("Slow", {"adoption_year_1": 0.2}),),
    )  # fmt: skip
    assert texts(first, second) == [
        ("cost", "Better tool", "label", "Tool", "Better tool"),
        ("cost", "Team", "", "people x salary", None),
        ("cost", "Late", "", None, "salary / people"),
        ("benefit", "Again", "", None, "journeys_a_year x saving"),
        ("overlap", "Fewer channels and Again", "", None, "40 %"),
        ("scenario", "Slow", "", None, "adoption_year_1 20 % each"),
    ]
    third = replace(second, scenarios=(Scenario("Slow", {"adoption_year_1": 0.2, "saving": 5.0}),))
    assert texts(second, third) == [("scenario", "Slow", "saving", None, "5 EUR each")]


def test_what_rounds_to_the_same_still_reads_otherwise():
    (one,) = differences(small(), having(small(), given("saving", 10.000000000000002, "money effect")))
    assert (one.was, one.now) == ("10.0", "10.000000000000002")


def test_each_changed_input_moves_the_first_case_alone():
    first = small()
    second = having(first, given("saving", 8.0, "money effect"), given("salary", 1500.0, "money"), terms=first.terms)
    found = compared(first, second)
    years = 1 / 1.1 + 1 / 1.21 + 1 / 1.331
    by_code = {move.code: move.npv_change for move in found.moves}
    assert by_code == {"saving": pytest.approx(-2000 * years), "salary": pytest.approx(-1000 * years)}
    assert [move.code for move in found.moves] == ["saving", "salary"], "the widest first"
    assert found.npv_change == pytest.approx(result(second).npv - result(first).npv)
    assert found.rest == pytest.approx(0, abs=1e-6), "sums of single moves, as neither acts on the other"


def test_inputs_that_act_together_leave_a_rest():
    first = small(1)
    second = having(first, given("saving", 20.0, "money effect"), given("adoption_year_1", 0.5, "share"))
    found = compared(first, second)
    assert sum(move.npv_change for move in found.moves) == pytest.approx((10_000 - 5000) / 1.1)
    assert found.npv_change == pytest.approx(0)
    assert found.rest == pytest.approx(-5000 / 1.1)


def test_an_input_that_moves_nothing_is_no_move_and_a_removed_line_is_the_rest():
    first = small()
    second = having(first, given("cost_per_journey", 99.0, "money"), costs=first.costs[:1])
    found = compared(first, second)
    assert found.moves == ()
    assert found.rest == found.npv_change == pytest.approx(2000 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331))


def test_two_currencies_are_not_subtracted():
    found = compared(small(), replace(small(), currency="USD"))
    assert (found.moves, found.npv_change, found.rest) == ((), None, None)
    assert [(one.field, one.was, one.now) for one in found.differences[:1]] == [("currency", "EUR", "USD")]


def test_a_divisor_of_nothing_has_no_move():
    first = small()
    first = replace(first, costs=(CostLine("one", "One", "other", (Factor("salary"), Factor("people", divides=True))),))
    second = having(replace(first, costs=small().costs), given("people", 0.0))
    (move,) = moves(first, second)
    assert (move.code, move.was, move.now, move.npv_change) == ("people", 2.0, 0.0, None)


def test_an_input_of_another_quantity_is_a_difference_and_no_move():
    second = having(small(), given("cost_per_journey", 0.5, "share"))
    assert moves(small(), second) == ()
    assert ("input", "cost_per_journey", "quantity", "money", "share") in texts(small(), second)


def test_a_scenario_tells_apart_two_inputs_of_one_label():
    first = having(
        small(), given("salary", 1000.0, "money", label="Cost"), given("saving", 10.0, "money", label="Cost")
    )
    slow = replace(first, scenarios=(Scenario("Slow", {"salary": 1.0, "saving": 2.0}),))
    other = replace(first, scenarios=(Scenario("Slow", {"salary": 3.0, "saving": 2.0}),))
    assert texts(slow, other) == [("scenario", "Slow", "Cost", "1 EUR each", "3 EUR each")]
    renamed = slow.with_assumption(replace(slow.by_code["saving"], label="Saving"))
    assert texts(slow, renamed) == [("input", "Saving", "label", "Cost", "Saving")]
