"""Three journey types and some journeys without one, whose every part can be worked out on paper."""

from dataclasses import replace
from datetime import date

import pytest

from core.engine import Database
from core.errors import DataBusyError, InvalidInputError
from core.measured import journey_types as module
from core.measured.gaps import CES, Answers, Targets, gaps
from core.measured.journey_types import JourneyTypes, journey_types
from core.measured.parts import PARTS, MeasuredPart, product
from core.measured.subjects import narrowed, types_as_subjects
from core.measured.two_channels import TwoChannels
from core.numbers.estimates import Estimate as Counted
from core.numbers.means import Sums
from core.priorities.estimate import Estimate
from core.priorities.journeys import scored
from core.scope import Scope
from tests.measured.conftest import Build, Served
from tests.measured.meanwhile import changing
from tests.measured.test_by_hand import ROWS

# Billing as in test_by_hand: 30 with one channel at 2.00, 10 with two at 4.00. Other: one channel at 2.00 throughout.
OTHERS = [
    *(Served("web", place % 28, issue="Other", value=50) for place in range(36)),
    *(Served("web", place, issue="Rare", value=50) for place in range(5)),
    *(Served("web > phone", place, issue="", value=50) for place in range(4)),
]
YEAR = 365.25 / 365


def with_answers(database: Database) -> Database:
    with database.write() as transaction:
        transaction.execute(
            "update journeys set ces = case when l.label = 'Other' then 6 when l.label = 'Billing' then 5 end "
            "from labels l where l.kind = 'issue' and l.code = issue_code"
        )
    return database


_FOUND: list[JourneyTypes] = []


@pytest.fixture
def found(served: Build) -> JourneyTypes:
    """The answer, worked out once: it is frozen."""
    if not _FOUND:
        _FOUND.append(journey_types(with_answers(served([*ROWS, *OTHERS])), Scope()))
    return _FOUND[0]


def values(found: JourneyTypes, name: str) -> dict[str, float | None]:
    row = next(row for row in found.rows if row.name == name)
    return {code: part.value for code, part in row.parts.items()}


def test_every_part_of_billing(found: JourneyTypes) -> None:
    assert values(found, "Billing") == pytest.approx({
        "journeys_a_year": 40 * YEAR, "share_of_all": 40 / 85, "extra_channels_per_journey": 0.25,
        "extra_channels_a_year": 10 * YEAR,
        "avoidable_cost_a_year": 20 * YEAR,  # each of 10 extra channels goes along with 2.00
        "repeats_a_year": 0, "repeat_cost_a_year": 0, "switches_a_year": 10 * YEAR,
        "switch_cost_a_year": 20 * YEAR,  # 10 journeys of 4.00 against 2.00 of those that stay on the phone
        "retention_at_risk": 900,  # 30 points lost x 10 extra channels x 300
        "mean_ces": 5, "effort_gap": 1, "mean_csat": None, "satisfaction_gap": None, "resolved_share": 0.75,
        "growth_a_year": None,
    })  # fmt: skip
    billing = found.rows[0]
    assert (billing.name, billing.given, billing.journeys) == ("Billing", True, 40)
    assert billing.two_channels == TwoChannels(("phone", "web"), 10, 10, 10)
    assert billing.parts["effort_gap"].note == "Below the best, Other, at 6.00."
    assert billing.parts["retention_at_risk"].after_haircut == pytest.approx(720)
    assert billing.parts["avoidable_cost_a_year"].after_haircut == pytest.approx(16 * YEAR)
    assert billing.parts["switch_cost_a_year"].after_haircut == pytest.approx(10 * YEAR)


def test_nothing_is_a_nought_and_unknown_is_none(found: JourneyTypes) -> None:
    other, rare = values(found, "Other"), values(found, "Rare")
    for code in ("avoidable_cost_a_year", "extra_channels_a_year", "retention_at_risk", "switch_cost_a_year"):
        assert (other[code], rare[code]) == (0, 0), code
    assert (other["effort_gap"], rare["effort_gap"], rare["mean_ces"]) == (0, None, None)
    rows = {row.name: row.parts for row in found.rows}
    assert rows["Rare"]["effort_gap"].note.startswith("No journey has an answer to CES.")
    assert rows["Rare"]["extra_channels_per_journey"].note == (
        "Only 5 journeys with a known channel: too few, it takes 30."
    )
    assert rows["Rare"]["journeys_a_year"].value == pytest.approx(5 * YEAR)
    assert rows["Billing"]["growth_a_year"].note == "Growth needs 12 whole months of data; there are 11 months."
    assert all(part.note for parts in rows.values() for part in parts.values() if part.value is None)


