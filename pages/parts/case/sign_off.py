"""Signing a case: what is still missing, freezing a version, deciding about it, and what people say."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.access import OPERATOR
from core.business_case.evidence import hindrances
from core.casebook.approval import CHOICES, decide, decision, froze
from core.casebook.comments import comment, comments
from core.casebook.freezing import FrozenCase, freeze, versions
from core.wording import day, money, money_digits, plain
from pages.parts import access, show
from pages.parts.case import known
from pages.parts.case.draft import FAILED, FILE_OF, SAID, Draft
from pages.parts.manage.workspace import workspace

COLUMN = st.column_config


def shown(found: Draft, data_versions: Mapping[str, int]) -> None:
    """Show how far the case is from being signed, and the way there."""
    frozen = versions(workspace(), found.case_id)
    missing = hindrances(found.case)
    if missing:
        st.markdown("**Before it can be frozen for approval**")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in missing))
    if access.may("write"):
        _freeze(found, bool(missing), dict(data_versions))
    if frozen:
        _listed(frozen)
        _decide(frozen[-1])
    else:
        st.caption("No version is frozen yet. A frozen version never changes; it is what somebody signs.")


def _freeze(found: Draft, hindered: bool, data_versions: dict[str, int]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Note to who decides", key="case_freeze_note", max_chars=400, width=420, help="What you ask for.")
        st.button(
            "Freeze for approval",
            key="case_freeze",
            type="primary",
            icon=":material/lock:",
            disabled=hindered or found.changed,
            on_click=_frozen,
            args=(found, data_versions),
            help="Keeps this version with its results and data versions, unchangeable. Save first.",
        )
    if found.changed:
        st.caption("There are changes that are not saved. Save them first: a version is frozen as it is kept.")


def _frozen(found: Draft, data_versions: dict[str, int]) -> None:
    note = str(st.session_state.get("case_freeze_note") or "")
    with show.refused(FAILED):
        version = freeze(access.author(), found.case_id, found.version, note, data_versions)
        st.session_state[SAID] = f"Version {version.number} is frozen and awaits approval."
        st.session_state[FILE_OF] = version.number


def _listed(frozen: tuple[FrozenCase, ...]) -> None:
    decided = [decision(workspace(), one.frozen_id) for one in frozen]
    digits = money_digits(one.headline.npv for one in frozen)
    rows = pd.DataFrame(
        [
            (
                one.number,
                day(one.frozen_at),
                one.frozen_by,
                money(one.headline.npv, one.case.currency, digits),
                "awaits approval" if by is None else by.choice,
                by.decided_by if by else "",
                day(by.decided_at) if by else "",
                by.comment if by else "",
                one.note,
                one.digest[:12],
            )
            for one, by in zip(frozen, decided, strict=True)
        ],
        columns=[
            "Version",
            "Frozen on",
            "By",
            "Net present value",
            "State",
            "Decided by",
            "On",
            "Comment",
            "Note",
            "Digest",
        ],
    ).iloc[::-1]
    config: dict[str, Any] = {name: COLUMN.TextColumn() for name in rows.columns} | {
        "Version": show.column("version"),
        "Net present value": show.written("npv"),
    }
    show.table(rows, config, show.Choice("case_versions", "Frozen versions"))
    for sentence in known.differing(frozen[-1]):
        st.warning(plain(sentence), icon=":material/difference:")


def _decide(version: FrozenCase) -> None:
    if not access.may("approve cases") or decision(workspace(), version.frozen_id) is not None:
        return
    st.subheader(f"Decide about version {version.number}", anchor=False)
    local = access.person() == OPERATOR
    if not local and froze(access.person().name, version):
        st.caption("You froze this version, so somebody else has to approve it. You can take it back or decline it.")
    with st.form("case_decide", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if local:
                st.text_input(
                    "Decided by",
                    key="case_decided_by",
                    max_chars=80,
                    width=240,
                    help="Sign-in is off: type who decided.",
                )
            st.selectbox(
                "Decision", CHOICES, key="case_choice", width=160, help="One decision for each frozen version."
            )
        st.text_input("Comment", key="case_decision_comment", max_chars=4000, help="Needed unless it is approved.")
        st.form_submit_button(
            "Decide",
            type="primary",
            on_click=_decided,
            args=(version.frozen_id,),
            help="Kept with the time in the record of changes, for good.",
        )


def _decided(frozen_id: str) -> None:
    state = st.session_state
    with show.refused(FAILED):
        made = decide(
            access.author(),
            frozen_id,
            state["case_choice"],
            str(state.get("case_decision_comment") or ""),
            str(state.get("case_decided_by") or ""),
        )
        state[SAID] = f"{made.choice.capitalize()} by {made.decided_by}."


def talk(case_id: str) -> None:
    """Show what people said about the case, and let whoever may look at it say something."""
    said = comments(workspace(), case_id)
    for one in said:
        st.markdown(f"**{plain(one.written_by)}**, {plain(day(one.written_at))}: {plain(one.text)}")
    if not said:
        st.caption("Nobody has said anything yet.")
    if access.may("comment"):
        with st.form("case_comment", border=False, clear_on_submit=True):
            st.text_area(
                "Comment",
                key="case_comment_text",
                max_chars=4000,
                height=80,
                help="Everybody who sees the case reads it.",
            )
            st.form_submit_button("Say it", on_click=_said, args=(case_id,), help="Kept with your name and the time.")


def _said(case_id: str) -> None:
    with show.refused(FAILED):
        comment(access.author(), case_id, str(st.session_state.get("case_comment_text") or ""))
