"""The cards of the page on retention: each with its picture, its table and its CSV."""

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.retention.at_risk import AtRisk
from core.retention.calculate import AssumedValue
from core.retention.cohorts import Cohorts
from core.retention.curves import Retention
from core.retention.drivers import Drivers
from core.retention.findings import (
    adjusted_finding,
    at_risk_finding,
    cohorts_finding,
    drivers_finding,
    retention_finding,
    speed_finding,
)
from core.retention.question import RetentionQuestion
from core.text import capital
from core.wording import count, money, money_range, number, p_value, percent, plain
from pages.parts import cached_retention, show
from pages.parts.cached_retention import Models
from pages.parts.value import retention_charts as charts
from pages.parts.view import View

COLUMN = st.column_config


def curves(view: View, found: Retention) -> None:
    """Show who stays, by group, with the rates at each horizon and what is published."""
    st.markdown(retention_finding(found).markdown())
    if not found.curves.empty:
        key = show.key_for("curves", view, found.question, show.tone())
        show.drawn(charts.curves, found.curves, show.colours(), found.question.horizon_days,
                   key=key, name="Share still a customer by day and group")  # fmt: skip
    if found.test is not None:
        st.caption(
            f"Log-rank test that the curves are one: {number(found.test.statistic, 2)}, {p_value(found.test.p)}."
        )
    config = {
        "label": COLUMN.TextColumn("Group"),
        "horizon_days": show.column("days_after"),
        "retained_share": show.column("retention"),
        "low": show.column("low", unit="share"),
        "high": show.column("high", unit="share"),
        "journeys": show.column("counted"),
        "followed": show.column("followed"),
        "left": show.column("left"),
        "note": COLUMN.TextColumn("Note"),
    }
    show.table(
        found.table,
        config,
        show.Choice(show.key_for("rates", view, found.question), "Retention at each horizon"),
        height=300,
    )
    for one in found.beside:
        st.caption(plain(f"Benchmark, {one.label}: {one.published} ({one.source}). {one.traps[0]}"))
    _end(view, "retention", found.table, found.notes)
    show.contract(found.contract)


def adjusted(view: View, models: Models) -> None:
    """Show the difference per extra channel by every method, what something unseen would take, and the speed."""
    found, speed = models
    st.markdown(adjusted_finding(found).markdown())
    rows = found.ladder.assign(
        label=found.ladder["method"], kind=["raw" if g == "raw" else "adjusted" for g in found.ladder["grade"]]
    )
    if rows["difference"].notna().any():
        key = show.key_for("difference", view, found.question, show.tone())
        show.drawn(charts.differences, rows, show.colours(), key=key, name="Difference per extra channel")
    config = {
        "method": COLUMN.TextColumn("Held fixed"),
        "difference": show.column("difference", unit="points"),
        "low": show.column("low", unit="points"),
        "high": show.column("high", unit="points"),
        "journeys": show.column("journeys"),
        "customers": show.column("customers"),
        "grade": COLUMN.TextColumn("Grade"),
        "note": COLUMN.TextColumn("Note"),
    }
    show.table(found.ladder, config, show.Choice(show.key_for("ladder", view, found.question), "Differences"))
    for sentence in found.unseen.sentences if found.unseen else ():
        st.markdown(plain(sentence))
    st.markdown(speed_finding(speed).markdown())
    _end(view, "difference per extra channel", found.ladder, (*found.notes, *speed.notes))
    show.contract(found.contract)


