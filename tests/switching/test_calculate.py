from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.figure import Figure
from core.switching.calculate import Move, saving

EFFECT = Figure("e", "One more channel", 8.0, "EUR", "measured", "adjusted", "m", "p", 7.0, 9.0, 900,
                date(2025, 1, 1), date(2025, 12, 31), data_version=1, haircut_share=0.2)  # fmt: skip


def test_a_quarter_of_four_hundred_journeys() -> None:
    found = saving(Move(3, 1, 0.25), 400, EFFECT)
    assert (found.value, found.low, found.high) == (1600.0, 1400.0, 1800.0)
    assert (found.counted_on, found.counted_on_low, found.counted_on_high) == pytest.approx((1280.0, 1120.0, 1440.0))
    assert found.a_year == pytest.approx(1280 * 365.25 / 365)
    assert (found.figure.value, found.figure.grade, found.figure.haircut_share) == (1600.0, "adjusted", 0.2)


def test_a_haircut_never_makes_a_loss_smaller() -> None:
    found = saving(Move(2, 1, 1.0), 10, replace(EFFECT, value=-1.0, low=-2.0, high=1.0))
    assert (found.counted_on, found.counted_on_low, found.counted_on_high) == (-10.0, -20.0, 8.0)


def test_a_few_days_are_not_made_a_year() -> None:
    short = replace(EFFECT, period_to=date(2025, 1, 20))
    assert saving(Move(), 400, short).a_year is None
    assert saving(Move(), 400, replace(EFFECT, period_from=None)).a_year is None


@given(st.integers(0, 10**6), st.floats(0, 1), st.floats(0, 1), st.integers(2, 9))
def test_moving_more_is_never_worth_less(journeys: int, a: float, b: float, channels: int) -> None:
    less, more = (saving(Move(channels, 1, share), journeys, EFFECT) for share in sorted((a, b)))
    assert less.value <= more.value
    assert less.low <= less.value <= less.high
    assert (
        saving(Move(channels + 1, 1, a), journeys, EFFECT).value >= saving(Move(channels, 1, a), journeys, EFFECT).value
    )


@pytest.mark.parametrize(
    ("before", "after", "share"), [(1, 1, 0.5), (2, 3, 0.5), (3, 0, 0.5), (3, 1, 1.5), (3, 1, -0.1)]
)
def test_impossible_moves_are_refused(before: int, after: int, share: float) -> None:
    with pytest.raises(InvalidInputError):
        Move(before, after, share)
