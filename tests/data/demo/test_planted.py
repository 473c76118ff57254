"""An independent look at the written rows: the adjusted regression finds what was planted, the naive one does not."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from data.demo import Company, Planted, world

SEEDS = range(1, 9)
JOURNEYS = 12_000


@dataclass(frozen=True)
class Estimate:
    value: float
    error: float

    def holds(self, truth: float) -> bool:
        return abs(self.value - truth) <= 1.96 * self.error


def journeys_of(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.sort_values(["journey_id", "occurred_at"])
    grouped = rows.groupby("journey_id")
    verified = (rows["activity"] == "Verify identity").groupby(rows["journey_id"]).sum()
    journeys = grouped.agg(
        extra=("channel", lambda each: each.nunique() - 1),
        contacts=("channel", "size"),
        cost=("cost", "sum"),
        issue=("issue", "first"),
        segment=("segment", "first"),
        first=("channel", "first"),
        customer=("customer_id", "first"),
        left=("customer_left_on", "last"),
        ended=("occurred_at", "last"),
        outcome=("outcome", "last"),
        activity=("activity", "last"),
    )
    journeys["ces"] = rows.drop_duplicates("journey_id", keep="last").set_index("journey_id")["ces"]
    journeys["double"] = (verified >= 2) & (journeys["activity"] == "Resolve")
    return journeys


def regress(y: pd.Series, *numbers: pd.Series, labels: pd.DataFrame, clusters: pd.Series) -> Estimate:
    """Least squares with dummies; the first number's coefficient with an error that allows for customers' clusters."""
    dummies = [pd.get_dummies(labels[name].astype(str), drop_first=True).to_numpy(float) for name in labels]
    x = np.column_stack([*(each.to_numpy(float) for each in numbers), np.ones(len(y)), *dummies])
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y.to_numpy(float)
    scores = x * (y.to_numpy(float) - x @ beta)[:, None]
    summed = pd.DataFrame(scores).groupby(clusters.to_numpy()).sum().to_numpy()
    variance = inverse @ summed.T @ summed @ inverse
    return Estimate(float(beta[0]), float(np.sqrt(variance[0, 0])))


def cost_slope(journeys: pd.DataFrame, adjust: list[str]) -> Estimate:
    return regress(journeys["cost"], journeys["extra"], labels=journeys[adjust], clusters=journeys["customer"])


def retention_slope(journeys: pd.DataFrame, adjust: list[str]) -> Estimate:
    horizon = journeys["ended"].dt.date + timedelta(days=180)
    seen = journeys[horizon <= world.LAST_DAY]
    kept = seen["left"].isna() | (seen["left"] > horizon[seen.index])
    return regress(kept, seen["extra"], labels=seen[adjust], clusters=seen["customer"])


@pytest.fixture(scope="module")
def companies(tmp_path_factory, write_company):
    folder = tmp_path_factory.mktemp("seeds")
    made = [write_company(folder / str(seed), Company(seed=seed, journeys=JOURNEYS)) for seed in SEEDS]
    return [(journeys_of(each.rows), each.truth) for each in made]


ADJUSTED = ["issue", "segment", "first"]


@pytest.mark.parametrize(
    ("slope", "key"),
    [(cost_slope, "cost_per_extra_channel_eur"), (retention_slope, "retention_180_days_per_extra_channel")],
)
def test_adjusted_recovers_the_truth_and_naive_is_off_by_the_stated_bias(companies, slope, key):
    adjusted = [(slope(journeys, ADJUSTED), truth[key]) for journeys, truth in companies]
    naive = [(slope(journeys, []), truth[key]) for journeys, truth in companies]
    assert sum(estimate.holds(truth["true"]) for estimate, truth in adjusted) >= len(SEEDS) - 2  # of 95 % intervals
    pooled = np.mean([estimate.value - truth["true"] for estimate, truth in adjusted])
    error = np.sqrt(np.mean([estimate.error**2 for estimate, _ in adjusted]) / len(SEEDS))
    assert abs(pooled) < 2.5 * error
    for estimate, truth in naive:
        assert estimate.value == pytest.approx(truth["naive"], abs=0.1 * abs(truth["naive_bias"]))
    off = np.mean([estimate.value - truth["true"] for estimate, truth in naive])
    assert abs(off) > 5 * error
    assert np.sign(off) == np.sign(adjusted[0][1]["true"])


def test_issue_alone_removes_most_of_the_cost_bias(companies):
    for journeys, truth in companies:
        naive_bias = truth["cost_per_extra_channel_eur"]["naive_bias"]
        assert 1.1 < naive_bias < 1.8
        assert abs(cost_slope(journeys, ["issue"]).value - 7.9) < 0.15 * naive_bias


def test_verifying_twice_costs_ease(companies):
    journeys = pd.concat([each for each, _ in companies], ignore_index=True)
    answered = journeys[journeys["ces"].notna()].assign(repeats=lambda each: each["contacts"] - each["extra"] - 1)
    resolved = answered["outcome"] == "Resolved"
    numbers = (answered["double"], answered["extra"], answered["repeats"], resolved)
    found = regress(answered["ces"], *numbers, labels=answered[[]], clusters=answered["customer"])
    assert found.value == pytest.approx(-0.9, abs=0.08)
    assert found.value + 4 * found.error < 0


def test_another_truth_is_recovered_too(tmp_path, write_company):
    planted = Planted(cost_per_extra_channel_eur=3.0, leave_risk_per_extra_channel=0.0)
    made = write_company(tmp_path, Company(seed=4, journeys=JOURNEYS, planted=planted))
    journeys = journeys_of(made.rows)
    assert cost_slope(journeys, ADJUSTED).value == pytest.approx(3.0, abs=0.1)
    assert retention_slope(journeys, ADJUSTED).holds(0.0)
    assert retention_slope(journeys, []).value < -0.005


def test_a_journeys_costs_add_up_to_what_the_truth_was_counted_from(companies):
    for journeys, truth in companies:
        means = journeys.groupby("extra")["cost"].mean()
        for each in truth["by_channels_used"]:
            assert means[each["channels_used"] - 1] == pytest.approx(each["mean_cost_eur"])
    assert all((journeys["cost"] > 0).all() for journeys, _ in companies)
