from dataclasses import replace

import pytest

from core.business_case.catalogue import taken_over
from core.business_case.lines import CostLine, Factor
from core.business_case.renewing import renewals, stale, take_over
from core.business_case.result import result
from core.errors import InvalidInputError
from core.figure import Figure
from tests.business_case.cases import small

YEARS = 1 / 1.1 + 1 / 1.21 + 1 / 1.331


def figure(value: float, version: int = 3, **more) -> Figure:
    return Figure(
        "saving", "Cost of a channel", value, "EUR", "measured", "adjusted", "regression", "journeys", n=500,
        dataset_id=more.pop("dataset_id", "office"), data_version=version, **more,
    )  # fmt: skip


def measured(value: float = 9.0, version: int = 3, **more):
    case = small()
    return case.with_assumption(taken_over(case.by_code["saving"], figure(value, version, **more), case.currency))


def test_inputs_whose_data_moved_on_are_stale():
    case = measured()
    assert stale(case, {"office": 3, "other": 9}) == ()
    (found,) = stale(case, {"office": 5})
    assert (found.assumption, found.measured_on, found.version_now) == (case.by_code["saving"], 3, 5)
    assert stale(case, {"office": 2})[0].version_now == 2, "a restored older state is another one, too"
    assert stale(case, {})[0].version_now is None
    changed = case.with_assumption(case.by_code["saving"].with_value(1.0))
    assert stale(changed, {"office": 5}) == (), "an assumed value does not hang on the data"


def test_what_is_measured_now_is_offered_with_what_it_moves_and_nothing_changes():
    case = measured(9.0)
    new = figure(7.0, 5)
    (found,) = renewals(case, {"saving": new, "nothing": figure(1.0)})
    assert (found.assumption, found.figure, found.problem) == (case.by_code["saving"], new, "")
    assert found.npv_change == pytest.approx(-2000 * YEARS)
    assert case == measured(9.0)
    assert renewals(case, {"saving": figure(9.0)}) == (), "the same figure is nothing new"
    (again,) = renewals(case, {"saving": figure(9.0, 5)})
    assert again.npv_change == 0


def test_chosen_figures_are_taken_over():
    case = measured(9.0)
    taken = take_over(case, {"saving": figure(7.0, 5), "salary": figure(1.0)}, ["saving"])
    assert taken == measured(7.0, 5)
    assert taken.by_code["salary"] == case.by_code["salary"]
    assert stale(taken, {"office": 5}) == ()
    assert result(taken).npv - result(case).npv == pytest.approx(-2000 * YEARS)
    for code in ("salary", "nothing"):
        with pytest.raises(InvalidInputError, match="can't be taken over"):
            take_over(case, {"saving": figure(7.0)}, [code])


def test_a_figure_that_cannot_be_the_input_is_told_and_not_taken():
    case = small()
    divided = replace(
        case, costs=(CostLine("one", "One", "other", (Factor("salary"), Factor("people", divides=True))),)
    )
    with_interval = figure(2.0, low=-1.0, high=3.0)
    found = {one.assumption.code: one for one in renewals(divided, {"people": with_interval, "tax_rate": figure(2.0)})}
    assert found["people"].npv_change is None
    assert "number from 0" in found["people"].problem
    assert found["tax_rate"].npv_change is None
    assert found["tax_rate"].problem
