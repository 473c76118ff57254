import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from core.contract import SMALL_SAMPLE
from core.engine import Database
from core.errors import InvalidInputError
from core.figure import Figure
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.by_channels import by_channels
from core.switching.calculate import Move
from core.switching.findings import (
    agreement_finding,
    by_channels_finding,
    extra_channel_finding,
    matrix_finding,
    trade_off_finding,
    what_if_finding,
)
from core.switching.matrix import switch_matrix
from core.switching.question import METHODS, ExtraChannelQuestion
from core.switching.tradeoff import trade_off
from core.switching.what_if import what_if
from tests.journeys_dsl import Journey, journey
from tests.paths.conftest import Build

SUMS_ONLY = ExtraChannelQuestion(methods=())
FIXED = ["issue_code", "region_code", "segment_code", "first_channel_code", "month"]


def rows_of(database: Database, outcome: str = "cost", where: str = "true") -> pd.DataFrame:
    """The journeys as a person would fetch them, to compute everything anew."""
    return database.read(
        f"select *, year(started_on) * 12 + month(started_on) as month, cast({outcome} as double) as y from journeys "
        f"where {outcome} is not null and channels_used > 0 and {where}"
    ).rows


def regression_of(rows: pd.DataFrame, held: list[str]) -> tuple[float, float, float, float]:
    folded = [
        rows[name].where(rows[name].map(rows[name].value_counts()) >= 30, -1) for name in held
    ]  # rare ones as one
    dummies = [pd.get_dummies(codes, drop_first=True, dtype=float) for codes in folded]
    columns = np.column_stack([np.ones(len(rows)), rows.channels_used.astype(float), *dummies])
    found = sm.OLS(rows.y.to_numpy(), columns).fit(
        cov_type="cluster", cov_kwds={"groups": rows.customer_key.to_numpy()}, use_t=True
    )
    return float(found.params[1]), float(found.bse[1]), *(float(end) for end in found.conf_int()[1])


@pytest.mark.parametrize("outcome", ["cost", "ces", "resolved"])
def test_raw_and_regression_equal_a_second_computation_on_single_journeys(company: Database, outcome: str) -> None:
    found = extra_channel(company, Scope(), ExtraChannelQuestion(outcome, ()))  # type: ignore[arg-type]
    rows = rows_of(company, outcome)
    for method, held in (("raw", []), ("regression", FIXED)):
        effect = found.estimate(method).effect
        wanted = regression_of(rows, held)
        assert (effect.value, effect.error, effect.low, effect.high) == pytest.approx(wanted, rel=1e-6)
        assert (effect.n, effect.clusters) == (len(rows), rows.customer_key.nunique())


def test_a_filter_narrows_both_computations_alike(company: Database) -> None:
    scope = Scope(issues=("Refund", "Complaint"), segments=("Residential",))
    codes = company.read("select kind, code, label from labels").rows
    chosen = {kind: tuple(codes[(codes.kind == kind) & codes.label.isin(labels)].code) for kind, labels in
              (("issue", scope.issues), ("segment", scope.segments))}  # fmt: skip
    where = f"issue_code in {chosen['issue']} and segment_code = {chosen['segment'][0]}"
    found = extra_channel(company, scope, SUMS_ONLY).estimate("regression").effect
    wanted = regression_of(rows_of(company, where=where), [name for name in FIXED if name != "segment_code"])
    assert (found.value, found.error) == pytest.approx(wanted[:2], rel=1e-6)


def test_all_methods_find_what_was_planted_and_the_raw_count_does_not(company: Database) -> None:
    found = extra_channel(company, Scope())
    for method in ("regression", *METHODS):
        effect = found.estimate(method).effect
        assert effect.low < 7.90 < effect.high
    raw = found.estimate("raw").effect
    assert raw.low > 8.5
    assert found.disagreements == ()
    assert found.published.value == 8.47
    assert "adds €" in extra_channel_finding(found).text()
    assert "a raw count says €9." in extra_channel_finding(found).text()
    assert agreement_finding(found).text().startswith("The 3 adjusted estimates agree: they lie between €7.")
    assert found.covariates.covariate.tolist() == ["issue", "region", "segment", "first channel", "month"]
    assert found.contrasts.channels_from.tolist()[:3] == [1, 2, 3]
    assert found.strength.strongest == "issue"
    assert "To explain all of it away" in found.strength.sentences[0]


