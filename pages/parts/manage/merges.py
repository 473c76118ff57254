"""Merges of customer keys: the list with its evidence, splitting and joining again, keys that are too common."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.access.door import Door
from core.errors import InvalidInputError
from core.intake.identities import blocks, merges, too_common
from core.wording import count, plain
from pages.parts import access, show
from pages.parts.manage import work
from pages.parts.view import View

SLOT = "identity"
MOST = 1000
Keys = tuple[str, str, str, str]


def _keys(row: "pd.Series[Any]") -> Keys:
    return str(row["kind_a"]), str(row["value_a"]), str(row["kind_b"]), str(row["value_b"])


def merged(view: View) -> None:
    """List the merges with their evidence; a chosen one can be split."""
    answer = merges(view.database, MOST)
    if answer.rows.empty:
        st.caption("No two keys are one customer yet.")
        return
    rows = answer.rows
    config = {
        "kind_a": st.column_config.TextColumn("Kind", width="small"),
        "value_a": st.column_config.TextColumn("Key"),
        "kind_b": st.column_config.TextColumn("is also kind", width="small"),
        "value_b": st.column_config.TextColumn("key"),
        "records": show.column("records_agreeing"),
        "imports": show.column("imports_agreeing"),
    }
    key = show.key_for("merges", view)
    picked = show.table(rows, config, show.Choice(key, "Keys that are one customer", "single-row"), height=320)
    st.caption(
        f"The first {count(MOST)} merges."
        if len(rows) == MOST
        else f"{count(len(rows))} merges. Choose one to split it."
    )
    if picked:
        row = rows.iloc[picked[0]]
        keys = _keys(row)
        with st.form("split_form"):
            st.markdown(f"Keep **{plain(keys[1])}** and **{plain(keys[3])}** apart?")
            reason = st.text_input(
                "Why they are not one customer",
                max_chars=200,
                key="split_reason",
                help="Others will read it; a reason is required.",
            )
            if st.form_submit_button(
                "Split them", help="Journeys of these customers are built anew. It can be taken back below."
            ):
                if not reason.strip():
                    raise InvalidInputError("Splitting two customers needs a reason, so that others can follow it.")
                work.start(
                    SLOT, f"Split {keys[1]} and {keys[3]}", partial(_split, view.dataset.dataset_id, keys, reason)
                )
                st.rerun()


def _split(dataset_id: str, keys: Keys, reason: str, door: Door, _: object) -> None:
    door.block_merge(dataset_id, keys, reason)


def kept_apart(view: View) -> None:
    """List the pairs people keep apart, with a way to take it back."""
    rows = blocks(view.database).rows
    if rows.empty:
        st.caption("No pair is kept apart.")
        return
    shown = rows.assign(blocked_at=rows["blocked_at"].dt.strftime("%Y-%m-%d %H:%M"))
    names = {
        "kind_a": "Kind",
        "value_a": "Key",
        "kind_b": "Kind of the other",
        "value_b": "Other key",
        "reason": "Why",
        "actor": "By",
        "blocked_at": "When (UTC)",
    }
    config = {name: st.column_config.TextColumn(words) for name, words in names.items()}
    picked = show.table(shown, config, show.Choice(show.key_for("blocks", view), "Pairs kept apart", "single-row"))
    if picked:
        row = rows.iloc[picked[0]]
        keys = _keys(row)
        st.button(
            "Let them be one customer again",
            key="unsplit",
            on_click=work.start,
            args=(SLOT, f"Join {keys[1]} and {keys[3]}", partial(_join, view.dataset.dataset_id, keys)),
            help="The evidence of the imports counts again.",
        )


def _join(dataset_id: str, keys: Keys, door: Door, _: object) -> None:
    door.unblock_merge(dataset_id, keys)


def common(view: View) -> None:
    """List keys that are too common to tell a customer, and the limit for it."""
    cap = view.dataset.identity_cap
    rows = too_common(view.database).rows
    st.markdown(
        f"A key linked to more than **{cap} other keys** merges nobody: a switchboard, a shared mailbox, a "
        f"test account."
    )
    if rows.empty:
        st.caption("No key is over the limit.")
    else:
        config = {
            "kind": st.column_config.TextColumn("Kind", width="small"),
            "value": st.column_config.TextColumn("Key"),
            "linked_keys": show.column("linked_keys"),
        }
        show.table(rows, config, show.Choice(show.key_for("common", view), "Keys that are too common"))
    if not access.may("write"):
        return
    with st.form("cap_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.number_input(
            "Most linked keys",
            1,
            1000,
            cap,
            key=f"cap_{view.dataset.data_version}",
            width=200,
            help="A key with more links than this merges nobody.",
        )
        if st.form_submit_button("Set the limit", help="Customers are stitched anew."):
            work.start(
                SLOT,
                f"Set the limit to {chosen} keys",
                lambda door, _: door.set_identity_cap(view.dataset.dataset_id, int(chosen)),
            )
            st.rerun()
