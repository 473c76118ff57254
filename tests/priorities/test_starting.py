"""The two to start with: the rules, and that what is said to change the choice does, and nothing smaller does."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.priorities.changing import Change
from core.priorities.choosing import choose
from core.priorities.estimate import Estimate
from core.priorities.scoring import Scoring
from core.priorities.starting import Proposal, start_with
from core.priorities.subject import Criterion, Subject, judging
from tests.priorities.subjects import PARTS, score, subject, subject_lists

TWO = (PARTS[0], PARTS[3])


def pick(scoring: Scoring, **more: float) -> Proposal:
    return start_with(scoring, draws=100, **more)


def test_the_highest_value_of_those_feasible() -> None:
    found = pick(score([
        subject("a", volume=100, ease=4), subject("b", volume=90, ease=2), subject("c", volume=50, ease=3),
        subject("d", volume=40, ease=5), subject("e", volume=95),
    ], TWO))  # fmt: skip
    assert (found.chosen, found.runner_up, found.least_feasibility) == (("a", "c"), "d", 0.5)
    assert found.why == (
        "a (value 1.000, most by its volume) and c (value 0.500, most by its volume) have the highest values of the 3 "
        "candidates with a feasibility of 0.50 or more.",
        "d follows by 0.100; no value has a range, so this was not put to the test.",
    )
    assert "Not feasible enough (under 0.50): b." in found.notes
    assert any(note.startswith("e has no total: Ease missing") for note in found.notes)
    # c is just enough: the least less lets go of it
    assert found.would_change == ("If the ease of c were judged below 3.00 of 5 (now 3.00), d would be proposed in the "
                                  "place of c.",)  # fmt: skip
    assert (found.changes[0].size, found.noise, found.tied) == (0, None, False)


def test_one_of_them_exists() -> None:
    planned = [replace(subject(name, volume=volume, ease=5), existing=False) for name, volume in (("a", 9), ("b", 8))]
    found = pick(score([*planned, subject("c", volume=2, ease=4), subject("d", volume=1, ease=4)], TWO))
    assert (found.chosen, found.runner_up) == (("a", "c"), "d")
    assert "of which one exists" in found.why[0]
    assert "Only planned so far: a. Its figures are assumed." in found.notes
    none = pick(score(planned, TWO))
    assert (none.chosen, none.runner_up, none.changes) == ((), None, ())
    assert none.why[0] == "Of 2 candidates nothing can be proposed: none of these exists already."


def test_too_few_to_choose_from() -> None:
    alone = pick(score([subject("a", volume=1, ease=5), subject("b", volume=2, ease=1)], TWO))
    assert (alone.chosen, alone.runner_up) == (("a",), None)
    assert alone.why[1] == "A second one needs more candidates that can."
    assert pick(score([subject("a", volume=1, ease=1)], TWO)).why[0].endswith("nothing is feasible enough.")
    assert pick(score([], TWO)).why[0] == "Nothing has all its parts, so nothing can be proposed."
    both = pick(score([subject("a", volume=1, ease=5), subject("b", volume=2, ease=5)], TWO))
    assert (both.chosen, both.why[1]) == (("b", "a"), "Nobody else can take a place.")


def test_without_judgements_it_says_so() -> None:
    found = pick(score([subject(name, volume=volume) for name, volume in (("a", 3), ("b", 2), ("c", 1))], TWO))
    assert found.chosen == ("a", "b")
    assert found.why[0].endswith("of the 3 candidates, whose feasibility nobody has judged.")


def test_a_tie_and_noise_are_said() -> None:
    tied = pick(score([subject(name, volume=v, ease=5) for name, v in (("a", 9), ("b", 5), ("c", 5))], TWO))
    assert (tied.chosen, tied.runner_up, tied.tied) == (("a", "b"), "c", True)
    assert "c has the same value as b: it is a tie, and which of them is named is arbitrary" in tied.why[1]
    ranges = {"b": Estimate(50, 20, 80), "c": Estimate(49, 20, 80)}
    close = [subject("a", volume=90, ease=5), *(subject(name, volume=one, ease=5) for name, one in ranges.items())]
    noisy = start_with(score(close, TWO))
    assert (noisy.chosen, noisy.noise) == (("a", "b"), True)
    assert noisy.why[1].endswith("of the draws only: the choice between these two is noise.")
    assert 0.4 < noisy.duel.first_share < 0.6
    apart = [*close[:2], subject("c", volume=Estimate(10, 5, 15), ease=5)]
    clear = start_with(score(apart, TWO))
    assert (clear.noise, clear.why[1]) == (
        False, "c follows by 0.444, and b is ahead in 100 % of the draws from the ranges."
    )  # fmt: skip


def test_the_crossing_by_hand() -> None:
    """Volume and cost weigh the same. a: 1 and 1. b: 0.8 and 0.2. c: 0.2 and 0.7: b has 0.5 and c 0.45.

    With weight t on volume b has 0.2 + 0.6 t and c 0.7 - 0.5 t: equal at t = 5 / 11.
    """
    criteria = (replace(PARTS[0], weight=1), replace(PARTS[1], weight=1))
    found = pick(score([
        subject("a", volume=100, cost=100), subject("b", volume=80, cost=20), subject("c", volume=20, cost=70)
    ], criteria))  # fmt: skip
    (change,) = found.changes
    assert (change.criterion.code, change.now, change.up) == ("volume", 0.5, False)
    assert change.then == pytest.approx(5 / 11)
    assert (change.comes_in, change.goes_out) == (("c",), ("b",))
    assert found.would_change == (
        "If the weight of volume were below 45.5 % of value (now 50.0 %), c would be proposed in the place of b.",
    )


def test_a_load_that_is_less_by_hand() -> None:
    """c has a load of 4 of 5, a feasibility of 0.25: from 3 on, 0.5, it is enough, and it has more value than b."""
    criteria = (PARTS[0], PARTS[4])
    found = pick(score([
        subject("a", volume=100, load=1), subject("b", volume=50, load=1), subject("c", volume=80, load=4)
    ], criteria))  # fmt: skip
    assert (found.chosen, found.runner_up) == (("a", "b"), None)
    (change,) = found.changes
    assert (change.subject_id, change.now, change.then, change.up, change.at_once) == ("c", 4, 3, False, True)
    assert found.would_change == (
        "If the load of c were judged 3.00 of 5 or less (now 4.00), c would be proposed in the place of b.",
    )


def test_a_judgement_at_the_very_end_of_its_scale() -> None:
    """With equal weights c's feasibility is (0.5 + 0) / 2; an ease of 5 of 5 makes it 0.5, just enough."""
    criteria = (PARTS[0], replace(PARTS[3], weight=1), PARTS[4])
    subjects = [
        subject("a", volume=100, ease=5, load=1), subject("b", volume=50, ease=5, load=1),
        subject("c", volume=80, ease=3, load=5),
    ]  # fmt: skip
    found = pick(score(subjects, criteria))
    change = found.changes[-1]
    assert (found.chosen, change.kind, change.criterion.code) == (("a", "b"), "judgement", "ease")
    assert (change.subject_id, change.now, change.then, change.at_once) == ("c", 3, 5, True)
    again = pick(score(list(judging(subjects, {("c", "ease"): Estimate(5)})), criteria))
    assert again.chosen == ("a", "c")
    alone = pick(score([subjects[0], subjects[2]], criteria))
    assert alone.would_change[-1] == ("If the ease of c were judged 5.00 of 5 or more (now 3.00), c would be proposed.")