def test_each_rung_is_a_figure_that_says_what_it_rests_on(company: Database) -> None:
    found = extra_channel(company, Scope(regions=("North",)), SUMS_ONLY)
    figures = {one.method: one.figure for one in found.ladder}
    assert {one.grade for one in figures.values()} == {"raw", "adjusted"}
    adjusted = figures["regression"]
    assert (adjusted.unit, adjusted.dataset_id, adjusted.data_version, adjusted.haircut_share) == (
        "EUR",
        "demo",
        1,
        0.2,
    )
    assert adjusted.population == "journeys with a known cost and a known channel (region North)"
    assert adjusted.n == found.journeys_counted
    assert adjusted.period_from < adjusted.period_to
    assert Figure.from_dict(adjusted.to_dict()) == adjusted
    assert all("journeys" in answer.sql or "dataset" in answer.sql for answer in found.answers)


def test_a_smaller_sample_is_said(company: Database) -> None:
    found = extra_channel(company, Scope(), ExtraChannelQuestion(methods=("doubly robust",), sample=1500))
    effect = found.estimate("doubly robust").effect
    assert 1200 < effect.n <= 1500
    assert f"A sample of {effect.n:,} journeys of 3,000, by customer." in effect.notes


def some(path: str, count: int, **more: object) -> list[Journey]:
    return [journey(path, **more) for _ in range(count)]  # type: ignore[arg-type]


def named(*groups: list[Journey]) -> dict[str, Journey]:
    return {f"j{place}": one for place, one in enumerate(one for group in groups for one in group)}


def test_without_any_cost_nothing_is_made_up(journeys: Build) -> None:
    database = journeys(**named(some("chat", 40), some("chat > phone", 40))).database
    found, costs = extra_channel(database, Scope()), by_channels(database, Scope())
    assert all(one.figure is None for one in found.ladder)
    assert "None of the 80 journeys in this scope has a known cost" in found.ladder[0].effect.why_not
    assert "can't be told" in extra_channel_finding(found).text()
    assert costs.rows.mean_cost.isna().all()
    assert costs.rows.cost_per_resolution.isna().all()
    assert by_channels_finding(costs).text().startswith("No journey has a known cost")
    move = what_if(database, Scope(), Move(2, 1))
    assert move.saving is None
    assert what_if_finding(move).text().startswith("What this would save can't be told. None of the 80")


def test_with_one_channel_a_sentence_says_what_is_missing(journeys: Build) -> None:
    database = journeys(**named(some("chat > chat", 40, cost=2.0))).database
    found = extra_channel(database, Scope())
    assert "Every journey here used 1 channel" in found.estimate("regression").effect.why_not
    assert all(one.figure is None for one in found.ladder)


def test_an_empty_scope_says_so(journeys: Build) -> None:
    database = journeys(a="chat > phone").database
    scope = Scope(outcome="resolved")
    assert extra_channel(database, scope).ladder[0].effect.why_not.startswith("No journeys are in this scope")
    assert by_channels_finding(by_channels(database, scope)).text().startswith("No journeys")
    assert matrix_finding(switch_matrix(database, scope)).text().startswith("No switch can be costed.")
    assert trade_off_finding(trade_off(database, scope)).text().startswith("Too few channels")


def test_an_issue_that_decides_the_channels_can_not_be_told_from_them(journeys: Build) -> None:
    database = journeys(
        **named(some("chat", 60, cost=2.0, issue="Easy"), some("chat > phone", 60, cost=4.0, issue="Hard"))
    ).database
    found = extra_channel(database, Scope())
    assert found.estimate("raw").effect.value == pytest.approx(6.0)
    assert "does not vary once the rest is held fixed" in found.estimate("regression").effect.why_not
    assert "no overlap" in " ".join(found.estimate("doubly robust").effect.notes)
    assert found.strength is None


def test_unknown_costs_are_left_out_of_every_number(journeys: Build) -> None:
    known = named(some("chat", 40, cost=2.0, resolved=True), some("chat > phone", 40, cost=4.0, resolved=True))
    unknown = {f"u{place}": one for place, one in enumerate(some("chat > phone", 50, resolved=True))}
    with_, without = (journeys(**written).database for written in (known | unknown, known))
    a, b = (by_channels(database, Scope()) for database in (with_, without))
    assert a.rows.cost_per_resolution.tolist() == b.rows.cost_per_resolution.tolist() == [2.0, 8.0]
    assert a.rows.cost_known.tolist() == [40, 40]
    assert a.rows.journeys.tolist() == [40, 90]
    assert a.contract.coverage == "100 % of journeys; costs from the 61.5 % whose cost is known"


