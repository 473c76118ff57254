"""The cards of the page on switching: each with its picture, its table and its CSV."""

from typing import Any

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.lens import Lens
from core.paths.loops import LoopQuestion
from core.paths.picked import LoopJourneys
from core.switching.by_channels import ChannelCosts
from core.switching.findings import agreement_finding, by_channels_finding, trade_off_finding
from core.switching.matrix import SwitchMatrix
from core.switching.question import ExtraChannelQuestion
from core.switching.results import ExtraChannel
from core.switching.tradeoff import TradeOff
from core.wording import plain
from pages.parts import cached, selection_panel, show
from pages.parts.fitting import Fit
from pages.parts.one_of import one_of
from pages.parts.value import switching_charts as charts
from pages.parts.view import View

NAMES = {
    "raw": "Raw count",
    "regression": "Adjusted: regression",
    "doubly robust": "Adjusted: doubly robust",
    "within customers": "Within customers",
    "published": "Published (USD)",
}
COLUMN = st.column_config


def beginning(view: View) -> Fit[cached.Switching]:
    """Return the question that the page begins with."""
    return Fit("switching", "Comparing the journeys, and their switches …", view, cached.switching, ())


def costs(view: View, slot: str) -> Fit[ChannelCosts]:
    """Return the question of what journeys cost by channels used, for a card."""
    return Fit(slot, "Adding up what journeys cost …", view, cached.by_channels, ())


def weighing(view: View) -> Fit[TradeOff]:
    """Return the question of cost against effort."""
    return Fit("trade_off", "Setting cost against effort …", view, cached.trade_off, ())


def models(view: View) -> Fit[ExtraChannel]:
    """Return the question with all methods, which fits models."""
    words = "Fitting the models, each on other customers than it is used on …"
    return Fit("extra_channel_models", words, view, cached.extra_channel, (ExtraChannelQuestion(),), "models")


def ladder(view: View, full: ExtraChannel) -> None:
    """Show raw, adjusted and published side by side, and whether the adjusted ones agree."""
    st.markdown(agreement_finding(full).markdown())
    rows = full.rows()
    rows["shown"] = rows["method"].map(NAMES)
    rows["kind"] = ["raw" if m == "raw" else "published" if m == "published" else "adjusted" for m in rows["method"]]
    currency = view.dataset.currency
    if rows["value"].notna().any():
        key = show.key_for("ladder", view, show.tone())
        show.drawn(charts.ladder, rows, show.colours(), currency, key=key, name="Estimates with their intervals")
    config = {
        "shown": COLUMN.TextColumn("Estimate"),
        "value": show.column("cost_per_extra_channel", of=currency, unit="number", digits=2),
        "low": show.column("low", unit="number", digits=2),
        "high": show.column("high", unit="number", digits=2),
        "n": show.column("journeys"),
        "customers": show.column("customers"),
        "grade": COLUMN.TextColumn("Grade", help="Only an experiment shows a cause."),
        "haircut_share": show.column("haircut", digits=0),
        "why_not": COLUMN.TextColumn("Why not"),
        "notes": COLUMN.TextColumn("Notes", width="large"),
    }
    show.table(rows, config, show.Choice(show.key_for("ladder_rows", view), "Estimates of an extra channel"))
    for sentence in full.notes:
        st.caption(plain(sentence))
    show.contract(full.contract)
    _csv(view, "ladder", rows)


def by_channels(view: View, found: ChannelCosts) -> None:
    """Show cost per resolution by channels used beside what is published."""
    st.markdown(by_channels_finding(found).markdown())
    if not found.cost_known:
        show.contract(found.contract)
        return
    currency = view.dataset.currency
    if found.rows["cost_per_resolution"].notna().any():
        key = show.key_for("by_channels", view, show.tone())
        show.drawn(charts.by_channels, found.rows, show.colours(), currency,
                   key=key, name="Cost per resolution by channels used")  # fmt: skip
        st.caption(
            "Bars with 95 % intervals; diamonds are published, in US dollars, and name neither period nor population."
        )
    config = {
        "channels_used": show.column("channels_used"),
        "journeys": show.column("journeys"),
        "cost_known": show.column("cost_known"),
        "cost_per_resolution": show.column("cost_per_resolution", currency=currency),
        "low": show.column("low", unit="money", currency=currency),
        "high": show.column("high", unit="money", currency=currency),
        "mean_cost": show.column("mean_cost", currency=currency),
        "resolved_share": show.column("resolution"),
        "benchmark_usd": show.column("cost_per_resolution", of="published, USD", currency="USD"),
    }
    show.table(found.rows, config, show.Choice(show.key_for("by_channels_rows", view), "Cost by channels used"))
    show.contract(found.contract)
    _csv(view, "by channels used", found.rows)