def moved(subjects: list[Subject], change: Change, to: float) -> Scoring:
    """Score anew with one weight (a share of its axis) or one judgement moved there."""
    if change.subject_id is not None:
        return score(list(judging(subjects, {(change.subject_id, change.criterion.code): Estimate(to)})))
    return score(subjects, reweighed(change.criterion, to))


def reweighed(criterion: Criterion, to: float) -> tuple[Criterion, ...]:
    axis = [each for each in PARTS if each.axis == criterion.axis]
    whole = sum(each.weight for each in axis)
    others = whole - criterion.weight
    weights = {each.code: each.weight * whole * (1 - to) / others for each in axis} | {criterion.code: to * whole}
    return tuple(replace(each, weight=weights.get(each.code, each.weight)) for each in PARTS)


@settings(deadline=None, max_examples=50)
@given(subject_lists(missing=False, least=3))
def test_what_would_change_the_choice_does(subjects: list[Subject]) -> None:
    found = pick(score(subjects))
    for change in found.changes:
        sign = 1 if change.up else -1
        past = change.then + sign * 1e-6
        if not (0 < past < 1 if change.subject_id is None else 1 <= past <= 5):
            past = change.then  # just enough at the very end of the scale
        new = set(pick(moved(subjects, change, past)).chosen)
        assert new == set(found.chosen) - set(change.goes_out) | set(change.comes_in)
        assert new != set(found.chosen)
        if change.subject_id is not None and change.criterion.axis == "feasibility":
            there = set(pick(moved(subjects, change, change.then)).chosen)
            assert (there == new) == change.at_once
        if change.size > 1e-5:
            before = pick(moved(subjects, change, change.then - sign * 1e-6))
            assert set(before.chosen) == set(found.chosen)


