"""The questionnaire: a card a capability, its statements by stage, a confidence and a comment."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import get_args

import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.maturity.answers import Confidence, Reply, Response
from core.maturity.evidence import Fact, prefill
from core.maturity.model import Capability, Statement
from core.maturity.responses import MOST_COMMENT
from core.maturity.rounds import Round, Seat, submit
from core.wording import plain
from pages.parts import show
from pages.parts.access import author
from pages.parts.maturity.known import facts

WORDS: Mapping[Reply, str] = {"yes": "Yes", "partly": "Partly", "no": "No", "unknown": "Don't know"}


def promise(one: Round) -> str:
    """Say what happens with the answers."""
    if one.anonymous:
        return (
            "Nobody sees who answered what: results show no group of fewer than five people, your answers are not "
            "shown again, not even to you, and the record of changes keeps only a digest of them. That you have "
            "answered is shown."
        )
    return "Your answers are kept with your name. Results are compared by team and role."


def ask(one: Round, seat: Seat, before: Response | None, version: int) -> None:
    """Show the form; what the office itself shows is filled in beforehand, and marked."""
    name = f"answer_{one.round_id}_{seat.seat_id}"
    st.session_state.setdefault(f"{name}_seen", version)
    show.said(f"{name}_said")
    show.failed(f"{name}_failed")
    known = {} if version else prefill(one.model, facts())
    with st.form(f"{name}_form", border=False, enter_to_submit=False):
        for capability in one.model.capabilities:
            with st.container(border=True):
                _capability(name, capability, one, before, known)
        st.form_submit_button(
            "Send my answers",
            type="primary",
            icon=":material/send:",
            on_click=_send,
            args=(name, one, seat, version),
            help="You can change them until the round closes.",
        )


def _capability(
    name: str, capability: Capability, one: Round, before: Response | None, known: Mapping[str, Fact]
) -> None:
    st.header(plain(capability.name), anchor=False)
    st.markdown(f"**{plain(capability.question)}**")
    st.caption(f"{plain(one.model.stages[0].name)}: {plain(capability.cells[0].observable)}")
    for stage, cell in zip(one.model.stages[1:], capability.cells[1:], strict=True):
        st.subheader(plain(stage.name), anchor=False)
        st.caption(plain(cell.observable))
        for statement in cell.statements:
            _statement(name, statement, before, known.get(statement.code))
    confidence = before.confidences.get(capability.code) if before else None
    options = list(get_args(Confidence))
    st.radio(
        "How sure are you of these answers?",
        options,
        options.index(confidence) if confidence else None,
        format_func=str.capitalize,
        horizontal=True,
        key=f"{name}_sure_{capability.code}",
        help="Low: mostly heard of. High: you could show it.",
    )
    st.text_area(
        "Comment",
        before.comments.get(capability.code, "") if before else "",
        max_chars=MOST_COMMENT,
        height=70,
        key=f"{name}_comment_{capability.code}",
        placeholder="What should be known about this?",
        help=f"Optional, on {capability.name}.",
    )


def _statement(name: str, statement: Statement, before: Response | None, fact: Fact | None) -> None:
    reply: Reply | None = before.replies.get(statement.code) if before else None
    if reply is None and fact is not None and fact.state != "unknown":
        reply = fact.state
    options = list(WORDS)
    st.radio(
        plain(statement.text),
        options,
        options.index(reply) if reply else None,
        format_func=WORDS.__getitem__,
        horizontal=True,
        key=f"{name}_reply_{statement.code}",
        help="Yes: in place and used. Partly: in some teams, or now and then. Don't know counts for nothing.",
    )
    if fact is not None and before is None:
        st.caption(
            f":material/fact_check: Filled in from the office: {plain(fact.sentence)} Change it if you know better."
        )


def _send(name: str, one: Round, seat: Seat, version: int) -> None:
    state, model = st.session_state, one.model
    replies: dict[str, Reply] = {s.code: state.get(f"{name}_reply_{s.code}") or "unknown" for s in model.statements()}
    codes = [capability.code for capability in model.capabilities]
    sure = {code: state[f"{name}_sure_{code}"] for code in codes if state.get(f"{name}_sure_{code}")}
    comments = {code: state.get(f"{name}_comment_{code}") or "" for code in codes}
    response = Response(seat.team, seat.role, replies, sure, comments)
    try:
        submit(author(), one, seat, response, datetime.now(UTC).date(), seen_version=state[f"{name}_seen"])
    except ConflictError as error:
        state[f"{name}_seen"] = version
        state[f"{name}_failed"] = f"{error} Your answers are still here. Send them once more to put them over that."
    except JourneyOfficeError as error:
        state[f"{name}_failed"] = str(error)
    else:
        answered = sum(reply != "unknown" for reply in replies.values())
        state[f"{name}_said"] = f"Kept. You answered {answered} of {len(replies)} statements."
        del state[f"{name}_seen"]
