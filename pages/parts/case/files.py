"""The files of a case: a workbook with live formulas, the brief to print and to present, words for each audience."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from core.business_case import story
from core.business_case.brief import brief
from core.business_case.brief_tables import Approval
from core.business_case.printing import brief_pdf, brief_pptx
from core.business_case.workbook.writer import workbook
from core.business_case.worked import Worked
from core.casebook.approval import decision
from core.casebook.freezing import FrozenCase, versions
from pages.parts import by_locale
from pages.parts.case import known, measured
from pages.parts.case.draft import FILE_OF, Draft
from pages.parts.manage.workspace import workspace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DRAFT = 0
AUDIENCES = ("Service team", "CFO", "Peers")


def offered(found: Draft, about: Worked) -> None:
    """Offer the files of the draft as it is now, or of a frozen version; each is made when it is asked for."""
    frozen = {one.number: one for one in versions(workspace(), found.case_id)}
    names = {DRAFT: "The draft as it is now", **{number: f"Version {number}, frozen" for number in frozen}}
    which = st.selectbox(
        "Of",
        [*sorted(frozen, reverse=True), DRAFT],
        key=FILE_OF,
        format_func=names.__getitem__,
        width=320,
        help="A frozen version carries who froze and who approved it.",
    )
    version = frozen.get(which)
    of = about if version is None else known.known(version.case)
    approval = Approval() if version is None else _approval(version)
    start = of.case.title[:60]
    with st.container(horizontal=True):
        _button(
            "Excel",
            lambda: _workbook(of, approval),
            f"{start}.xlsx",
            XLSX,
            "Every formula live: change an assumption and all of it recalculates.",
        )
        _button(
            "Brief (PDF)",
            lambda: brief_pdf(brief(of, approval, _now())),
            f"{start}.pdf",
            "application/pdf",
            "Two pages for the CFO.",
        )
        _button(
            "Slides",
            lambda: brief_pptx(brief(of, approval, _now(), _told(of, "Service team"))),
            f"{start}.pptx",
            PPTX,
            "The same to present, with charts that can be edited.",
        )
    st.subheader("The change story", anchor=False)
    chosen = st.segmented_control(
        "For", AUDIENCES, default="Service team", required=True, key="case_story", help="Whom you speak to."
    )
    told = _told(of, chosen or "Service team")
    st.markdown(story.story_markdown(told))
    _button(
        "As text",
        lambda: story.story_text(told).encode(),
        f"{start} for {chosen}.txt",
        "text/plain",
        "To edit and to send.",
    )


def _told(of: Worked, audience: str) -> story.Story:
    if audience == "CFO":
        return story.cfo_story(of)
    return story.peers_story(of) if audience == "Peers" else story.service_story(of, measured.beside(of.case))


def _approval(version: FrozenCase) -> Approval:
    made = decision(workspace(), version.frozen_id)
    approved = made is not None and made.choice == "approved"
    return Approval(
        version.number,
        version.frozen_by,
        version.frozen_at,
        version.digest,
        made.decided_by if made and approved else "",
        made.decided_at if made and approved else None,
    )


def _workbook(of: Worked, approval: Approval) -> bytes:
    version = "" if approval.version is None else str(approval.version)
    return workbook(of.case, _now(), version=version, status=" ".join(approval.lines()))


def _button(label: str, content: Callable[[], bytes], name: str, kind: str, help: str) -> None:
    st.download_button(
        label,
        by_locale.handed_on(content),
        name,
        kind,
        key=f"case_file_{label}",
        on_click="ignore",
        help=help,
        icon=":material/download:",
    )


def _now() -> datetime:
    return datetime.now(UTC)
