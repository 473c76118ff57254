"""The cards of the page on figures that move together: each with its picture, its table and its CSV."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.glossary.metric import Metric
from core.scorecard.course import Course, Courses
from core.scorecard.period import PeriodKind
from core.scorecard.together import Link, Links, TogetherQuestion, contract
from core.scorecard.together_words import (
    CAUTION,
    course_rows,
    lag_rows,
    link_rows,
    list_finding,
    pair_finding,
    point_rows,
    when,
)
from core.wording import count, day, plain
from pages.parts import show
from pages.parts.understand import together_charts as charts
from pages.parts.view import View

COLUMN = st.column_config


def _statistics(p_meaning: str) -> dict[str, Any]:
    """Return the columns of a correlation."""
    return {
        "r": show.column("correlation"),
        "low": show.column("low", unit="change"),
        "high": show.column("high", unit="change"),
        "n": show.column("pairs"),
        "n_effective": show.column("pairs_worth"),
        "p_adjusted": show.column("p_holm", more=p_meaning),
    }


def _value(one: Course, currency: str) -> Any:
    """Return the column of a figure's levels."""
    digits = 1 if one.metric.unit == "count" else None
    return show.column(one.metric.code, of=one.channel, digits=digits, currency=currency)


def _change(one: Course) -> Any:
    """Return the column of a figure's changes."""
    return show.column("figure_change", of=one.name, unit="points" if one.metric.unit == "share" else "change")


def lags(view: View, found: Courses, question: TogetherQuestion, link: Link) -> None:
    """Show the correlation at each lag."""
    with st.container(border=True):
        st.header("Which moves first?", anchor=False)
        st.caption(f"A is {plain(link.a.name)}; B is {plain(link.b.name)}. Bars are 95 % intervals of one lag each.")
        rows = lag_rows(link, found.kind)
        key = show.key_for("lags", view, question, found.kind, show.tone())
        if rows["r"].notna().any():
            name = f"{pair_finding(link, found.kind, changes=question.changes).text()} The table holds the numbers."
            show.drawn(charts.by_lag, rows, show.colours(), found.kind, key=key, name=name)
        config = {"when": COLUMN.TextColumn("B against A"), **_statistics("Over all lags of this pair.")}
        show.table(rows, config, show.Choice(f"rows_{key}", "Correlation by lag"), height=220)
        show.contract(contract(found, link, changes=question.changes))
        _csv(view, "correlation by lag", rows, question, found.kind)


def over_time(view: View, found: Courses, question: TogetherQuestion, link: Link) -> None:
    """Show both figures over time, and one against the other at the best lag."""
    rows, colours, currency = course_rows(found, link), show.colours(), view.dataset.currency
    sides = [("a", link.a, colours.series[0]), ("b", link.b, colours.series[1])]
    titles = [_titled(one.name, one.metric, currency) for _, one, _ in sides]
    with st.container(border=True):
        st.header("Both over time", anchor=False)
        for (side, one, colour), title in zip(sides, titles, strict=True):
            told = rows.rename(columns={side: "value"})[["first_day", "value"]]
            if one.known:
                st.caption(f"{side.upper()}: {plain(title)}")
                key = show.key_for(f"course_{side}", view, question, found.kind, show.tone())
                name = f"{one.name} by {found.kind}; the table holds the numbers."
                show.drawn(charts.course, told, colour, one.metric, key=key, name=name)
            else:
                st.caption(f"{plain(one.name)} is not available. {plain(one.why_not)}")
        config = {"first_day": COLUMN.TextColumn(f"{found.kind.capitalize()} from")}
        config |= {side: _value(one, currency) for side, one, _ in sides}
        key = show.key_for("course_rows", view, question, found.kind)
        show.table(_with_days(rows), config, show.Choice(key, f"Both figures by {found.kind}"), height=220)
        _csv(view, "both over time", rows, question, found.kind)
    _scatter(view, found, question, link, titles)


