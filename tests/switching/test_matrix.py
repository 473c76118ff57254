from collections import Counter, defaultdict
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings

from core.engine import Database
from core.errors import InvalidInputError
from core.lens import Lens
from core.paths.drill import journeys_behind
from core.paths.loops import LoopQuestion
from core.paths.picked import LoopJourneys
from core.paths.summary import summary
from core.scope import Ask, Scope, Within, ask_all
from core.switching.matrix import matrix_query, switch_matrix
from tests.journeys_dsl import Journey, journey
from tests.paths.conftest import Build
from tests.paths.strategies import office_from, random_journeys

RUNS = Within(Scope(), lens=Lens("channel", collapse=True))


def sums(database: Database, least: int) -> list[dict]:
    names = {
        row["code"]: row["label"] or ""
        for row in database.read("select * from labels where kind = 'channel'").records()
    }
    rows = ask_all(database, [Ask(RUNS, matrix_query(), {"least": least})])[0].records()
    return [row | {"pair": (names[row["source"]], names[row["target"]])} for row in rows if row["source"] is not None]


def forty(**written: Journey) -> dict[str, Journey]:
    """Each journey forty times."""
    return {f"{name}{place}": one for name, one in written.items() for place in range(40)}


def test_a_switch_is_compared_with_the_same_issue_solved_in_its_first_channel(journeys: Build) -> None:
    office = journeys(
        **forty(
            stays=journey("chat > chat", cost=1.0, gap=60, issue="Billing", resolved=True, ces=6.0),
            goes=journey("chat > phone", cost=5.0, gap=600, issue="Billing", resolved=True, ces=4.0),
            other=journey("chat", cost=9.0, issue="Cards", resolved=False, ces=1.0),
        )
    )
    found = switch_matrix(office.database, Scope())
    (row,) = found.rows.to_dict("records")
    assert (row["source_label"], row["target_label"], row["switches"], row["journeys"]) == ("chat", "phone", 40, 40)
    assert (row["added_cost"], row["avoidable_cost"], row["avoidable_share"]) == (8.0, 320.0, 1.0)
    assert (row["added_seconds"], row["ces_change"], row["resolved_change"]) == (540.0, -2.0, 0.0)
    assert not row["too_few"]
    assert found.avoidable.value == 320.0
    assert (found.avoidable.grade, found.avoidable.unit, found.avoidable.n) == ("raw", "EUR", 40)
    assert (found.journeys, found.journeys_switched, found.journeys_compared, found.why_not) == (120, 40, 40, "")
    assert len(found.worst()) == 1


def test_a_journey_with_two_switches_gives_each_its_part(journeys: Build) -> None:
    office = journeys(
        **forty(stays=journey("chat", cost=1.0), goes=journey("chat > phone > chat", cost=3.0)),
    )
    rows = switch_matrix(office.database, Scope()).rows
    assert rows.added_cost.tolist() == [8.0, 8.0]
    assert rows.avoidable_cost.tolist() == [160.0, 160.0]


def test_an_unknown_cost_is_left_out_and_never_0(journeys: Build) -> None:
    office = journeys(
        **forty(
            stays=journey("chat", cost=1.0), goes=journey("chat > phone", cost=3.0), unknown=journey("chat > phone")
        ),
    )
    found = switch_matrix(office.database, Scope())
    (row,) = found.rows.to_dict("records")
    assert (row["switches"], row["cost_compared"], row["added_cost"]) == (80, 40, 5.0)
    assert found.contract.coverage == "all switches; added cost for 50.0 % of journeys with a switch"


def test_few_journeys_are_marked_and_have_no_mean(journeys: Build) -> None:
    written = forty(stays=journey("chat", cost=1.0)) | {"one": journey("chat > phone", cost=3.0)}
    found = switch_matrix(journeys(**written).database, Scope())
    (row,) = found.rows.to_dict("records")
    assert row["too_few"]
    assert row["added_cost"] != row["added_cost"]
    assert row["avoidable_cost"] == 5.0
    assert found.worst().empty
    assert found.avoidable is None
    assert found.why_not.startswith("Fewer than 30 journeys with a switch can be compared")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"a": "chat > chat"}, "No journey here changes its channel, so no switch can be looked at."),
        ({"a": "chat > phone", "b": "chat"}, "No journey here has a known cost."),
    ],
)
def test_what_cannot_be_answered_is_said(journeys: Build, written: dict[str, str], sentence: str) -> None:
    found = switch_matrix(journeys(**written).database, Scope())
    assert found.why_not.startswith(sentence)
    assert found.avoidable is None


def test_an_empty_scope_and_an_impossible_comparison(journeys: Build) -> None:
    database = journeys(a="chat > phone").database
    assert switch_matrix(database, Scope(outcome="resolved")).why_not.startswith("No journeys are in this scope.")
    with pytest.raises(InvalidInputError):
        switch_matrix(database, Scope(), least=0)


@settings(deadline=None, max_examples=20)
@given(random_journeys())
def test_the_matrix_equals_counting_by_hand(written: list[Journey]) -> None:
    with office_from(written) as office:
        stay: dict[tuple[str, str], list[float]] = defaultdict(list)
        for one in office.journeys:
            if len(one.shown("channel", True)) == 1 and one.cost is not None:
                stay[one.issue, one.steps[0].channel].append(one.cost)
        switches: Counter[tuple[str, str]] = Counter()
        journeys_of: Counter[tuple[str, str]] = Counter()
        shared: dict[tuple[str, str], float] = defaultdict(float)
        total = 0.0
        for one in office.journeys:
            pairs = list(pairwise(one.shown("channel", True)))
            known = stay.get((one.issue, one.steps[0].channel))
            added = one.cost - mean(known) if known and one.cost is not None else 0.0
            total += added if pairs else 0.0
            journeys_of.update(set(pairs))
            for pair in pairs:
                switches[pair] += 1
                shared[pair] += added / len(pairs)
        rows = {
            tuple("" if end == "not given" else end for end in row["pair"]): row for row in sums(office.database, 1)
        }
        assert {pair: row["switches"] for pair, row in rows.items()} == switches
        assert {pair: row["journeys"] for pair, row in rows.items()} == journeys_of
        for pair, row in rows.items():
            assert row["shared_added_cost"] == pytest.approx(shared[pair])
        assert sum(row["shared_added_cost"] for row in rows.values()) == pytest.approx(total)
        assert all(row["all_added_cost"] == pytest.approx(total) for row in rows.values())


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(regions=("East",)), Scope(outcome="unresolved", issues=("Refund", "Outage"))]
)
def test_matrix_headline_and_drill_list_agree(company: Database, scope: Scope) -> None:
    found = switch_matrix(company, scope, least=1)
    assert found.rows.switches.sum() == summary(company, scope).switch_total
    assert found.rows.avoidable_cost.sum() == pytest.approx(found.avoidable.value)
    assert found.rows.avoidable_share.sum() == pytest.approx(1.0)
    for row in found.rows.head(4).itertuples():
        selection = LoopJourneys(LoopQuestion(coverage=1.0), row.source, row.target)
        assert journeys_behind(company, scope, selection, limit=1).total == row.journeys


def test_a_switch_to_no_known_channel_counts_but_is_never_the_worst(journeys: Build) -> None:
    office = journeys(
        **forty(
            stays=journey("chat", cost=1.0),
            lost=journey("chat > .ask", cost=9.0),
            goes=journey("chat > phone", cost=2.0),
        )
    )
    found = switch_matrix(office.database, Scope())
    assert found.rows.target_label.tolist() == ["not given", "phone"]
    assert found.worst().target_label.tolist() == ["phone"]
