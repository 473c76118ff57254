"""The split of a change adds up, and says what it should of the cases that can be told by hand."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.contributions import contributions

names = st.sampled_from("abcdef")
counted = st.tuples(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
sides = st.dictionaries(names, st.one_of(counted, st.just((0, 0))))
filled = sides.filter(lambda parts: any(whole for _, whole in parts.values()))


Side = dict[str, tuple[int, int]]


def overall(parts: Side) -> Fraction:
    return Fraction(sum(part for part, _ in parts.values()), sum(whole for _, whole in parts.values()))


@given(filled, filled)
@settings(deadline=None)
def test_contributions_add_up_to_the_change(before: Side, after: Side) -> None:
    found = contributions(before, after)
    size = max(abs(part / whole) if whole else 0.0 for part, whole in (*before.values(), *after.values()))
    change = float(overall(after) - overall(before))
    assert math.fsum(each.total for each in found) == pytest.approx(change, rel=0, abs=1e-14 * (1 + size))
    for each in found:
        assert each.total == each.rate + each.mix
        if each.before is None or each.after is None:
            assert each.rate == 0
        if each.weight_before == each.weight_after:
            assert each.mix == 0
        if each.before == each.after:
            assert each.rate == 0
    back = {each.group: each for each in contributions(after, before)}
    assert all((-each.rate, -each.mix) == (back[each.group].rate, back[each.group].mix) for each in found)


def test_simpson_every_group_better_and_the_whole_worse() -> None:
    found = contributions({"easy": (80, 100), "hard": (20, 100)}, {"easy": (45, 50), "hard": (45, 150)})
    assert [each.rate > 0 for each in found] == [True, True]
    assert sum(each.total for each in found) == pytest.approx(90 / 200 - 100 / 200)
    assert sum(each.mix for each in found) < 0


def test_a_new_group_and_one_that_ended_are_mix() -> None:
    """By hand: 0.5 before, 0.7 after, mean 0.6: old leaves -1 x (0.5 - 0.6), new brings 1 x (0.7 - 0.6)."""
    old, new = contributions({"old": (50, 100)}, {"new": (70, 100)})
    assert (old.before, old.after, old.weight_before, old.weight_after) == (0.5, None, 1.0, 0.0)
    assert (new.before, new.after, new.rate) == (None, 0.7, 0.0)
    assert (old.total, new.total) == (pytest.approx(0.1), pytest.approx(0.1))
    (spent,) = [
        each for each in contributions({"x": (3, 0), "y": (1, 2)}, {"x": (5, 0), "y": (1, 2)}) if each.group == "x"
    ]
    assert (spent.before, spent.after, spent.rate, spent.total) == (None, None, 0.0, 1.0)
    (nothing,) = [each for each in contributions({"x": (0, 0), "y": (1, 2)}, {"y": (1, 2)}) if each.group == "x"]
    assert (nothing.before, nothing.after, nothing.total) == (None, None, 0.0)


def test_what_cannot_be_split_is_refused() -> None:
    good = {"a": (1.0, 2.0)}
    for wrong in ({}, {"a": (0.0, 0.0)}, {"a": (1.0, -2.0)}, {"a": (float("nan"), 2.0)}):
        with pytest.raises(InvalidInputError):
            contributions(good, wrong)
        with pytest.raises(InvalidInputError):
            contributions(wrong, good)
