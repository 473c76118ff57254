"""The months that another system reports: a table to edit, a CSV in and out, and saving them."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.datasets import DatasetInfo
from core.errors import ConflictError, InvalidInputError
from core.export.csv import frame_csv
from core.glossary.metric import Metric
from core.glossary.reported import Report, ReportedMonth
from core.glossary.reporting import COLUMNS, Kept, Read, read_csv, read_rows, report_of, save
from core.text import counted
from core.wording import plain
from core.workspace import Document
from data.demo.reported import demo_report
from pages.parts import editing, show
from pages.parts.access import author

SAID, FAULTS = "reported_said", "reported_faults"
SHOWN = ("Month", "Part", "Whole")


def _name(dataset: DatasetInfo, metric: Metric) -> str:
    return f"report-{dataset.dataset_id}-{metric.code}-"


def edit(dataset: DatasetInfo, metric: Metric, kept: Kept) -> None:
    """Show the months to edit and where they come from; says what became of the last save."""
    name, state = _name(dataset, metric), st.session_state
    report = kept.by_code.get(metric.code)
    show.said(SAID)
    editing.start(name, kept.seen.get(metric.code, 0), {"source": report.source if report else ""})
    _conflict(name)
    if editing.key(name, "base") not in state:
        _begin(name, report.months if report else ())
    base, table = state[editing.key(name, "base")]
    _table(metric, base, table)
    st.caption("Add a month at the end, or paste several rows from a spreadsheet. Part and whole are counts.")
    st.text_input(
        "Source",
        key=editing.key(name, "source"),
        max_chars=120,
        width=480,
        help="Which system or team the figures come from. It is shown beside them.",
    )
    with st.container(horizontal=True):
        st.button(
            "Save the months",
            key="save_reported",
            type="primary",
            on_click=_save,
            args=(name, dataset, metric),
            help="They take the place of the months kept so far. The record of changes keeps both.",
        )
        if dataset.synthetic and report is None and demo_report(metric.code) is not None:
            st.button(
                "Add the demo's example figures",
                key="reported_example",
                on_click=_add_example,
                args=(name, dataset, metric),
                icon=":material/science:",
                help="18 invented months, to see what the page and the scorecard do with them.",
            )
    show.failed(editing.key(name, "failed"))
    _faults("table")


def _table(metric: Metric, base: pd.DataFrame, key: str) -> None:
    formula = f"Of: {metric.formula}."
    config = {
        "Month": st.column_config.TextColumn("Month", validate=r"^\d{4}-\d{2}$", help="As 2026-05."),
        "Part": show.editor_column("reported_part", more=formula, min_value=0, step=1),
        "Whole": show.editor_column("reported_whole", more=formula, min_value=1, step=1),
    }
    st.data_editor(
        base,
        num_rows="dynamic",
        hide_index=True,
        column_config=config,
        key=key,
        alt=f"Months of {metric.name}",
        placeholder="",
    )


def file(dataset: DatasetInfo, metric: Metric, kept: Kept) -> None:
    """Take months from a CSV into the table, and offer those that are kept as one."""
    name = _name(dataset, metric)
    st.caption(
        "The columns are month, part and whole, in any order; a month is 2026-05. One bad line refuses the file."
    )
    st.file_uploader(
        "CSV",
        type=["csv", "txt"],
        max_upload_size=1,
        key=f"file_{name}",
        help="Its months fill the table above; save them there.",
    )
    st.text_area(
        "Or paste it here", key=f"paste_{name}", height=90, placeholder="month,part,whole", help="With its first line."
    )
    with st.container(horizontal=True):
        st.button(
            "Fill the table",
            key="reported_fill",
            on_click=_fill,
            args=(name,),
            icon=":material/table_view:",
            help="The file's months take the place of those in the table. Nothing is saved before you save it.",
        )
        report = kept.by_code.get(metric.code)
        if report is not None:
            show.csv_button(
                "Months as CSV",
                lambda: frame_csv(_frame(report.months).set_axis(list(COLUMNS), axis=1)),
                f"{metric.code}.csv",
                key="reported_csv",
                help="The months that are kept, as a file that can be read back here.",
            )
    _faults("file")


def _begin(name: str, months: Sequence[ReportedMonth]) -> None:
    """Let the table begin with these months: under a new key, so that no earlier edit is put on them."""
    st.session_state[editing.key(name, "base")] = _frame(months), f"table_{name}{secrets.token_hex(4)}"


def _frame(months: Sequence[ReportedMonth]) -> pd.DataFrame:
    rows = [(f"{one.month:%Y-%m}", one.part, one.whole) for one in sorted(months, key=lambda one: one.month)]
    found = pd.DataFrame(rows, columns=list(SHOWN))
    return found.astype({"Month": "str", "Part": "Int64", "Whole": "Int64"})


def _conflict(name: str) -> None:
    """Where a save was refused, show the ways on and what somebody else saved meanwhile."""
    editing.conflict(name, {})
    found = st.session_state.get(f"{name}_conflict")
    theirs = report_of(found[1]) if found is not None and isinstance(found[1], Document) else None
    if theirs is not None:
        st.caption(f"Now kept, from {plain(theirs.source)}:")
        config = {
            "Month": st.column_config.TextColumn(),
            "Part": show.column("reported_part"),
            "Whole": show.column("reported_whole"),
        }
        show.table(_frame(theirs.months), config, show.Choice("theirs", "Months kept now"))


def _faults(where: str) -> None:
    found = st.session_state.pop(f"{FAULTS}_{where}", None)
    if found:
        lines = "\n".join(f"- {plain(one)}" for one in found)
        st.error(f"Nothing was taken over. Put this right first:\n\n{lines}")


def _typed(name: str) -> Read:
    base, table = st.session_state[editing.key(name, "base")]
    edits: Mapping[str, Any] = st.session_state.get(table) or {"edited_rows": {}, "deleted_rows": [], "added_rows": []}
    rows = editing.rows_after(base, edits)
    cells = [[None if pd.isna(row.get(one)) else row.get(one) for one in SHOWN] for row in rows]
    return read_rows(
        (f"Row {place}", row) for place, row in enumerate(cells, 1) if any(cell is not None for cell in row)
    )


def _save(name: str, dataset: DatasetInfo, metric: Metric) -> None:
    found, source = _typed(name), st.session_state.get(editing.key(name, "source")) or ""
    if found.faults:
        st.session_state[f"{FAULTS}_table"] = found.faults
        return
    with show.refused(editing.key(name, "failed")):
        _keep(name, dataset, Report(metric.code, found.months, source, editing.seen(name)))


def _add_example(name: str, dataset: DatasetInfo, metric: Metric) -> None:
    example = demo_report(metric.code)
    if example is None:
        raise InvalidInputError("There are no example figures for it.")
    with show.refused(editing.key(name, "failed")):
        _keep(name, dataset, example)


def _keep(name: str, dataset: DatasetInfo, report: Report) -> None:
    try:
        saved = save(author(), dataset.dataset_id, report)
    except ConflictError as error:
        editing.refused(name, error)
    else:
        editing.stop(name)
        st.session_state[SAID] = f"Saved {counted(len(saved.months), 'month')}."


def _fill(name: str) -> None:
    uploaded, pasted = st.session_state.get(f"file_{name}"), st.session_state.get(f"paste_{name}") or ""
    found = read_csv(uploaded.getvalue() if uploaded else pasted.encode("utf-8", "replace"))
    if found.faults:
        st.session_state[f"{FAULTS}_file"] = found.faults
        return
    _begin(name, found.months)
    st.session_state[SAID] = f"{counted(len(found.months), 'month')} fill the table. They are kept once you save them."