def matrix(view: View, found: SwitchMatrix) -> None:
    """Show the matrix by a measure, and the worst switches, each opening its journeys."""
    if found.rows.empty:
        show.contract(found.contract)
        return
    rows = found.rows.assign(added_hours=found.rows["added_seconds"] / 3600)
    measures = {name: show.name_of(term) for name, (term, *_) in charts.MEASURES.items() if rows[name].notna().any()}
    measure = st.segmented_control(
        "Measure",
        list(measures),
        default="added_cost" if "added_cost" in measures else "switches",
        format_func=measures.__getitem__,
        key="switch_measure",
        required=True,
        bind="query-params",
        help="What the cells show. It changes no number.",
    )
    key, currency = show.key_for("matrix", view, measure, show.tone()), view.dataset.currency
    show.drawn(
        charts.matrix, rows, show.colours(), measure or "switches", currency,
        key=key, name="Switches from channel to channel",
    )  # fmt: skip
    st.caption("Grey: fewer than 30 journeys could be compared, so nothing is concluded.")
    show.contract(found.contract)
    st.subheader("The worst switches", anchor=False)
    worst = found.worst(15)
    if worst.empty:
        st.caption("No switch with enough journeys costs more than staying in the first channel.")
        return
    config = {
        "source_label": COLUMN.TextColumn("From"),
        "target_label": COLUMN.TextColumn("To"),
        "avoidable_cost": show.column("avoidable_cost", currency=currency),
        "avoidable_share": show.column("avoidable_share"),
        "switches": show.column("switches"),
        "added_cost": show.column("added_cost", currency=currency),
        "added_cost_low": show.column("low", unit="money", currency=currency),
        "added_cost_high": show.column("high", unit="money", currency=currency),
        "ces_change": show.column("ces_change"),
        "resolved_change": show.column("resolved_change"),
    }
    ids = [f"{row.source}-{row.target}" for row in worst.itertuples()]
    place = one_of("switch", "The worst switches", worst, ids, config)
    if place is None:
        st.caption("Choose a switch to see the journeys that make it.")
    else:
        row = worst.iloc[place]
        selection = LoopJourneys(LoopQuestion(Lens("channel", False), 1.0), str(row["source"]), str(row["target"]))
        with st.container(border=True):
            selection_panel.panel(view, f"{row['source_label']} → {row['target_label']}", selection, found.journeys)
    _csv(view, "switches", found.rows)


def trade_off(view: View, found: TradeOff) -> None:
    """Show each channel's cost of a contact against its effort score."""
    st.markdown(trade_off_finding(found).markdown())
    currency = view.dataset.currency
    if found.rows.dropna(subset=["mean_interaction_cost", "mean_ces"]).shape[0] > 1:
        key = show.key_for("trade_off", view, show.tone())
        show.drawn(
            charts.trade_off, found.rows, show.colours(), currency, key=key, name="Cost against effort by channel"
        )
    config = {
        "label": COLUMN.TextColumn("Channel"),
        "service": COLUMN.TextColumn("Kind"),
        "interactions": show.column("interactions"),
        "mean_interaction_cost": show.column("interaction_cost", currency=currency),
        "mean_ces": show.column("ces"),
        "mean_ces_n": show.column("answers"),
        "mean_csat": show.column("csat_mean"),
        "stayed": show.column("journeys_only_here"),
        "stayed_cost_per_resolution": show.column("cost_per_resolution", of="journeys only here", currency=currency),
        "stayed_resolved_share": show.column("resolution", of="journeys only here"),
    }
    show.table(found.rows, config, show.Choice(show.key_for("trade_off_rows", view), "Channels weighed"))
    show.contract(found.contract)
    _csv(view, "channels weighed", found.rows)


def unseen(found: ExtraChannel) -> None:
    """Say how strong something unseen would have to be to explain the effect away."""
    with st.container(border=True):
        st.header("How strong would something unseen have to be?", anchor=False)
        if found.strength is None:
            st.caption("There is no adjusted effect to explain away.")
            return
        for sentence in found.strength.sentences:
            st.markdown(plain(sentence))
        config = {
            "covariate": COLUMN.TextColumn("As strong as"),
            "times": show.column("times_as_strong"),
            "treatment_share": show.column("explained_share", of="the channels"),
            "outcome_share": show.column("explained_share", of="the cost"),
            "value": show.column("effect_left", currency=found.unit),
        }
        show.table(found.strength.bounds, config, show.Choice("bounds", "What an unseen cause would leave"))
        st.subheader("What is held fixed, and why", anchor=False)
        held: dict[str, Any] = {name: COLUMN.Column(name.capitalize()) for name in found.covariates.columns}
        held |= {"levels": show.column("levels"), "folded": show.column("folded_levels")}
        show.table(found.covariates, held, show.Choice("covariates", "What is held fixed"))


def _csv(view: View, name: str, rows: pd.DataFrame) -> None:
    show.csv_button(
        "As CSV",
        lambda: frame_csv(rows),
        f"{name}.csv",
        key=show.key_for(f"csv_{name}", view),
        help="Every row with every number, safe to open in a spreadsheet.",
    )
