"""How a dataset cuts and reads its journeys: the inactivity window and which channels are self-service."""

from pathlib import Path

import pandas as pd
import streamlit as st

from core.datasets import DatasetInfo
from core.engine import Answer
from core.engine.statements import sql_file
from core.journeys.channels import Service
from core.journeys.windows import journeys_by_window
from core.wording import count, plain
from pages.parts import access, show
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage import work
from pages.parts.office import office

SLOT = "change"
KINDS: dict[Service, str] = {"self-service": "Self-service", "assisted": "Assisted"}
UNKNOWN = "Unknown"
_DATASETS = str(Path(__file__).resolve().parents[3] / "core" / "datasets")


@kept_by_locale(max_entries=50, show_spinner="Counting journeys …")
def _windows(dataset_id: str, data_version: int) -> Answer:
    del data_version
    return journeys_by_window(office().open(dataset_id))


@kept_by_locale(max_entries=50, show_spinner=False)
def _channels(dataset_id: str, data_version: int) -> Answer:
    del data_version
    return office().open(dataset_id).read(sql_file(_DATASETS, "channels"))


def window(info: DatasetInfo) -> None:
    """Show how the number of journeys moves with the window, and change it."""
    st.markdown(
        f"A journey without an id ends after **{info.window_days} days** without contact. Interactions that "
        f"carry a journey id keep it."
    )
    if not info.interactions:
        st.caption("Nothing was imported yet, so there is no journey to cut.")
        return
    rows = _windows(info.dataset_id, info.data_version).rows
    if not rows["journeys"].fillna(0).any():
        st.caption("Every interaction here carries a journey id, so the window changes nothing.")
    else:
        now = rows["window_days"].map(lambda days: "in use" if days == info.window_days else "")
        shown = pd.DataFrame(
            {
                "Days without contact": rows["window_days"],
                "Journeys": rows["journeys"],
                "": now,
            }
        )
        config = {
            "Days without contact": show.column("window_days"),
            "Journeys": show.column("journeys"),
            "": st.column_config.TextColumn(width="small"),
        }
        show.table(shown, config, show.Choice(f"windows_{info.dataset_id}", "Journeys by inactivity window"))
    if not access.may("write"):
        return
    with (
        st.form(f"window_form_{info.dataset_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        days = st.number_input(
            "Inactivity window in days",
            1,
            365,
            info.window_days,
            key=f"window_{info.dataset_id}_{info.data_version}",
            width=220,
            help="How long without contact until the next contact starts a new journey.",
        )
        if st.form_submit_button("Set the window", help="Builds the journeys anew; every page then shows them."):
            work.start(
                SLOT,
                f"Set the window to {days} days",
                lambda door, _: door.set_window(info.dataset_id, int(days)),
            )
            st.rerun()


def channel_kinds(info: DatasetInfo) -> None:
    """Show which channels are self-service and which assisted, as a table to edit."""
    st.markdown(
        "A journey is **contained** when it never leaves self-service. Where a channel's kind is unknown, "
        "containment is unknown too."
    )
    rows = _channels(info.dataset_id, info.data_version).rows
    if rows.empty:
        st.caption("No channel is known yet.")
        return
    table = pd.DataFrame(
        {
            "Channel": rows["label"],
            "Kind": [KINDS.get(service, UNKNOWN) for service in rows["service"]],
            "Interactions": rows["interactions"],
        }
    )
    if not access.may("write"):
        columns = {name: st.column_config.Column() for name in table.columns} | {
            "Interactions": show.column("interactions")
        }
        show.table(table, columns, show.Choice("channels_shown", "Channels and their kind"))
        return
    config = {
        "Channel": st.column_config.TextColumn(disabled=True),
        "Kind": st.column_config.SelectboxColumn(options=[*KINDS.values(), UNKNOWN], required=True),
        "Interactions": show.editor_column("interactions", disabled=True),
    }
    edited = st.data_editor(
        table,
        hide_index=True,
        column_config=config,
        key=f"channels_{info.dataset_id}_{info.data_version}",
        alt="Channels and their kind",
    )
    codes = {words: code for code, words in KINDS.items()}
    changed = {
        str(row["Channel"]): codes.get(str(row["Kind"]))
        for (_, row), before in zip(edited.iterrows(), table["Kind"], strict=True)
        if row["Kind"] != before
    }
    if st.button(
        "Save the kinds",
        key="save_kinds",
        disabled=not changed,
        help="Works out anew which journeys stayed in self-service.",
    ):
        access.door().set_channel_kinds(info.dataset_id, changed)
        st.toast(f"Saved the kind of {count(len(changed))} channels.")
        st.rerun()


def facts(info: DatasetInfo) -> None:
    """Show what can't be changed."""
    st.caption(
        f"Money in this dataset is in {plain(info.currency)}. Times are kept in UTC. Data version {info.data_version}."
    )
