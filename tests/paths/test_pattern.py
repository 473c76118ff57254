import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.proportions import share_ratio, wilson
from core.paths.lens import Lens
from core.paths.pattern import PatternQuestion, pattern
from core.scope import Scope
from tests.journeys_dsl import Journey, journey
from tests.paths.conftest import Build
from tests.paths.oracle import follows
from tests.paths.strategies import office_from, pattern_questions, random_journeys


def counts(found) -> tuple[int, int, int, int]:
    return found.matches, found.denominator, found.base_matches, found.base_denominator


def test_then_without_within_and_directly(journeys: Build) -> None:
    office = journeys(
        a=journey("ivr > phone", gap=100),
        b=journey("ivr > chat > phone", gap=40),
        c=journey("ivr > web > phone", gap=100),
        d=journey("phone > ivr"),
        e=journey("web > phone", gap=10),
        f=journey("phone"),
    )

    def ask(**more) -> tuple[int, int, int, int]:
        return counts(pattern(office.database, Scope(), PatternQuestion(first="ivr", then="phone", **more)))

    assert ask() == (3, 4, 1, 2)
    assert ask(without="chat") == (2, 4, 1, 2)
    assert ask(within_seconds=100) == (2, 4, 1, 2)
    assert ask(within_seconds=9) == (0, 4, 0, 2)
    assert ask(directly=True) == (1, 4, 1, 2)


def test_fewer_than_thirty_have_no_rate(journeys: Build) -> None:
    office = journeys(a="ivr > phone", b="phone")
    found = pattern(office.database, Scope(), PatternQuestion(first="ivr", then="phone"))
    assert found.too_few
    assert found.rate is found.low is found.high is found.base_rate is found.lift is None
    assert counts(found) == (1, 1, 0, 1)


def test_rates_and_lift_carry_their_intervals(journeys: Build) -> None:
    many: dict[str, str | Journey] = {f"x{place}": "ivr > phone" if place < 20 else "ivr > web" for place in range(40)}
    many |= {f"y{place}": "web > phone" if place < 10 else "web" for place in range(40)}
    found = pattern(journeys(**many).database, Scope(), PatternQuestion(first="ivr", then="phone"))
    assert (found.rate, found.base_rate, found.lift, found.too_few) == (0.5, 0.25, 2.0, False)
    assert (found.low, found.high) == (wilson(20, 40).low, wilson(20, 40).high)
    ratio = share_ratio(20, 40, 10, 40)
    assert ratio is not None
    assert (found.lift_low, found.lift_high) == (ratio.low, ratio.high)


@pytest.mark.parametrize("wrong", [{}, {"first": "a"}, {"first": "a", "then": "b", "without": "b"},
                                   {"first": "a", "then": "b", "within_seconds": -1}])  # fmt: skip
def test_patterns_that_make_no_sense_are_refused(wrong: dict) -> None:
    with pytest.raises(InvalidInputError):
        PatternQuestion(**wrong)


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_the_counts_equal_counting_by_hand(data: st.DataObject) -> None:
    written = data.draw(random_journeys())
    with office_from(written) as office:
        for _ in range(3):
            question = data.draw(pattern_questions(written))
            assert PatternQuestion.from_query(question.to_query()) == question
            found = pattern(office.database, Scope(), question)
            judged = [follows(one, question) for one in office.journeys]
            assert found.matches == judged.count((True, True))
            assert found.denominator == found.matches + judged.count((True, False))
            assert found.base_matches == judged.count((False, True))
            assert found.base_denominator == found.base_matches + judged.count((False, False))


def test_repeats_collapsed_are_one_step(journeys: Build) -> None:
    office = journeys(a=journey("ivr > ivr > phone", gap=60))
    question = PatternQuestion(Lens("channel", True), "ivr", "phone", within_seconds=100, directly=True)
    assert counts(pattern(office.database, Scope(), question))[0] == 0
    longer = PatternQuestion(Lens("channel", True), "ivr", "phone", within_seconds=120, directly=True)
    assert counts(pattern(office.database, Scope(), longer))[0] == 1
