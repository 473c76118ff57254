"""Two groups side by side: how their journeys differ, with intervals, and nothing where there are too few."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.engine import Answer, Database
from core.errors import DataBusyError
from core.numbers.means import Sums, welch
from core.numbers.proportions import Interval, newcombe
from core.paths.contract import Contract
from core.paths.group import CompareQuestion
from core.paths.variants import SMALL_SAMPLE, sequence_text
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.text import NOT_GIVEN, counted

_SHOWN = 15
_ATTEMPTS = 5


@dataclass(frozen=True)
class _Metric:
    """A mean or share to compare: `column` names its columns in compare_sums.sql, `known` what it is counted over."""

    name: str
    label: str
    unit: str
    direction: str
    column: str
    known: str


_METRICS = (
    _Metric("mean_channels_used", "Channels used", "channels", "lower", "channels_used", "journeys"),
    _Metric("mean_interactions", "Interactions per journey", "interactions", "lower", "interactions", "journeys"),
    _Metric("mean_duration_seconds", "Duration", "seconds", "lower", "duration", "journeys"),
    _Metric("mean_cost", "Cost per journey", "currency", "lower", "cost", "cost_known"),
    _Metric("mean_handle_seconds", "Handle time per journey", "seconds", "lower", "handle", "handle_known"),
    _Metric("mean_csat", "Mean CSAT answer", "points", "higher", "csat", "csat_known"),
    _Metric("mean_ces", "CES", "points", "higher", "ces", "ces_known"),
    _Metric("resolved_share", "Resolved", "share", "higher", "resolved", "resolved_known"),
    _Metric("contained_share", "Containment", "share", "higher", "contained", "contained_known"),
    _Metric("repeat_share", "Repeat rate", "share", "lower", "repeated", "repeated_known"),
)


@dataclass(frozen=True)
class Comparison:
    """What two groups have, and their difference a - b with its 95 % interval.

    `metrics`: name, label, unit (share, seconds, currency, ...), a, b, difference, low, high, n_a, n_b, too_few,
    direction (which is better: higher or lower). `shares`: part (step, move, variant), position (of a step, else 0),
    label, a_share, b_share, difference, low, high, n_a, n_b, too_few; up to 15 of each part and position. A step's
    share is of all journeys of the group, a move's of those that make it at least once. Where a group has fewer than 30
    journeys with a known value `too_few` is True and the numbers are None. Shares by Newcombe, means by Welch; each
    interval stands alone: of twenty, one may miss by chance.
    """

    metrics: pd.DataFrame
    shares: pd.DataFrame
    journeys_a: int
    journeys_b: int
    contract: Contract
    answer: Answer
    answer_b: Answer


def compare(database: Database, scope: Scope, question: CompareQuestion) -> Comparison:
    """Answer a comparison."""
    withins = [Within(group.scope(scope), question.lens) for group in (question.a, question.b)]
    answers = _read(database, question, withins)
    sums = [answers["sums", place].records()[0] for place in (0, 1)]
    n_a, n_b = int(sums[0]["journeys"]), int(sums[1]["journeys"])
    names = {str(code): label for code, label in answers["labels", 0].rows.itertuples(index=False)}
    parts = [_part_counts(answers, place, names) for place in (0, 1)]
    return Comparison(
        metrics=pd.DataFrame([_metric(metric, sums[0], sums[1]) for metric in _METRICS]).astype(_NUMBERS),
        shares=_shares(parts[0], parts[1], n_a, n_b),
        journeys_a=n_a,
        journeys_b=n_b,
        contract=_contract(scope, question, n_a, n_b),
        answer=answers["sums", 0],
        answer_b=answers["sums", 1],
    )


_NUMBERS = dict.fromkeys(("a", "b", "difference", "low", "high"), "float64")


def _read(database: Database, question: CompareQuestion, withins: list[Within]) -> dict[tuple[str, int], Answer]:
    """Read both groups: first everything but variants, then the variants most frequent in either group, in both."""
    values = {"steps": question.steps, "kind": question.lens.by, "lens": question.lens.name, "limit": _SHOWN}
    files = {"sums": "compare_sums.sql", "steps": "compare_steps.sql", "top": "compare_variants.sql"}
    asked = {
        (name, place): Ask(within, query(__package__, file), values)
        for name, file in files.items()
        for place, within in enumerate(withins)
    }
    asked["labels", 0] = Ask(withins[0], query(__package__, "labels.sql"), values)
    for _ in range(_ATTEMPTS):
        found = dict(zip(asked, ask_all(database, list(asked.values())), strict=True))
        codes = {int(code) for place in (0, 1) for code in found["top", place].rows.variant_code}
        chosen = [Within(within.scope, within.lens, tuple(sorted(codes))) for within in withins]
        text = query(__package__, "compare_variants.sql")
        both = ask_all(database, [Ask(within, text, {**values, "limit": len(codes)}) for within in chosen])
        if both[0].data_version == found["sums", 0].data_version:
            return found | {("variants", place): answer for place, answer in enumerate(both)}
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _metric(metric: _Metric, a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
    n_a, n_b = int(a[metric.known]), int(b[metric.known])
    too_few = min(n_a, n_b) < SMALL_SAMPLE
    found: tuple[float | None, float | None, Interval | None] = (None, None, None)
    if not too_few and metric.unit == "share":
        count_a, count_b = int(a[metric.column]), int(b[metric.column])
        found = (count_a / n_a, count_b / n_b, newcombe(count_a, n_a, count_b, n_b))
    elif not too_few:
        sums_a, sums_b = (
            Sums(n, float(group[metric.column]), float(group[f"{metric.column}_squares"]))
            for n, group in ((n_a, a), (n_b, b))
        )
        found = (sums_a.mean, sums_b.mean, welch(sums_a, sums_b))
    row = {"name": metric.name, "label": metric.label, "unit": metric.unit, "a": found[0], "b": found[1]}
    return row | _difference(found[2]) | {"n_a": n_a, "n_b": n_b, "too_few": too_few, "direction": metric.direction}


def _difference(found: Interval | None) -> dict[str, float | None]:
    if found is None:
        return {"difference": None, "low": None, "high": None}
    return {"difference": found.value, "low": found.low, "high": found.high}


_Part = tuple[str, int, str, str]  # part, position, label, and the codes that tell apart what shares a label


def _part_counts(answers: Mapping[tuple[str, int], Answer], place: int, names: Mapping[str, str]) -> dict[_Part, int]:
    counts: dict[_Part, int] = {}
    for row in answers["steps", place].records():
        labels = [row["source_label"] or NOT_GIVEN, row["target_label"] or NOT_GIVEN]
        label = " > ".join(labels) if row["part"] == "move" else labels[0]
        counts[row["part"], int(row["position"]), label, f"{row['source']} {row['target']}"] = int(row["journeys"])
    for row in answers["variants", place].records():
        key = ("variant", 0, sequence_text(row["sequence"], names), str(row["variant_code"]))
        counts[key] = int(row["journeys"])
    return counts


def _shares(a: Mapping[_Part, int], b: Mapping[_Part, int], n_a: int, n_b: int) -> pd.DataFrame:
    too_few = min(n_a, n_b) < SMALL_SAMPLE
    order = {"step": 0, "move": 1, "variant": 2}
    keys = sorted(
        set(a) | set(b), key=lambda key: (order[key[0]], key[1], -(a.get(key, 0) + b.get(key, 0)), key[2], key[3])
    )
    rows: list[dict[str, Any]] = []
    shown: dict[tuple[str, int], int] = {}
    for key in keys:
        shown[key[:2]] = shown.get(key[:2], 0) + 1
        if shown[key[:2]] > _SHOWN:
            continue
        count_a, count_b = a.get(key, 0), b.get(key, 0)
        found = None if too_few else newcombe(count_a, n_a, count_b, n_b)
        row = {"part": key[0], "position": key[1], "label": key[2]}
        row |= {"a_share": None if too_few else count_a / n_a, "b_share": None if too_few else count_b / n_b}
        rows.append(row | _difference(found) | {"n_a": n_a, "n_b": n_b, "too_few": too_few})
    columns = ("part", "position", "label", "a_share", "b_share", "difference", "low", "high", "n_a", "n_b", "too_few")
    numbers = dict.fromkeys(("a_share", "b_share", "difference", "low", "high"), "float64")
    return pd.DataFrame(rows, columns=list(columns)).astype(numbers)


def _contract(scope: Scope, question: CompareQuestion, n_a: int, n_b: int) -> Contract:
    groups = ((question.a, n_a), (question.b, n_b))
    words = [f"{group.label}: {counted(n, 'journey')} ({group.scope(scope).describe()})" for group, n in groups]
    return Contract(
        unit="journeys",
        denominator="; ".join(words),
        coverage="100 % of both groups",
        window=f"whole journeys; paths up to step {question.steps}"
        + ("; repeats count once" if question.lens.collapse else ""),
        other=f"beyond the {_SHOWN} most frequent of each kind; below n = {SMALL_SAMPLE} nothing is shown",
    )