def test_the_rows_add_up_and_name_their_order(found: JourneyTypes) -> None:
    assert [row.name for row in found.rows] == ["Billing", "Other", "Rare", "not given"]
    assert [row.given for row in found.rows] == [True, True, True, False]
    assert (found.journeys, found.currency, found.data_version) == (85, "EUR", 1)
    assert (found.period_from, found.period_to) == (date(2025, 1, 2), date(2026, 1, 1))
    assert found.effect.value == pytest.approx(2)
    assert sum(row.parts["share_of_all"].value for row in found.rows) == pytest.approx(1)
    assert {answer.data_version for answer in found.answers} == {1}


def test_as_subjects_to_rank(found: JourneyTypes) -> None:
    subjects = {one.name: one for one in types_as_subjects(found)}
    assert set(subjects) == {"Billing", "Other", "Rare"}
    assert subjects["Billing"].part("retention_at_risk").ends == pytest.approx((720,))
    assert subjects["Billing"].part("growth_a_year") is None
    cost = subjects["Billing"].part("avoidable_cost_a_year")
    # mean extra channels of 0.25 +- 0.1402 over 40 journeys, at 2.00 less a fifth
    assert cost.ends == pytest.approx([(0.25 + d) * 40 * 1.6 * YEAR for d in (-0.1402, 0, 0.1402)], rel=1e-3)
    assert narrowed(found) == {"Billing": ("phone", "web")}
    ranked = scored(list(subjects.values()))
    assert {"Growth", "Satisfaction gap"} <= set(ranked.left_out)
    assert ranked.row("Billing").rank == 1
    assert ranked.row("Rare").missing == ("Cost of repeats", "Effort gap")
    assert ranked.row("Rare").total is None


def test_a_target_takes_the_place_of_the_best(served: Build) -> None:
    found = journey_types(with_answers(served([*ROWS, *OTHERS])), Scope(), Targets(ces=5.5))
    assert (values(found, "Billing")["effort_gap"], values(found, "Other")["effort_gap"]) == (0.5, -0.5)
    assert found.rows[0].parts["effort_gap"].note == "Below the target of 5.50."
    with pytest.raises(InvalidInputError, match="target"):
        gaps(CES, [], float("nan"))


def test_without_costs_values_or_customers(served: Build) -> None:
    rows = [replace(row, cost=None, value=None) for row in (*ROWS, *OTHERS)]
    found = journey_types(served(rows), Scope())
    billing = {row.name: row.parts for row in found.rows}["Billing"]
    for code in ("avoidable_cost_a_year", "repeat_cost_a_year", "switch_cost_a_year", "retention_at_risk"):
        assert (billing[code].value, billing[code].estimate()) == (None, None), code
        assert billing[code].note
    assert "No customer's value is known" in billing["retention_at_risk"].note
    nobody = journey_types(served([replace(row, customer=None) for row in rows]), Scope())
    billing = nobody.rows[0].parts
    assert billing["repeats_a_year"].note.startswith("No journey has a known customer")
    assert billing["retention_at_risk"].value is None
    assert scored(types_as_subjects(nobody)).left_out


def test_what_is_left_out_is_said(served: Build) -> None:
    rows = [replace(row, value=None) if row.path != "phone" and row.day < 4 else row for row in ROWS]
    database = served([*rows, *(Served("", place, issue="Billing", value=9) for place in range(3))])
    parts = journey_types(database, Scope()).rows[0].parts
    assert (parts["extra_channels_a_year"].value, parts["extra_channels_a_year"].n) == (pytest.approx(10 * YEAR), 40)
    assert parts["avoidable_cost_a_year"].note.endswith("anyway. 3 journeys without a known channel left out.")
    risk = parts["retention_at_risk"]
    assert risk.note.endswith(
        "A lower bound: the value is known behind 60.0 % of the extra channels, the others count as 0."
    )
    assert risk.value == pytest.approx(540)  # 6 of the 10, as before


