from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.paths.summary import summary
from core.scope import Scope, choices
from tests.journeys_dsl import journey, office_of

labels = st.lists(st.text(min_size=1), max_size=3).map(tuple)
days = st.dates() | st.none()


@given(days, days, labels, labels, st.sampled_from(("all", "resolved", "unresolved")))
def test_a_scope_survives_the_address(first, last, issues, regions, outcome) -> None:
    if first and last and first > last:
        first, last = last, first
    scope = Scope(first, last, issues, regions, outcome=outcome)
    assert Scope.from_query(scope.to_query()) == scope


@pytest.mark.parametrize(
    "wrong", [{"from": "31.1.2025"}, {"outcome": "maybe"}, {"from": "2025-02-01", "to": "2025-01-01"}]
)
def test_an_address_that_makes_no_sense_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        Scope.from_query(wrong)


def test_each_part_of_a_scope_filters_journeys(tmp_path: Path) -> None:
    written = {
        "a": journey("ivr", start=datetime(2025, 1, 1, 23, 59), issue="Billing", region="North", resolved=True),
        "b": journey("chat", start=datetime(2025, 1, 2), issue="Cards", segment="Gold", resolved=False),
        "c": journey("phone.ask", start=datetime(2025, 1, 3), region="South"),
    }
    database = office_of(tmp_path, written).database
    found = {
        scope: summary(database, scope).journeys
        for scope in (
            Scope(), Scope(date(2025, 1, 2)), Scope(None, date(2025, 1, 1)), Scope(issues=("Billing", "Cards")),
            Scope(issues=("not given",)), Scope(regions=("North",), issues=("Cards",)), Scope(segments=("Gold",)),
            Scope(outcome="resolved"), Scope(outcome="unresolved"),
        )
    }  # fmt: skip
    assert list(found.values()) == [3, 2, 1, 2, 1, 0, 1, 1, 1]
    with pytest.raises(InvalidInputError, match="no region called 'East'"):
        summary(database, Scope(regions=("East",)))
    offered = choices(database)
    assert offered.issues == ("Billing", "Cards", "not given")
    assert offered.channels == ("chat", "ivr", "phone")
    assert offered.touchpoints == ("chat: ", "ivr: ", "phone: ask")
    assert (offered.first_day, offered.last_day) == (date(2025, 1, 1), date(2025, 1, 3))
