"""The simulation against what can be worked out: one input, symmetric ranges, seeds, and haircuts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from scipy import stats

from core.business_case.assumption import BOUNDS, Assumption, Quantity
from core.business_case.case import Case
from core.business_case.cash import cash
from core.business_case.draws import draws, moving, quantile
from core.business_case.lines import CostLine, Factor
from core.business_case.result import result
from core.business_case.sensitivity import tornado
from core.business_case.simulation import Simulation, outcomes, simulation
from core.errors import InvalidInputError
from tests.business_case.cases import given, having, small
from tests.business_case.strategies import cases

NUMBER = 10_000
FACTOR = 1000 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331)  # what a saving of 1 is worth over the three years of `small`


def ranged(code: str, value: float, half: float, distribution: Any, quantity: Quantity = "money effect") -> Assumption:
    return given(code, value, quantity, low=value - half, high=value + half, distribution=distribution)


def fields(found: Simulation) -> tuple[Any, ...]:
    return (*(getattr(found, name) for name in found.__dataclass_fields__ if name != "cumulative"),
            found.cumulative.tolist())  # fmt: skip


def same(one: Simulation, other: Simulation) -> bool:
    return fields(one) == fields(other)


def test_one_normal_input_gives_a_normal_result() -> None:
    case = having(small(3), ranged("saving", 10.0, 5.0, "normal"))
    found, headline = simulation(case), result(case).npv
    sd = FACTOR * 5.0 / stats.norm.ppf(0.975)
    assert found.mean == pytest.approx(headline, abs=4 * sd / NUMBER**0.5)
    # the standard error of a tenth percentile is sqrt(0.1 x 0.9 / n) / density = 0.0171 standard deviations
    assert found.low == pytest.approx(headline + stats.norm.ppf(0.1) * sd, abs=0.07 * sd)
    assert found.high == pytest.approx(headline + stats.norm.ppf(0.9) * sd, abs=0.07 * sd)
    assert found.middle == pytest.approx(headline, abs=0.05 * sd)
    assert found.chance_above_zero == pytest.approx(stats.norm.cdf(headline / sd), abs=0.02)
    assert found.rank_correlations == (("saving", pytest.approx(1.0)),)
    assert sum(found.counts) == NUMBER
    assert found.edges[0] < found.low < found.middle < found.high < found.edges[-1]


@pytest.mark.parametrize(
    ("distribution", "mean", "variance"),
    [
        ("triangular", (2 + 3 + 10) / 3, (4 + 9 + 100 - 2 * 3 - 2 * 10 - 3 * 10) / 18),
        ("PERT", (2 + 4 * 3 + 10) / 6, (4 - 2) * (10 - 4) / 7),
        ("uniform", 6.0, 64 / 12),
        ("normal", 3.0, (8 / (2 * 1.959964)) ** 2),
    ],
)
def test_draws_and_quantiles_have_the_moments_of_their_distribution(
    distribution: Any, mean: float, variance: float
) -> None:
    one = given("saving", 3.0, "money effect", low=2.0, high=10.0, distribution=distribution)
    evenly = quantile(one, (np.arange(200_000) + 0.5) / 200_000)
    assert float(evenly.mean()) == pytest.approx(mean, rel=1e-4)
    assert float(evenly.var()) == pytest.approx(variance, rel=1e-3)
    drawn = draws(one, 40_000, 7)[:, 0]
    assert float(drawn.mean()) == pytest.approx(mean, abs=5 * (variance / 40_000) ** 0.5)
    assert float(drawn.var()) == pytest.approx(variance, rel=0.05)
    expected = np.linspace(0.01, 0.99, 99)
    assert np.quantile(drawn, expected) == pytest.approx(quantile(one, expected), abs=0.05 * variance**0.5)


def test_clipped_draws_stay_what_their_quantity_can_be() -> None:
    edges: dict[Quantity, float] = {"share": 0.99, "rate": -0.95, "money": 0.5, "amount": 0.1, "share effect": -0.9}
    for kind, value in edges.items():
        least, most = BOUNDS[kind]
        low, high = max(value - 5, least), min(value + 5, most)
        one = given("one", value, kind, population="all", period="year", low=low, high=high, distribution="normal")
        for drawn in (draws(one, 5000, 1), quantile(one, np.linspace(0, 1, 101))):
            assert least <= drawn.min() < drawn.max() <= most


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    case = having(small(), ranged("saving", 10.0, 5.0, "triangular"))
    assert same(simulation(case), simulation(case))
    assert simulation(case, seed=1).mean != simulation(case, seed=2).mean


def test_one_more_input_changes_no_other_draws() -> None:
    case = having(small(), ranged("saving", 10.0, 5.0, "triangular"))
    unused = having(case, ranged("unused", 3.0, 1.0, "normal", "amount"))
    assert same(simulation(case), simulation(unused))
    more = having(case, ranged("salary", 1000.0, 100.0, "PERT", "money"))
    moved = {one.code: draws(one, 100, 9) for one in moving(more)}
    assert moved.keys() == {"salary", "saving"}
    assert (moved["saving"] == draws(case.by_code["saving"], 100, 9)).all()
    assert (
        abs(
            np.corrcoef(draws(more.by_code["salary"], NUMBER, 9)[:, 0], draws(more.by_code["saving"], NUMBER, 9)[:, 0])[
                0, 1
            ]
        )
        < 0.04
    )


def doubtful(risk: Any) -> Case:
    """Return a case whose benefit has a risk adjustment of 20 % and inputs with symmetric ranges."""
    case = having(
        small(), ranged("saving", 10.0, 5.0, "triangular"), ranged("journeys_a_year", 1000.0, 300.0, "PERT", "amount"),
        ranged("risk", 0.2, 0.2, "triangular", "share"),
    )  # fmt: skip
    return replace(case, benefits=(replace(case.benefits[0], risk_adjustment="risk", risk=risk),))


def test_a_haircut_stands_for_the_ranges_of_its_line() -> None:
    case, headline = doubtful("haircut"), result(doubtful("haircut")).npv
    found = simulation(case)
    assert [found.low, found.middle, found.high, found.mean] == pytest.approx([headline] * 4)
    assert found.rank_correlations == ()
    assert found.held == ("fewer",)
    assert found.cumulative == pytest.approx(np.tile(result(case).cumulative, (3, 1)))
    assert headline == pytest.approx(0.8 * 10 * FACTOR - 5000 - 2 * FACTOR)
    with_salary = having(case, ranged("salary", 1000.0, 500.0, "uniform", "money"))
    assert [code for code, _ in simulation(with_salary).rank_correlations] == ["salary"]


def test_a_range_has_the_haircut_as_its_middle_and_takes_none_off_besides() -> None:
    case = doubtful("range")
    found, headline = simulation(case), result(case).npv
    assert headline == result(doubtful("haircut")).npv
    assert found.mean == pytest.approx(headline, abs=4 * 0.3 * 8 * FACTOR / NUMBER**0.5)
    assert {code for code, _ in found.rank_correlations} == {"saving", "journeys_a_year", "risk"}
    assert found.held == ()
    signs = dict(found.rank_correlations)
    assert signs["saving"] > 0 > signs["risk"]


def test_an_input_of_a_held_line_still_moves_the_other_lines_that_use_it() -> None:
    case = doubtful("haircut")
    licence = CostLine("licence", "Licence", "technology", (Factor("journeys_a_year"), Factor("people")))
    found = simulation(replace(case, costs=(licence,)))
    assert [code for code, _ in found.rank_correlations] == ["journeys_a_year"]
    assert found.rank_correlations[0][1] == pytest.approx(-1)


def test_on_a_sum_ranks_and_tornado_agree() -> None:
    case = having(
        small(), ranged("saving", 10.0, 4.0, "uniform"), ranged("first_cost", 5000.0, 5000.0, "uniform", "money"),
        ranged("salary", 1000.0, 400.0, "uniform", "money"),
    )  # fmt: skip
    found, bars = simulation(case), tornado(case)
    assert (
        [code for code, _ in found.rank_correlations]
        == [bar.code for bar in bars]
        == ["saving", "first_cost", "salary"]
    )
    for bar in bars:
        assert (dict(found.rank_correlations)[bar.code] > 0) == (bar.npv_at_high > bar.npv_at_low)


@settings(deadline=None, max_examples=15)
@over(cases(ranges=True))
def test_draws_in_parts_are_the_draws_as_a_whole(case: Case) -> None:
    number = 1234
    drawn = {one.code: draws(one, number, 3) for one in moving(case)}
    flows = cash(case, {**case.values(), **drawn}, case.values())
    net, npv = outcomes(case, drawn, number)
    assert np.array_equal(net, np.broadcast_to(flows.net, net.shape))
    assert npv == pytest.approx(np.broadcast_to(flows.present(flows.net), npv.shape), rel=1e-12, abs=1e-9)


@settings(deadline=None, max_examples=15)
@over(cases(ranges=True))
def test_what_is_not_drawn_moves_nothing(case: Case) -> None:
    drawn = {one.code for one in moving(case)}
    still = {one.code: draws(one, 20, 3) for one in case.assumptions if one.code not in drawn}
    assert np.ptp(outcomes(case, still, 20)[1]) == 0


def test_a_result_that_hardly_moves_has_a_histogram() -> None:
    huge = having(small(), given("saving", 1e15, "money effect"))
    hardly = having(small(), given("saving", 10.0, "money effect", low=10.0, high=float(np.nextafter(10, 11)),
                                   distribution="uniform"))  # fmt: skip
    for case in (huge, hardly, small()):
        found = simulation(case, 100)
        assert sum(found.counts) == 100
        assert list(found.edges) == sorted(set(found.edges))


def test_draws_and_seeds_that_cannot_be() -> None:
    for number, seed in ((99, 1), (1_000_001, 1), (1000, -1)):
        with pytest.raises(InvalidInputError, match=r"can't be made\. Choose 100 to 1,000,000 draws, and a seed of 0"):
            simulation(small(), number, seed)
