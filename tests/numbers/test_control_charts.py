"""Montgomery's worked examples as printed, and laws that any chart keeps."""

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.control_charts import (
    MEAN_RANGE_OF_TWO,
    ControlChart,
    baseline_places,
    individuals_chart,
)
from core.numbers.control_rules import WESTERN_ELECTRIC, signals
from core.numbers.rate_charts import c_chart, p_chart, u_chart
from core.numbers.subgroup_charts import (
    deviation_constants,
    r_chart,
    range_constants,
    s_chart,
    xbar_r_chart,
    xbar_s_chart,
)

DATA = tomllib.loads((Path(__file__).parent / "control_chart_data.toml").read_text(encoding="utf-8"))
RINGS, CANS, BOARDS = DATA["piston_rings"], DATA["orange_juice"], DATA["circuit_boards"]


def printed(chart: ControlChart, digits: int) -> tuple[float, float, float]:
    return round(chart.centre, digits), round(chart.lower[0], digits), round(chart.upper[0], digits)


def outside(chart: ControlChart) -> list[int]:
    """Samples beyond the limits, counted from 1 as the book does."""
    return [found.first + 1 for found in signals(chart.standard, WESTERN_ELECTRIC[:1])]


def test_piston_rings_as_printed() -> None:
    """Sections 6.2 and 6.3: R-bar 0.581 / 25, s-bar 0.2350 / 25."""
    rings = [*RINGS[:20], DATA["piston_ring_21"], *RINGS[21:]]
    assert printed(xbar_r_chart(rings), 3) == (74.001, 73.988, 74.015)  # 74.0146; the book adds to 74.001, to 74.014
    assert printed(xbar_s_chart(rings), 3) == (74.001, 73.988, 74.015)
    assert r_chart(rings).centre == pytest.approx(0.581 / 25)
    assert (r_chart(rings).lower[0], r_chart(rings).upper[0]) == (0.0, pytest.approx(2.114 * 0.581 / 25, abs=2e-5))
    assert s_chart(rings).centre == pytest.approx(0.2350 / 25, abs=3e-6)
    assert (s_chart(rings).lower[0], s_chart(rings).upper[0]) == (0.0, pytest.approx(0.0196, abs=6e-5))
    for chart in (xbar_r_chart(rings), xbar_s_chart(rings), r_chart(rings), s_chart(rings)):
        assert outside(chart) == []


def test_piston_rings_as_r_prints_them() -> None:
    """Scrucca's package qcc, data of the second edition: centre 74.00118, sigma 0.009785, limits 73.98805, 74.01430."""
    chart = xbar_r_chart(RINGS)
    assert printed(chart, 5) == (74.00118, 73.98805, 74.01430)
    assert chart.sigmas[0] * math.sqrt(5) == pytest.approx(0.009785039, rel=1e-4)


def test_piston_rings_in_phase_two() -> None:
    """The first 25 samples set the limits; of the 15 later ones, 37 to 39 are above them."""
    chart = xbar_s_chart(RINGS + DATA["piston_rings_later"], baseline=slice(25))
    assert printed(chart, 6) == printed(xbar_s_chart(RINGS), 6)
    assert outside(chart) == [37, 38, 39]


def test_orange_juice_as_printed() -> None:
    """Section 7.2.1: samples 15 and 23 are outside; without them 21 is, just."""
    chart = p_chart(CANS, [50] * 30)
    assert printed(chart, 4) == (0.2313, 0.0524, 0.4102)
    assert outside(chart) == [15, 23]
    without = p_chart(CANS, [50] * 30, baseline=[place for place in range(30) if place not in (14, 22)])
    assert printed(without, 4) == (0.2150, 0.0407, 0.3893)
    assert outside(without) == [15, 21, 23]


def test_circuit_boards_as_printed() -> None:
    """Section 7.3.1: samples 6 and 20 are outside 19.85 +- 3 sqrt(19.85); without them it is 19.67."""
    chart = c_chart(BOARDS)
    assert printed(chart, 2) == (19.85, 6.48, 33.21)  # 33.21 is 33.2109; the book rounds on the way, to 33.22
    assert outside(chart) == [6, 20]
    without = c_chart(
        BOARDS + DATA["circuit_boards_later"], baseline=[place for place in range(26) if place not in (5, 19)]
    )
    assert printed(without, 2) == (19.67, 6.36, 32.97)
    assert outside(without) == [6, 20]


def test_computers_as_printed() -> None:
    chart = u_chart(DATA["computers"], [5] * 20)
    assert printed(chart, 2) == (1.93, 0.07, 3.79)
    assert outside(chart) == []


def test_primer_viscosity_as_printed() -> None:
    chart = individuals_chart(DATA["primer_viscosity"])
    assert printed(chart, 2) == (33.52, 32.25, 34.80)  # 32.247; the book rounds on the way, to 32.24