def at_risk(view: View, question: RetentionQuestion) -> AtRisk:
    """Show the money at risk by journey type; a value for customers without one can be assumed."""
    currency = view.dataset.currency
    with (
        st.expander(
            "Assume a value for customers without one",
            st.session_state.get("assumed_value") is not None,
            icon=":material/edit:",
            key="assume_value",
        ),
        st.container(horizontal=True),
    ):
        meaning = "What one customer is worth a year, as margin: the value in the data is of a year, too."
        value = st.number_input(
            f"Value of a customer, {currency}",
            0.0,
            None,
            None,
            key="assumed_value",
            width=220,
            persist_state="session",
            help=meaning,
        )
        owner = st.text_input(
            "Who answers for it",
            key="assumed_owner",
            max_chars=80,
            width=220,
            persist_state="session",
            help="An assumption needs an owner.",
        )
    assumed = AssumedValue(float(value), owner) if value is not None and owner.strip() else None
    if value is not None and assumed is None:
        st.warning("An assumed value needs an owner: fill in who answers for it.", icon=":material/person:")
    found = cached_retention.at_risk(view, question, assumed)
    st.markdown(at_risk_finding(found).markdown())
    if found.rows["at_risk"].notna().any():
        key = show.key_for("at_risk", view, question, assumed, show.tone())
        show.drawn(charts.at_risk, found.rows, show.colours(), currency, key=key, name="Money at risk by journey type")
    config = {
        "issue": COLUMN.TextColumn("Journey type"),
        "at_risk": show.column("money_at_risk", currency=currency),
        "low": show.column("low", unit="money", currency=currency),
        "high": show.column("high", unit="money", currency=currency),
        "after_haircut": show.column("after_haircut", currency=currency),
        "customers": show.column("customers"),
        "extra_channels": show.column("extra_channels"),
        "valued_share": show.column("valued_share"),
    }
    show.table(
        found.rows, config, show.Choice(show.key_for("risk_rows", view, question), "Money at risk by journey type")
    )
    cut = found.haircut
    told = f"{capital(found.coverage)}."
    st.caption(plain(f"{told} Haircut {percent(cut.share, 0)}: {cut.reason} Owner: {cut.owner}."))
    _end(view, "money at risk", found.rows, found.notes)
    show.contract(found.contract)
    return found


def drivers(view: View, found: Drivers) -> None:
    """Show what goes with leaving, and how far the model can be trusted."""
    st.markdown(drivers_finding(found).markdown())
    if found.unavailable:
        return
    for sentence in found.words:
        st.markdown(f"- {plain(sentence)}")
    if found.scores is not None:
        one = found.scores
        slope = found.calibration.slope if found.calibration else None
        show.numbers(
            [
                show.Number(
                    "auc",
                    number(one.auc.value, 2),
                    note=f"{number(one.auc.low, 2)} to {number(one.auc.high, 2)}",
                ),
                show.Number("brier_skill", percent(one.brier_skill)),
                show.Number(
                    "calibration_slope",
                    number(slope.value if slope else None, 2),
                    note=f"of {count(one.n)} journeys",
                ),
            ],
            columns=3,
        )
    config = {
        "driver": COLUMN.TextColumn("What"),
        "level": COLUMN.TextColumn("Level"),
        "compared_with": COLUMN.TextColumn("Compared with"),
        "difference": show.column("difference", of="in leaving", unit="points"),
        "low": show.column("low", unit="points"),
        "high": show.column("high", unit="points"),
        "p": show.column("p_holm"),
        "journeys": show.column("journeys"),
    }
    show.table(
        found.effects,
        config,
        show.Choice(show.key_for("drivers", view, found.question), "What goes with leaving"),
        height=320,
    )
    _end(view, "what goes with leaving", found.effects, ())
    show.contract(found.contract)


def cohorts(view: View, found: Cohorts) -> None:
    """Show retention by month of the journeys' end."""
    st.markdown(cohorts_finding(found).markdown())
    if found.cells["retained_share"].notna().any():
        key = show.key_for("cohorts", view, found.question, show.tone())
        show.drawn(charts.cohorts, found.cells, show.colours(), key=key, name="Share still there by cohort and month")
    st.caption("Dashed: not all were followed that long. Averages take whole cohorts only, weighted by their size.")
    config = {
        "months_after": show.column("months_after"),
        "retained_share": show.column("retention"),
        "low": show.column("low", unit="share"),
        "high": show.column("high", unit="share"),
        "journeys": show.column("counted"),
        "cohorts": show.column("cohorts"),
    }
    show.table(
        found.average, config, show.Choice(show.key_for("average", view, found.question), "Average over whole cohorts")
    )
    _end(view, "cohorts", found.cells, ())
    show.contract(found.contract)


def money_note(found: AtRisk, currency: str) -> show.Number:
    """Write the headline number of the money at risk."""
    one = found.total
    span = "" if one.low is None or one.high is None else money_range(one.low, one.high, currency)
    return show.Number(
        "money_at_risk",
        money(one.value, currency),
        note=span,
    )


def _end(view: View, name: str, rows: pd.DataFrame, notes: tuple[str, ...]) -> None:
    for sentence in dict.fromkeys(note for note in notes if note):
        st.caption(plain(sentence))
    show.csv_button(
        "As CSV",
        lambda: frame_csv(rows),
        f"{name}.csv",
        key=show.key_for(f"csv_{name}", view),
        help="Every row with every number, safe to open in a spreadsheet.",
    )