def _scatter(view: View, found: Courses, question: TogetherQuestion, link: Link, titles: list[str]) -> None:
    if link.best is None:
        return
    lag = link.best.lag
    with st.container(border=True):
        st.header("One against the other", anchor=False)
        what = "change" if question.changes else "level"
        st.caption(f"Each dot is a {found.kind}'s {what} of A, and the {what} of B {when(lag, found.kind)}.")
        rows = point_rows(found, link, lag, changes=question.changes)
        shown = [f"{what.capitalize()} of {title}" for title in titles]
        key = show.key_for("against", view, question, found.kind, show.tone())
        name = f"{shown[1]} against {shown[0]}, {len(rows)} pairs; the table holds them."
        metrics = (link.a.metric, link.b.metric)
        show.drawn(
            charts.against,
            rows,
            show.colours(),
            metrics,
            (shown[0], shown[1]),
            key=key,
            name=name,
            changes=question.changes,
        )
        config: dict[str, Any] = {"first_day": COLUMN.TextColumn("A from")}
        for side, one in (("a", link.a), ("b", link.b)):
            config[side] = _change(one) if question.changes else _value(one, view.dataset.currency)
        show.table(_with_days(rows), config, show.Choice(f"rows_{key}", "Pairs behind the correlation"), height=220)


def strongest(
    view: View, found: Links, question: TogetherQuestion, kind: PeriodKind, choose: Callable[..., None]
) -> None:
    """Show all pairs of the two channels; choosing a row hands it to `choose` as metric codes and channels."""
    with st.container(border=True):
        where = " and ".join(
            dict.fromkeys(plain(one or "all channels") for one in (question.channel_a, question.channel_b))
        )
        st.header("All pairs", anchor=False)
        st.markdown(f"On {where}: {list_finding(found).markdown()}")
        rows = link_rows(found, kind)
        if rows.empty:
            return
        st.caption("Choose a row to see that pair above. What is not beyond noise is listed, and is no finding.")
        pairs = list(zip(rows["a_code"], rows["b_code"], strict=True))
        wanted = {(question.a, question.b)}
        if question.channel_a == question.channel_b:
            wanted.add((question.b, question.a))
        chosen = tuple(place for place, one in enumerate(pairs) if one in wanted)
        key = show.key_for("pairs", view, question, kind)

        def on_select() -> None:
            picked = st.session_state[key]["selection"]["rows"]
            if picked and picked[0] < len(rows):
                choose(rows.iloc[picked[0]])

        config = {
            "a": COLUMN.TextColumn("A"),
            "b": COLUMN.TextColumn("B"),
            "at_once": show.column("correlation", of=f"same {kind}"),
            "when": COLUMN.TextColumn("Best lag: B against A", help="The lag least likely to be noise."),
            **_statistics("Over every lag of every pair of this list."),
            "reading": COLUMN.TextColumn("Reading", width="large"),
        }
        show.table(rows, config, show.Choice(key, "All pairs", "single-row", chosen, on_select), height=420)
        st.caption(
            f"p is adjusted over all {count(found.looked_at)} correlations of this list. Looking through lists of "
            "other channels too looks at more than that."
        )
        _csv(view, "all pairs", rows, question, kind)


def caution() -> None:
    """Say what a correlation doesn't tell."""
    with st.container(border=True):
        st.header("Associated, not caused", anchor=False)
        for sentence in CAUTION:
            st.markdown(plain(sentence))


def _with_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as a table shows them: days in words, unknown as empty numbers."""
    return rows.assign(first_day=rows["first_day"].map(day), a=rows["a"].astype(float), b=rows["b"].astype(float))


def _titled(name: str, metric: Metric, currency: str) -> str:
    unit = charts.unit_of(metric, currency)
    return f"{name}, {unit}" if unit else name


def _csv(view: View, name: str, rows: pd.DataFrame, *parts: object) -> None:
    show.csv_button(
        "As CSV",
        lambda: frame_csv(rows),
        f"{name}.csv",
        key=show.key_for(f"csv_{name}", view, *parts),
        help="Every row with every number, safe to open in a spreadsheet.",
    )
