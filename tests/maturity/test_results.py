"""A whole round: by hand, in its corner cases, and by law."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.maturity.answered_round import AnsweredRound
from core.maturity.answers import Response
from core.maturity.example import SMALL
from core.maturity.results import RoundResults, round_results
from tests.maturity.small_model import answer, answered, confident, named, rounds
from tests.maturity.test_scoring import BETTER


def test_counts_and_what_is_met() -> None:
    data = round_results(named(["yy?nn", "yp?nn", "yn?nn", "y??nn"])).capabilities[0]
    a, b, c = data.statements
    assert (a.yes, a.known, a.yes_share, a.met) == (4, 4, 1.0, True)
    assert (b.yes, b.partly, b.no, b.unknown, b.yes_share, b.met) == (1, 1, 1, 1, 1 / 3, False)
    assert (c.unknown, c.yes_share, c.met) == (4, None, None)
    assert data.staged == 1
    assert data.additive.value is None
    assert (data.staged_counts, data.staged_unknown) == ((3, 1, 0), 0)


def test_half_is_not_more_than_half() -> None:
    assert round_results(named(["yyyyy", "nnnnn"])).staged == 1
    assert round_results(named(["yyyyy", "yyyyy", "nnnnn"])).staged == 3


def test_levels_of_the_group() -> None:
    found = round_results(named(["yynyy", "yypyy", "yyyyy"]))
    data, people = found.capabilities
    assert (data.additive.value, data.additive.n, data.lowest, data.highest, data.deviation) == (2.5, 3, 2.0, 3.0, 0.5)
    assert data.additive.low == pytest.approx(2.5 - 4.302653 * 0.5 / 3**0.5)
    assert data.additive.high == 3.0  # 3.74 would be off the scale
    assert (people.additive.value, people.additive.low, people.deviation) == (3.0, None, 0.0)
    assert (data.staged, people.staged, found.staged, found.additive) == (2, 3, 2, 2.75)


def test_confidence() -> None:
    data, people = round_results(confident("low", "high", "high")).capabilities
    assert (data.confidence, data.confidences) == (pytest.approx(7 / 3), 3)
    assert (people.confidence, people.confidences) == (None, 0)


def test_one_respondent_has_levels_but_no_interval_and_no_agreement() -> None:
    found = round_results(named(["yynyy"]))
    assert (found.staged, found.additive) == (2, 2.5)
    assert (found.capabilities[0].additive.low, found.capabilities[0].deviation) == (None, None)
    assert found.agreement is not None
    assert found.agreement.value is None


def test_all_unknown_is_not_available() -> None:
    found = round_results(named(["?????"] * 6))
    assert (found.staged, found.additive) == (None, None)
    assert [(one.staged, one.additive.value, one.additive.n) for one in found.capabilities] == [(None, None, 0)] * 2


def test_an_unknown_capability_may_be_the_weakest() -> None:
    assert round_results(named(["yyy??"])).staged is None
    assert round_results(named(["nnn??"])).staged == 1  # nothing is lower


def test_named_comments_come_with_their_group_and_anonymous_ones_by_text() -> None:
    first = answer("yyyyy", role="lead", comments={"people": "b", "data": "c"})
    second = answer("yyyyy", role="", team="two", comments={"people": " a ", "data": " "})
    of_named = round_results(answered(first, second)).comments
    assert [(one.capability, one.text, one.role, one.team) for one in of_named] == [
        ("data", "c", "lead", "one"),
        ("people", "b", "lead", "one"),
        ("people", "a", "not given", "two"),
    ]
    of_anonymous = round_results(answered(first, second, *[answer("yyyyy")] * 3, anonymous=True)).comments
    assert [(one.text, one.capability, one.role, one.team) for one in of_anonymous] == [
        ("a", "people", "", ""), ("b", "people", "", ""), ("c", "data", "", ""),
    ]  # fmt: skip


def test_a_small_anonymous_round_shows_nothing_but_the_number() -> None:
    found = round_results(answered(*[answer("yyyyy", comments={"data": "me"})] * 4, anonymous=True))
    assert found == RoundResults("small", 1, ("Start", "Middle", "Top"), True, 4)
    assert found.is_kept_back


def test_an_anonymous_level_of_few_is_kept_back() -> None:
    some = [answer("yyyyy")] * 4 + [answer("yy?yy")] * 2
    data, people = round_results(answered(*some, anonymous=True)).capabilities
    assert (data.additive.value, data.additive.n, data.lowest, people.additive.value) == (None, 4, None, 3.0)


@settings(deadline=None)
@given(rounds, st.randoms())
def test_the_order_of_respondents_tells_nothing(of: AnsweredRound, random: Random) -> None:
    shuffled = list(of.responses)
    random.shuffle(shuffled)
    assert round_results(of) == round_results(replace(of, responses=tuple(shuffled)))


@settings(deadline=None)
@given(rounds, st.data())
def test_better_replies_lower_no_level(of: AnsweredRound, data: st.DataObject) -> None:
    better = tuple(
        replace(one, replies={k: data.draw(st.sampled_from([v, BETTER[v]])) for k, v in one.replies.items()})
        for one in of.responses
    )
    before, after = round_results(of), round_results(replace(of, responses=better))
    pairs: list[tuple[float | None, float | None]] = [
        (before.additive, after.additive),
    ]
    if after.staged is not None:  # above 1 it is not available while a capability is unknown that could be lower
        pairs.append((before.staged, after.staged))
    for old, new in zip(before.capabilities, after.capabilities, strict=True):
        pairs += [(old.staged, new.staged), (old.additive.value, new.additive.value)]
    assert all(low is None or (high is not None and low <= high) for low, high in pairs)


@settings(deadline=None)
@given(rounds)
def test_counts_add_up_and_levels_stay_on_the_scale(of: AnsweredRound) -> None:
    found = round_results(of)
    for one in found.capabilities:
        assert sum(one.staged_counts) + one.staged_unknown == found.respondents
        assert all(s.known + s.unknown == found.respondents for s in one.statements)
        scale = [one.staged, one.additive.value, one.additive.low, one.additive.high, one.lowest, one.highest]
        assert all(1 <= value <= 3 for value in scale if value is not None)


def test_bad_input() -> None:
    for responses, anonymous, words in (
        ((), False, "Nobody"),
        ((Response("", "", {"z": "yes"}),), False, "no statement"),
        ((Response("", "", {"a": "maybe"}),), False, "not a reply"),  # type: ignore[dict-item]
        ((Response("", "", {}, comments={"z": "x"}),), False, "no capability"),
        ((Response("", "", {}, confidences={"data": "huge"}),), False, "not a confidence"),  # type: ignore[dict-item]
        ((answer("yyyyy", name="ann"),), True, "anonymous"),
        ((answer("yyyyy", name="ann"),) * 2, False, "more than once"),
    ):
        with pytest.raises(InvalidInputError, match=words):
            AnsweredRound(SMALL, responses, anonymous)
