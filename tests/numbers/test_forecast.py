"""A line ahead: the textbook's interval, SciPy's line, and how often the value to come is inside."""

import math

import numpy as np
import pytest
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.forecast import LineAhead, line_ahead
from core.numbers.unavailable import Unavailable

# Anscombe (1973), The American Statistician 27:17-21, set 1, by x = 4 to 14. Printed there: slope 0.5 with standard
# error 0.118, mean of y 7.5, sum of squares of x 110, residual sum of squares 13.75 with 9 degrees of freedom.
ANSCOMBE = [4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96]


def found(*arguments: object, **named: object) -> LineAhead:
    result = line_ahead(*arguments, **named)  # type: ignore[arg-type]
    assert isinstance(result, LineAhead)
    return result


def test_anscombe_as_the_textbook_has_it() -> None:
    """At x = 15: 7.5 + 0.5 x 6 +- t(9) sqrt(13.75 / 9 x (1 + 1/11 + 36/110)), t of 95 % is 2.262."""
    line = found(ANSCOMBE, 1, confidence=0.95)
    reach = 2.262 * math.sqrt(13.75 / 9 * (1 + 1 / 11 + 36 / 110))
    assert (line.slope, line.value, line.freedom, line.n) == (
        pytest.approx(0.5, abs=0.001), pytest.approx(10.5, abs=0.005), 9, 11)  # fmt: skip
    assert (line.low, line.high) == (pytest.approx(10.5 - reach, abs=0.01), pytest.approx(10.5 + reach, abs=0.01))


def test_against_scipy_with_periods_left_out() -> None:
    values = [None, 3.0, 4.5, None, 4.0, 6.0, 5.5, 8.0, 7.0, None]
    x = [place for place, value in enumerate(values) if value is not None]
    y = [value for value in values if value is not None]
    wanted = stats.linregress(x, y)
    line = found(values, 3)
    assert (line.slope, line.value) == pytest.approx((wanted.slope, wanted.intercept + wanted.slope * 12))
    around_mean = wanted.stderr * math.sqrt(((np.array(x) - np.mean(x)) ** 2).sum())
    spread = around_mean * math.sqrt(1 + 1 / 7 + (12 - np.mean(x)) ** 2 / ((np.array(x) - np.mean(x)) ** 2).sum())
    assert line.error == pytest.approx(spread)
    assert line.high - line.value == pytest.approx(stats.t.ppf(0.9, 5) * spread)


def test_errors_weigh_as_in_the_matrix_formula() -> None:
    random = np.random.default_rng(1)
    errors = random.uniform(0.5, 2, 9)
    y = 3 + 0.4 * np.arange(9) + random.normal(0, errors)
    design = np.column_stack([np.ones(9), np.arange(9)])
    inverse = np.linalg.inv(design.T @ np.diag(errors**-2.0) @ design)
    line = inverse @ design.T @ np.diag(errors**-2.0) @ y
    at = np.array([1.0, 10.0])
    scale = ((y - design @ line) ** 2 / errors**2).sum() / 7
    wanted = math.sqrt(scale * (np.median(errors) ** 2 + at @ inverse @ at))
    result = found(list(y), 2, list(errors))
    assert (result.value, result.error) == (pytest.approx(at @ line), pytest.approx(wanted))
    alike = found(list(y), 2, [7.0] * 9)
    assert (alike.value, alike.error) == pytest.approx((found(list(y), 2).value, found(list(y), 2).error))


@pytest.mark.parametrize("weighted", [False, True])
def test_the_value_to_come_is_inside_as_often_as_it_says(weighted: bool) -> None:
    random = np.random.default_rng(2)
    held, chances = 0, []
    for _ in range(800):
        errors = random.choice([1.0, 3.0], 13) if weighted else np.ones(13)
        errors[12] = np.median(errors[:10])
        values = 50 - 0.7 * np.arange(13) + random.normal(0, errors)
        line = found(list(values[:10]), 3, list(errors[:10]) if weighted else None)
        held += line.low <= values[12] <= line.high
        chances.append(line.chance_of_reaching(values[12], "down"))
    assert held / 800 == pytest.approx(0.80, abs=0.045)
    for chance in (0.1, 0.3, 0.6, 0.9):  # what was given a chance of 30 % or less comes in 30 of 100 cases
        assert np.mean(np.array(chances) <= chance) == pytest.approx(chance, abs=0.045)


def test_chances_belong_to_the_interval() -> None:
    line = found(ANSCOMBE, 2)
    assert line.chance_of_reaching(line.high, "up") == pytest.approx(0.1)
    assert line.chance_of_reaching(line.low, "down") == pytest.approx(0.1)
    assert line.chance_of_reaching(11, "up") + line.chance_of_reaching(11, "down") == pytest.approx(1)


def test_what_cannot_be_known_is_said() -> None:
    for values, errors in (
        ([1.0, 2.0, 2.5, 4.0, None, 5.5], None), ([], None), ([0.9] * 12, None), ([1.0, 2, 3, 4, 5, 6, 7], None),
        ([1.0, 3, 2, 5, 4, 6], [1.0] * 5 + [None]),
    ):  # fmt: skip
        assert isinstance(line_ahead(values, 1, errors), Unavailable)
    for arguments in ((ANSCOMBE, 0), (ANSCOMBE, 1, [1.0]), (ANSCOMBE, 1, [0.0] * 11), ([math.nan] * 7, 1),
                      (ANSCOMBE, 1, None, 1.0)):  # fmt: skip
        with pytest.raises(InvalidInputError):
            line_ahead(*arguments)