@settings(deadline=None, max_examples=15)
@given(subject_lists(missing=False, least=3, most=4))
def test_nothing_smaller_changes_the_choice(subjects: list[Subject]) -> None:
    found = pick(score(subjects))
    if not found.chosen:
        return
    sizes = {change.kind: change.size for change in found.changes}
    for criterion in PARTS:
        now = criterion.weight / sum(each.weight for each in PARTS if each.axis == criterion.axis)
        reach = sizes.get("weight", 1.0) - 1e-6
        for to in (*np.linspace(now - reach, now + reach, 5), 0.02, 0.98):
            if abs(to - now) <= reach and 0 < to < 1:
                assert set(pick(score(subjects, reweighed(criterion, float(to)))).chosen) == set(found.chosen)
        for one in subjects if criterion.judged else ():
            judged = one.part(criterion.code).value
            reach = sizes.get("judgement", 4.0) - 1e-6
            for to in np.clip([judged - reach, judged + reach], 1, 5):
                if abs(to - judged) <= reach:
                    again = judging(subjects, {(one.subject_id, criterion.code): Estimate(float(to))})
                    assert set(pick(score(list(again))).chosen) == set(found.chosen)


@settings(deadline=None, max_examples=40)
@given(subject_lists(), st.floats(0, 1))
def test_the_rules_hold_whatever_comes(subjects: list[Subject], least: float) -> None:
    found = pick(score(subjects), least_feasibility=least)
    rows = {row.subject.subject_id: row for row in score(subjects).rows}
    for name in (*found.chosen, *([found.runner_up] if found.runner_up else [])):
        assert rows[name].total is not None
        assert rows[name].feasibility is None or rows[name].feasibility >= least - 1e-9
    assert not found.chosen or any(rows[name].subject.existing for name in found.chosen)
    assert found.runner_up not in found.chosen
    able = [row for row in rows.values() if row.rank and (row.feasibility is None or row.feasibility >= least - 1e-12)]
    if found.chosen and able:
        best = max(row.value for row in able)
        assert rows[found.chosen[0]].value == pytest.approx(best)


def test_the_rule_on_plain_numbers() -> None:
    everybody = np.array([True] * 4)
    assert choose(np.array([1.0, 4, 3, 2]), everybody, [True] * 4) == (1, 2)
    assert choose(np.array([1.0, 4, 3, 2]), everybody, [True, False, False, False]) == (1, 0)
    assert choose(np.array([1.0, 1, 1, 1]), everybody, [False, False, False, True]) == (0, 3)
    assert choose(np.array([1.0, 4, 3, 2]), ~everybody, [True] * 4) == ()
    assert choose(np.array([1.0]), np.array([True]), [False]) == ()


def test_what_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="least feasibility of 2"):
        pick(score([subject("a", volume=1)]), least_feasibility=2)


def test_narrowed_to_two_channels() -> None:
    scoring = score([subject(name, volume=v, ease=5) for name, v in (("a", 3), ("b", 2), ("c", 1))], TWO)
    channels = dict.fromkeys("ac", ("Phone", "Web"))
    assert start_with(scoring, narrowed=channels, draws=100).narrowed == {"a": ("Phone", "Web")}
