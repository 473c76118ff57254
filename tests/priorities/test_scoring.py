"""Shares, contributions and ranks of what is scored by parts."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.journeys import CRITERIA, JUDGED, MEASURED
from core.priorities.journeys import scored as journeys_scored
from core.priorities.scoring import scored
from core.priorities.shares import shares_of
from core.priorities.subject import Criterion, Subject, check_subjects, judging, weighed
from tests.priorities.subjects import JUDGED_PARTS, MEASURED_PARTS, PARTS, score, subject, subject_lists


def test_by_hand() -> None:
    found = score([
        subject("a", volume=200, cost=50, weight=5, ease=3, load=5),
        subject("b", volume=100, cost=100, weight=1, ease=5, load=1),
    ])  # fmt: skip
    # weights of 7: volume 2, cost 1, strategic weight 1, ease 2, load 1
    a, b = found.row("a"), found.row("b")
    assert [part.share.value for part in a.parts] == [1, 0.5, 1, 0.5, 0]
    assert [part.share.value for part in b.parts] == [0.5, 1, 0, 1, 1]
    assert (a.value, a.feasibility, a.total) == pytest.approx(((2 + 0.5 + 1) / 4, 1 / 3, 4.5 / 7))
    assert (b.value, b.feasibility, b.total) == pytest.approx((0.5, 1, 5 / 7))
    assert [(row.subject.subject_id, row.rank, row.tied) for row in found.rows] == [("b", 1, False), ("a", 2, False)]
    assert [part.contribution for part in b.parts] == pytest.approx([1 / 7, 1 / 7, 0, 2 / 7, 1 / 7])


def test_a_part_that_is_missing_is_missing_and_not_nothing() -> None:
    nothing, unknown = subject("a", volume=0, ease=3), subject("b", ease=3)
    found = scored([nothing, unknown, subject("c", volume=5, ease=3)], weighed(PARTS, {"cost": 0, "weight": 0}))
    assert (found.row("a").value, found.row("a").rank) == (0, 2)
    assert found.row("b") == replace(
        found.row("b"), value=None, feasibility=0.5, total=None, rank=None, missing=("Volume",)
    )
    assert [row.subject.subject_id for row in found.rows] == ["c", "a", "b"]
    assert found.row("b").parts[0].contribution is None
    assert any("b has no total: Volume missing" in note for note in found.notes)


def test_what_nobody_has_is_left_out_for_all() -> None:
    found = score([subject("a", volume=1, cost=1), subject("b", volume=2, cost=1)])
    assert found.left_out == ("Strategic weight", "Ease", "Load")
    assert [row.total for row in found.rows] == pytest.approx([1, 2 / 3])
    assert {row.feasibility for row in found.rows} == {None}
    assert "Feasibility is not judged, so the total is the value alone." in found.notes
    empty = score([Subject("a", "A"), Subject("b", "B")])
    assert [(row.total, row.rank, row.missing) for row in empty.rows] == [
        (None, None, tuple(c.label for c in PARTS))
    ] * 2
    assert (empty.stability, empty.swings, empty.sentence) == (
        None,
        (),
        "Nothing has all its parts, so there is no order.",
    )
    assert score([]).rows == ()


def test_a_tie_is_a_tie_and_noise_is_noise() -> None:
    only = (PARTS[0],)
    found = scored([subject("a", volume=7), subject("b", volume=7.0), subject("c", volume=1)], only)
    assert [(row.rank, row.tied) for row in found.rows] == [(1, True), (1, True), (3, False)]
    near = [subject(name, volume=Estimate(100 + at, 50, 150)) for at, name in enumerate("abcd")]
    noisy = scored(near, only)
    assert (noisy.stability.order_verdict, noisy.sentence) == (
        "noise", "The order is noise: 0 of 3 neighbours are told apart."
    )  # fmt: skip
    apart = [subject(name, volume=Estimate(100 * at, 99 * at, 101 * at)) for at, name in enumerate("abcd", 1)]
    assert scored(apart, only).stability.order_verdict == "clear"
    plain = scored([subject("a", volume=1), subject("b", volume=2)], only)
    assert plain.sentence == "No input has a range, so the order was not put to the test."


def test_ranges_travel_into_shares() -> None:
    volume, load = PARTS[0], PARTS[4]
    found = shares_of([subject("a", volume=Estimate(50, -10, 120)), subject("b", volume=100)], volume)
    assert found == (Estimate(0.5, 0, 1.2), Estimate(1))
    assert shares_of([subject("a", load=Estimate(2, 1, 5))], load) == (Estimate(0.75, 0, 1),)
    assert shares_of([subject("a", volume=-5), subject("b", volume=-1)], volume) == (Estimate(0), Estimate(0))


@settings(deadline=None, max_examples=40)
@given(subject_lists())
def test_contributions_sum_to_the_score(subjects: list[Subject]) -> None:
    for row in score(subjects).rows:
        known = [part.contribution for part in row.parts if part.contribution is not None]
        assert (row.total is None) == bool(row.missing)
        if row.total is not None:
            assert math.fsum(known) == row.total
            shares = {"value": 4 / 7, "feasibility": 3 / 7}
            both = [row.value * shares["value"] if row.value is not None else 0, row.feasibility or 0]
            if len(row.parts) == len(PARTS):
                assert row.total == pytest.approx(both[0] + both[1] * shares["feasibility"])
            assert 0 <= row.total <= 1


@settings(deadline=None, max_examples=40)
@given(subject_lists(), st.data())
def test_more_never_lowers_the_rank(subjects: list[Subject], data: st.DataObject) -> None:
    before = score(subjects)
    place = data.draw(st.integers(0, len(subjects) - 1))
    code = data.draw(st.sampled_from([*MEASURED_PARTS, "weight", "ease"]))
    one = subjects[place]
    if one.part(code) is None:
        return
    most = 5 if code in JUDGED_PARTS else 100
    more = Estimate(data.draw(st.floats(one.part(code).value, most)))
    after = score([*subjects[:place], replace(one, parts={**one.parts, code: more}), *subjects[place + 1 :]])
    was, now = before.row(one.subject_id), after.row(one.subject_id)
    assert (was.rank is None) == (now.rank is None)
    if was.rank is not None:
        assert now.rank <= was.rank
        assert now.total >= was.total - 1e-12


@settings(deadline=None, max_examples=40)
@given(
    subject_lists(), st.sampled_from(MEASURED_PARTS), st.sampled_from([1e-3, 0.37, 12, 1e6]), st.sampled_from([2, 7])
)
def test_units_and_the_size_of_weights_do_not_matter(
    subjects: list[Subject], code: str, factor: float, times: float
) -> None:
    scaled = [
        replace(one, parts={**one.parts, code: Estimate(one.part(code).value * factor)}) if one.part(code) else one
        for one in subjects
    ]
    heavier = tuple(replace(each, weight=each.weight * times) for each in PARTS)
    for one, other in zip(score(subjects).rows, score(scaled, heavier).rows, strict=True):
        assert (one.subject.subject_id, one.rank, one.missing) == (other.subject.subject_id, other.rank, other.missing)
        assert one.total == pytest.approx(other.total) if one.total is not None else other.total is None


def test_the_example_against_standard_scores() -> None:
    """The module says that with z-scores a lead shrinks from 2.45 to 2.22 when a volume grows from 20 to 100."""

    def lead(volume: float) -> float:
        values = [0.0, 10.0, volume]
        mean = sum(values) / 3
        return volume / math.sqrt(sum((each - mean) ** 2 for each in values) / 3)

    assert (round(lead(20), 2), round(lead(100), 2)) == (2.45, 2.22)


def test_what_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="same id"):
        check_subjects([subject("a"), subject("a")], PARTS)
    with pytest.raises(InvalidInputError, match="asked for twice"):
        check_subjects([], (PARTS[0], PARTS[0]))
    with pytest.raises(InvalidInputError, match=r"The ease of a of 6 is not possible\. Choose 1 to 5"):
        score([subject("a", ease=6)])
    with pytest.raises(InvalidInputError, match="weight"):
        Criterion("x", "X", "value", -1)
    with pytest.raises(InvalidInputError, match="Turn it round"):
        Criterion("x", "X", "value", 1, less_is_better=True)
    with pytest.raises(InvalidInputError, match="no id"):
        Subject("", "A")
    with pytest.raises(InvalidInputError, match="at least one must be above 0"):
        score([subject("a", volume=1)], tuple(replace(each, weight=0) for each in PARTS))
    with pytest.raises(InvalidInputError, match="no part 'mood' to weigh"):
        weighed(PARTS, {"mood": 1})
    with pytest.raises(InvalidInputError, match="no 'z' to judge"):
        judging([subject("a")], {("z", "ease"): Estimate(1)})


def test_the_usual_parts_of_journeys() -> None:
    assert {each.code for each in JUDGED} == {"strategic_weight", "feasibility", "regulatory_load", "data_readiness"}
    assert [each.code for each in CRITERIA if each.less_is_better] == ["regulatory_load"]
    assert [each.code for each in MEASURED if not each.weight] == ["switch_cost_a_year"]
    one = Subject("a", "A", {each.code: Estimate(2) for each in CRITERIA})
    assert journeys_scored([one]).rows[0].rank == 1
