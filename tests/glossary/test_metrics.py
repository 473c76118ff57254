"""The shipped glossary is whole, and an unfinished definition is refused with a sentence."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.glossary
from core.errors import InvalidInputError
from core.glossary.metric import Metric, Parameter, Target
from core.glossary.reported import Report, ReportedMonth
from core.glossary.shipped import shipped, statement

WANTED = {
    "volume", "cost_per_resolution", "fcr", "containment", "transfer_rate", "channels_used", "repeat_rate",
    "handle_time", "cycle_time", "backlog_age", "sla_compliance", "csat", "ces", "nps", "retention", "abandonment",
    "qa_pass", "exception_rate", "field_completion", "rework",
}  # fmt: skip


def test_every_metric_is_there_with_every_field():
    assert set(shipped()) >= WANTED
    assert len({metric.name for metric in shipped().values()}) == len(shipped())
    for metric in shipped().values():
        for one in fields(Metric):
            assert getattr(metric, one.name) not in ("", None), (metric.code, one.name)


def test_no_field_of_the_dataclass_has_a_default():
    assert [one.name for one in fields(Metric) if repr(one.default) != repr(fields(Metric)[0].default)] == []


def test_handle_time_is_never_without_satisfaction():
    assert "csat" in shipped()["handle_time"].co_indicators
    assert "handle_time" in shipped()["csat"].co_indicators


@pytest.mark.parametrize("code", sorted(WANTED))
def test_the_query_of_a_metric_counts_it(code):
    metric = shipped()[code]
    text = statement(metric)
    if metric.sql == "reported":
        assert text.startswith("-- Reported")
        return
    needed = {"count": [""], "share": ["", "_of"], "mean": ["", "_of", "_squares"],
              "ratio": ["", "_of", "_squares", "_of_squares", "_products", "_n"]}[metric.statistic]  # fmt: skip
    for suffix in needed:
        assert f" as {code}{suffix}" in text, suffix


@pytest.mark.parametrize("missing", ["name", "meaning", "formula", "owner", "reason"])
def test_an_empty_field_is_refused(missing):
    with pytest.raises(InvalidInputError, match=f"has no {missing}"):
        replace(shipped()["csat"], **{missing: " "})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"co_indicators": ()}, "needs a co-indicator"),
        ({"co_indicators": ("csat",)}, "other than itself"),
        ({"direction": "context"}, "only context is watched"),
        ({"target": Target("reach", 80.0, "A slip.")}, "a share is 0 to 1"),
        ({"level": "high"}, "'level' of csat is 'high'"),
        ({"version": 0}, "count from 1"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(change, words):
    with pytest.raises(InvalidInputError, match=words):
        replace(shipped()["csat"], **change)


def test_a_target_to_reach_needs_a_value_and_one_to_hold_has_none():
    with pytest.raises(InvalidInputError):
        Target("reach", None, "because")
    with pytest.raises(InvalidInputError):
        Target("hold", 0.5, "because")


def test_only_what_counts_differently_moves_figures():
    metric = shipped()["sla_compliance"]
    assert metric.counts_like(replace(metric, owner="Somebody else", version=2))
    assert not metric.counts_like(metric.with_parameters({"wait_limit_seconds": 30.0}))


def test_the_file_has_no_field_the_reader_does_not_know():
    content = tomllib.loads((Path(core.glossary.__file__).parent / "metrics.toml").read_text(encoding="utf-8"))
    assert list(content) == list(shipped())


@given(st.dates().map(lambda day: day.replace(day=1)), st.integers(0, 500), st.integers(1, 500), st.integers(0, 9))
def test_a_report_comes_back_as_it_was_kept(month, part, more, version):
    report = Report("qa_pass", (ReportedMonth(month, part, part + more),), "QA tool", version)
    assert Report.from_dict(report.to_dict(), version) == report


def test_a_report_that_cannot_be_is_refused():
    first = ReportedMonth(shipped()["csat"].since.replace(day=1), 1, 2)
    with pytest.raises(InvalidInputError, match="is there twice"):
        Report("qa_pass", (first, first), "QA tool")
    with pytest.raises(InvalidInputError, match="3 of 2"):
        replace(first, part=3)
    with pytest.raises(InvalidInputError, match="first day of a month"):
        replace(first, month=first.month.replace(day=2))
    with pytest.raises(InvalidInputError):
        Parameter("limit", "A limit", -1.0)
