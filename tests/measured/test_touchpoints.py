"""Touchpoints: by hand, as the trade-off page says, and against plain pandas."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from core.engine import Database
from core.errors import DataBusyError, InvalidInputError
from core.measured import touchpoints as module
from core.measured.subjects import touchpoints_as_subjects
from core.measured.touchpoints import touchpoints
from core.numbers.held_fixed import Observed, linear_difference
from core.priorities.touchpoints import scored
from core.retention.basis import usual_question
from core.retention.touched import touched
from core.scope import Scope
from core.switching.tradeoff import trade_off
from core.wording import points
from tests.measured.conftest import Build, Served
from tests.measured.meanwhile import changing

# 40 by phone alone, 10 of them leave; 40 by web alone, 2 leave; 5 by web and then by phone.
ROWS = [Served("phone", place % 28, left=100 if place < 10 else None) for place in range(40)]
ROWS += [Served("web", place % 28, left=100 if place < 2 else None, cost=1.0) for place in range(40)]
ROWS += [Served("web > phone", place, cost=1.5) for place in range(5)]
YEAR = 365.25 / 365


def test_by_hand(served: Build) -> None:
    database = served(ROWS)
    with database.write() as transaction:
        transaction.execute("update journeys set ces = case when cost = 1 then 6 else 4 end")
    found = touchpoints(database, Scope())
    phone, web = found.rows
    assert (phone.name, phone.service, phone.contacts, web.name, web.contacts) == ("phone", "assisted", 45, "web", 45)
    assert {code: part.value for code, part in phone.parts.items()} == pytest.approx({
        "contacts_a_year": 45 * YEAR, "journeys_touching_a_year": 45 * YEAR, "cost_per_contact": 87.5 / 45,
        "cost_a_year": 87.5 * YEAR, "retention_lost": 10 / 45 - 2 / 40,
        "mean_ces": 4, "effort_gap": 2, "mean_csat": None, "satisfaction_gap": None,
    })  # fmt: skip
    lost = phone.parts["retention_lost"]
    assert (lost.n, lost.haircut_share, lost.after_haircut) == (85, 0.2, pytest.approx((10 / 45 - 2 / 40) * 0.8))
    assert lost.note.startswith("Associated, not caused")
    assert (lost.own_low, lost.own_high) == (lost.low, lost.high)
    assert (found.contacts, found.data_version, found.by) == (90, 1, "channel")
    ranked = scored(touchpoints_as_subjects(found))
    assert ranked.row("phone").rank == 1
    assert ranked.left_out == ("Operational feasibility",)


def test_what_there_is_not(served: Build) -> None:
    few = touchpoints(served([replace(row, cost=None) for row in (*ROWS[:40], *ROWS[-5:])]), Scope()).rows
    web = next(row for row in few if row.name == "web").parts
    assert web["retention_lost"].note == "Only 5 customers could be followed after touching it: too few, it takes 30."
    assert web["cost_per_contact"].note.startswith("No contact has a known cost.")
    assert web["contacts_a_year"].value == pytest.approx(5 * YEAR)
    phone = next(row for row in few if row.name == "phone").parts
    assert phone["retention_lost"].note.startswith("Only 0 customers could be followed without touching it")
    database = served(ROWS)
    empty = touchpoints(database, Scope(period_from=date(2030, 1, 1)))
    assert (empty.rows, empty.contacts) == ((), 0)
    nobody = touchpoints(served([replace(row, customer=None) for row in ROWS]), Scope()).rows[0].parts
    assert nobody["retention_lost"].value is None
    assert (
        touchpoints(database, Scope(date(2025, 1, 2), date(2025, 1, 9))).rows[0].parts["contacts_a_year"].value is None
    )
    with pytest.raises(InvalidInputError, match="told apart"):
        touchpoints(database, Scope(), "activity")
    with pytest.raises(InvalidInputError, match="count once"):
        touched(database, Scope(), replace(usual_question(database), population="journeys"), "channel")


def test_as_the_trade_off_page_says(company: Database) -> None:
    scope = Scope(regions=("North", "South"))
    found, page = touchpoints(company, scope), trade_off(company, scope).rows.set_index("label")
    assert found.contacts == page.interactions.sum()
    assert {row.name: row.contacts for row in found.rows} == page.interactions.to_dict()
    for row in found.rows:
        for code, name in (("cost_per_contact", "mean_interaction_cost"), ("mean_ces", "mean_ces"),
                           ("mean_csat", "mean_csat")):  # fmt: skip
            part, own = row.parts[code], page.loc[row.name]
            known = [None if pd.isna(each) else each for each in (own[name], own[f"{name}_low"], own[f"{name}_high"])]
            assert [part.value, part.low, part.high] == [each and pytest.approx(each) for each in known]


def test_by_channel_and_activity_against_pandas(company: Database) -> None:
    found = touchpoints(company, Scope(), "touchpoint")
    steps = company.read("select * from steps").rows
    names = company.read("select code, label from labels where kind = 'touchpoint'").rows.set_index("code").label
    steps["name"] = steps.touchpoint_code.map(names)
    assert {row.name: row.contacts for row in found.rows} == steps.groupby("name").size().to_dict()
    first = first_journeys(company)
    assert len(found.rows) > 12
    compared = 0
    for row in found.rows:
        lost = row.parts["retention_lost"]
        touching = first.journey_key.isin(steps[steps.name == row.name].journey_key)
        if lost.value is None:
            assert min(touching.sum(), (~touching).sum()) < 30
            continue
        seen = Observed(*(each.to_numpy(float) for each in (first.retained, touching)),
                        {"issue": first.issue_code.to_numpy(int)}, first.customer_key.to_numpy(int))  # fmt: skip
        slope = linear_difference(seen).estimate  # least squares with the type held fixed is the same difference
        assert lost.value == pytest.approx(-slope.value)
        if min(touching.sum(), (~touching).sum()) > 200:
            assert lost.high - lost.low == pytest.approx(slope.high - slope.low, rel=0.15)
        gap = first[~touching].retained.mean() - first[touching].retained.mean()
        assert lost.note.endswith(f"Raw: {points(gap)}.")
        compared += 1
    assert compared > 8


@pytest.mark.parametrize("changes", [1, 99])
def test_data_that_change_meanwhile(served: Build, monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
    database = served(ROWS)
    changing(monkeypatch, database, module, "usual_question", changes)
    if changes == 99:
        with pytest.raises(DataBusyError):
            touchpoints(database, Scope())
        return
    found = touchpoints(database, Scope())
    assert ({answer.data_version for answer in found.answers}, found.data_version) == ({2}, 2)


def test_raw_where_no_type_can_be_compared(served: Build) -> None:
    by_type = [replace(row, issue=row.path) for row in ROWS[:80]]
    lost = touchpoints(served(by_type), Scope()).rows[0].parts["retention_lost"]
    assert (lost.value, lost.haircut_share) == (pytest.approx(10 / 40 - 2 / 40), 0.5)
    assert lost.note.endswith("Nothing is held fixed, as no journey type has customers with and without it.")


def first_journeys(database: Database) -> pd.DataFrame:
    """Return each customer's first journey that can be followed for 180 days, and whether the customer stayed."""
    until = database.read("select data_until from dataset").rows.data_until[0].normalize()
    rows = database.read(
        "select j.journey_key, j.customer_key, j.ended_at, j.issue_code, j.channels_used, c.left_on from journeys j "
        "join customers c on c.customer_key = j.customer_key order by j.ended_at, j.journey_key"
    ).rows.drop_duplicates("customer_key")
    ended, left = rows.ended_at.dt.normalize(), pd.to_datetime(rows.left_on)
    rows = rows.assign(stayed=~((left <= until) & ((left - ended).dt.days <= 180)), ended=ended, left=left)
    seen = (rows.left.isna() | (rows.left >= rows.ended)) & ((until - rows.ended).dt.days >= 180)
    kept = rows[seen & (rows.channels_used > 0)]
    return kept.assign(retained=kept.stayed.astype(int))
