"""On a synthetic company: sums over types are those of the pages, and every part is what plain pandas says."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from core.engine import Database
from core.measured import figures
from core.measured.journey_types import JourneyTypes, journey_types
from core.measured.parts import MeasuredPart
from core.retention.at_risk import at_risk
from core.retention.basis import usual_question
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.matrix import switch_matrix
from core.switching.question import ExtraChannelQuestion

SCOPES = {
    "everything": Scope(),
    "two regions since March": Scope(date(2025, 3, 10), regions=("North", "South")),
    "three types": Scope(issues=("Billing dispute", "Outage", "Refund")),
}


@pytest.fixture(scope="module", params=SCOPES)
def both(company: Database, request: pytest.FixtureRequest) -> tuple[JourneyTypes, Database]:
    return journey_types(company, SCOPES[request.param]), company


def total(found: JourneyTypes, code: str) -> float:
    return sum(row.parts[code].value for row in found.rows if row.parts[code].value is not None)


def days(found: JourneyTypes) -> int:
    return (found.period_to - found.period_from).days + 1


def test_sums_are_those_of_the_pages(both) -> None:
    found, database = both
    a_year, scope = 365.25 / days(found), found.scope
    effect = extra_channel(database, scope, ExtraChannelQuestion(methods=())).estimate("regression").figure
    assert found.effect == effect
    assert total(found, "avoidable_cost_a_year") == pytest.approx(effect.value * total(found, "extra_channels_a_year"))
    matrix = switch_matrix(database, scope)
    assert total(found, "switch_cost_a_year") == pytest.approx(matrix.avoidable.value * a_year)
    assert total(found, "switches_a_year") >= matrix.rows.switches.sum() * a_year - 1e-6
    risk = at_risk(database, scope, usual_question(database))
    assert total(found, "retention_at_risk") == pytest.approx(risk.total.value)
    after = sum(row.parts["retention_at_risk"].after_haircut or 0 for row in found.rows)
    assert after == pytest.approx(risk.total.after_haircut)
    by_name = {row.name: row.parts["retention_at_risk"].value for row in found.rows}
    assert {row.issue: pytest.approx(row.at_risk) for row in risk.rows.itertuples()} == by_name
    assert sum(row.journeys for row in found.rows) == found.journeys == figures(database, scope).journeys
    assert total(found, "share_of_all") == pytest.approx(1)
    assert all(row.two_channels.all_switches * a_year == pytest.approx(row.parts["switches_a_year"].value)
               for row in found.rows)  # fmt: skip


def test_each_type_is_as_its_own_figures_say(both) -> None:
    found, database = both
    same = {
        "journeys_a_year": "journeys_a_year", "growth_a_year": "volume_growth_a_year",
        "resolved_share": "resolved_share", "extra_channels_per_journey": "extra_channels_per_journey",
    }  # fmt: skip
    for row in found.rows[:2]:
        alone = figures(database, found.scope, row.name)
        for code, other in same.items():
            part, figure = row.parts[code], alone.figures.get(other)
            if figure is None:
                assert (part.value, part.note) == (None, alone.not_available[other])
                continue
            assert numbers(part) == pytest.approx((figure.value, figure.low, figure.high, figure.n)), code


def numbers(part: MeasuredPart) -> tuple[float | None, ...]:
    return part.value, part.low, part.high, part.n


def rows_of(database: Database, scope: Scope) -> pd.DataFrame:
    labels = database.read("select kind, code, label from labels").rows
    rows = database.read("select * from journeys").rows
    for kind in ("issue", "region"):
        rows[kind] = rows[f"{kind}_code"].map(labels[labels.kind == kind].set_index("code").label)
    kept = rows.started_on.dt.date >= (scope.period_from or date(1, 1, 1))
    kept &= rows.region.isin(scope.regions) | (not scope.regions)
    return rows[kept & (rows.issue.isin(scope.issues) | (not scope.issues))]


def test_against_pandas(both) -> None:
    found, database = both
    rows, a_year = rows_of(database, found.scope), 365.25 / days(found)
    until = database.read("select data_until from dataset").rows.data_until[0]
    assert {row.name: row.journeys for row in found.rows} == rows.groupby("issue").size().to_dict()
    answered = rows.groupby("issue")[["ces", "csat"]].agg(["mean", "count"])
    for row in found.rows:
        own = rows[rows.issue == row.name]
        extra = own.channels_used.astype(int) - 1
        parts = row.parts
        assert parts["extra_channels_a_year"].value == pytest.approx(extra.sum() * a_year)
        reach = stats.t.ppf(0.975, len(extra) - 1) * stats.sem(extra)
        cost = parts["avoidable_cost_a_year"]
        own_low, own_high = (
            (extra.mean() + sign * reach) * len(extra) * a_year * found.effect.value for sign in (-1, 1)
        )
        assert (cost.own_low, cost.own_high) == pytest.approx((own_low, own_high))
        assert (cost.low, cost.high) == pytest.approx(
            (extra.sum() * a_year * found.effect.low, extra.sum() * a_year * found.effect.high)
        )
        seen = own[own.customer_key.notna() & (own.ended_at <= until - pd.Timedelta(days=30))]
        back = (seen.seconds_to_next.astype(float).fillna(np.inf) <= 30 * 86400).sum()
        ends = proportion_confint(back, len(seen), method="wilson")
        wanted = [share * len(own) * a_year for share in (back / len(seen), *ends)]
        assert numbers(parts["repeats_a_year"])[:3] == pytest.approx(wanted)
        assert parts["repeat_cost_a_year"].value == pytest.approx(wanted[0] * own.cost.mean())
        assert parts["switches_a_year"].value == pytest.approx(own.switches.sum() * a_year)
        for name, gap in (("ces", "effort_gap"), ("csat", "satisfaction_gap")):
            if own[name].count() < 30:
                assert (parts[f"mean_{name}"].value, parts[gap].value) == (None, None)
                continue
            best = answered[name]["mean"][answered[name]["count"] >= 30].max()
            assert parts[f"mean_{name}"].value == pytest.approx(own[name].mean())
            assert parts[gap].value == pytest.approx(best - own[name].mean())


def test_two_channels_against_pandas(both) -> None:
    found, database = both
    rows = rows_of(database, found.scope)
    steps = database.read("select journey_key, channel_code, next_channel_code from steps").rows
    names = database.read("select code, label from labels where kind = 'channel'").rows.set_index("code").label
    steps = steps.merge(rows[["journey_key", "issue"]], on="journey_key")
    steps = steps[steps.next_channel_code.notna() & (steps.channel_code != steps.next_channel_code)]
    steps["one"], steps["two"] = steps.channel_code.map(names), steps.next_channel_code.astype(int).map(names)
    for row in found.rows[:4]:
        own, channels = steps[steps.issue == row.name], row.two_channels.channels
        touching = lambda two, own=own: int((own.one.isin(two) | own.two.isin(two)).sum())  # noqa: E731
        assert (row.two_channels.touching, row.two_channels.all_switches) == (touching(channels), len(own))
        assert row.two_channels.between == int((own.one.isin(channels) & own.two.isin(channels)).sum())
        every = sorted(set(own.one) | set(own.two))
        assert row.two_channels.touching == max(touching([a, b]) for a in every for b in every if a < b)
