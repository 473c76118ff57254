"""Which figures a change moves, against queries written anew on the raw contacts."""

from dataclasses import replace
from datetime import date

import pytest

from core.datasets import Office
from core.glossary.shipped import shipped
from core.journeys.build import build_all
from core.scope import Scope
from core.scorecard.effect import effect_of
from core.settings import Settings
from tests.pages.small_office import small_office

SATISFIED = """
with said as (
    select s.journey_key, min(s.started_on) as started_on, arg_max(i.csat, s.step_number) as answer
    from steps s join interactions i using (interaction_key)
    where i.csat is not null and ({region} or s.region_code = 2)
    group by s.journey_key
)
select count(*) filter (answer >= 4), count(*) filter (answer >= 5), count(*)
from said where {month} or strftime(started_on, '%Y-%m') = '{day}'
"""
IN_TIME = """
select
    count(*) filter (i.wait_seconds <= 120) * 1.0 / count(i.wait_seconds),
    count(*) filter (i.wait_seconds <= case when l.label in ('Phone', 'Chat') then 300 else 45 end) * 1.0
        / count(i.wait_seconds),
    count(distinct s.journey_key) filter (i.wait_seconds is not null)
from steps s
join interactions i using (interaction_key)
join labels l on l.kind = 'channel' and l.code = i.channel_code
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    home = tmp_path_factory.mktemp("effect")
    small_office(home, journeys=900)
    office = Office(Settings(home=home))
    with office.open("demo").write() as transaction:
        transaction.execute(
            "update interactions set wait_seconds = interaction_key * 37 % 400 where interaction_key % 3 > 0"
        )
        build_all(transaction)
    yield office.open("demo")
    office.close_all()


def test_satisfied_from_five_moves_what_the_contacts_say(database):
    old = shipped()["csat"]
    found = effect_of(database, Scope(), old, old.with_parameters({"satisfied_from": 5}))
    assert found.counted_anew
    assert not found.why_not
    last, whole = found.figures
    month = next(day for day in range(1, 13) if f"{date(2026, day, 1):%B %Y}" == last.what)
    for one, every in ((last, "false"), (whole, "true")):
        sql = SATISFIED.format(region="true", month=every, day=f"2026-{month:02d}")
        ((four, five, n),) = database.read(sql).rows.itertuples(index=False, name=None)
        assert (one.before.n, one.after.n) == (n, n)
        assert one.before.value == pytest.approx(four / n, abs=1e-12)
        assert one.after.value == pytest.approx(five / n, abs=1e-12)
        assert four > five > 0
    assert found.sentences()[0].startswith(f"{last.what}: ")
    assert f"(n = {last.after.n:,}) after the change." in found.sentences()[0]


def test_the_scope_holds(database):
    old = shipped()["csat"]
    found = effect_of(database, Scope(regions=("South",)), old, old.with_parameters({"satisfied_from": 5}))
    ((_, five, n),) = database.read(SATISFIED.format(region="false", month="true", day="")).rows.itertuples(
        index=False, name=None
    )
    assert (found.figures[-1].after.n, found.figures[-1].after.value) == (n, pytest.approx(five / n))


def test_a_list_of_channels_and_limits_moves_compliance(database):
    old = shipped()["sla_compliance"]
    limits = {"written_channels": ("PHONE", "chat"), "written_limit_seconds": 300, "wait_limit_seconds": 45}
    no_letters = old.with_parameters({"written_channels": ()})
    found = effect_of(database, Scope(), no_letters, old.with_parameters(limits))
    ((before, after, n),) = database.read(IN_TIME).rows.itertuples(index=False, name=None)
    whole = found.figures[-1]
    assert (whole.before.n, whole.after.n) == (n, n)
    assert whole.before.value == pytest.approx(before)
    assert whole.after.value == pytest.approx(after)


def test_what_is_counted_alike_moves_nothing_and_asks_no_data(database):
    old = shipped()["csat"]
    found = effect_of(database, Scope(), old, replace(old, owner="Ann", name="Happy"))
    assert found.sentences() == ("No figure moves: it is counted as before.",)
    assert (found.figures, found.data_version) == ((), None)


def test_what_the_data_lack_is_said(database):
    old = shipped()["retention"]
    found = effect_of(database, Scope(), old, old.with_parameters({"horizon_days": 30}))
    assert "no figure can be compared here: No leaving date is recorded" in found.sentences()[0]
    nothing = Scope(period_from=date(2030, 1, 1))
    strict = shipped()["csat"].with_parameters({"satisfied_from": 5})
    sentences = effect_of(database, nothing, shipped()["csat"], strict).sentences()
    assert len(sentences) == 1
    assert sentences[0].startswith("It is counted in another way; no figure can be compared here")
