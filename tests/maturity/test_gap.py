"""How far it is to the target, and what the next stage needs."""

import pytest

from core.errors import InvalidInputError
from core.maturity.answered_round import AnsweredRound
from core.maturity.example import SMALL
from core.maturity.gap import Needed, gaps
from core.maturity.results import round_results
from tests.maturity.small_model import answer, answered, model, named


def test_what_the_next_stage_needs() -> None:
    results = round_results(named(["ypnyy", "y?nyy", "nynyy"]))
    data, people = gaps(SMALL, results, {"people": 2, "data": 3})
    assert (data.code, data.staged, data.gap, data.next_stage) == ("data", 1, 2, "Middle")
    assert data.needed == (Needed("b", "Statement b holds.", 0.5, 2),)
    assert (people.staged, people.gap, people.next_stage, people.needed) == (3, -1, "", ())


def test_only_capabilities_with_a_target() -> None:
    results = round_results(named(["ynnyy"]))
    assert [one.code for one in gaps(SMALL, results, {"data": 2})] == ["data"]
    assert gaps(SMALL, results, {}) == ()


def test_what_is_missing_at_the_first_stage_is_needed_too() -> None:
    asked = model({"x": [["a"], ["b"], ["c"]]})
    results = round_results(AnsweredRound(asked, (answer("nnn"),), anonymous=False))
    assert [one.statement for one in gaps(asked, results, {"x": 2})[0].needed] == ["a", "b"]


def test_an_unknown_level_has_no_gap() -> None:
    for results in (
        round_results(named(["???yy"])),
        round_results(answered(answer("yyyyy"), anonymous=True)),  # too few to be shown
    ):
        found = gaps(SMALL, results, {"data": 3})[0]
        assert (found.staged, found.gap, found.needed) == (None, None, ())


def test_bad_input() -> None:
    results = round_results(named(["yyyyy"]))
    for targets, words in (({"z": 2}, "no capability"), ({"data": 4}, "no stage"), ({"data": 0}, "no stage")):
        with pytest.raises(InvalidInputError, match=words):
            gaps(SMALL, results, targets)
    with pytest.raises(InvalidInputError, match="edition"):
        gaps(model({"data": [[], ["a"], ["b"]]}, edition=2), results, {"data": 2})
