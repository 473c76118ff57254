from dataclasses import replace
from datetime import date

import pytest

from core.assumptions.benchmarks import (
    benchmark,
    benchmarks,
    cost_of_one_more_channel,
    retention_points_lost_with_three_channels,
    saving_with_one_channel_instead_of_three,
)
from core.errors import InvalidInputError


def test_every_row_has_a_source_a_date_and_a_number() -> None:
    for code, row in benchmarks().items():
        assert row.source.startswith("Gartner"), code
        assert date(2024, 1, 1) <= row.as_of <= date.today(), code
        assert row.label
        assert row.meaning.endswith("."), code
        numbers = (row.value, row.low, row.high)
        assert code == "cost_per_extra_channel" or any(number is not None for number in numbers), code


def test_money_has_a_currency_and_shares_are_shares() -> None:
    for code, row in benchmarks().items():
        assert bool(row.currency) == ("$" in row.published), code
        if row.unit.startswith("share"):
            assert row.value is not None
            assert 0 < row.value < 1


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("cost_per_resolution_one_channel", 9.10),
        ("cost_per_resolution_three_channels", 26.04),
        ("retention_one_channel", 0.52),
        ("retention_three_channels", 0.38),
        ("mapping_tool_cost", 34200),
        ("analytics_orchestration_cost", 280000),
        ("journeys_to_start", 2),
        ("organisations_with_discipline_2028", 0.30),
    ],
)
def test_published_values(code: str, value: float) -> None:
    assert benchmark(code).value == benchmark(code).start == value


def test_ranges() -> None:
    salary = benchmark("journey_manager_salary")
    assert (salary.low, salary.high, salary.value) == (75000, 134000, None)
    assert (benchmark("journeys_per_manager").low, benchmark("journeys_per_manager").high) == (1, 2)
    assert (benchmark("team_size_most").high, benchmark("team_size_most").start) == (10, None)


def test_derived_figures_are_right_and_not_stored() -> None:
    assert saving_with_one_channel_instead_of_three() == 16.94
    assert cost_of_one_more_channel() == 8.47
    assert retention_points_lost_with_three_channels() == 0.14
    assert benchmark("cost_per_extra_channel").value is None
    stored = [number for row in benchmarks().values() for number in (row.value, row.low, row.high)]
    assert not {16.94, 8.47, 9.0, 0.14} & set(stored)


def test_the_figures_that_mislead_say_so() -> None:
    for code in ("cost_per_extra_channel", "cost_per_resolution_three_channels", "retention_three_channels"):
        assert benchmark(code).traps


def test_what_is_missing_or_wrong_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="There is no benchmark nothing; there are cost_per_extra_channel"):
        benchmark("nothing")
    with pytest.raises(InvalidInputError, match="has no source"):
        replace(benchmark("mapping_tool_cost"), source=" ")
    with pytest.raises(InvalidInputError, match="low is at most high"):
        replace(benchmark("journey_manager_salary"), low=200000.0)
