"""What can't be told is a sentence and never a number."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InvalidInputError
from core.measured import LABELS, JourneyTypeFigures, Measured, figures
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.question import ExtraChannelQuestion
from tests.measured.conftest import Build, Served
from tests.measured.test_by_hand import ROWS


def test_no_cost(served: Build) -> None:
    found = figures(served([replace(row, cost=None) for row in ROWS]), Scope(), "Billing")
    assert {code for code in found.not_available if "cost" in code} == {
        "cost_per_journey", "cost_per_resolution", "cost_of_extra_channel",
    }  # fmt: skip
    assert found.not_available["cost_per_journey"].startswith("No journey has a known cost.")
    assert found.not_available["cost_of_extra_channel"].startswith("None of the 40 journeys in this scope has a known")
    assert found.figures["channels_per_journey"].value == 1.25


def test_no_customer_value_and_no_handle_time(served: Build) -> None:
    found = figures(served([replace(row, value=None) for row in ROWS]), Scope(), "Billing")
    assert found.not_available["value_per_customer"].startswith("No customer has a known value.")
    assert found.not_available["handle_hours_per_contact"].startswith("No journey has a known handle time.")


def test_some_values_are_too_few(served: Build) -> None:
    rows = [*ROWS[:29], *(replace(row, value=None) for row in ROWS[29:])]
    found = figures(served(rows), Scope(), "Billing")
    assert found.not_available["value_per_customer"] == "Only 29 customers with a known value: too few, it takes 30."


def test_unknown_customers(served: Build) -> None:
    found = figures(served([replace(row, customer=None) for row in ROWS]), Scope(), "Billing")
    assert found.not_available["customers_a_year"] == "No journey has a known customer."
    assert found.not_available["repeat_share"].startswith("No journey has a known customer and 30 days")
    assert "too few journeys" in found.not_available["retention_lost_per_extra_channel"]


@pytest.mark.parametrize(("until", "there"), [(19, False), (26, False), (27, True)])
def test_twenty_days_are_not_made_a_year(served: Build, until: int, there: bool) -> None:
    found = figures(served([replace(row, day=row.day % 20) for row in ROWS], until), Scope(), "Billing")
    assert ("journeys_a_year" in found.figures) is there
    assert ("customers_a_year" in found.figures) is there
    if not there:
        assert f"{until + 1} days" in found.not_available["journeys_a_year"]
    assert found.figures["cost_per_journey"].value == 2.5


def test_less_than_a_year_of_customers_is_a_floor(served: Build) -> None:
    found = figures(served(ROWS, 99), Scope(), "Billing")
    assert found.figures["customers_a_year"].value == 40
    assert found.notes["customers_a_year"].startswith("The data cover 100 days, less than a year: a year has at least")
    assert found.figures["journeys_a_year"].value == pytest.approx(40 * 3.6525)


@pytest.mark.parametrize(("last", "there"), [(date(2026, 1, 30), False), (date(2026, 1, 31), True)])
def test_growth_takes_twelve_whole_months(served: Build, last: date, there: bool) -> None:
    """January 2025 is not whole: the data begin on the 2nd."""
    rows = [Served(day=day) for day in range(0, 394, 5)]
    found = figures(served(rows, (last - date(2025, 1, 2)).days), Scope(), "Billing")
    assert ("volume_growth_a_year" in found.figures) is there
    if there:
        figure = found.figures["volume_growth_a_year"]
        assert (figure.n, figure.period_from, figure.period_to) == (12, date(2025, 2, 1), date(2026, 1, 31))
        assert figure.low < figure.value < figure.high
        assert "season" in found.notes["volume_growth_a_year"]
    else:
        why = "Growth needs 12 whole months of data; there are 11 months."
        assert found.not_available["volume_growth_a_year"] == why


def test_one_channel_only(served: Build) -> None:
    found = figures(served([replace(row, path="phone") for row in ROWS]), Scope(), "Billing")
    one = found.figures["channels_per_journey"]
    assert (one.value, one.low, one.high) == (1, None, None)
    assert found.figures["several_channels_share"].value == 0
    assert found.figures["extra_channels_per_journey"].value == 0
    assert found.not_available["cost_of_extra_channel"].startswith("Every journey here used 1 channel,")
    assert "nothing to compare" in found.not_available["retention_lost_per_extra_channel"]


def test_nothing_resolved(served: Build) -> None:
    found = figures(served([replace(row, resolved=False) for row in ROWS]), Scope(), "Billing")
    assert found.figures["resolved_share"].value == 0
    assert found.not_available["cost_per_resolution"].startswith("No journey with a known cost was resolved")


def test_a_scope_of_one_outcome_says_nothing_of_resolving(served: Build) -> None:
    found = figures(served(ROWS), Scope(outcome="resolved"), "Billing")
    for code in ("resolved_share", "cost_per_resolution"):
        assert found.not_available[code].startswith("Only resolved journeys are in scope.")
    assert found.journeys == 30


def test_a_rare_type_borrows_the_effects_of_all(served: Build) -> None:
    rare = [Served("phone > web" if place % 2 else "phone", place, issue="Rare", value=1) for place in range(12)]
    database = served([*ROWS, *rare])
    found = figures(database, Scope(), "Rare")
    assert found.not_available["cost_per_journey"] == "Only 12 journeys with a known cost: too few, it takes 30."
    assert found.figures["journeys_a_year"].n == 12
    whole = extra_channel(database, Scope(), ExtraChannelQuestion(methods=())).estimate("regression")
    assert found.figures["cost_of_extra_channel"] == whole.figure
    kept = adjusted(database, Scope(), usual_question(database))
    assert found.figures["retention_lost_per_extra_channel"] == kept.figure
    for code in ("cost_of_extra_channel", "retention_lost_per_extra_channel"):
        assert "(all journeys)" in found.figures[code].population
        assert found.notes[code].startswith("For this journey type alone it can't be told. ")
        assert "of all journey types in the scope" in found.notes[code]
    within = figures(database, Scope(issues=("Rare",)), "Rare")
    assert {"cost_of_extra_channel", "retention_lost_per_extra_channel"} <= set(within.not_available)


def test_no_journeys_in_scope(served: Build) -> None:
    found = figures(served(ROWS), Scope(period_from=date(2025, 6, 1)), "Billing")
    assert (found.journeys, found.figures, set(found.not_available)) == (0, {}, set(LABELS))
    beyond = figures(served(ROWS), Scope(date(2030, 1, 1), date(2030, 2, 1)))
    assert (beyond.journeys, beyond.period_from, beyond.period_to) == (0, None, None)


def test_no_data_at_all(served: Build) -> None:
    database = served([], 0)
    with database.write() as transaction:
        transaction.execute("update dataset set data_from = null, data_until = null")
    assert figures(database, Scope()).figures == {}


def test_types_that_are_not_there(served: Build) -> None:
    database = served([*ROWS, Served(issue="Other")])
    with pytest.raises(InvalidInputError, match="no issue called 'Bills'"):
        figures(database, Scope(), "Bills")
    with pytest.raises(InvalidInputError, match="holds Other only, not Billing"):
        figures(database, Scope(issues=("Other",)), "Billing")


def test_a_missing_figure_needs_its_reason() -> None:
    with pytest.raises(InvalidInputError, match="Say why"):
        Measured("cost_per_journey", None)
    with pytest.raises(InvalidInputError, match="not measured"):
        Measured("cost", None, "No.")
    with pytest.raises(InvalidInputError, match="each code once"):
        JourneyTypeFigures(None, Scope(), 0, None, None, "EUR", "d", 1, (), ())
