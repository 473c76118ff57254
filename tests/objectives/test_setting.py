"""Setting objectives: what is refused and why, the frozen baseline, and the five letters as worked out by hand."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access import OPERATOR
from core.errors import InvalidInputError
from core.glossary.shipped import shipped
from core.objectives import keeping
from core.objectives.keeping import new_id
from core.objectives.objective import Terms, Why
from core.objectives.setting import set_objective
from core.objectives.smart import smart
from core.scope import Scope
from core.workspace import Workspace
from tests.journeys_dsl import Office
from tests.objectives.planted import TODAY, Month, card, months, objective, office, wanted


@pytest.fixture(scope="module")
def steady(tmp_path_factory) -> Office:
    resolved = (25, 27, 25, 27, 25, 27, 25, 27, 40, 27)
    return office(tmp_path_factory.mktemp("steady"), [Month(one) for one in resolved])


def letters(steady: Office, *asked: object, today: date = TODAY) -> dict[str, tuple[str, str]]:
    one = objective(card(steady), *asked)  # type: ignore[arg-type]
    return {each.letter: (each.verdict, each.sentence) for each in smart(one, shipped(), today)}


def test_the_baseline_is_the_whole_span_and_its_periods(steady: Office) -> None:
    one = objective(card(steady), wanted(span=months(5, 7)))
    base = one.baseline
    assert (base.value, base.n, base.data_version) == (pytest.approx(79 / 150), 150, 1)
    assert base.low < 79 / 150 < base.high
    assert [point.value for point in base.points] == [27 / 50, 25 / 50, 27 / 50]
    assert (base.noise, base.earlier, base.best) == (pytest.approx(2 / 50), 5, 27 / 50)
    assert one.counting.metric_version == 1


def test_the_five_letters(steady: Office) -> None:
    found = letters(steady, wanted(span=months(5, 7), target=0.6))
    assert [found[letter][0] for letter in "SMART"] == ["yes"] * 5
    assert "1.8 times what the metric ordinarily moves from one month to the next" in found["A"][1]
    assert "never as good as the target" in found["A"][1]
    assert "Chance alone brings it near that" in found["A"][1]
    assert "CSAT must not get worse" in found["R"][1]
    assert "10 whole months" in found["T"][1]


@pytest.mark.parametrize(("target", "verdict"), [(0.6, "yes"), (0.75, "partly"), (0.95, "no")])
def test_achievable_is_measured_in_ordinary_moves(steady: Office, target: float, verdict: str) -> None:
    """A month moves by 2 of 50, 0.04: 2.66 of these are 0.106 and 7.98 are 0.319 above the baseline of 0.527."""
    assert letters(steady, wanted(span=months(5, 7), target=target))["A"][0] == verdict


def test_what_was_reached_before_can_be_reached(steady: Office) -> None:
    found = letters(steady, wanted(span=months(9, 9), target=0.79))
    assert found["A"][0] == "yes"
    assert "The best of 9 earlier months was 80.0 %: it was reached before" in found["A"][1]


def test_letters_that_fail(steady: Office, tmp_path: Path) -> None:
    early = letters(steady, wanted(span=months(0, 0), guards=()))
    assert (early["A"][0], early["R"][0]) == ("not known", "partly")
    soon = letters(steady, wanted(span=months(9, 9), due_on=date(2026, 1, 20)), today=date(2026, 2, 1))
    assert soon["T"][0] == "no"
    small = office(tmp_path, [Month(5, n=9)] * 2)
    found = letters(small, wanted(span=months(0, 0), target=0.99))
    assert found["M"] == ("no", "The baseline rests on 9 observations; it takes 30.")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"code": "volume"}, "neither better nor worse"),
        ({"target": 0.4}, "no better than the baseline"),
        ({"target": 1.2}, "0 % to 100 %"),
        ({"due_on": date(2026, 1, 15)}, "lies in the future"),
        ({"due_on": date(2046, 1, 15)}, "at most ten years"),
        ({"span": months(8, 12)}, "settled value in 2 of the 5 periods"),
        ({"guards": ("nothing",)}, "There is no metric nothing"),
        ({"guards": ("resolution",)}, "can't be its own co-indicator"),
        ({"code": "ces"}, "Nothing in this scope carries it"),
    ],
)
def test_what_can_not_be_set_is_said(steady: Office, asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=re.escape(sentence)):
        objective(card(steady), wanted(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "made", [lambda: Terms(float("nan"), TODAY, "Ann"), lambda: Terms(1.0, TODAY, " "), lambda: Why(" "),
             lambda: Why("x" * 1001), lambda: Why("x", ("csat", "csat"))],
)  # fmt: skip
def test_terms_and_reasons_are_checked_when_made(made) -> None:
    with pytest.raises(InvalidInputError):
        made()


def test_the_days_of_the_scope_are_left_out(steady: Office) -> None:
    found = card(steady, scope=Scope(period_from=date(2025, 1, 1), period_to=date(2025, 12, 31)))
    assert set_objective(found, wanted(), "o1", TODAY).scope == Scope()


@pytest.fixture(scope="module")
def changing(tmp_path_factory) -> tuple[Office, Workspace]:
    folder = tmp_path_factory.mktemp("changing")
    return office(folder, [Month(25), Month(27), Month(26), Month(30)]), Workspace(folder)


@settings(deadline=None, max_examples=5)
@given(resolved=st.integers(0, 40), month=st.integers(1, 3))
def test_a_kept_baseline_never_moves_when_data_change(
    changing: tuple[Office, Workspace], resolved: int, month: int
) -> None:
    """Real engine: a month of the baseline is imported anew; a baseline read afresh moves, the kept one does not."""
    made, workspace = changing
    read = card(made)
    kept = keeping.save(workspace.by(OPERATOR), replace(objective(read, wanted(target=1.0)), objective_id=new_id()))
    before = read.of("resolution").readings[month - 1].estimate.value
    with made.database.write() as transaction:
        transaction.execute(
            "update journeys set resolved = journey_key % 50 < $resolved, csat = 1 where month(started_on) = $month",
            {"resolved": resolved, "month": month},
        )
        transaction.execute("update dataset set data_version = data_version + 1")
    assert keeping.objective(workspace, kept.objective_id) == kept
    fresh = objective(card(made), wanted(target=1.0)).baseline
    assert fresh.data_version == kept.baseline.data_version + 1
    assert (fresh.value == kept.baseline.value) == (resolved / 50 == before)


def test_what_is_kept_is_what_was_set(tmp_path: Path, steady: Office) -> None:
    workspace = Workspace(tmp_path)
    one = objective(card(steady), wanted("csat", 0.9, months(2, 4), guards=("resolution", "cost_per_resolution")))
    kept = keeping.save(workspace.by(OPERATOR), one)
    assert one.counting.parameters
    assert kept.set_at is not None
    assert kept.set_at > datetime(2026, 1, 1, tzinfo=kept.set_at.tzinfo)
    assert (kept.counting, kept.baseline, kept.terms, kept.why, kept.scope) == (
        one.counting, one.baseline, one.terms, one.why, one.scope)  # fmt: skip
    assert keeping.objectives(workspace) == (kept,)
    workspace.close()
