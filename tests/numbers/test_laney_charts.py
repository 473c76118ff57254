"""Laney's charts: equal to what they must equal, and honest about noise that isn't sampling."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.control_charts import individuals_chart, laney_chart
from core.numbers.control_rules import NELSON, signals
from core.numbers.rate_charts import c_chart, laney_p_chart, laney_u_chart, p_chart, u_chart

# Emergency attendances in England seen within four hours, and all, in the first six of twenty weeks. Mohammed, Panesar,
# Laney and Wilson (2013), BMJ Quality & Safety 22:362-368: a p chart puts nearly all weeks outside, p' none.
SEEN = [266501, 264225, 276532, 281461, 269071, 261215]
ALL = [280443, 276823, 291681, 296155, 282343, 275888]


def outside(standard: tuple[float | None, ...]) -> int:
    return len(signals(standard, NELSON[:1]))


def test_large_samples_alarm_a_p_chart_and_not_laneys() -> None:
    plain, widened = p_chart(SEEN, ALL), laney_p_chart(SEEN, ALL)
    assert outside(plain.standard) >= 4
    assert outside(widened.standard) == 0
    assert (widened.kind, widened.least, widened.most) == ("laney_p", 0.0, 1.0)


def test_formula_as_published() -> None:
    """The formulas as Laney prints them, written out: p-bar +- 3 sigma_p sigma_z."""
    mean = sum(SEEN) / sum(ALL)
    sigmas = [math.sqrt(mean * (1 - mean) / n) for n in ALL]
    z = [(seen / n - mean) / sigma for seen, n, sigma in zip(SEEN, ALL, sigmas, strict=True)]
    sigma_z = sum(abs(b - a) for a, b in pairwise(z)) / 5 / 1.128
    chart = laney_p_chart(SEEN, ALL)
    assert chart.upper == pytest.approx([mean + 3 * sigma * sigma_z for sigma in sigmas], rel=1e-5)
    assert chart.lower == pytest.approx([mean - 3 * sigma * sigma_z for sigma in sigmas], rel=1e-5)


sizes = st.integers(1, 10**5)
counts_of_one_size = sizes.flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n), min_size=2)))


@given(counts_of_one_size)
@settings(deadline=None)
def test_with_samples_of_one_size_it_is_the_individuals_chart(data: tuple[int, list[int]]) -> None:
    n, counts = data
    for laney, values in ((laney_p_chart, [count / n for count in counts]), (laney_u_chart, [c / n for c in counts])):
        chart, plain = laney(counts, [n] * len(counts)), individuals_chart(values)
        assert chart.centre == pytest.approx(plain.centre)
        assert chart.sigmas == pytest.approx(plain.sigmas, abs=1e-12)


def test_without_extra_noise_it_is_close_to_the_p_chart() -> None:
    random = np.random.default_rng(3)
    sizes = random.integers(200, 2000, 400)
    counts = random.binomial(sizes, 0.3)
    plain, widened = p_chart(list(counts), list(sizes)), laney_p_chart(list(counts), list(sizes))
    assert widened.sigmas[0] / plain.sigmas[0] == pytest.approx(1, abs=0.08)
    faults = random.poisson(0.02 * sizes)
    assert laney_u_chart(list(faults), list(sizes)).sigmas[0] == pytest.approx(
        u_chart(list(faults), list(sizes)).sigmas[0], rel=0.08
    )


def test_false_alarms_are_as_rare_as_promised() -> None:
    """3 sigma of normal noise: 27 of 10,000 points, though the noise is five times that of sampling."""
    random = np.random.default_rng(11)
    alarms = plain = points = 0
    for _ in range(60):
        sizes = random.integers(20_000, 30_000, 300)
        counts = random.binomial(sizes, np.clip(random.normal(0.5, 0.015, 300), 0, 1))
        judged = laney_p_chart(list(counts), list(sizes), baseline=range(150)).standard[150:]
        alarms, points = alarms + outside(judged), points + len(judged)
        plain += outside(p_chart(list(counts), list(sizes)).standard[150:])
    assert points == 9000
    assert 0.0012 < alarms / points < 0.0055
    assert plain / points > 0.4


def test_any_values_with_known_errors() -> None:
    random = np.random.default_rng(2)
    errors = random.uniform(0.5, 3.0, 2000)
    chart = laney_chart(list(random.normal(70, 2 * errors)), list(errors))
    assert chart.centre == pytest.approx(70, abs=0.2)
    assert [sigma / error for sigma, error in zip(chart.sigmas, errors, strict=True)] == pytest.approx(
        [2.0] * 2000, rel=0.06
    )
    assert laney_chart([1, 2, 3], [1, 1, 1], centre=9).centre == 9


def test_a_share_that_never_moves_is_not_judged() -> None:
    assert laney_p_chart([0, 0, 0], [10, 20, 30]).standard == (None,) * 3
    assert laney_u_chart([5, 5, 5], [10, 10, 10]).standard == (None,) * 3
    assert c_chart([0, 0]).standard == (None, None)


def test_errors_must_be_known() -> None:
    for errors in ([1.0, 0.0], [1.0, math.nan], [1.0]):
        with pytest.raises(InvalidInputError, match="standard error"):
            laney_chart([1.0, 2.0], errors)


def test_the_mean_is_weighted_by_precision_and_so_the_pooled_share() -> None:
    """Binomial errors go with 1 / sqrt(n), so weights of 1 / error^2 go with n."""
    plain = p_chart([30, 90, 10], [100, 200, 50])
    assert laney_chart(plain.values, plain.sigmas).centre == pytest.approx(130 / 350)
    assert laney_chart(plain.values, plain.sigmas, slice(2)).centre == pytest.approx(120 / 300)
