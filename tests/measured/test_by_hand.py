"""Forty journeys whose every figure can be worked out on paper."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest

from core.measured import LABELS, figures
from core.scope import Scope
from tests.measured.conftest import Build, Served

# 30 with one channel at 2.00, all resolved, 3 of their customers leave within 180 days; 10 with two channels at 4.00,
# none resolved, 4 leave. Half of the customers are worth 100 a year, half 300. All start in January 2025.
ROWS = [Served("phone", place % 28, left=100 if place < 3 else None, value=100) for place in range(20)]
ROWS += [Served("phone", place, value=300) for place in range(10)]
ROWS += [
    Served("phone > web", place, resolved=False, left=100 if place < 4 else None, value=300) for place in range(10)
]
WANTED = {
    "journeys_a_year": (40 * 365.25 / 365, "journeys a year", 40),
    "customers_a_year": (40, "customers a year", 40),
    "value_per_customer": (200, "EUR", 40),
    "resolved_share": (0.75, "share", 40),
    "repeat_share": (0, "share", 40),
    "contacts_per_journey": (1.25, "contacts", 40),
    "handle_hours_per_contact": (0.7, "hours", 50),  # 40 calls of half an hour, 10 forms of an hour and a half
    "channels_per_journey": (1.25, "channels", 40),
    "several_channels_share": (0.25, "share", 40),
    "extra_channels_per_journey": (0.25, "channels", 40),
    "cost_per_journey": (2.5, "EUR", 40),
    "cost_per_resolution": (100 / 30, "EUR", 40),
    "cost_of_extra_channel": (2, "EUR", 40),
    "retention_lost_per_extra_channel": (0.6 - 0.9, "share of customers per extra channel", 40),
}
INTERVALS = {  # t(39) = 2.0227; a variance of 10/39 x 0.75 = 0.1923 for a mean of ones and zeros
    "contacts_per_journey": (1.25 - 0.1402, 1.25 + 0.1402),
    "channels_per_journey": (1.25 - 0.1402, 1.25 + 0.1402),
    "extra_channels_per_journey": (0.25 - 0.1402, 0.25 + 0.1402),
    "cost_per_journey": (2.5 - 0.2805, 2.5 + 0.2805),
    "several_channels_share": (0.1419, 0.4019),
    "resolved_share": (0.5981, 0.8581),
    "repeat_share": (0, 0.0876),
    "value_per_customer": (200 - 32.39, 200 + 32.39),  # a deviation of 100 x sqrt(40/39)
    "journeys_a_year": (None, None),
    "customers_a_year": (None, None),
    "cost_of_extra_channel": (None, None),  # no spread around it
}


@pytest.fixture
def found(served: Build):
    database = served([*ROWS, *(Served("web", 3, issue="Other", cost=90) for _ in range(35))])
    with database.write() as transaction:
        transaction.execute(
            "update steps set handle_seconds = case when step_number = 1 then 1800 else 5400 end where issue_code = "
            "(select code from labels where kind = 'issue' and label = 'Billing')"
        )
    return figures(database, Scope(), "Billing")


def test_every_value_unit_and_n(found) -> None:
    assert {code: (pytest.approx(one.value), one.unit, one.n) for code, one in found.figures.items()} == WANTED
    assert (found.issue, found.journeys, found.currency, found.dataset_id) == ("Billing", 40, "EUR", "test")
    assert (found.period_from, found.period_to) == (date(2025, 1, 2), date(2026, 1, 1))
    assert found.scope == Scope(issues=("Billing",))


def test_intervals(found) -> None:
    for code, ends in INTERVALS.items():
        figure = found.figures[code]
        assert (figure.low, figure.high) == pytest.approx(ends, abs=1e-4 * max(1, figure.value)), code


def test_what_there_is_not_has_a_sentence(found) -> None:
    assert found.not_available == {"volume_growth_a_year": "Growth needs 12 whole months of data; there are 11 months."}
    assert [one.code for one in found.measured] == list(LABELS)


def test_every_figure_says_whose_and_when(found) -> None:
    for code, figure in found.figures.items():
        assert figure.population.endswith("(issue Billing)"), code
        assert (figure.dataset_id, figure.data_version, figure.evidence) == ("test", 1, "measured")
        assert figure.period_to == date(2026, 1, 1)


def test_descriptions_have_no_haircut_and_effects_have_one(found) -> None:
    effects = {"cost_of_extra_channel", "retention_lost_per_extra_channel"}
    for code, figure in found.figures.items():
        assert (figure.grade, figure.haircut_share) == (("adjusted", 0.2) if code in effects else ("raw", 0)), code


def test_addresses_lead_to_the_page_with_this_scope(found) -> None:
    addresses = {code: one.address for code, one in found.figures.items()}
    assert addresses["journeys_a_year"] == "./?issue=Billing"
    assert addresses["several_channels_share"] == "switching?issue=Billing"
    assert addresses["value_per_customer"] == "retention?issue=Billing"


def test_an_address_opens_the_same_scope_whatever_the_label(served: Build) -> None:
    scope = Scope(date(2025, 1, 1), date(2025, 12, 31), outcome="resolved")
    found = figures(served([replace(row, issue="Cards, lost & 50 %") for row in ROWS]), scope, "Cards, lost & 50 %")
    page, query = found.figures["channels_per_journey"].address.split("?")
    assert (page, Scope.from_query(dict(parse_qsl(query)))) == ("switching", found.scope)


def test_effects_say_that_they_are_associations(found) -> None:
    for code in ("cost_of_extra_channel", "retention_lost_per_extra_channel"):
        assert "Associated, not caused" in found.notes[code]


def test_without_a_type_all_journeys_of_the_scope_count(served: Build) -> None:
    database = served([*ROWS, *(Served("web", 3, issue="Other", cost=90) for _ in range(35))])
    found = figures(database, Scope())
    assert (found.issue, found.journeys, found.scope) == (None, 75, Scope())
    assert found.figures["cost_per_journey"].value == pytest.approx((100 + 35 * 90) / 75)
    assert found.figures["cost_per_journey"].address == "switching"
