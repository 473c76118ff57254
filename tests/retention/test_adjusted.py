"""Like compared with like, by hand and by a second computation; what can't be compared gets a sentence."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.held_fixed import Difference, Observed, linear_difference
from core.numbers.unavailable import Unavailable
from core.retention.adjusted import adjusted
from core.retention.findings import adjusted_finding
from core.retention.question import RetentionQuestion
from core.scope import Scope
from tests.retention.conftest import Build, Stay

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "customers")


def group(issue: str, path: str, count: int, left: int) -> list[Stay]:
    more = (("issue", issue),)
    return [Stay(f"{issue}{len(path)}{place}", left=50 if place < left else None, path=path, more=more)
            for place in range(count)]  # fmt: skip


def confounded() -> list[Stay]:
    """Easy: 10 % leave at one channel, 20 % at two. Hard: 40 % and 50 %, and mostly two channels. 10 points each."""
    easy = [*group("Easy", "phone", 80, 8), *group("Easy", "phone > chat", 20, 4)]
    return [*easy, *group("Hard", "phone", 20, 8), *group("Hard", "phone > chat", 80, 40)]


def test_the_difference_with_the_issue_held_fixed(stays: Build) -> None:
    found = adjusted(stays(confounded()).database, Scope(), QUESTION)
    assert isinstance(found.adjusted, Difference)
    assert found.adjusted.estimate.value == pytest.approx(-0.10)
    assert found.raw.estimate.value == pytest.approx(-(44 / 100 - 16 / 100))
    assert found.ladder.grade.tolist() == ["raw", "adjusted", "adjusted", "adjusted"]
    assert (found.figure.grade, found.figure.evidence, found.figure.n) == ("adjusted", "measured", 200)
    assert found.figure.haircut_share < found.raw_figure.haircut_share
    assert "2025-01-01" in found.contract.line()
    assert "associated, not caused" in adjusted_finding(found).text()


def test_a_second_computation_agrees() -> None:
    rng = np.random.default_rng(1)
    n = 900
    frame = pd.DataFrame(
        {
            "x": rng.integers(0, 4, n),
            "g": rng.integers(0, 5, n),
            "h": rng.integers(0, 3, n),
            "c": rng.integers(0, 300, n),
        }
    )
    frame["y"] = (rng.random(n) < 0.8 - 0.05 * frame.x - 0.05 * frame.g).astype(float)
    seen = Observed(
        frame.y.to_numpy(),
        frame.x.to_numpy(float),
        {"g": frame.g.to_numpy(), "h": frame.h.to_numpy()},
        frame.c.to_numpy(),
    )
    found = linear_difference(seen)
    other = smf.ols("y ~ x + C(g) + C(h)", frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame.c, "use_correction": False}
    )
    assert found.estimate.value == pytest.approx(other.params["x"])
    customers = frame.c.nunique()
    assert found.error == pytest.approx(other.bse["x"] * np.sqrt(customers / (customers - 1)))


def test_those_not_observed_long_enough_are_left_out_and_counted(stays: Build) -> None:
    late = [Stay(f"late{place}", day=300, left=20) for place in range(25)]
    found = adjusted(stays([*confounded(), *late]).database, Scope(), QUESTION)
    assert (found.too_late, found.adjusted.estimate.n, found.journeys) == (25, 200, 225)
    assert found.last_used_on == date(2025, 1, 1)
    assert "Left out: 25 journeys" in " ".join(found.notes)


def test_other_estimators_can_be_set_beside_it(stays: Build) -> None:
    def half(observed: Observed) -> Difference | Unavailable:
        one = linear_difference(observed)
        assert isinstance(one, Difference)
        return replace(one, estimate=Estimate(one.estimate.value / 2, None, None, observed.n))

    found = adjusted(stays(confounded()).database, Scope(), QUESTION, {"Half of it": ("within customers", half)})
    row = found.ladder.set_index("method").loc["Half of it"]
    assert (row.difference, row.grade) == (pytest.approx(-0.05), "within customers")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Stay(f"c{place}", left=50 if place < 9 else None) for place in range(40)], "nothing varies"),
        (
            group("Easy", "phone", 40, 0) + group("Easy", "phone > chat", 40, 0) + [Stay("x", day=390, left=1)],
            "nobody left",
        ),
        ([Stay("x", day=390, left=1)], "too few journeys"),
    ],
    ids=["one channel only", "nobody left", "nobody observed"],
)
def test_what_cannot_be_compared_gets_a_sentence(stays: Build, rows: list[Stay], words: str) -> None:
    question = replace(QUESTION, period_to=date(2026, 12, 31))
    found = adjusted(stays(rows).database, Scope(), question)
    assert isinstance(found.adjusted, Unavailable)
    assert words in found.adjusted.reason
    assert found.figure is None
    assert "No difference per extra channel can be given." in adjusted_finding(found).text()


def test_a_horizon_within_the_silence_is_refused(stays: Build) -> None:
    office = stays([Stay("a"), Stay("b")])
    with pytest.raises(InvalidInputError, match="at least 200 days"):
        adjusted(office.database, Scope(), replace(QUESTION, inactive_days=200))
