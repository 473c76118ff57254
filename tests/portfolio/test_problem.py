"""What is refused, what is not known, and ties."""

import pytest

from core.errors import InvalidInputError
from core.portfolio.choose import choose
from core.portfolio.problem import Constraints, Option, check
from core.portfolio.schedule import schedule


def _option(option_id, value=5.0, cost=1.0, **what):
    return Option(option_id=option_id, title=option_id.upper(), value=value, cost=cost, **what)


def _rules(**what):
    return Constraints(currency="EUR", **what)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: _option("a", value=-1.0), "The value of 'A' is -1.0"),
        (lambda: _option("a", value=float("nan")), "The value of 'A' is nan"),
        (lambda: _option("a", cost=-1.0), "The cost of 'A'"),
        (lambda: _option("a", demand={"Data": -2}), "The demand for Data of 'A'"),
        (lambda: _option("a", duration_periods=0), "at least one quarter"),
        (lambda: _option("a", lever="fame"), "'fame' is not a value lever"),
        (lambda: _option("a", ramp=()), "The ramp of 'A'"),
        (lambda: _option("a", ramp=(0.5, 1.5)), "The ramp of 'A'"),
        (lambda: _option("a", earliest=3, deadline=2), "begins in quarter 1 or later"),
        (lambda: _option(""), "needs an id"),
        (lambda: _rules(budget=-1), "The budget is -1"),
        (lambda: _rules(capacity={"Data": (1, 2)}), "The capacity of Data needs 4 numbers"),
        (lambda: _rules(capacity={"Data": (1, 2, -3, 4)}), "The capacity of Data in Q3 is -3"),
        (lambda: _rules(budget_by_period=(1,)), "The budget by quarter needs 4 numbers"),
        (lambda: _rules(must_haves=("a",), never=("a",)), "'a' can't be a must-have and ruled out"),
        (lambda: _rules(least_share={"fame": 0.1}), "'fame' is not a value lever"),
        (lambda: _rules(least_share={"cost": 0.6, "risk": 0.6}), "at most 100 % together"),
        (lambda: _rules(horizon=3), "counts at least to its end"),
        (lambda: check([_option("a"), _option("a")], _rules()), "'a' is there twice"),
        (lambda: check([_option("a", depends_on=("q",))], _rules()), "'A' depends on 'q'"),
        (lambda: check([_option("a", demand={"Data": 1})], _rules()), "'A' needs 'Data'"),
        (lambda: check([_option("a")], _rules(must_haves=("q",))), "The must-haves name 'q'"),
        (lambda: check([_option("a")], _rules(never=("q",))), "ruled out names 'q'"),
        (lambda: check([_option("a")], _rules(exclusions=(("a", "q"),))), "An exclusion names 'q'"),
    ],
)
def test_what_cannot_be_is_refused_in_words(make, words):
    with pytest.raises(InvalidInputError, match=words):
        make()


def test_a_circle_is_named_and_what_only_leads_to_it_is_not():
    options = [
        _option("lead", depends_on=("a",)), _option("a", depends_on=("free", "b")), _option("b", depends_on=("c",)),
        _option("c", depends_on=("a",)), _option("free"),
    ]  # fmt: skip
    with pytest.raises(InvalidInputError, match=r"^'A' → 'B' → 'C' → 'A' depend on each other"):
        check(options, _rules())


def test_a_missing_value_is_never_zero():
    options = [_option("a", value=None), _option("b", depends_on=("a",)), _option("c"), _option("d", value=0.0)]
    found = choose(options, _rules(budget=9))
    assert (found.chosen, found.value_missing, found.held_back, found.unvalued) == (("c",), ("a",), ("b",), ())


def test_a_must_have_without_a_value_takes_its_cost_and_counts_in_no_share():
    options = [
        _option("a", value=None, cost=6, lever="revenue", depends_on=("base",)), _option("base", value=None),
        _option("b", lever="cost"), _option("c", cost=4.0), _option("d", value=None),
    ]  # fmt: skip
    found = choose(options, _rules(budget=8, must_haves=("a",), least_share={"cost": 1.0}))
    assert (found.chosen, found.value, found.cost) == (("a", "base", "b"), 5, 8)
    assert (found.unvalued, found.value_missing) == (("a", "base"), ("d",))


def test_a_tie_is_said_and_leads_to_the_other_set():
    options = [_option("a", cost=2.0), _option("b", cost=2.0), _option("c", cost=2.0, value=3.0)]
    found = choose(options, _rules(budget=2))
    assert found.alternative is not None
    assert {found.chosen, found.alternative.chosen} == {("a",), ("b",)}
    assert (found.alternative.value, found.alternative.cost) == (5.0, 2.0)
    alone = choose(options[1:], _rules(budget=2))
    assert (alone.alternative, alone.alternative_checked) == (None, True)


def test_what_is_worth_nothing_is_left_out_unless_something_needs_it():
    options = [_option("idle", value=0.0), _option("base", value=0.0), _option("a", depends_on=("base",))]
    found = choose(options, _rules())
    assert (found.chosen, found.alternative, found.alternative_checked) == (("base", "a"), None, True)


def test_what_builds_on_another_begins_after_it_and_earns_with_its_ramp():
    """Base in Q1 and Q2; then the work in Q3; 4 x (0.5 + 1 + 1) in Q4, Q5 and Q6."""
    options = [
        _option("base", value=0.0, duration_periods=2),
        _option("a", value=4.0, depends_on=("base",), ramp=(0.5, 1)),
    ]
    found = schedule(options, _rules(periods=4, horizon=6))
    assert (found.starts, found.value) == ({"base": 1, "a": 3}, 10.0)


def test_large_and_small_money_are_solved_alike():
    for size in (1e-4, 1.0, 1e9):
        options = [
            _option(str(n), value=v * size, cost=c * size)
            for n, (v, c) in enumerate([(6, 5), (6, 5), (9, 8), (0.01, 0)])
        ]
        found = choose(options, _rules(budget=10 * size))
        assert found.chosen == ("0", "1", "3")
        assert found.value == pytest.approx(12.01 * size)
