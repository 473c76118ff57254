"""The sentences of a round."""

import pytest
from hypothesis import given, settings

from core.errors import InvalidInputError
from core.maturity.answered_round import AnsweredRound
from core.maturity.results import round_results
from core.maturity.sentences import (
    additive_sentence,
    agreement_sentence,
    difference_sentence,
    gap_sentence,
    headline,
    interval_words,
    level_sentence,
    staged_sentence,
)
from core.numbers.estimates import Estimate
from tests.maturity.small_model import answer, answered, named, rounds

ALL = (headline, staged_sentence, additive_sentence, difference_sentence, agreement_sentence, gap_sentence)


def test_headline() -> None:
    assert headline(round_results(named(["yyyyy"] * 3))).text() == (
        "The office works at stage 3 of 3, Top, in every capability; the additive level is 3.0, from 3 respondents."
    )
    assert headline(round_results(named(["yyy??"]))).text() == (
        "The stage of the office is not available: nobody knows the statements on People (1 respondent)."
    )
    few = round_results(answered(answer("yyyyy"), anonymous=True))
    assert {sentence(few).text() for sentence in ALL} == {
        "Nothing is shown yet: 1 person answered this anonymous round, of at least 5."
    }


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        (["yyyyy"], "Both levels say the same here."),
        (
            ["yynyy"],
            "The additive level is 0.5 higher: it is a mean, where the staged level is that of the lowest (Data).",
        ),
        (["yypyp"], "The additive level is 0.5 higher: it counts what is in place above an incomplete stage."),
        (["yypyy"], "above an incomplete stage, and it is a mean"),
        (["yyyyy", "yyyyy", "nnnnn"], "The additive level is 0.7 lower: a statement is met for the stage when more"),
        (["?????"], "can't be compared"),
    ],
)
def test_why_the_two_levels_differ(letters: list[str], words: str) -> None:
    assert words in difference_sentence(round_results(named(letters))).text()


def test_level_and_agreement() -> None:
    found = round_results(named(["yynyy", "yypyn", "ynyyp"]))
    assert ", 95 % interval" in level_sentence(found, "data").text()
    assert agreement_sentence(found).text().startswith("Agreement is not reliable: Krippendorff's alpha")
    one = round_results(named(["yynyy"]))
    assert "one response only" in agreement_sentence(one).text()
    assert "from 1 respondent, without an interval" in level_sentence(one, "data").text()
    with pytest.raises(InvalidInputError):
        level_sentence(one, "nothing")


def test_the_biggest_gap_of_two_roles() -> None:
    leads = [answer(text, role="lead") for text in ("yyyyy", "yypyy", "yyyyy")]
    agents = [answer(text, role="agent") for text in ("nnnyy", "pnnyy", "nnnyy")]
    text = gap_sentence(round_results(answered(*leads, *agents))).text()
    assert text.startswith("lead sees Data 1.8 higher than agent, the biggest of 2 differences compared, 95 % interval")
    assert text.endswith("It is clear by itself; of 20 such differences one looks clear by chance.")
    assert "fewer than two roles" in gap_sentence(round_results(answered(*leads))).text()


@settings(deadline=None, max_examples=60)
@given(rounds)
def test_every_round_has_its_sentences(of: AnsweredRound) -> None:
    found = round_results(of)
    for sentence in ALL:
        text = sentence(found).text()
        assert text.endswith(".")
        assert "None" not in text
        assert "nan" not in text


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert interval_words(Estimate(0.0, -0.004, 1.0, 5), "respondent").startswith("95 % interval 0.0 to 1.0")
