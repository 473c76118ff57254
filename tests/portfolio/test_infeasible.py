"""Each way in which nothing can fit, and the sentence that says so."""

import pytest

from core.portfolio.choose import choose
from core.portfolio.problem import Constraints, Option
from core.portfolio.schedule import schedule


def _option(option_id, **what):
    return Option(**({"option_id": option_id, "title": option_id.upper(), "value": 5.0, "cost": 10.0} | what))


X, Y, Z = _option("x", demand={"Data": 12.0}), _option("y"), _option("z", demand={"Web": 1.0})
PLENTY = {"Data": (50.0,) * 4, "Web": (50.0,) * 4}


@pytest.mark.parametrize(
    ("options", "constraints", "kinds", "sentence"),
    [
        ([X, Y, Z], {"must_haves": ("x",), "capacity": {"Data": (8,) * 4, "Web": (9,) * 4}}, ["must-have", "capacity"],
         "The must-have 'X' needs 12 person-months of Data in a quarter; there are at most 8."),
        ([_option("x", demand={"Data": 12}, deadline=1), Y], {"must_haves": ("x",), "capacity": {"Data": (8,) * 4}},
         ["must-have", "capacity"], "The must-have 'X' needs 12 person-months of Data in Q1; there are 8."),
        ([X, Y, Z], {"must_haves": ("y", "z"), "budget": 15, "capacity": PLENTY}, ["must-have", "must-have", "budget"],
         "The must-haves 'Y' and 'Z' cost €20.00; the budget is €15.00."),
        ([_option("x", depends_on=("y",)), Y, Z], {"must_haves": ("x",), "budget": 15, "capacity": PLENTY},
         ["must-have", "budget", "dependency"],
         "The must-have 'X', with 'Y' on which it builds, costs €20.00; the budget is €15.00."),
        ([X, Y, Z], {"must_haves": ("x", "y"), "exclusions": (("x", "y", "z"),), "capacity": PLENTY},
         ["must-have", "must-have", "exclusion"],
         "These can't all hold: the must-have 'X'; the must-have 'Y'; at most one of 'X', 'Y', 'Z'. "
         "Loosen one of them."),
        ([_option("x", depends_on=("y",)), Y], {"must_haves": ("x",), "never": ("y",)},
         ["must-have", "ruled out", "dependency"],
         "These can't all hold: the must-have 'X'; 'Y' is ruled out; 'X' builds on 'Y'. Loosen one of them."),
        ([_option("x", lever="cost", deadline=3), Y],
         {"must_haves": ("x",), "least_share": {"revenue": 0.4}, "horizon": 5},
         ["must-have", "least share"],
         "These can't all hold: the must-have 'X'; at least 40.0 % of the chosen value through revenue. "
         "Loosen one of them."),
        ([_option("x", duration_periods=5), Y], {"must_haves": ("x",)}, ["must-have"],
         "The must-have 'X' takes 5 quarters from Q1; it can't end by Q4."),
        ([_option("x", depends_on=("y",), duration_periods=2), _option("y", duration_periods=3)],
         {"must_haves": ("x",)}, ["must-have", "dependency"],
         "The must-have 'X' with 'Y' (3 quarters), which comes first, can't be done one after the other in time: "
         "there are 4 quarters."),
        ([_option("x", duration_periods=2), Y], {"must_haves": ("x",), "budget_by_period": (9, 1, 9, 1)},
         ["must-have", "budget by quarter"],
         "These can't all hold: the must-have 'X'; the budget by quarter (EUR 9, 1, 9, 1). Loosen one of them."),
        ([_option("x", duration_periods=2, demand={"Data": 8}), Y],
         {"must_haves": ("x",), "capacity": {"Data": (9, 1, 9, 1)}}, ["must-have", "capacity"],
         "The must-have 'X' needs more of Data than there is when it can be done ('X' 4 a quarter for 2 quarters "
         "between Q1 and Q4); there are 9, 1, 9, 1 person-months."),
    ],
)  # fmt: skip
def test_what_binds_is_named(options, constraints, kinds, sentence):
    found = schedule(options, Constraints(currency="EUR", **constraints))
    assert (found.status, found.value, found.chosen) == ("infeasible", None, ())
    assert found.minimal
    assert [clash.kind for clash in found.conflict] == kinds
    assert found.reason == sentence


def test_the_quarter_is_named_when_all_begin_at_once():
    constraints = Constraints(currency="EUR", must_haves=("x",), capacity={"Data": (8, 90, 90, 90), "Web": (1,) * 4})
    found = choose([X, Y, Z], constraints, together=True)
    assert found.reason == "The must-have 'X' needs 12 person-months of Data in Q1; there are 8."
    assert choose([X, Y, Z], constraints).status == "optimal"


def test_nothing_to_do_is_not_infeasible():
    assert schedule([], Constraints(currency="EUR", budget=0)).status == "optimal"
    assert choose([Y], Constraints(currency="EUR", budget=5)).chosen == ()
