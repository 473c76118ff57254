"""The files of a round: to print, to hand on and to calculate with; each is made when it is asked for."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from core.facts.actions_sent import commitments
from core.improvement.items import items
from core.maturity.printing import form_pdf, leader_page, leader_pdf, question_form
from core.maturity.report import RoundReport
from core.maturity.standing import Standing
from core.maturity.tables import csv_of, tables
from core.maturity.workbook import workbook
from pages.parts import by_locale, dataset_picker
from pages.parts.manage.workspace import workspace
from pages.parts.maturity.known import facts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSVS = ("levels", "statements", "actions")


def report(found: Standing) -> RoundReport:
    """Return the round as it is handed on, with what the office shows and what is in the backlog."""
    dataset = dataset_picker.current()
    version = f"{dataset.name}, data version {dataset.data_version}" if dataset else ""
    sent = commitments(found.round.model, items(workspace()))
    return RoundReport(found, datetime.now(UTC), version, facts(), sent)


def offered(found: Standing) -> None:
    """Offer every file of the round."""
    start = f"maturity {found.round.name}"
    with st.container(horizontal=True):
        _button(
            "One page to print",
            lambda: leader_pdf(leader_page(report(found))),
            f"{start}.pdf",
            "application/pdf",
            "The leader's view on one A4 page.",
        )
        _button("Excel", lambda: workbook(report(found)), f"{start}.xlsx", XLSX, "Every number, with what it means.")
        with st.popover("CSV", icon=":material/download:", key="csv_files", help="One table each."):
            for name in CSVS:
                content = partial(_csv, found, name)
                _button(name.capitalize(), content, f"{start} {name}.csv", "text/csv", f"The table of {name}.")
        _button(
            "Blank questionnaire",
            lambda: form_pdf(question_form(found.round, datetime.now(UTC))),
            f"{start} questionnaire.pdf",
            "application/pdf",
            "To fill in by hand.",
        )


def _csv(found: Standing, name: str) -> bytes:
    return b"".join(csv_of(tables(report(found))[name]))


def _button(label: str, content: Callable[[], bytes], name: str, kind: str, help: str) -> None:
    st.download_button(
        label,
        by_locale.handed_on(content),
        name,
        kind,
        key=f"file_{label}",
        on_click="ignore",
        help=help,
        icon=":material/download:",
    )
