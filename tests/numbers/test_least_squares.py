"""The regressions against statsmodels, and the sentences where there is nothing to tell."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from core.numbers.effects import NoEstimate
from core.numbers.factors import TREATMENT, Cells, by_code, design_of, factor, moments_of
from core.numbers.least_squares import Moments, classical, clustered, fit, shares_of
from core.numbers.within import Rows, within_groups


def drawn(
    seed: int, n: int = 400, groups: int = 60
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray, np.ndarray]:
    """Labels, treatment, outcome and group of observations whose labels confound the two."""
    rng = np.random.default_rng(seed)
    codes = {"issue": rng.integers(0, 4, n), "month": rng.integers(2, 5, n)}
    group = rng.integers(0, groups, n)
    treatment = 1.0 + rng.binomial(3, 0.2 + 0.15 * codes["issue"])
    shared = rng.normal(size=groups)[group]
    outcome = 3.0 * codes["issue"] + codes["month"] + 2.0 * treatment + shared + rng.normal(size=n)
    return codes, treatment, outcome, group


def dummies(codes: dict[str, np.ndarray]) -> np.ndarray:
    return np.column_stack([(one == level) * 1.0 for one in codes.values() for level in np.unique(one)[1:]])


def by_cells(codes: dict[str, np.ndarray], treatment: np.ndarray, outcome: np.ndarray) -> Cells:
    """Add the observations up by combination, as the engine does."""
    keys, place = np.unique(np.column_stack([*codes.values(), treatment]), axis=0, return_inverse=True)
    sums = [np.bincount(place, weights) for weights in (np.ones(len(outcome)), outcome, outcome**2)]
    labels = {name: keys[:, column].astype(int) for column, name in enumerate(codes)}
    return Cells(labels, keys[:, -1], *sums)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_sums_by_combination_give_what_single_observations_give(seed: int) -> None:
    codes, treatment, outcome, group = drawn(seed)
    columns = np.column_stack([np.ones(len(outcome)), treatment, dummies(codes)])
    theirs = sm.OLS(outcome, columns).fit()
    cells = by_cells(codes, treatment, outcome)
    design = design_of(cells)
    ours = fit(moments_of(cells, design), TREATMENT)
    plain = classical(ours)
    assert plain.value == pytest.approx(theirs.params[1])
    assert plain.error == pytest.approx(theirs.bse[1])
    assert (plain.low, plain.high) == pytest.approx(tuple(theirs.conf_int()[1]))
    assert 1 - ours.residual_squares / theirs.centered_tss == pytest.approx(theirs.rsquared)
    less = sm.OLS(outcome, np.delete(columns, 1, axis=1)).fit()
    assert ours.partial_share == pytest.approx(1 - theirs.ssr / less.ssr)

    predicted = [np.full(len(outcome), coefficients[0]) for coefficients in (ours.of_treatment, ours.of_outcome)]
    for one in design.factors:
        for place, coefficients in enumerate((ours.of_treatment, ours.of_outcome)):
            predicted[place] = (
                predicted[place] + np.array(by_code(one, coefficients, design.places[one.name]))[codes[one.name]]
            )
    scores = np.bincount(group, (treatment - predicted[0]) * (outcome - predicted[1] - ours.coefficient * treatment))
    robust = clustered(ours, float(scores @ scores), len(np.unique(group)))
    wanted = theirs.get_robustcov_results("cluster", groups=group, use_t=True)
    assert robust.error == pytest.approx(wanted.bse[1])
    assert (robust.low, robust.high) == pytest.approx(tuple(wanted.conf_int()[1]))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_within_groups_equals_a_regression_on_what_is_left_of_group_means(seed: int) -> None:
    codes, treatment, outcome, group = drawn(seed, n=200, groups=70)
    found = within_groups(Rows(codes, treatment, outcome, group))
    several = np.bincount(group)[group] > 1
    left = np.column_stack([outcome, treatment, dummies(codes)])[several]
    _, place = np.unique(group[several], return_inverse=True)
    size = np.bincount(place)
    left = left - np.column_stack([np.bincount(place, column) / size for column in left.T])[place]
    wanted = sm.OLS(left[:, 0], left[:, 1:]).fit().get_robustcov_results("cluster", groups=place, use_t=True)
    assert found.effect.value == pytest.approx(wanted.params[0])
    assert found.effect.error == pytest.approx(wanted.bse[0])
    assert found.effect.clusters == found.groups == len(size)


def test_shares_of_a_covariate_are_its_partial_shares() -> None:
    codes, treatment, outcome, _ = drawn(1)
    cells = by_cells(codes, treatment, outcome)
    design = design_of(cells)
    moments = moments_of(cells, design)
    of_treatment, of_outcome = shares_of(moments, TREATMENT, design.places["issue"])
    month = dummies({"month": codes["month"]})
    ones, issue = np.ones((len(outcome), 1)), dummies({"issue": codes["issue"]})
    without = sm.OLS(treatment, np.column_stack([ones, month])).fit().ssr
    assert of_treatment == pytest.approx(
        1 - sm.OLS(treatment, np.column_stack([ones, month, issue])).fit().ssr / without
    )
    less = sm.OLS(outcome, np.column_stack([ones, treatment, month])).fit().ssr
    whole = sm.OLS(outcome, np.column_stack([ones, treatment, month, issue])).fit().ssr
    assert of_outcome == pytest.approx(1 - whole / less)


def test_columns_that_repeat_others_change_nothing_and_are_counted() -> None:
    codes, treatment, outcome, _ = drawn(2)
    once = by_cells(codes, treatment, outcome)
    twice = by_cells({**codes, "again": codes["issue"]}, treatment, outcome)
    a, b = (fit(moments_of(cells, design_of(cells)), TREATMENT) for cells in (once, twice))
    assert b.coefficient == pytest.approx(a.coefficient)
    assert b.error == pytest.approx(a.error)
    assert (a.repeats, b.repeats) == (0, 3)


def test_a_treatment_that_the_labels_decide_gives_a_sentence() -> None:
    codes, _, outcome, _ = drawn(3)
    cells = by_cells(codes, codes["issue"] * 1.0, outcome)
    found = fit(moments_of(cells, design_of(cells)), TREATMENT)
    assert isinstance(found, NoEstimate)
    assert "does not vary once the rest is held fixed" in found.why


@pytest.mark.parametrize("treatment", [np.full(50, 2.0), np.zeros(50)])
def test_a_treatment_that_never_varies_gives_a_sentence(treatment: np.ndarray) -> None:
    found = fit(Moments.of(np.column_stack([np.ones(50), treatment]), np.arange(50.0)), 1)
    assert isinstance(found, NoEstimate)


def test_too_few_observations_give_a_sentence() -> None:
    found = fit(Moments.of(np.column_stack([np.ones(4), np.arange(4.0)]), np.arange(4.0)), 1)
    assert found.why == "4 observations are too few to hold 1 other things fixed."


def test_few_clusters_are_flagged_and_one_gives_a_sentence() -> None:
    _, treatment, outcome, _ = drawn(4)
    found = fit(Moments.of(np.column_stack([np.ones(len(outcome)), treatment]), outcome), 1)
    few = clustered(found, 100.0, 12)
    assert few.few_clusters
    assert "Only 12 independent groups" in few.notes[0]
    assert not clustered(found, 100.0, 30).few_clusters
    assert clustered(found, 100.0, 1).value is None


def test_an_outcome_without_any_spread_has_no_interval() -> None:
    treatment = np.arange(40.0)
    found = classical(fit(Moments.of(np.column_stack([np.ones(40), treatment]), 2 * treatment + 1), 1))
    assert found.value == pytest.approx(2.0)
    assert found.low is None
    assert "no interval" in found.notes[0]


def test_rare_labels_share_a_column() -> None:
    found = factor("issue", np.arange(400), np.r_[np.full(300, 40.0), np.full(100, 2.0)])
    assert found.levels == 250
    assert found.folded == 400 - 249
    assert found.level.max() == 248


def test_groups_that_never_vary_give_a_sentence() -> None:
    rows = Rows({}, np.array([1.0, 1, 2, 2]), np.arange(4.0), np.array([1, 1, 2, 2]))
    assert "nothing to compare within one" in within_groups(rows).effect.why_not
    alone = Rows({}, np.array([1.0, 2]), np.arange(2.0), np.array([1, 2]))
    assert within_groups(alone).effect.why_not == "Nobody has two observations to compare."


def test_what_never_changes_within_a_group_takes_no_part() -> None:
    codes, treatment, outcome, group = drawn(5, n=300, groups=80)
    found = within_groups(Rows(codes, treatment, outcome, group))
    with_region = within_groups(Rows({**codes, "region": group % 5}, treatment, outcome, group))
    assert with_region.effect.value == pytest.approx(found.effect.value)
    assert with_region.effect.error == pytest.approx(found.effect.error)
