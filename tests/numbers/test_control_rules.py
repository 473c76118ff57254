"""Each rule at its edge, and against a plain search through every window."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.control_rules import NELSON, WESTERN_ELECTRIC, Rule, signals

RULES = {rule.code: rule for rule in (*WESTERN_ELECTRIC, *NELSON)}
Z = Sequence[float | None]


def spans(standard: Z, code: str) -> list[tuple[int, int]]:
    return [(found.first, found.last) for found in signals(standard, [RULES[code]])]


ZIGZAG = [0.1 * (-1) ** place for place in range(14)]
OUTER = [1.1 * (-1) ** place for place in range(8)]


@pytest.mark.parametrize(
    ("code", "short", "enough"),
    [
        ("N1", [3.0], [3.001]),
        ("WE1", [-3.0], [-3.001]),
        ("N2", [0.1] * 8, [0.1] * 9),
        ("WE4", [-0.1] * 7, [-0.1] * 8),
        ("N2", [0.1] * 8 + [0.0], [0.1] * 8 + [0.01]),  # a point on the centre is on neither side
        ("N3", [0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]),
        ("N3", [0.6, 0.5, 0.4, 0.3, 0.2, 0.2], [0.6, 0.5, 0.4, 0.3, 0.2, 0.1]),  # equal neighbours don't fall
        ("N4", ZIGZAG[:13], ZIGZAG),
        ("N4", [*ZIGZAG[:13], ZIGZAG[12]], [*ZIGZAG[:13], 0.05]),
        ("N5", [2.0, 0, 2.1], [2.1, 0, 2.1]),
        ("N5", [2.1, 0, -2.1], [2.1, -2.1, 2.1]),  # on one side; the third may be anywhere
        ("WE2", [2.1, 0, 0, 2.1], [2.1, 2.1]),
        ("N6", [1.1, 1.1, 1.0, 1.1, 0], [1.1, 1.1, 1.0, 1.1, 1.1]),
        ("WE3", [1.1, 1.1, 0, 0, 1.1, 1.1], [1.1, 1.1, 1.1, -5, 1.1]),
        ("N7", [1.0] * 14, [1.0] * 15),
        ("N7", [0.5] * 14 + [1.01], [0.5] * 14 + [-1.0]),
        ("N8", OUTER[:7], OUTER),
        ("N8", [*OUTER[:7], 1.0], [*OUTER[:7], 1.01]),
        ("N8", [1.1] * 8, [1.1] * 7 + [-1.1]),  # on both sides
    ],
)
def test_one_point_less_is_no_signal(code: str, short: Z, enough: Z) -> None:
    assert spans(short, code) == []
    assert spans(enough, code) == [(0, len(enough) - 1)]
    mirrored = [None if z is None else -z for z in enough]
    assert spans(mirrored, code) == [(0, len(enough) - 1)]
    middle = len(enough) // 2
    if middle:
        assert spans([*enough[:middle], None, *enough[middle:]], code) == []


def test_a_long_run_is_one_signal() -> None:
    assert spans([-1.0, *[0.5] * 12, -1.0, *[0.5] * 9], "N2") == [(1, 12), (14, 22)]
    assert spans([2.5, 2.5, 2.5, 0, 0, 2.5, 0, 2.5], "N5") == [(0, 2), (5, 7)]
    assert spans([2.5, -2.5, 2.5, -2.5], "N5") == [(0, 2), (1, 3)]
    assert spans([4.0, 4.0, -4.0], "N1") == [(0, 0), (1, 1), (2, 2)]


def test_rules_come_in_order_and_words_say_their_numbers() -> None:
    found = signals([4.0] * 9, NELSON)
    assert [each.rule.code for each in found] == [*["N1"] * 9, "N2", "N5", "N6"]
    assert [rule.points for rule in NELSON] == [1, 9, 6, 14, 3, 5, 15, 8]
    assert [rule.points for rule in WESTERN_ELECTRIC] == [1, 3, 5, 8]
    assert signals([], NELSON) == ()


def rising(w: list[float]) -> bool:
    return all(w[i] < w[i + 1] for i in range(len(w) - 1))


# What each rule says of a window whose points are all known; sides are looked at apart.
WINDOWS: dict[str, tuple[int, Callable[[list[float]], bool], bool]] = {
    "N1": (1, lambda w: w[0] > 3, True),
    "N2": (9, lambda w: min(w) > 0, True),
    "N3": (6, rising, True),
    "N4": (14, lambda w: all((w[i + 1] - w[i]) * (w[i + 2] - w[i + 1]) < 0 for i in range(12)), False),
    "N5": (3, lambda w: sum(z > 2 for z in w) >= 2, True),
    "N6": (5, lambda w: sum(z > 1 for z in w) >= 4, True),
    "N7": (15, lambda w: max(map(abs, w)) <= 1, False),
    "N8": (8, lambda w: min(map(abs, w)) > 1 and any(z > 0 for z in w) and any(z < 0 for z in w), False),
    "WE4": (8, lambda w: min(w) > 0, True),
}


def broken(standard: Z, code: str, side: int) -> set[int]:
    """Return every place of every window that breaks the rule; of "two of three" the points beyond."""
    size, holds, _ = WINDOWS[code]
    places: set[int] = set()
    for length in range(1, size + 1) if code in ("N5", "N6") else [size]:
        for first in range(len(standard) - length + 1):
            window = standard[first : first + length]
            known = [side * z for z in window if z is not None]
            if len(known) == length and holds(known):
                beyond = [i for i, z in enumerate(known) if code not in ("N5", "N6") or z > RULES[code].sigmas]
                places |= set(range(first + beyond[0], first + beyond[-1] + 1))
    return places


points = st.one_of(
    st.sampled_from([-2.5, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5]),
    st.floats(-4, 4),
)
series = st.one_of(
    st.lists(points, max_size=40),
    st.lists(st.one_of(points, points, points, points, st.none()), max_size=40),
    st.lists(st.floats(0.1, 1.2), max_size=40),
    st.lists(st.floats(1.05, 2.0), max_size=30).map(lambda w: [z * (-1) ** (i % 2) for i, z in enumerate(w)]),
    st.lists(st.floats(-3, 3), max_size=12, unique=True).map(sorted),
)


@given(series)
@settings(deadline=None, max_examples=250)
def test_against_a_search_through_every_window(standard: Z) -> None:
    for code, (_, _, sided) in WINDOWS.items():
        expected = broken(standard, code, 1) | (broken(standard, code, -1) if sided else set())
        covered = {place for first, last in spans(standard, code) for place in range(first, last + 1)}
        assert covered == expected, code


def test_noise_breaks_the_rules_as_seldom_as_published() -> None:
    """One point: 27 of 10,000; nine on a side starts at (1/2)^8 of places: 195 of 100,000 places end a first run."""
    z = list(np.random.default_rng(8).normal(size=60_000))
    rates = {rule.code: len(signals(z, [rule])) / len(z) for rule in NELSON}
    assert rates["N1"] == pytest.approx(0.0027, abs=0.0007)
    assert rates["N2"] == pytest.approx(0.5**9, rel=0.2)  # a run starts with a change of side: 1/2 x (1/2)^8
    assert rates["N3"] == pytest.approx(2 * 6 / 5040, rel=0.25)  # a first of six rising, or falling: 2 x 6 / 7!


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        signals([0.0, float("nan")], NELSON)
    with pytest.raises(InvalidInputError):
        signals([float("inf")], [Rule("X", "One point", "beyond", 1, 1)])