# Montgomery, appendix VI: factors for control charts
@pytest.mark.parametrize(
    ("n", "c4", "d2", "d3"),
    [(2, 0.7979, 1.128, 0.853), (3, 0.8862, 1.693, 0.888), (5, 0.9400, 2.326, 0.864), (10, 0.9727, 3.078, 0.797),
     (25, 0.9896, 3.931, 0.708)],
)  # fmt: skip
def test_constants_as_printed(n: int, c4: float, d2: float, d3: float) -> None:
    assert deviation_constants(n)[0] == pytest.approx(c4, abs=6e-5)
    assert range_constants(n) == (pytest.approx(d2, abs=6e-4), pytest.approx(d3, abs=6e-4))


def test_constants_of_two_in_closed_form() -> None:
    assert range_constants(2) == pytest.approx((MEAN_RANGE_OF_TWO, math.sqrt(2 - 4 / math.pi)), rel=1e-9)
    assert deviation_constants(2)[0] == pytest.approx(math.sqrt(2 / math.pi), rel=1e-12)


def test_noise_is_unbiased_for_groups_of_unlike_size() -> None:
    random = np.random.default_rng(5)
    groups = [list(random.normal(10, 3, size)) for size in random.integers(2, 9, 1500)]
    for chart in (xbar_s_chart(groups), xbar_r_chart(groups)):
        noise = [sigma * math.sqrt(len(group)) for sigma, group in zip(chart.sigmas, groups, strict=True)]
        assert noise == pytest.approx([noise[0]] * len(noise))
        assert noise[0] == pytest.approx(3, rel=0.04)
        assert sum(abs(z) > 1 for z in chart.standard if z is not None) / 1500 == pytest.approx(0.317, abs=0.04)
    with pytest.raises(InvalidInputError, match="unlike size"):
        s_chart(groups)


def test_moving_ranges_do_not_bridge_what_the_baseline_leaves_out() -> None:
    chart = individuals_chart([1, 2, 99, 1, 2], baseline=[0, 1, 3, 4])
    assert (chart.centre, chart.sigmas[0]) == (1.5, pytest.approx(1 / MEAN_RANGE_OF_TWO))
    with pytest.raises(InvalidInputError, match="side by side"):
        individuals_chart([1, 2, 3], baseline=[0, 2])


def test_a_baseline_without_noise_judges_nothing() -> None:
    chart = individuals_chart([5, 5, 5, 9], baseline=range(3))
    assert chart.standard == (None,) * 4
    assert p_chart([0, 0, 3], [10] * 3, baseline=range(2)).standard == (None,) * 3


shares = st.lists(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2)


@given(shares, st.integers(2, 9))
@settings(deadline=None)
def test_laws_of_share_charts(data: list[tuple[int, int]], times: int) -> None:
    counts, sizes = zip(*data, strict=True)
    chart = p_chart(counts, sizes)
    bands = zip(chart.lower, chart.upper, strict=True)
    assert all(-1e-12 <= low <= chart.centre + 1e-12 and chart.centre - 1e-12 <= high <= 1 for low, high in bands)
    mirrored = p_chart([n - count for count, n in data], sizes)
    assert mirrored.centre == pytest.approx(1 - chart.centre, abs=1e-12)
    assert mirrored.upper == pytest.approx([1 - low for low in chart.lower], abs=1e-9)
    rates, longer = u_chart(counts, sizes), u_chart(counts, [size * times for size in sizes])
    assert longer.centre == pytest.approx(rates.centre / times)
    assert [z or 0 for z in longer.standard] == pytest.approx([z or 0 for z in rates.standard], abs=1e-6)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: p_chart([3, 2], [2, 2]),
        lambda: p_chart([1, 2], [2]),
        lambda: u_chart([1, 2], [0, 2]),
        lambda: c_chart([-1, 2]),
        lambda: c_chart([3]),
        lambda: individuals_chart([1.0, math.nan]),
        lambda: xbar_s_chart([[1.0], [2.0, 3.0]]),
        lambda: xbar_r_chart([[1.0, math.inf], [2.0, 3.0]]),
        lambda: baseline_places([0, 7], 5),
        lambda: ControlChart("c", (), 1.0, ()),
        lambda: ControlChart("c", (1.0,), 1.0, (-1.0,)),
    ],
)
def test_what_cannot_be_charted_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidInputError):
        wrong()  # type: ignore[operator]


def test_groups_of_unlike_size_weigh_by_what_they_tell() -> None:
    """Burr's weights, c4^2 / (1 - c4^2), written out for groups of 2 and 4."""
    groups, c4 = [[1.0, 3.0], [1.0, 2.0, 4.0, 9.0]], (0.797885, 0.921318)
    weights = [constant**2 / (1 - constant**2) for constant in c4]
    spread = [np.std(group, ddof=1) / constant for group, constant in zip(groups, c4, strict=True)]
    wanted = sum(w * s for w, s in zip(weights, spread, strict=True)) / sum(weights)
    assert xbar_s_chart(groups).sigmas == pytest.approx((wanted / math.sqrt(2), wanted / 2), rel=1e-5)
    assert xbar_s_chart(groups).centre == pytest.approx(20 / 6)