def test_below_thirty_no_cost_is_shown(journeys: Build) -> None:
    costs = by_channels(journeys(**named(some("chat", SMALL_SAMPLE - 1, cost=2.0, resolved=True))).database, Scope())
    assert costs.rows.too_few.tolist() == [True]
    assert costs.rows.mean_cost.isna().all()


def test_one_outcome_alone_is_warned_of(company: Database) -> None:
    found = extra_channel(company, Scope(outcome="resolved"), SUMS_ONLY)
    assert any("Only resolved journeys are in scope" in note for note in found.notes)


def test_the_trade_off_shows_cost_and_effort_with_their_numbers(company: Database) -> None:
    found = trade_off(company, Scope())
    assert found.rows.interactions.sum() == found.interactions
    phone = found.rows[found.rows.label == "Phone"].iloc[0]
    rows = company.read("select * from journeys").rows
    ended = rows[rows.last_channel_code == phone.channel_code]
    assert phone.mean_ces == pytest.approx(ended.ces.mean())
    assert phone.mean_ces_n == ended.ces.notna().sum()
    stayed = ended[ended.channels_used == 1]
    assert phone.stayed == len(stayed)
    assert phone.stayed_cost_per_resolution == pytest.approx(stayed.cost.sum() / stayed.resolved.sum())
    assert (
        phone.stayed_cost_per_resolution_low < phone.stayed_cost_per_resolution < phone.stayed_cost_per_resolution_high
    )
    assert trade_off_finding(found).text().startswith("A contact is cheapest in ")


def test_the_move_uses_the_adjusted_effect_and_all_journeys_of_that_kind(company: Database) -> None:
    found = what_if(company, Scope(), Move(3, 1, 0.5))
    effect = extra_channel(company, Scope(), SUMS_ONLY).estimate("regression").figure
    three = int((company.read("select channels_used from journeys").rows.channels_used == 3).sum())
    assert found.journeys == three
    assert found.saving.value == pytest.approx(three * 0.5 * 2 * effect.value)
    assert found.saving.counted_on == pytest.approx(found.saving.value * 0.8)
    assert "would be saved [" in what_if_finding(found).text()


@pytest.mark.parametrize("wrong", [{"outcome": "nps"}, {"methods": ("magic",)}, {"sample": 10}, {"seed": -1}])
def test_impossible_questions_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        ExtraChannelQuestion(**wrong)  # type: ignore[arg-type]


def test_a_question_and_a_scope_share_an_address() -> None:
    scope, question, move = Scope(outcome="resolved"), ExtraChannelQuestion("ces", (), 2000, 9), Move(5, 2, 0.1)
    address = scope.to_query() | question.to_query() | move.to_query()
    assert Scope.from_query(address) == scope
    assert ExtraChannelQuestion.from_query(address) == question
    assert Move.from_query(address) == move


def test_any_seed_that_is_allowed_can_be_drawn(company: Database) -> None:
    found = extra_channel(company, Scope(), ExtraChannelQuestion(sample=1000, seed=2**31 - 1))
    assert 7 < found.estimate("doubly robust").effect.value < 9


def test_few_customers_are_flagged(journeys: Build) -> None:
    people = {}
    for place in range(90):
        path = "chat > phone" if place % 3 else "chat"
        people[f"j{place}"] = journey(path, cost=1.0 + place % 7, customer=f"c{place % 9}")
    found = extra_channel(journeys(**people).database, Scope(), ExtraChannelQuestion(methods=("within customers",)))
    effect = found.estimate("regression").effect
    assert effect.few_clusters
    assert effect.notes == ("Only 9 customers carry this, not 30: the interval is likely too narrow.",)


def test_a_move_of_journeys_that_are_not_there_says_so(company: Database) -> None:
    assert what_if_finding(what_if(company, Scope(), Move(9, 1))).text() == (
        "Nothing can be moved: no journey here used 9 channels."
    )


def test_journeys_without_a_known_channel_are_counted_but_not_compared(journeys: Build) -> None:
    written = named(
        some(".ask", 40, cost=9.0, resolved=True), some("chat", 40, cost=2.0, resolved=True),
        some("chat > phone", 40, cost=4.0, resolved=True),
    )  # fmt: skip
    costs = by_channels(journeys(**written).database, Scope())
    assert costs.rows.channels_used.tolist() == [0, 1, 2]
    assert by_channels_finding(costs).text().startswith("A resolution costs €2.00 with 1 channel and €8.00 with 2,")
