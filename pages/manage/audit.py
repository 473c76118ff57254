"""Who changed what? The record of every change to what people wrote, and whether it is whole."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.attention.visits import KIND as VISIT
from core.export.csv import csv_bytes
from core.finding import Finding
from core.wording import count, plain
from core.workspace.audit import Entry
from core.workspace.checking import AuditCheck
from core.workspace.history import COLUMNS, history_table, what_changed
from core.workspace.kinds import KINDS
from pages.parts import show
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.workspace import workspace

QUESTION = "Who changed what?"
A_PAGE = 100
SECONDS_KEPT = 30  # what is altered past the app changes nothing that the check could be kept by
MOST_FIELDS = 200
ALL, ALL_BUT_VISITS = "Everything", "Everything but visits"


@kept_by_locale(max_entries=5, ttl=SECONDS_KEPT, show_spinner="Checking the record …")
def checked(last_number: int, last_hash: str) -> AuditCheck:
    """Return the check of the whole record as far as it goes now."""
    del last_number, last_hash
    return workspace().check()


def finding(found: AuditCheck) -> Finding:
    """Say whether the record can be trusted."""
    if not found.rows:
        return Finding("Nothing was changed yet,", "so there is nothing to read.")
    rows = f"{count(found.rows)} changes" if found.rows > 1 else "1 change"
    if found.problems:
        return Finding("The record of changes is", "not whole:", "somebody or something altered it past the app.")
    return Finding(f"{rows} recorded, and", "the record is whole:", "each row follows from the one before it.")


def state_of(found: AuditCheck) -> None:
    """Show what the check found, and the hash to note elsewhere."""
    for problem in found.problems:
        st.warning(plain(problem), icon=":material/report:")
    show.numbers(
        [
            show.Number("changes", count(found.rows)),
            show.Number("documents", count(found.documents)),
            show.Number("problems", count(len(found.problems))),
        ],
        columns=3,
    )
    st.button(
        "Check again now",
        key="check_record",
        on_click=checked.clear,
        icon=":material/fact_check:",
        help="Reads the whole record and every document.",
    )
    if found.rows:
        st.caption(
            f"Hash of row {count(found.rows)}: {found.last_hash[:16]} … Note it elsewhere, with the number: whoever "
            "can write to the database could rewrite the whole record, but not to the same hash."
        )


def choose() -> list[Entry]:
    """Let a person choose what is listed."""
    titles = {ALL_BUT_VISITS: "", ALL: ""} | {kind.title: code for code, kind in KINDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "What", list(titles), key="audit_kind", bind="query-params", width=260, help="The kind of thing changed."
        )
        who = st.text_input(
            "Who", key="audit_actor", bind="query-params", width=220, placeholder="All", help="A name, as listed below."
        )
        before = st.number_input(
            "Before row",
            1,
            None,
            None,
            key="audit_before",
            width=140,
            placeholder="The last",
            help="To go further back.",
        )
    without = VISIT if kind == ALL_BUT_VISITS else ""
    return workspace().changes(
        kind=titles.get(kind, ""), actor=who.strip(), most=A_PAGE, before=before, without=without
    )


def details(entry: Entry) -> None:
    """Show one change, field by field."""
    with st.container(border=True):
        st.subheader(f"Row {entry.number}, field by field", anchor=False)
        fields = what_changed(entry)
        if not fields:
            st.caption("Nothing to show: the answer is anonymous, so that only a digest of it is recorded.")
            return
        rows = pd.DataFrame(fields[:MOST_FIELDS], columns=["Field", "Before", "After"])
        config = {name: st.column_config.TextColumn() for name in rows.columns}
        show.table(rows, config, show.Choice(f"audit_fields_{entry.number}", "Changed fields"))
        more = f" The first {MOST_FIELDS} of {count(len(fields))} fields." if len(fields) > MOST_FIELDS else ""
        st.caption(f"Hash {entry.hash[:16]} …, after {entry.hash_before[:16]} … {more}")


def as_csv() -> bytes:
    """Return every row of the record, without what the documents hold."""
    return b"".join(csv_bytes(_batches(), [*COLUMNS, "Hash"]))


def _batches() -> Iterator[pa.RecordBatch]:
    before: int | None = None
    while found := workspace().changes(most=1000, before=before):
        rows = history_table(found)
        rows["Hash"] = [entry.hash for entry in found]
        yield pa.RecordBatch.from_pandas(rows, preserve_index=False)
        before = found[-1].number


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    head = workspace().head()
    found = checked(head.number, head.hash)
    st.markdown(finding(found).markdown())
    state_of(found)
    if not found.rows:
        return
    with st.container(border=True):
        st.header("Changes, the last one first", anchor=False)
        entries = choose()
        if not entries:
            st.caption("No change matches. Choose another kind, or empty the fields.")
            return
        rows = history_table(entries)
        config = {name: st.column_config.Column() for name in COLUMNS} | {"No.": show.column("place")}
        picked = show.table(
            rows, config, show.Choice(f"audit_rows_{entries[0].number}", "Changes", "single-row"), height=420
        )
        st.caption("Choose a row to see it field by field.")
        show.csv_button("All changes as CSV", as_csv, "changes.csv", key="audit_csv", help="Who, when and what.")
    if picked:
        details(entries[picked[0]])


main()
