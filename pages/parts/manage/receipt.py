"""The account of one import, as people read it: what came in, what did not and why."""

from functools import partial

import pandas as pd
import streamlit as st

from core.engine import Database
from core.intake.fields import FIELD_BY_NAME
from core.intake.history import PastImport
from core.intake.receipt import Receipt
from core.wording import count, plain
from pages.parts import access, cached, navigation, show
from pages.parts.manage import work
from pages.parts.manage.times_form import spelled

OUTCOMES = {"rejected": "Rejected", "duplicate": "Duplicate", "flag": "Loaded, but noticed"}
FLAGS = {
    "future_times": "dated in the future",
    "very_old_times": "dated before 1990",
    "sentinel_times": "dated 9999, a placeholder",
    "out_of_order": "earlier than the record before them in the same case",
    "journeys_with_several_customers": "cases with more than one customer id",
    "scientific_ids": "ids in scientific notation, probably destroyed by a spreadsheet",
    "times_ambiguous": "local times in the hour that clocks repeat; the first was taken",
    "times_without_offset": "times without an offset, read in the zone you chose",
    "times_with_offset": "times with an offset of their own",
    "late arrival": "arrived late: more than a day older than the newest known of this source",
    "bidi_controls_removed": "labels or ids whose invisible direction signs were removed",
    "invisible_characters_removed": "labels or ids whose invisible signs were removed",
}
# counted among the rejects, or no more than what was chosen for the whole file
SAID_ELSEWHERE = ("times_in_gap", "times_with_offset", "times_without_offset")


def account(receipt: Receipt) -> None:
    """Show the sum that has to add up, and what stands behind each part."""
    show.numbers(
        [
            show.Number("records_read", count(receipt.read)),
            show.Number("records_loaded", count(receipt.loaded)),
            show.Number("records_rejected", count(receipt.rejected)),
            show.Number("records_duplicate", count(receipt.duplicates)),
        ]
    )
    reasons = [one for one in receipt.reasons if one.reason not in SAID_ELSEWHERE]
    if reasons:
        order = list(OUTCOMES)
        reasons = sorted(reasons, key=lambda one: (order.index(one.outcome), -one.records, one.reason))
        rows = pd.DataFrame(
            [(OUTCOMES[one.outcome], words(one.reason), one.records) for one in reasons],
            columns=["What happened", "Why", "Records"],
        )
        column = st.column_config
        config = {
            "What happened": column.TextColumn(width="small"),
            "Why": column.TextColumn(width="large"),
            "Records": show.column("records"),
        }
        show.table(rows, config, show.Choice(f"reasons_{receipt.import_number}", "Reasons with their records"))
    if receipt.notes:
        st.markdown("\n".join(f"- {plain(note)}" for note in receipt.notes))


def words(reason: str) -> str:
    """Write a reason for people.

    >>> words("occurred_at is no such date, or not in the format %d/%m/%Y"), words("negative_cost")
    ('Time of contact is no such date, or not in the format DD/MM/YYYY', 'negative cost')
    """
    if reason in FLAGS:
        return FLAGS[reason]
    if reason.endswith("_out_of_range"):
        return f"{reason.removesuffix('_out_of_range').replace('_', ' ')} outside the plausible range"
    first, _, rest = reason.partition(" ")
    if rest and first in FIELD_BY_NAME:
        return f"{FIELD_BY_NAME[first].label} {spelled(rest)}"
    return reason.replace("_", " ") if not rest else reason


def rejects_button(database: Database, receipt: Receipt, key: str) -> None:
    """Offer the rejected records with line number, raw line and reason."""
    if receipt.rejected and access.may("see customers"):
        stem = receipt.file_name.rsplit(".", 1)[0]
        show.csv_button(
            f"Download {count(receipt.rejected)} rejects",
            partial(cached.rejects_file, database, receipt.import_number, access.later()),
            f"{stem} rejects.csv",
            key=f"rejects_{key}",
            help="One line per rejected record: its line in the file, the column and value, why, and the line itself.",
        )


def undo_button(slot: str, dataset_id: str, past: PastImport, key: str) -> None:
    """Offer to take the import out again, after a question."""
    receipt = past.receipt
    if not access.may("import data"):
        return
    with st.popover(
        "Undo this import", icon=":material/undo:", key=f"undo_{key}", help="Take out exactly what this import added."
    ):
        st.markdown(
            f"Take out the {count(receipt.loaded)} records of **{plain(receipt.file_name)}**? The journeys "
            f"are built anew without them."
        )
        st.button(
            "Yes, undo it",
            key=f"undo_yes_{key}",
            type="primary",
            on_click=_undo,
            args=(slot, dataset_id, receipt),
            help="The file can be imported again later.",
        )


def _undo(slot: str, dataset_id: str, receipt: Receipt) -> None:
    number = receipt.import_number
    title = f"Undo import {number}: {receipt.file_name}"
    work.start(slot, title, lambda door, _: door.undo_import(dataset_id, number))


def ways_on(dataset_name: str) -> None:
    """Link to what one does after an import."""
    query = {"dataset": dataset_name}
    with st.container(horizontal=True):
        for address, label, icon in (
            ("paths", "See the path flows", "conversion_path"),
            ("quality", "Check the data quality", "verified"),
        ):
            if navigation.exists(address):
                st.page_link(navigation.page(address), label=label, icon=f":material/{icon}:", query_params=query)
