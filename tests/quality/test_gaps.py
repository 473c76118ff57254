from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.quality.gaps import missing_days

START = date(2026, 1, 1)


@settings(deadline=None)
@given(st.sets(st.integers(0, 60), min_size=1))
def test_runs_add_up_and_never_hold_a_day_with_contact(offsets):
    days = [START + timedelta(days=offset) for offset in offsets]
    found = missing_days(days)
    assert found.missing == sum(run[2] for run in found.runs) <= found.expected
    for first, last, count in found.runs:
        assert min(days) < first <= last < max(days)
        inside = [day for day in days if first <= day <= last]
        usual = {(first + timedelta(days=number)).weekday() for number in range((last - first).days + 1)}
        assert count >= 1
        assert all(day.weekday() in usual for day in inside)
        assert first not in days
        assert last not in days


def test_weekends_without_contact_are_no_gap():
    days = [START + timedelta(days=offset) for offset in range(90)]
    assert missing_days([day for day in days if day.weekday() < 5]).missing == 0
    assert missing_days(days).missing == 0


def test_no_days_no_gap():
    assert missing_days([]).expected == 0
