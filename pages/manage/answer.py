"""How do we work today? The questionnaire of one respondent: statements to confirm, with confidence and comments."""

from datetime import UTC, date, datetime

import streamlit as st

from core.finding import Finding
from core.maturity.rounds import Round, Seat, answer_of, round_of
from core.wording import day, plain
from pages.parts import access, auth, navigation
from pages.parts.manage.workspace import workspace
from pages.parts.maturity import questionnaire
from pages.parts.maturity.known import rounds

QUESTION = "How do we work today?"


def asked() -> tuple[Round, Seat] | None:
    """Return the round and the seat of the link, or those that the person chooses; None when there is neither."""
    round_id, token = st.query_params.get("round"), st.query_params.get("seat")
    if round_id and token:
        one = round_of(workspace(), round_id)
        seat = one.seat_of(token)
        if seat is not None and not _is_anothers(seat):
            return one, seat
        if seat is not None:
            st.warning("This link belongs to somebody else. Open your own, or sign in as the person it was sent to.")
            return None
        st.warning("This link does not belong to anybody in the round any more. Ask who sent it for a new one.")
        return None
    return choose(datetime.now(UTC).date())


def _is_anothers(seat: Seat) -> bool:
    """Tell whether a signed-in person is certainly not the one who is asked."""
    return auth.is_on() and bool(seat.email) and seat.email.casefold() != access.person().email.casefold()


def choose(today: date) -> tuple[Round, Seat] | None:
    """Let a person without a link say which round and who they are."""
    taking = [one for one in rounds() if one.takes_answers(today) and _seats(one)]
    if not taking:
        asks = " you" if auth.is_on() else ""
        st.markdown(f"**No round asks{asks} for answers now.** Who runs the self-assessment begins one on Rounds.")
        if navigation.exists("rounds"):
            st.page_link(navigation.page("rounds"), label="Begin a round", icon=":material/groups:")
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {one.round_id: one for one in taking}
        chosen = st.selectbox(
            "Round",
            list(names),
            format_func=lambda code: names[code].name,
            key="answer_round",
            width=260,
            help="Which self-assessment.",
        )
        one = names[chosen]
        seats = {seat.seat_id: seat for seat in _seats(one)}
        who = st.selectbox(
            "Who are you?",
            list(seats),
            index=0 if len(seats) == 1 else None,
            key=f"answer_seat_{one.round_id}",
            width=320,
            format_func=lambda code: f"{seats[code].name} · {seats[code].team}",
            placeholder="Choose",
            help="Answer for yourself only.",
        )
    return (one, seats[who]) if who else None


def _seats(one: Round) -> tuple[Seat, ...]:
    """Return the seats that the person may answer for: with sign-in their own, else each, for they say who they are."""
    if not auth.is_on():
        return one.seats
    mine = access.person().email.casefold()
    return tuple(seat for seat in one.seats if mine and seat.email.casefold() == mine)


def finding(one: Round, version: int, today: date) -> Finding:
    """Say what is asked and by when."""
    until = f" by {day(one.closes_on)}" if one.closes_on else ""
    if not one.takes_answers(today):
        return Finding("This round is closed;", "answers are no longer taken.", "Ask who runs it to reopen it.")
    if version:
        return Finding("You have answered.", "Thank you.", f"You can answer again{until}; the last answer counts.")
    number = len(one.model.statements())
    return Finding("Say of", f"{number} statements whether they are in place{until}.", "It takes about ten minutes.")


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    found = asked()
    if found is None:
        return
    one, seat = found
    today = datetime.now(UTC).date()
    before, version = answer_of(workspace(), one, seat)
    st.markdown(finding(one, version, today).markdown())
    with st.container(horizontal=True, gap="small"):
        st.badge(plain(f"{one.name} · {one.model.name}"), icon=":material/stairs:", color="gray")
        st.badge(plain(f"{seat.name} · {seat.team} · {seat.role}"), icon=":material/person:", color="blue")
        st.badge(
            "Anonymous" if one.anonymous else "With your name",
            color="green" if one.anonymous else "gray",
            icon=":material/visibility_off:" if one.anonymous else ":material/visibility:",
        )
    st.caption(questionnaire.promise(one))
    if one.takes_answers(today):
        questionnaire.ask(one, seat, before, version)


main()
