"""The steps lead from the gross benefits to the net present value."""

from itertools import pairwise

import pytest

from core.business_case.result import result
from core.business_case.waterfall import COUNTED, GROSS, NPV, waterfall
from tests.business_case.briefs import cases

CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_each_step_begins_where_the_one_before_ended(name: str) -> None:
    found = result(CASES[name])
    steps = waterfall(found)
    assert (steps[0].label, steps[-1].label) == (GROSS, NPV)
    scale = 1e-9 * max(1.0, *(abs(step.end) for step in steps))
    for before, step in pairwise(steps):
        start = step.end if step.kind == "total" else step.start
        assert start == pytest.approx(before.end, abs=scale)
        assert step.kind == "total" or (step.amount > 0) == (step.kind == "adds")
    assert steps[-1].amount == found.npv
    assert next(step.amount for step in steps if step.label == COUNTED) == pytest.approx(found.benefits_value)