def test_repeats_and_their_cost(served: Build) -> None:
    """Ten of 40 customers come back after ten days: 10 of 50 journeys, of 2.00 each."""
    rows = [Served("phone", place % 20, customer=f"c{place}") for place in range(40)]
    rows += [replace(row, day=row.day + 10) for row in rows[:10]]
    found = journey_types(served(rows), Scope())
    assert values(found, "Billing")["repeats_a_year"] == pytest.approx(10 * YEAR)
    assert values(found, "Billing")["repeat_cost_a_year"] == pytest.approx(20 * YEAR)
    back = found.rows[0].parts["repeats_a_year"]
    assert (back.low, back.high) == pytest.approx((0.1124 * 50 * YEAR, 0.3304 * 50 * YEAR), rel=1e-3)  # Wilson


def test_an_empty_scope_and_a_short_one(served: Build) -> None:
    database = served([*ROWS, *OTHERS])
    empty = journey_types(database, Scope(period_from=date(2030, 1, 1)))
    assert (empty.rows, empty.journeys, empty.effect) == ((), 0, None)
    assert empty.notes == ("No journeys are in this scope. Take a filter off to see some.",)
    assert scored(types_as_subjects(empty)).rows == ()
    short = journey_types(database, Scope(date(2025, 1, 2), date(2025, 1, 11)))
    part = short.rows[0].parts["journeys_a_year"]
    assert (part.value, part.note.startswith("The data cover 10 days of this scope.")) == (None, True)
    only = journey_types(database, Scope(outcome="resolved"))
    assert only.rows[0].parts["resolved_share"].note == "Only resolved journeys are in scope."
    with pytest.raises(InvalidInputError):
        journey_types(database, Scope(issues=("Nothing",)))


@pytest.mark.parametrize("changes", [1, 99])
def test_data_that_change_meanwhile(served: Build, monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
    database = served(ROWS)
    changing(monkeypatch, database, module, "cost_of_extra_channel", changes)
    if changes == 99:
        with pytest.raises(DataBusyError):
            journey_types(database, Scope())
        return
    found = journey_types(database, Scope())
    assert ({answer.data_version for answer in found.answers}, found.data_version) == ({2}, 2)


def test_parts_say_why_or_what() -> None:
    with pytest.raises(InvalidInputError, match="Say why"):
        MeasuredPart("mean_ces", "points", None)
    with pytest.raises(InvalidInputError, match="not measured"):
        MeasuredPart("mood", "points", 1.0)
    assert MeasuredPart("mean_ces", "points", 1.0).label == PARTS["mean_ces"]
    loss = MeasuredPart("retention_at_risk", "EUR", -4.0, haircut_share=0.5, own_low=-6.0, own_high=2.0)
    assert (loss.after_haircut, loss.estimate()) == (-4, Estimate(-4, -6, 1))
    assert product(Counted(3.0, None, None, 9), Counted(2.0, 1.0, 4.0, 5)) == Counted(6.0, 3.0, 12.0, 5)
    assert product(Counted(None, None, None, 0), Counted(2.0, None, None, 5)).value is None


def test_a_gap_has_the_interval_of_its_mean() -> None:
    sums = Sums(40, 200.0, 1040.0)  # a mean of 5, a variance of 40 / 39
    (mean, gap), = gaps(CES, [Answers("A", sums)], target=6.0)  # fmt: skip
    assert (mean.low, mean.high) == pytest.approx((5 - 0.3239, 5 + 0.3239), abs=1e-4)
    assert (gap.value, gap.low, gap.high) == pytest.approx((1, 6 - mean.high, 6 - mean.low))
    assert (gap.own_low, gap.own_high) == (gap.low, gap.high)


def test_no_best_without_names() -> None:
    (mean, gap), = gaps(CES, [Answers("not given", Sums(40, 200.0, 1000.0), named=False)])  # fmt: skip
    assert (mean.value, gap.value, gap.note[:22]) == (None, None, "Nothing with a name ha")
