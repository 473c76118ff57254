"""What changed between two rounds, and when it is said to be up or down."""

import math

import numpy as np

from core.maturity.answered_round import AnsweredRound
from core.maturity.change import Change, caution, change_sentence, change_since
from tests.maturity.small_model import answer, answered, model, named

LOW = ["nnnnn", "ynnnn", "nnnnn", "ypnnn", "nnnnn", "pnnnn"]
HIGH = ["yyyyn", "yyynn", "yypnn", "yyypn", "yypnn", "yyynn"]


def test_named_rounds_are_compared_in_pairs() -> None:
    data, people = change_since(named(LOW), named(HIGH)).capabilities
    differences = np.array([3, 3, 2.5, 3, 2.5, 3]) - np.array([1, 1.5, 1, 1.75, 1, 1.25])
    reach = 2.570582 * differences.std(ddof=1) / math.sqrt(6)
    assert (data.how, data.estimate.n, data.n_before, data.n_now, data.direction) == ("paired", 6, 6, 6, "up")
    assert math.isclose(data.estimate.value or 0, differences.mean())
    assert math.isclose(data.estimate.low or 0, differences.mean() - reach, rel_tol=1e-6)
    assert people.direction == "no clear change"


def test_down_is_up_the_other_way() -> None:
    up, down = change_since(named(LOW), named(HIGH)), change_since(named(HIGH), named(LOW))
    assert (up.capabilities[0].direction, down.capabilities[0].direction) == ("up", "down")
    assert math.isclose(up.overall.estimate.value or 0, -(down.overall.estimate.value or 0))  # type: ignore[union-attr]


def test_fewer_than_five_pairs_or_no_names_are_two_samples() -> None:
    few = named(HIGH[:4])
    assert change_since(named(LOW), few).capabilities[0].how == "two samples"
    nameless = answered(*[answer(text) for text in HIGH], anonymous=True)
    found = change_since(named(LOW), nameless).capabilities[0]
    assert (found.how, found.estimate.n, found.direction) == ("two samples", 12, "up")


def test_a_small_anonymous_round_is_not_compared() -> None:
    found = change_since(named(LOW), answered(*[answer("yyyyy")] * 4, anonymous=True))
    assert [(one.estimate.value, one.direction) for one in found.capabilities] == [(None, None)] * 2
    assert "not available" in change_sentence(found.capabilities[0]).text()


def test_one_response_each_can_not_be_told() -> None:
    found = change_since(named(["nnnnn"]), named(["yyyyy"])).capabilities[0]
    assert (found.estimate.value, found.estimate.low, found.direction) == (2.0, None, None)
    assert "1 before and 1 now" in change_sentence(found).text()


def test_only_capabilities_of_both_models() -> None:
    after = model({"data": [[], ["a", "b"], ["c"]], "tools": [[], ["d"], ["e"]]}, edition=2)
    found = change_since(named(LOW), AnsweredRound(after, named(HIGH).responses, anonymous=False))
    assert [one.code for one in found.capabilities] == ["data"]
    assert found.left_out == ("Tools", "People")
    assert found.overall is not None
    assert found.overall.estimate == found.capabilities[0].estimate
    assert found.capabilities[0].is_reworded  # the stages are others
    assert "Tools, People" in caution(found)


def test_another_number_of_stages_is_not_compared() -> None:
    after = model({"data": [[], ["a"], ["b"], ["c"]]}, stages=4)
    found = change_since(named(LOW), AnsweredRound(after, named(["yyy"]).responses, anonymous=False))
    assert (found.capabilities, found.overall) == ((), None)
    assert caution(found).startswith("Nothing is compared.")


def test_holm_makes_it_harder_beside_others() -> None:
    # all six moved by the same 0.5: 2 of 64 sign flips, 0.031 alone and 0.0625 beside a second capability
    both = change_since(named(["nnnnn"] * 6), named(["ynnnn"] * 6))
    assert both.capabilities[0].direction == "no clear change"
    alone = model({"data": [[], ["a", "b"], ["c"]]})

    def only(letters: str) -> AnsweredRound:
        return AnsweredRound(alone, tuple(answer(letters, name=f"p{n}") for n in range(6)), anonymous=False)

    assert change_since(only("nnn"), only("ynn")).capabilities[0].direction == "up"


def test_pure_noise_is_seldom_called_clear() -> None:
    random = np.random.default_rng(3)
    letters = np.array(list("ypn"))

    def noise() -> AnsweredRound:
        return named(["".join(row) for row in random.choice(letters, size=(12, 5))])

    found = [change_since(noise(), noise()) for _ in range(300)]
    wrong = sum(any(one.direction in ("up", "down") for one in change.capabilities) for change in found)
    assert wrong / len(found) <= 0.08


def test_caution_counts() -> None:
    assert caution(change_since(named(LOW), named(HIGH))).startswith("2 intervals of capabilities shown")
    assert caution(Change((), None, ())) == "Nothing is compared."
