"""One metric in full: its control chart, the signals, what changed, what must be read beside it, its definition."""

import pandas as pd
import streamlit as st

from core.contract import Contract
from core.glossary.metric import Metric
from core.glossary.words import MOVEMENTS, target, written
from core.scorecard.changed import DIMENSIONS
from core.scorecard.findings import changed_finding, line_finding, period_words, span_words
from core.scorecard.line import Line
from core.scorecard.scorecard import Scorecard
from core.text import listed
from core.wording import count, day, plain
from pages.parts import cached_scorecard, navigation, page, show
from pages.parts.scorecard import charts
from pages.parts.view import View

MOST_PARTS = 3


def detail(view: View, card: Scorecard, line: Line) -> None:
    """Show everything about one metric of the scorecard."""
    currency = view.dataset.currency
    st.header(plain(line.metric.name), anchor=False)
    st.markdown(line_finding(line, currency).markdown())
    beside(card, line, currency)
    if line.judged:
        name = f"{line.metric.name} by {card.kind} with control limits; the table below holds the same."
        key = show.key_for("control", view, line.metric.code, card.kind)
        show.drawn(charts.control_chart, line, currency, show.colours(), key=key, name=name)
        st.caption(
            "Band: control limits; dashed: centre"
            + ("; teal: target." if line.metric.target.value is not None else ".")
        )
        show.contract(contract(card, line))
        signals(view, line)
    changed(view, card, line)
    definition(line.metric, currency)


def beside(card: Scorecard, line: Line, currency: str) -> None:
    """Show the co-indicators: no figure is read alone."""
    told = []
    for code in line.metric.co_indicators:
        other = card.of(code)
        value = written(other.metric.unit, other.latest.estimate.value if other.latest else None, currency)
        told.append(f"**{plain(other.metric.name)}** {plain(value)}, {MOVEMENTS[other.movement]}")
    st.markdown("Read beside it: " + " · ".join(told))


def contract(card: Scorecard, line: Line) -> Contract:
    """Return the contract line of the control chart."""
    metric, left_out = line.metric, len(line.readings) - len(line.judged)
    of = {"customers": "customers", "reported": "reported cases"}.get(metric.sql, "journeys")
    return Contract(
        unit=f"{metric.name} by {card.kind}" + (", a day" if metric.statistic == "count" else ""),
        denominator=f"{count(sum(one.estimate.n for one in line.judged))} " + f"{of} with a known value",
        coverage=f"{count(len(line.judged))} of {count(len(line.readings))} whole periods",
        window=span_words([one.period for one in line.judged]),
        other=f"{count(left_out)} periods that are not settled or rest on under 30 observations"
        if left_out
        else "nothing",
    )


def signals(view: View, line: Line) -> None:
    """Show which control rules were broken and when, and the chart's rows."""
    if line.chart is None:
        st.caption("Fewer than 8 periods, or no spread: no control limits yet.")
    elif not line.signals:
        st.caption("No control rule is broken: what varies here is the ordinary noise of this figure.")
    else:
        rows = pd.DataFrame(
            [
                (
                    one.rule.words,
                    period_words(line.judged[one.first].period),
                    period_words(line.judged[one.last].period),
                )
                for one in line.signals
            ],
            columns=["Rule broken", "From", "To"],
        )
        config = {name: st.column_config.TextColumn() for name in rows.columns}
        show.table(rows, config, show.Choice(show.key_for("signals", view, line.metric.code), "Control rules broken"))
    with show.folded("The periods as a table", key="periods") as is_open:
        if not is_open:
            return
        rows = charts.chart_rows(line, view.dataset.currency)
        columns = {"period": "Period", "value": line.metric.name, "interval": "95 % interval", "rule": "Rule broken"}
        config = {name: st.column_config.TextColumn(title) for name, title in columns.items()}
        show.table(rows, config, show.Choice(show.key_for("periods", view, line.metric.code), "Periods"))


def changed(view: View, card: Scorecard, line: Line) -> None:
    """Show what contributed to the change from the earlier to the recent periods."""
    st.subheader("What changed", anchor=False)
    found = cached_scorecard.changed(view, card, line)
    if found is None:
        st.caption("There are no earlier periods to compare with, or the figure is reported without groups.")
        return
    st.markdown(changed_finding(found, view.dataset.currency).markdown())
    rows = charts.contribution_rows(found, MOST_PARTS, view.dataset.currency)
    if rows.empty:
        return
    name = f"What each part added to the change of {line.metric.name}; the table below holds the same."
    key = show.key_for("changed", view, line.metric.code, card.kind)
    show.drawn(charts.contributions, rows, show.colours(), key=key, name=name)
    st.caption(
        f"The {MOST_PARTS} largest parts by {listed(list(DIMENSIONS.values()))}; all parts of one of them add up to "
        "the change. Orange: its own figure moved beyond its own noise (Holm, 5 %). Associated, not caused."
    )
    titles = {
        "part": "Part", "change": "Added", "rate_told": "By its own figure", "mix_told": "By its weight",
        "before": "Before", "after": "Recent",
    }  # fmt: skip
    config = {name: st.column_config.TextColumn(title) for name, title in titles.items()}
    with show.folded("The parts as a table", key="parts") as is_open:
        if is_open:
            show.table(rows, config, show.Choice(f"{key}_table", "What changed"))


def definition(metric: Metric, currency: str) -> None:
    """Say what the figure means, who answers for it and what it should be."""
    st.subheader("What it means", anchor=False)
    st.markdown(
        f"{plain(metric.meaning)} **Formula**: {plain(metric.formula)}.\n\n"
        f"**Target**: {plain(target(metric, currency))}. {plain(metric.target.basis)} **Owner**: {plain(metric.owner)} "
        f"· version {metric.version} since {day(metric.since)} · {metric.level}"
    )
    if navigation.exists("glossary"):
        query = {**page.link_query(), "metric": metric.code}
        st.page_link(
            navigation.page("glossary"), label="Its definition and versions", icon=":material/menu_book:",
            query_params=query,
        )  # fmt: skip
