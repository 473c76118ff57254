"""Three at most, the heaviest first, whatever else there is and wherever it was found."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.attention.candidate import MOST_EXTRA, WEIGHTS, Candidate, Raised, first_ones, in_order, raised
from core.errors import InvalidInputError

DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
CANDIDATES = st.builds(
    Candidate,
    kind=st.sampled_from(list(WEIGHTS)),
    sentence=st.sampled_from(["One.", "Two.", "Three."]),
    why_now=st.just(""),
    address=st.just("backlog"),
    since=DAYS,
    extra=st.integers(0, MOST_EXTRA),
)
MANY = st.lists(CANDIDATES, max_size=12)


@settings(deadline=None)
@given(MANY, CANDIDATES)
def test_one_more_candidate_never_drops_a_heavier_one(found, more):
    before, after = first_ones(found)[0], first_ones([*found, more])[0]
    assert len(after) == min(3, len(found) + 1)
    assert all(one in after for one in before if one.weight > more.weight)
    assert set(after) <= {*before, more}


@settings(deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_where_candidates_were_found_and_loses_none(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == in_order(found)
    first, rest = first_ones(found)
    assert sorted(map(repr, (*first, *rest))) == sorted(map(repr, found))
    assert all(one.weight >= other.weight for one in first for other in rest)


def test_money_comes_before_promises_before_trust_before_order_and_age_decides_between_equals():
    found = [Candidate(kind, kind, "", "") for kind in reversed(WEIGHTS)]
    assert [one.kind for one in in_order(found)][:6] == [
        "case", "objective", "conflict", "metric", "overdue", "quality",
    ]  # fmt: skip
    old, young, unknown = (
        Candidate("case", name, "", "", since=since)
        for name, since in (("C", date(2026, 1, 1)), ("B", date(2026, 2, 1)), ("A", None))
    )
    assert in_order([unknown, young, old]) == (old, young, unknown)


def test_an_extra_never_lifts_a_candidate_over_another_stake():
    stakes = sorted(set(WEIGHTS.values()))
    assert all(higher - lower > MOST_EXTRA for lower, higher in pairwise(stakes))


def test_what_is_raised_elsewhere_becomes_a_candidate_and_nonsense_is_refused():
    (one,) = raised(
        "objective", [Raised("Off track.", "Two months.", date(2026, 5, 1), (("objective", "o"),))], "goals"
    )
    assert (one.weight, one.address, one.query) == (80, "goals", (("objective", "o"),))
    for wrong in ({"kind": "fire"}, {"sentence": " "}, {"extra": 10}):
        with pytest.raises(InvalidInputError):
            Candidate(**({"kind": "case", "sentence": "A.", "why_now": "", "address": ""} | wrong))
