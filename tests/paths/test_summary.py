from datetime import date, datetime
from statistics import mean, median

import pytest
from hypothesis import given, settings

from core.paths.summary import summary
from core.scope import Scope
from tests.journeys_dsl import journey
from tests.paths.conftest import Build
from tests.paths.oracle import repeated
from tests.paths.strategies import office_from, random_journeys


def test_headlines_of_three_journeys(journeys: Build) -> None:
    january, february = datetime(2025, 1, 31, 23, 0), datetime(2025, 2, 1)
    office = journeys(
        a=journey("ivr > phone", start=january, cost=2.0, resolved=True, csat=5.0, customer="ann"),
        b=journey("chat", start=february, cost=1.5, resolved=False, customer="ann"),
        c=journey("web > web > phone", start=february, customer=None),
    )
    found = summary(office.database, Scope())
    assert (found.journeys, found.interactions, found.customers, found.switch_total) == (3, 6, 1, 2)
    assert found.mean_channels_used == pytest.approx(5 / 3)
    assert (found.resolved_share, found.resolved_known) == (0.5, 2)
    assert (found.contained_share, found.contained_known) == (1 / 3, 3)
    assert (found.cost_per_resolution, found.cost_known) == (5.5, 2)
    assert (found.repeat_share, found.repeat_known) == (None, 0)
    assert found.median_duration_seconds == 3600
    assert list(found.months.month) == [date(2025, 1, 1), date(2025, 2, 1)]
    assert list(found.months.journeys) == [1, 2]


def test_nothing_in_scope_is_not_available_and_never_zero(journeys: Build) -> None:
    found = summary(journeys(a="ivr").database, Scope(outcome="resolved"))
    assert (found.journeys, found.interactions, found.customers) == (0, 0, 0)
    assert found.resolved_share is found.mean_channels_used is found.cost_per_resolution is None
    assert found.median_duration_seconds is None
    assert found.months.empty


@settings(deadline=None, max_examples=12)
@given(random_journeys())
def test_headlines_equal_counting_by_hand(written) -> None:
    with office_from(written) as office:
        found = summary(office.database, Scope())
        every = office.journeys
        repeats = [known for one in every if (known := repeated(office, one)) is not None]
        assert (found.repeat_share, found.repeat_known) == (mean(repeats) if repeats else None, len(repeats))
        costed = [one for one in every if one.cost is not None]
        resolved = sum(one.resolved is True for one in costed)
        wanted = sum(one.cost or 0 for one in costed) / resolved if resolved else None
        assert found.cost_per_resolution == (pytest.approx(wanted) if resolved else None)
        assert found.median_duration_seconds == median((one.ended_at - one.started_at).total_seconds() for one in every)
        assert found.customers == len({one.customer for one in every} - {None})
        assert found.months.journeys.sum() == found.journeys == len(every)
