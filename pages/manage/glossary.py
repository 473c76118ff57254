"""What does each figure mean? Every governed metric: formula, owner, target, versions, and what a change moves."""

import hashlib

import pandas as pd
import streamlit as st

from core.export.csv import frame_csv
from core.finding import Finding
from core.glossary.governing import Glossary, glossary
from core.glossary.metric import Metric
from core.glossary.table import glossary_table
from core.text import counted
from core.wording import plain
from pages.parts import access, dataset_picker, show
from pages.parts.manage import definition_card, definition_form
from pages.parts.manage.workspace import workspace

QUESTION = "What does each figure mean?"
LISTED = {
    "name": "Name",
    "meaning": "Meaning",
    "owner": "Owner",
    "target": "Target",
    "unit": "Unit",
    "direction": "Direction",
    "side": "Side",
    "level": "Level",
    "since": "Since",
    "version": "Version",
}
PARAMETER, LAST, TURN = "metric", "glossary_last", "glossary_turn"


def finding(found: Glossary) -> Finding:
    """Say how many metrics there are and how many of them this office changed."""
    changed = [one.name for one in found.metrics.values() if one.version > 1]
    head = f"{counted(len(found.metrics), 'metric')} are agreed, each with one formula, one owner and one target;"
    if not changed:
        return Finding(head, "all as they are shipped.")
    return Finding(head, f"{counted(len(changed), 'definition')} changed by this office:", f"{', '.join(changed)}.")


def listed(found: Glossary, currency: str) -> Metric | None:
    """Show the metrics that match what is searched, and return the chosen one; the URL keeps it."""
    searched = st.text_input(
        "Search",
        key="glossary_search",
        placeholder="Name, meaning, formula or owner",
        width=340,
        help="Shows the metrics in which all these words are found.",
    )
    metrics = found.matching(searched or "")
    if not metrics:
        st.caption("No metric has all these words. Search for fewer of them.")
    before = st.query_params.get(PARAMETER, "")
    chosen = _picked(metrics, before, currency) if metrics else before
    if chosen != before:
        _keep(chosen)
    st.session_state[LAST] = chosen
    return found.metrics.get(chosen)


def _picked(metrics: tuple[Metric, ...], before: str, currency: str) -> str:
    """Return the code of the row that is chosen in the table; what a link names comes before an earlier click."""
    state, codes = st.session_state, [one.code for one in metrics]
    if before != state.get(LAST, ""):
        state[TURN] = state.get(TURN, 0) + 1
    rows = glossary_table(metrics, currency).rename(columns=LISTED)
    rows["Version"] = rows["Version"].astype(str)
    config = {name: st.column_config.Column() for name in LISTED.values()}
    config["Meaning"] = st.column_config.TextColumn(width="large")
    content = hashlib.sha256(repr(rows.to_numpy().tolist()).encode()).hexdigest()[:12]
    chosen = (codes.index(before),) if before in codes else ()
    choice = show.Choice(f"glossary_{state.get(TURN, 0)}_{content}", "Metrics", "single-row", chosen)
    picked = show.table(rows, config, choice)
    if picked:
        return codes[picked[0]]
    return "" if before in codes else before


def _keep(code: str) -> None:
    if code:
        st.query_params[PARAMETER] = code
    else:
        st.query_params.pop(PARAMETER, None)


def _csv(found: Glossary, currency: str) -> pd.DataFrame:
    return glossary_table(found.metrics.values(), currency)


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    found = glossary(workspace())
    dataset = dataset_picker.current()
    currency = dataset.currency if dataset else "money"
    st.markdown(finding(found).markdown())
    for fault in found.faults:
        st.warning(plain(fault), icon=":material/history:")
    with st.container(border=True):
        st.header("Metrics", anchor=False)
        chosen = listed(found, currency)
        show.csv_button(
            "Glossary as CSV",
            lambda: frame_csv(_csv(found, currency)),
            "glossary.csv",
            key="glossary_csv",
            help="Every metric with all that is agreed about it.",
        )
    if chosen is None:
        st.caption("Choose a metric to see its formula, its query, its versions and where it stands now.")
        return
    with st.container(border=True):
        definition_card.card(chosen, found.metrics, currency)
    if access.may("write"):
        with st.container(border=True):
            st.header("Change this definition", anchor=False)
            definition_form.edit(chosen, found, currency)
    with st.container(border=True):
        st.header("Versions", anchor=False)
        definition_card.history(chosen)


main()
