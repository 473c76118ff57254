"""Money at risk by hand, its interval, and what is said of customers whose value is not known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.retention.at_risk import at_risk
from core.retention.calculate import AssumedValue, Exposure, money_at_risk
from core.retention.findings import at_risk_finding
from core.retention.question import RetentionQuestion
from core.scope import Scope
from tests.retention.conftest import Build, Stay
from tests.retention.test_adjusted import confounded

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "journeys")
EFFECT = Estimate(-0.03, -0.04, -0.02, 1000)


def exposure(unvalued: int = 0, worth: float = 20_000.0) -> Exposure:
    return Exposure("Billing", 100, 100, 100 - unvalued, 100, unvalued, worth)


def test_by_hand() -> None:
    found = money_at_risk(exposure(), EFFECT, 0.35)
    assert (found.value, found.low, found.high) == pytest.approx((600, 400, 800))
    assert found.after_haircut == pytest.approx(390)
    assert not found.assumed


def test_an_assumed_value_widens_the_interval_and_says_so() -> None:
    """40 extra channels of unknown customers at 100 (0 to 200): 120 more, its range +-120, with that of the effect."""
    found = money_at_risk(exposure(40, 12_000.0), EFFECT, 0.35, AssumedValue(100, "CFO", 0, 200))
    assert found.value == pytest.approx(0.03 * 16_000)
    assert found.high - found.value == pytest.approx((160**2 + 120**2) ** 0.5)
    assert found.assumed
    without = money_at_risk(exposure(40, 12_000.0), EFFECT, 0.35)
    assert (without.value, without.assumed) == (pytest.approx(360), False)


def test_what_is_not_known_is_not_available() -> None:
    assert money_at_risk(exposure(), Estimate(None, None, None, 0), 0.35).value is None
    assert money_at_risk(exposure(100, 0.0), EFFECT, 0.35).value is None
    assert money_at_risk(exposure(100, 0.0), EFFECT, 0.35, AssumedValue(50, "CFO")).value == pytest.approx(150)
    with pytest.raises(InvalidInputError, match="owner"):
        AssumedValue(50, " ")
    with pytest.raises(InvalidInputError, match="range"):
        AssumedValue(50, "CFO", 60, 70)


def test_a_gain_is_not_cut() -> None:
    found = money_at_risk(exposure(), Estimate(0.01, -0.01, 0.03, 1000), 0.35)
    assert (found.value, found.after_haircut) == pytest.approx((-200, -200))


@given(
    st.floats(-0.2, 0.2), st.floats(0, 0.1), st.floats(0, 1e6), st.integers(0, 100), st.floats(0, 1000),
    st.floats(0, 1000),
)  # fmt: skip
def test_laws(effect: float, half: float, worth: float, unvalued: int, value: float, spread: float) -> None:
    assumed = AssumedValue(value, "CFO", max(0.0, value - spread), value + spread)
    found = money_at_risk(exposure(unvalued, worth), Estimate(effect, effect - half, effect + half, 100), 0.3, assumed)
    if found.value is None:
        return
    assert found.low <= found.value + 1e-6
    assert found.high >= found.value - 1e-6
    certain = money_at_risk(
        exposure(unvalued, worth), Estimate(effect, effect - half, effect + half, 100), 0.3, AssumedValue(value, "CFO")
    )
    assert certain.high - certain.low <= found.high - found.low + 1e-6


def test_by_journey_type_adds_up(stays: Build) -> None:
    rows = [Stay(row.customer, row.day, row.left, row.path, 100.0, row.more) for row in confounded()]
    found = at_risk(stays(rows).database, Scope(), QUESTION)
    assert found.total.value == pytest.approx(0.1 * 100 * 100)  # 100 extra channels of customers worth 100, 10 points
    assert found.rows.at_risk.sum() == pytest.approx(found.total.value)
    assert found.rows.issue.tolist() == ["Hard", "Easy"]
    assert found.total.after_haircut == pytest.approx(1000 * (1 - found.haircut.share))
    first = found.figures[0]
    assert (first.value, first.unit, first.evidence, first.grade) == (found.total.value, "EUR", "measured", "adjusted")
    assert (first.haircut_share, first.low, first.high) == (found.haircut.share, found.total.low, found.total.high)
    assert "€1,000.00 of customers' value at risk" in at_risk_finding(found).text()


def test_unknown_values_are_a_lower_bound_or_assumed(stays: Build) -> None:
    rows = confounded()
    rows = [
        Stay(row.customer, row.day, row.left, row.path, 100.0 if place % 2 else None, row.more)
        for place, row in enumerate(rows)
    ]
    office = stays(rows)
    found = at_risk(office.database, Scope(), QUESTION)
    assert found.total.value == pytest.approx(500)
    assert "(50.0 %) is known; the other 100 count as nothing here: the sum is a lower bound" in found.coverage
    filled = at_risk(office.database, Scope(), QUESTION, AssumedValue(80, "Finance"))
    assert filled.total.value == pytest.approx(900)
    assert filled.figures[0].evidence == "assumed"
    assert "a value is assumed by Finance" in filled.coverage


def test_without_any_value_no_money_is_named(stays: Build) -> None:
    found = at_risk(stays(confounded()).database, Scope(), QUESTION)
    assert found.total.value is None
    assert found.figures == ()
    assert "No customer's value is known" in at_risk_finding(found).text()
