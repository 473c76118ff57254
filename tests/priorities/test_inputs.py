"""What an initiative may hold, and what is refused."""

from datetime import date

import pytest

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs, WsjfInputs


@pytest.mark.parametrize(
    "numbers",
    [(1, 2, 3), (4, 2, 3), (1, 1), (2, None, 3), (float("nan"),), (float("inf"),), (1, float("nan"), 2), (1e16,)],
)
def test_an_estimate_that_contradicts_itself_is_refused(numbers):
    with pytest.raises(InvalidInputError):
        Estimate(*numbers)


def test_a_range_of_no_width_is_a_fixed_value():
    assert not Estimate(2, 2, 2).has_range
    assert Estimate(2, 2, 3).has_range


@pytest.mark.parametrize(
    "make",
    [
        lambda: RiceInputs(reach=Estimate(-1)),
        lambda: RiceInputs(impact=Estimate(0)),
        lambda: RiceInputs(confidence_share=Estimate(80)),
        lambda: RiceInputs(confidence_share=Estimate(0.9, 0.5, 1.1)),
        lambda: IceInputs(ease=Estimate(0)),
        lambda: IceInputs(impact=Estimate(11)),
        lambda: IceInputs(confidence=Estimate(0.8)),
        lambda: WsjfInputs(job_size=Estimate(1, 0, 2)),
        lambda: WsjfInputs(time_criticality=Estimate(-1)),
        lambda: MoneyInputs("EUR", cost=Estimate(0)),
        lambda: MoneyInputs("EUR", cost_of_delay=Estimate(-5)),
        lambda: MoneyInputs(value=Estimate(5)),
        lambda: Initiative("", "no id"),
        lambda: Initiative("a", "A", depends_on=("a",)),
        lambda: Initiative("a", "A", departments=0),
        lambda: Initiative("a", "A", effort=Estimate(0)),
        lambda: Initiative("a", "A", duration_months=Estimate(0)),
        lambda: Initiative("a", "A", effort_by_team=(("IT", 0.0),)),
        lambda: Initiative("a", "A", effort_by_team=(("IT", 3.0), ("HR", -1.0))),
        lambda: Initiative("a", "A", effort_by_team=(("IT", 1.0), ("IT", 2.0))),
        lambda: Initiative("a", "A", effort=Estimate(3), effort_by_team=(("IT", 1.0), ("HR", 1.0))),
        lambda: Initiative("a", "A", criteria=(("value", Estimate(6)),)),
        lambda: Initiative("a", "A", criteria=(("value", Estimate(1)), ("value", Estimate(2)))),
    ],
)
def test_an_input_outside_its_scale_is_refused(make):
    with pytest.raises(InvalidInputError):
        make()


def test_all_inputs_may_be_given_together_and_all_may_be_missing():
    full = Initiative(
        "a", "A", "revenue", RiceInputs(Estimate(100), Estimate(0.25), Estimate(1)), IceInputs(),
        WsjfInputs(risk_reduction=Estimate(0)), MoneyInputs("EUR", cost=Estimate(9), value=Estimate(-4)),
        effort=Estimate(2, 1, 4), effort_by_team=(("IT", 1.5), ("HR", 0.5)), departments=2,
        depends_on=("b",), deadline=date(2027, 1, 1),
    )  # fmt: skip
    assert full.total_effort == Estimate(2, 1, 4)
    assert Initiative("b", "B").total_effort is None
    assert hash(full) == hash(full)
