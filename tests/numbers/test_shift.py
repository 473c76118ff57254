"""The shift of recent values against earlier ones: a textbook interval, and how often noise is taken for a shift."""

import numpy as np
import pytest
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.shift import Shift, shift
from core.numbers.unavailable import Unavailable


def test_it_is_the_prediction_interval_of_a_future_mean():
    """The formula of Hahn and Meeker (1991), section 4.8, written out with scipy."""
    before = [49.2, 50.1, 51.4, 48.6, 50.9, 50.3]
    found = shift(before, [52.0, 51.5, 52.6], 0.95)
    reach = stats.t.ppf(0.975, 5) * np.std(before, ddof=1) * np.sqrt(1 / 6 + 1 / 3)
    assert (found.before, found.recent) == pytest.approx((np.mean(before), 52.0333333))
    assert (found.low, found.high) == pytest.approx((found.difference - reach, found.difference + reach))


def test_noise_is_taken_for_a_shift_as_often_as_promised():
    random = np.random.default_rng(4)
    values = random.normal(10.0, 2.0, (4_000, 15))
    alarms = sum(shift(row[:12], row[12:]).p <= 0.05 for row in values)
    assert alarms / len(values) == pytest.approx(0.05, abs=0.012)


def test_interval_and_p_agree():
    random = np.random.default_rng(9)
    for row in random.normal(0.0, 1.0, (200, 9)) + np.r_[np.zeros(8), 2.0]:
        found = shift(row[:8], row[8:])
        assert (found.p < 0.05) == (found.low > 0 or found.high < 0)


def test_what_cannot_be_said_is_a_sentence():
    assert isinstance(shift([1.0] * 5, [2.0]), Unavailable)
    assert isinstance(shift([1.0] * 8, [2.0]), Unavailable)
    assert isinstance(shift([1.0, 2.0] * 4, [2.0]), Shift)
    with pytest.raises(InvalidInputError):
        shift([1.0, 2.0] * 4, [])
