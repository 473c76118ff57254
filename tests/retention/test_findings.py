"""Sentences say as much as the interval allows, and no more."""

from datetime import date

from core.retention.adjusted import adjusted
from core.retention.at_risk import at_risk
from core.retention.findings import adjusted_finding, at_risk_finding
from core.retention.question import RetentionQuestion
from core.scope import Scope
from tests.retention.conftest import Build, Stay
from tests.retention.test_adjusted import group

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "customers")


def test_an_interval_around_zero_is_no_difference(stays: Build) -> None:
    rows = [*group("Easy", "phone", 40, 10), *group("Easy", "phone > chat", 40, 12)]
    valued = [Stay(row.customer, row.day, row.left, row.path, 100.0, row.more) for row in rows]
    database = stays(valued).database
    text = adjusted_finding(adjusted(database, Scope(), QUESTION)).text()
    assert "no clear difference in retention" in text
    money = at_risk_finding(at_risk(database, Scope(), QUESTION)).text()
    assert "It may be nothing" in money


def test_more_retention_with_more_channels_puts_no_money_at_risk(stays: Build) -> None:
    rows = [*group("Easy", "phone", 40, 20), *group("Easy", "phone > chat", 40, 5)]
    valued = [Stay(row.customer, row.day, row.left, row.path, 100.0, row.more) for row in rows]
    money = at_risk_finding(at_risk(stays(valued).database, Scope(), QUESTION)).text()
    assert money.startswith("No money is seen at risk")
