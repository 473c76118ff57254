"""What an input must be: one test a rule, each with its whole sentence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core.business_case.assumption import Assumption
from core.errors import InvalidInputError
from core.figure import Figure
from tests.business_case.cases import TODAY, given

SHARE = given("adopted", 0.5, "share", label="Adoption")
MONEY = given("price", 30.0, "money", label="Price")
FIGURE = Figure(
    "cost",
    "Cost",
    9.0,
    "USD",
    "measured",
    "adjusted",
    "compared",
    "customers",
    low=8.0,
    high=10.0,
    n=50,
    data_version=1,
)


def changed(one: Assumption, **more: Any) -> Callable[[], Assumption]:
    return lambda: replace(one, **more)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (changed(SHARE, code="2nd"),
         "'2nd' can't be the code of an input: 1 to 60 letters, digits and _, no digit first."),
        (changed(SHARE, code="a b"),
         "'a b' can't be the code of an input: 1 to 60 letters, digits and _, no digit first."),
        (changed(SHARE, code=""), "'' can't be the code of an input: 1 to 60 letters, digits and _, no digit first."),
        (changed(SHARE, code="a" * 61),
         f"'{'a' * 61}' can't be the code of an input: 1 to 60 letters, digits and _, no digit first."),
        (changed(SHARE, label=" "), "An input needs a label of 1 to 160 characters."),
        (changed(SHARE, label="a" * 161), "An input needs a label of 1 to 160 characters."),
        (changed(SHARE, unit=" "), "'Adoption' needs a unit, and each of its texts ends at 1000 characters."),
        (changed(SHARE, source="a" * 1001), "'Adoption' needs a unit, and each of its texts ends at 1000 characters."),
        (changed(SHARE, owner="a" * 1001), "'Adoption' needs a unit, and each of its texts ends at 1000 characters."),
        (changed(SHARE, quantity="ratio"),
         "The quantity of 'Adoption' is 'ratio'. It is one of: money, amount, share, rate, money effect, "
         "share effect."),
        (changed(SHARE, distribution="beta"),
         "The distribution of 'Adoption' is 'beta'. It is one of: fixed, triangular, PERT, normal, uniform."),
        (changed(SHARE, evidence="guessed"),
         "The evidence of 'Adoption' is 'guessed'. It is one of: measured, benchmark, assumed."),
        (changed(SHARE, population=" "), "'Adoption' is a share of nobody. Say of whom or of what it is one."),
        (changed(SHARE, quantity="rate", period=""),
         "'Adoption' is a rate without a period. Say for which time it holds."),
        (changed(SHARE, quantity="share effect", period=""),
         "'Adoption' is a share effect without a period. Say for which time it holds."),
        (changed(SHARE, value=1.2), "'Adoption' is 1.2. As share it is a number from 0 to 1."),
        (changed(SHARE, value=-0.1), "'Adoption' is -0.1. As share it is a number from 0 to 1."),
        (changed(SHARE, value=float("nan")), "'Adoption' is nan. As share it is a number from 0 to 1."),
        (changed(MONEY, value=float("inf")), "'Price' is inf. As money it is a number from 0 to 1e+15."),
        (changed(MONEY, value=-1.0), "'Price' is -1. As money it is a number from 0 to 1e+15."),
        (changed(MONEY, quantity="rate", population="prices", period="year", value=-1.0),
         "'Price' is -1. As rate it is a number from -0.99 to 10."),
        (changed(SHARE, quantity="share effect", value=-1.5),
         "'Adoption' is -1.5. As share effect it is a number from -1 to 1."),
        (changed(SHARE, low=-0.1), "'Adoption' is 0.5, -0.1. As share it is a number from 0 to 1."),
        (changed(SHARE, high=1.1), "'Adoption' is 0.5, 1.1. As share it is a number from 0 to 1."),
        (changed(SHARE, low=0.6),
         "'Adoption' is 0.5, outside of its own range from 0.6 to None. Low is at most the value, high at least."),
        (changed(SHARE, high=0.4),
         "'Adoption' is 0.5, outside of its own range from None to 0.4. Low is at most the value, high at least."),
        (changed(SHARE, distribution="PERT", low=0.4),
         "'Adoption' is PERT and has no range. Give low and high, or fix it."),
        (changed(SHARE, distribution="normal", high=0.6),
         "'Adoption' is normal and has no range. Give low and high, or fix it."),
        (changed(MONEY, evidence="measured"),
         "'Price' is called measured and does not have the value of a figure. Call it assumed, or take the "
         "figure over."),
        (changed(MONEY, evidence="measured", figure=FIGURE),
         "'Price' is called measured and does not have the value of a figure. Call it assumed, or take the "
         "figure over."),
        (changed(MONEY, evidence="benchmark"),
         "'Price' is called a benchmark and names none. Name it, or call it assumed."),
    ],
)  # fmt: skip
def test_what_an_input_cannot_be(make: Callable[[], Assumption], sentence: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        make()
    assert str(raised.value) == sentence


def test_effects_may_be_below_zero_and_shares_at_their_ends() -> None:
    for value, kind in (
        (-5.0, "money effect"),
        (-0.2, "share effect"),
        (0.0, "share"),
        (1.0, "share"),
        (-0.99, "rate"),
    ):
        assert given("one", value, kind, population="all", period="year").value == value


def test_it_is_uncertain_with_a_range_that_is_drawn_from() -> None:
    ranged = replace(SHARE, low=0.2, high=0.8)
    assert not ranged.uncertain
    assert replace(ranged, distribution="uniform").uncertain
    assert not replace(SHARE, low=0.5, high=0.5, distribution="uniform").uncertain


def test_what_a_signed_case_must_have() -> None:
    assert SHARE.lacks() == ()
    assert replace(SHARE, source=" ").lacks() == ("source",)
    assert replace(SHARE, owner="").lacks() == ("owner",)
    published = replace(SHARE, owner="", evidence="benchmark", benchmark="adoption")
    assert published.lacks() == ()  # its publisher answers for it


def test_another_value_is_assumed_and_takes_its_range_along() -> None:
    one = replace(MONEY, value=9.0, low=8.0, high=10.0, evidence="measured", figure=FIGURE, distribution="normal")
    away = one.with_value(12.0)
    assert (away.value, away.low, away.high, away.evidence) == (12.0, 8.0, 12.0, "assumed")
    assert away.figure is FIGURE
    below = one.with_value(7.0)
    assert (below.low, below.high) == (7.0, 10.0)
    assert away.with_value(9.0).evidence == "measured"
    assert one.with_value(9.0) is one
    published = replace(MONEY, evidence="benchmark", benchmark="cost")
    assert (published.with_value(31.0).evidence, published.with_value(31.0).benchmark) == ("assumed", "cost")
    with pytest.raises(InvalidInputError, match="'Price' is -1"):
        one.with_value(-1.0)


def test_a_published_figure_does_not_become_measured() -> None:
    published = replace(FIGURE, evidence="benchmark")
    one = replace(MONEY, value=9.0, evidence="benchmark", benchmark="cost", figure=published)
    assert one.with_value(12.0).with_value(9.0).evidence == "benchmark"


def test_what_somebody_sets_is_not_the_publishers_and_going_back_restores_it() -> None:
    published = replace(MONEY, value=30.0, evidence="benchmark", benchmark="cost", source="Gartner", owner="")
    set_by_hand = published.with_value(31.0)
    assert set_by_hand.source == "Set by hand in the place of 30 (Gartner)"
    assert set_by_hand.lacks() == ("owner",)
    back = set_by_hand.with_value(32.0).with_value(30.0)
    assert (back.evidence, back.source, back.value) == ("benchmark", "Gartner", 30.0)


def test_the_day_is_kept() -> None:
    assert MONEY.as_of == TODAY
