"""Published intervals of counts and of the net promoter score, and how often they hold the truth."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.counts import poisson
from core.numbers.promoters import net_promoter


# Garwood (1936), Biometrika 28:437-442, as tabled in Pearson and Hartley, Biometrika Tables, table 40 (95 %)
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.69), (1, 0.0253, 5.57), (2, 0.242, 7.22), (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89),
     (50, 37.11, 65.92)],
)  # fmt: skip
def test_garwood_as_published(count: int, low: float, high: float) -> None:
    found = poisson(count)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


@given(st.integers(0, 10**6), st.floats(0.5, 0.999))
@settings(deadline=None)
def test_garwood_leaves_half_of_the_rest_at_each_end(count: int, confidence: float) -> None:
    found = poisson(count, confidence)
    tail = (1 - confidence) / 2
    assert stats.poisson.cdf(count, found.high) == pytest.approx(tail, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, found.low) == pytest.approx(tail, rel=1e-6)


def test_what_is_no_count_is_refused() -> None:
    for wrong in (lambda: poisson(-1), lambda: poisson(1, 1.0), lambda: net_promoter(0, 0, 0),
                  lambda: net_promoter(-1, 2, 2), lambda: net_promoter(1, 1, 1, 0.0)):  # fmt: skip
        with pytest.raises(InvalidInputError):
            wrong()


def test_net_promoter_as_published() -> None:
    # talkstats.com, thread 58500: of 1,162 answers 291 promoters, 476 neutral, 395 detractors: -9 +- 4.4
    found = net_promoter(291, 476, 395)
    assert round(100 * found.value) == -9
    assert round(100 * (found.high - found.value), 1) == 4.4
    # stats.stackexchange.com, question 18603: shares of 1/2, 1/3 and 1/6 have a score of 1/3 and a variance of 5/9
    found = net_promoter(180, 120, 60, confidence=0.6826894921370859)
    assert (found.value, found.high - found.value) == (pytest.approx(1 / 3), pytest.approx(math.sqrt(5 / 9 / 360)))
    # r-bloggers.com, 13 January 2016: with thirds, the 95 % interval is about 320 / sqrt(n) wide, in points
    found = net_promoter(1000, 1000, 1000)
    assert 100 * (found.high - found.low) == pytest.approx(320 / math.sqrt(3000), rel=0.01)


answers = st.tuples(*[st.integers(0, 10**5)] * 3).filter(lambda counts: sum(counts) > 0)


@given(answers)
@settings(deadline=None)
def test_laws_of_the_score(counts: tuple[int, int, int]) -> None:
    there, back = net_promoter(*counts), net_promoter(*counts[::-1])
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.low < there.high
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    values = [1] * counts[0] + [0] * counts[1] + [-1] * counts[2]
    cut = there.low == -1 or there.high == 1
    if sum(counts) < 500 and max(counts) < sum(counts) and not cut:
        assert there.high - there.value == pytest.approx(1.959964 * np.std(values) / math.sqrt(sum(counts)), rel=1e-5)


def test_answers_all_alike_leave_the_score_uncertain() -> None:
    assert net_promoter(5, 0, 0).low == pytest.approx(-net_promoter(0, 0, 5).high)
    assert net_promoter(5, 0, 0).low < 0.2
    middle = net_promoter(0, 5, 0)
    assert (middle.value, middle.low) == (0, pytest.approx(-middle.high))


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(4)
    held = 0
    for promoters, passives, detractors in random.multinomial(150, [0.45, 0.35, 0.2], 1500):
        found = net_promoter(int(promoters), int(passives), int(detractors))
        held += found.low <= 0.25 <= found.high
    assert held / 1500 == pytest.approx(0.95, abs=0.017)
