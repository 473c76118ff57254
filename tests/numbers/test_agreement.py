"""Krippendorff's alpha as published, by a second way, and laws that it must keep."""

import time
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.agreement import LEVELS, Level, krippendorff_alpha, reliability

Rows = list[list[float | None]]
N = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A to E
BINARY: Rows = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NOMINAL: Rows = [[float("abcde".index(one)) for one in row] for row in ("aabbdcccedda", "babbbccceddd")]
FOUR: Rows = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(
    ("rows", "level", "value"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_as_published(rows: Rows, level: Level, value: float) -> None:
    found = krippendorff_alpha(rows, level)
    assert found.value is not None
    assert round(found.value, 3) == value
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


def test_what_it_rests_on() -> None:
    found = krippendorff_alpha(FOUR, "nominal")
    assert (found.units, found.units_left_out, found.raters, found.pairable) == (11, 1, 4, 40)
    assert found.draws + found.draws_left_out == 2000


def pair_by_pair(rows: Rows, level: Level) -> float | None:
    """Compute alpha from every ordered pair of values, without a coincidence matrix."""
    units = [[value for value in column if value is not None] for column in zip(*rows, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    if len(set(values)) < 2:
        return None

    def apart(a: float, b: float) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        if level == "ratio":
            return ((a - b) / (a + b)) ** 2 if a + b else 0.0
        low, high = min(a, b), max(a, b)
        ends = (values.count(a) + values.count(b)) / 2
        return (sum(low <= value <= high for value in values) - ends) ** 2 if a != b else 0.0

    observed = sum(sum(apart(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units) / len(values)
    expected = sum(apart(a, b) for a, b in permutations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


@st.composite
def ratings(draw: st.DrawFn) -> Rows:
    units, raters = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    row = st.lists(st.sampled_from([None, 0.0, 1.0, 2.0, 4.0]), min_size=units, max_size=units)
    return draw(st.lists(row, min_size=raters, max_size=raters))


@settings(deadline=None)
@given(ratings(), st.sampled_from(LEVELS))
def test_pair_by_pair(rows: Rows, level: Level) -> None:
    found = krippendorff_alpha(rows, level, draws=0)
    assert found.value == (None if pair_by_pair(rows, level) is None else pytest.approx(pair_by_pair(rows, level)))
    assert (found.value is None) == bool(found.why_not)


@settings(deadline=None, max_examples=50)
@given(ratings(), st.sampled_from(LEVELS), st.randoms())
def test_the_order_of_raters_and_units_tells_nothing(rows: Rows, level: Level, random: object) -> None:
    def shuffled(items: list[list[float | None]]) -> list[list[float | None]]:
        random.shuffle(items)  # type: ignore[attr-defined]
        return items

    columns = shuffled([list(column) for column in zip(*rows, strict=True)])
    other = shuffled([list(row) for row in zip(*columns, strict=True)])
    assert krippendorff_alpha(rows, level, draws=50) == krippendorff_alpha(other, level, draws=50)


@settings(deadline=None)
@given(ratings())
def test_relabelling(rows: Rows) -> None:
    any_names = {None: None, 0.0: 9.0, 1.0: 3.0, 2.0: 7.0, 4.0: 1.0}
    same_order = {None: None, 0.0: 1.0, 1.0: 10.0, 2.0: 11.0, 4.0: 500.0}
    for level, names in (("nominal", any_names), ("ordinal", same_order)):
        renamed = [[names[value] for value in row] for row in rows]
        before, after = (krippendorff_alpha(one, level, draws=0).value for one in (rows, renamed))
        assert after == (None if before is None else pytest.approx(before))


@pytest.mark.parametrize("level", LEVELS)
def test_perfect_agreement_and_systematic_disagreement(level: Level) -> None:
    assert krippendorff_alpha([[1, 2, 3, 4]] * 3, level).value == 1
    opposed = krippendorff_alpha([[1, 5, 1, 5], [5, 1, 5, 1]], level).value
    assert opposed is not None
    assert opposed < -0.5


def test_undefined_says_why() -> None:
    assert "No unit" in krippendorff_alpha([[1, 2, 3]], "ordinal").why_not
    found = krippendorff_alpha([[1, 1, None], [1, 1, 2]], "ordinal")
    assert (found.value, found.low, found.units, found.units_left_out) == (None, None, 2, 1)
    assert "the same" in found.why_not


def test_no_interval_where_none_is_honest() -> None:
    one_unit = krippendorff_alpha([[1], [2]], "nominal")
    assert one_unit.value is not None
    assert (one_unit.low, one_unit.draws) == (None, 0)
    # one unit of six differs: a third of the draws never see it, and have no variation
    rare = krippendorff_alpha([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 2]], "nominal")
    assert rare.low is None
    assert rare.draws_left_out > 500
    assert rare.draws + rare.draws_left_out == 2000


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_the_interval_covers(level: Level) -> None:
    random = np.random.default_rng(7)

    def sample(units: int) -> Rows:
        truth = random.integers(0, 3, units)
        noise = random.integers(0, 3, (6, units))
        rows: Rows = np.where(random.random((6, units)) < 0.7, truth, noise).astype(float).tolist()
        return rows

    true = krippendorff_alpha(sample(20_000), level, draws=0).value
    found = [krippendorff_alpha(sample(30), level, draws=400, seed=seed) for seed in range(300)]
    covered = sum(one.low <= true <= one.high for one in found if one.low is not None and true and one.high) / len(
        found
    )
    assert 0.89 <= covered <= 0.99


def test_quick() -> None:
    rows = np.random.default_rng(0).integers(0, 3, (30, 30)).tolist()
    krippendorff_alpha(rows, "ordinal")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        krippendorff_alpha(rows, "ordinal")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


@pytest.mark.parametrize(
    ("rows", "level", "more", "words"),
    [
        ([], "nominal", {}, "no ratings"),
        ([[]], "nominal", {}, "no ratings"),
        ([[1, 2], [1]], "nominal", {}, "every unit"),
        ([[1, float("nan")]], "nominal", {}, "finite"),
        ([[-1, 1], [1, 1]], "ratio", {}, "negative"),
        ([[1, 2]], "metric", {}, "level"),
        ([[1, 2]], "nominal", {"confidence": 1}, "confidence"),
        ([[1, 2]], "nominal", {"draws": -1}, "draws"),
    ],
)
def test_bad_input(rows: Rows, level: Level, more: dict[str, int], words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        krippendorff_alpha(rows, level, **more)


def test_cut_offs() -> None:
    assert [reliability(one) for one in (-0.2, 0.666, 0.667, 0.799, 0.8)] == [
        "not reliable", "not reliable", "tentative", "tentative", "reliable",
    ]  # fmt: skip
