"""What data is here? Every dataset, what its imports did, and how its journeys are cut."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.datasets import DatasetInfo
from core.datasets.office import DEMO_ID
from core.finding import Finding
from core.intake.history import PastImport, past_imports
from core.wording import count, day, plain
from data.demo.plans import chat_plan
from pages.parts import access, copies, dataset_picker, navigation, show
from pages.parts.manage import dataset_settings, receipt, work
from pages.parts.office import office

QUESTION = "What data is here?"
KINDS = {"office": "The office's own", "ad-hoc": "Ad-hoc", "demo": "Demo"}
SLOT = dataset_settings.SLOT


def finding(datasets: Sequence[DatasetInfo]) -> Finding:
    """Say how much there is."""
    if not datasets:
        return Finding("There is", "no dataset yet.", "Import a file, or load the demo to look around.")
    own = [info for info in datasets if not info.synthetic and info.interactions]
    number = "One dataset holds" if len(own) == 1 else f"{len(own)} datasets hold"
    if not own:
        rest = "yet. Import a file to begin." if access.may("import data") else "yet. Who may import can bring some in."
        return Finding("There are", "no interactions of your own", rest)
    return Finding(
        number,
        f"{count(sum(info.interactions for info in own))} interactions of your own",
        f"in {count(sum(info.journeys for info in own))} journeys.",
    )


def all_datasets(datasets: Sequence[DatasetInfo]) -> None:
    """List every dataset."""
    rows = pd.DataFrame(
        [
            {
                "Dataset": info.name,
                "Kind": KINDS[info.kind] + (", synthetic" if info.synthetic else ""),
                "Interactions": info.interactions,
                "Journeys": info.journeys,
                "Customers": info.customers,
                "From": day(info.data_from) if info.data_from else "",
                "To": day(info.data_until) if info.data_until else "",
                "Currency": info.currency,
                "Window": f"{info.window_days} days",
            }
            for info in datasets
        ]
    )
    config: dict[str, Any] = {name: st.column_config.Column() for name in rows.columns} | {
        "Interactions": show.column("interactions"),
        "Journeys": show.column("journeys"),
        "Customers": show.column("customers"),
    }
    show.table(rows, config, show.Choice("datasets_table", "Datasets of this office"))


def add(datasets: Sequence[DatasetInfo]) -> None:
    """Offer the ways to more data, to those who may bring some."""
    if not access.may("import data"):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(navigation.page("import"), label="Import a file", icon=":material/upload_file:")
        with (
            st.popover(
                "New dataset",
                icon=":material/add:",
                key="new_dataset",
                help="An empty dataset for an analysis of its own.",
            ),
            st.form("new_form", border=False),
        ):
            name = st.text_input("Name", max_chars=80, key="new_dataset_name", help="As the sidebar shows it.")
            currency = st.text_input(
                "Currency",
                "EUR",
                max_chars=3,
                key="new_dataset_currency",
                help="The three-letter code of all its money.",
            )
            if st.form_submit_button("Create", type="primary", help="It is empty until a file is imported into it."):
                access.door().create(name, "ad-hoc", currency=currency.strip().upper() or "EUR")
                st.rerun()
        if not any(info.kind == "demo" and info.interactions for info in datasets):
            with st.popover("Load the demo", icon=":material/science:", key="demo", help="A synthetic company to try."):
                st.markdown(
                    "An invented energy company: 50,000 journeys with a truth planted in them, so that every page has "
                    "something to show. No real customer is in it."
                )
                st.button("Load it", key="load_demo", type="primary", on_click=_load_demo, help="Takes some seconds.")
        elif not _has_second_system():
            with st.popover(
                "Add the demo's chat tool", icon=":material/science:", key="second", help="A second system to stitch."
            ):
                st.markdown(
                    "A chat tool's export that knows customers by e-mail only, and a table of pairs that says who they "
                    "are. Try it on the page Identities."
                )
                st.button(
                    "Add it", key="load_second", type="primary", on_click=_load_second, help="Takes some seconds."
                )


def _has_second_system() -> bool:
    source = chat_plan().mapping.source
    past = past_imports(office().open(DEMO_ID))
    return any(one.receipt.source == source and one.undone_at is None for one in past)


def _load_demo() -> None:
    work.start(SLOT, "Load the demo", lambda door, watch: door.load_demo(watch))


def _load_second() -> None:
    work.start(SLOT, "Add the demo's chat tool", lambda door, watch: door.load_second_system(watch))


def delete(info: DatasetInfo) -> None:
    """Offer to delete the dataset, after its name was typed, to those who may."""
    if not access.may("delete data"):
        return
    with st.popover(
        f"Delete {plain(info.name)}",
        icon=":material/delete:",
        key="delete",
        help="Remove the dataset with all its imports.",
    ):
        st.markdown(
            f"This removes **{count(info.interactions)} interactions** and every import of this dataset. It "
            f"can't be undone."
        )
        typed = st.text_input(
            "Type its name to confirm",
            key=f"delete_name_{info.dataset_id}",
            help="So that nothing is deleted by a slip.",
        )
        st.button(
            "Delete it",
            key="delete_yes",
            type="primary",
            disabled=typed.strip() != info.name,
            on_click=_delete,
            args=(info,),
            help="Files kept for it are removed as well, unless another dataset needs them.",
        )


def _delete(info: DatasetInfo) -> None:
    work.start(SLOT, f"Delete {info.name}", lambda door, _: door.delete(info.dataset_id))
    st.session_state.pop("dataset", None)


def imports(info: DatasetInfo) -> None:
    """List the imports of a dataset; the chosen one shows its receipt."""
    found = past_imports(office().open(info.dataset_id))
    if not found:
        st.caption("Nothing was imported into this dataset yet.")
        return
    rows = pd.DataFrame([_row(past) for past in found])
    config: dict[str, Any] = {name: st.column_config.Column() for name in rows.columns} | {
        "No.": show.column("place"),
        "Read": show.column("records_read"),
        "Loaded": show.column("records_loaded"),
        "Rejected": show.column("records_rejected"),
        "Duplicates": show.column("records_duplicate"),
    }
    key = f"imports_{info.dataset_id}_{info.data_version}"
    picked = show.table(rows, config, show.Choice(key, "Past imports, the last one first", "single-row"))
    if not picked:
        ways = "see its receipt, download its rejects or undo it" if access.may("import data") else "see its receipt"
        st.caption(f"Choose an import to {ways}.")
        return
    past = found[picked[0]]
    with st.container(border=True):
        st.subheader(f"Receipt of import {past.receipt.import_number}: {plain(past.receipt.file_name)}", anchor=False)
        receipt.account(past.receipt)
        if past.undone_at is None:
            with st.container(horizontal=True):
                receipt.rejects_button(
                    office().open(info.dataset_id), past.receipt, f"past_{past.receipt.import_number}"
                )
                receipt.undo_button(SLOT, info.dataset_id, past, f"past_{past.receipt.import_number}")


def _row(past: PastImport) -> dict[str, object]:
    one = past.receipt
    return {
        "No.": one.import_number,
        "File": one.file_name,
        "Source": one.source,
        "When (UTC)": f"{past.imported_at:%Y-%m-%d %H:%M}",
        "By": past.actor,
        "Read": one.read,
        "Loaded": one.loaded,
        "Rejected": one.rejected,
        "Duplicates": one.duplicates,
        "State": "undone" if past.undone_at else "in use",
    }


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    datasets = office().datasets()
    st.markdown(finding(datasets).markdown())
    if copies.problem():
        st.warning(plain(copies.problem()), icon=":material/warning:")
    work.keep_in_url(SLOT)
    done = work.follow(SLOT)
    if done is not None:
        st.success(f"Done: {plain(done.title)}", icon=":material/check:")
        work.clear(SLOT)
    running = work.current(SLOT)
    if running is not None and not running.over:
        return
    if datasets:
        all_datasets(datasets)
    add(datasets)
    info = dataset_picker.current()
    if info is None or info.dataset_id not in {one.dataset_id for one in datasets}:
        return
    st.header(f"{plain(info.name)}", anchor=False)
    st.caption("The dataset chosen in the sidebar.")
    with st.container(border=True):
        st.subheader("Past imports", anchor=False)
        imports(info)
    with st.container(border=True):
        st.subheader("Where journeys end", anchor=False)
        dataset_settings.window(info)
    with st.container(border=True):
        st.subheader("Self-service or assisted", anchor=False)
        dataset_settings.channel_kinds(info)
    dataset_settings.facts(info)
    delete(info)


main()
