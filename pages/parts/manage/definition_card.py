"""One metric of the glossary in full: what is agreed about it, where it stands now, and its versions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.glossary.metric import Metric
from core.glossary.shipped import statement
from core.glossary.table import DIRECTIONS, parameter_words
from core.glossary.versions import Version, versions
from core.glossary.words import interval, target, written
from core.wording import count, day, plain
from pages.parts import cached_scorecard, dataset_picker, navigation, page, show
from pages.parts.manage.workspace import workspace
from pages.parts.view import View, current_scope


def card(metric: Metric, metrics: Mapping[str, Metric], currency: str) -> None:
    """Show what is agreed about a metric."""
    st.header(plain(metric.name), anchor=False)
    st.markdown(plain(metric.meaning))
    with st.container(horizontal=True, gap="small"):
        st.badge(f"Version {metric.version}", icon=":material/history:", color="gray")
        st.badge(f"Holds from {day(metric.since)}", icon=":material/event:", color="gray")
        st.badge(plain(f"{metric.side}, {metric.level}"), icon=":material/category:", color="gray")
    _now(metric, currency)
    lines = {
        "Formula": metric.formula,
        "Which way is better": DIRECTIONS[metric.direction],
        "Owner": metric.owner,
        "Target": f"{target(metric, currency)}. {metric.target.basis}",
        "Why this version": metric.reason,
    }
    found = [f"- **{name}:** {plain(text)}" for name, text in lines.items()]
    st.markdown("\n".join(found + [f"- **Set by the office:** {plain(one)}" for one in parameter_words(metric)]))
    _beside(metric, metrics)
    with st.expander("The query that counts it", icon=":material/code:", key="definition_sql"):
        st.code(statement(metric), language="sql", height=320)


def _now(metric: Metric, currency: str) -> None:
    """Say what the metric is now in what the person looks at, with a link to the scorecard."""
    dataset = dataset_picker.current()
    if dataset is None or not dataset.journeys:
        st.caption("There is no data here yet, so there is no figure to show.")
        return
    line = cached_scorecard.scorecard(View(dataset, current_scope()), "month").of(metric.code)
    if line.latest is None:
        st.markdown(f"Now **not available**: {plain(line.why_not)}")
    else:
        one = line.latest.estimate
        span = "" if one.low is None else f"(95 % interval {interval(metric.unit, one, currency)}), "
        st.markdown(
            f"In {line.latest.period.first_day:%B %Y}: **{plain(written(metric.unit, one.value, currency))}**"
            f" {plain(span)} n = {count(one.n)}, in what the sidebar shows."
        )
    if navigation.exists("scorecard"):
        _link("scorecard", metric.code, "See its course on the scorecard", "monitoring")


def _beside(metric: Metric, metrics: Mapping[str, Metric]) -> None:
    st.markdown("**Never read without**")
    with st.container(horizontal=True, gap="small"):
        for code in metric.co_indicators:
            _link("glossary", code, metrics[code].name, "link")


def _link(address: str, code: str, label: str, icon: str) -> None:
    query: dict[str, Any] = {**page.link_query(), "metric": code}
    st.page_link(navigation.page(address), label=plain(label), icon=f":material/{icon}:", query_params=query)


def history(metric: Metric) -> None:
    """Show the versions of a metric, the newest first: who, when, why, what differs, and which figures moved."""
    found = versions(workspace(), metric.code)
    rows = pd.DataFrame([_row(one) for one in found])
    config = {name: st.column_config.Column() for name in rows.columns}
    config["Why"] = st.column_config.TextColumn(width="large")
    show.table(rows, config, show.Choice(f"versions_{metric.code}_{len(found)}", "Versions of this definition"))
    for one in found[:-1]:
        with st.expander(
            f"What version {one.number} changed", icon=":material/difference:", key=f"version_{one.number}"
        ):
            _differences(metric, one)


def _row(one: Version) -> dict[str, object]:
    return {
        "Version": str(one.number),
        "Holds from": one.since,
        "Saved (UTC)": f"{one.changed_at:%Y-%m-%d %H:%M}" if one.changed_at else "as shipped",
        "By": one.changed_by or "as shipped",
        "Why": one.reason,
    }


def _differences(metric: Metric, one: Version) -> None:
    rows = pd.DataFrame(one.differences, columns=["Field", "Before", "After"])
    config = {name: st.column_config.TextColumn() for name in rows.columns}
    if one.differences:
        show.table(rows, config, show.Choice(f"differences_{metric.code}_{one.number}", "Changed fields"))
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in one.effect))
