"""Who rates us? Rounds of the maturity self-assessment: whom to ask, their links, and who has answered."""

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from core.finding import Finding
from core.maturity.rounds import Round
from core.wording import count, day, plain
from pages.parts import show
from pages.parts.maturity import model_files, round_form, seats_form
from pages.parts.maturity.known import progress, rounds
from pages.parts.one_of import one_of

QUESTION = "Who rates us?"


def finding(found: tuple[Round, ...], today: date) -> Finding:
    """Say where the newest open round stands."""
    taking = [one for one in found if one.takes_answers(today)]
    if not found:
        return Finding("There is", "no round yet.", "Begin one below: choose a model, then whom to ask.")
    if not taking:
        return Finding(
            "No round takes answers;", "the last one was", f"{found[0].name}, begun on {day(found[0].opened_on)}."
        )
    one = taking[0]
    now = progress(one)
    if not now.asked:
        return Finding(f"{one.name}:", "nobody is asked yet.", "Fill in the list of people below.")
    left = f"{count(len(now.missing))} still to come" if now.missing else "everybody has answered"
    until = f", open until {day(one.closes_on)}" if one.closes_on else ""
    return Finding(f"{one.name}{until}:", f"{count(now.answered)} of {count(now.asked)} have answered,", f"{left}.")


def listed(found: tuple[Round, ...], today: date) -> Round | None:
    """List the rounds and return the chosen one, the newest until somebody chooses."""
    rows = pd.DataFrame([_row(one, today) for one in found])
    config = {name: st.column_config.Column() for name in rows.columns}
    if "round" not in st.query_params and "rounds_seen" not in st.session_state:
        st.query_params["round"] = found[0].round_id
        st.session_state["rounds_seen"] = True
    place = one_of("round", "Rounds", rows, [one.round_id for one in found], config)
    return None if place is None else found[place]


def _row(one: Round, today: date) -> dict[str, object]:
    now = progress(one)
    return {
        "Round": one.name,
        "Model": f"{one.model.name}, edition {one.model.edition}",
        "State": "takes answers" if one.takes_answers(today) else "closed",
        "Begun": day(one.opened_on),
        "Closes": day(one.closes_on) if one.closes_on else "when closed",
        "Answered": f"{now.answered} of {now.asked}",
        "Answers are": "anonymous" if one.anonymous else "named",
    }


def standing(one: Round) -> None:
    """Show who has answered and who has not, by team and role."""
    now = progress(one)
    if not now.asked:
        st.caption("Nobody is asked yet. Fill in the list below.")
        return
    st.progress(now.answered / now.asked, text=f"{now.answered} of {now.asked} have answered")
    missing = {seat.seat_id for seat in now.missing}
    groups: dict[tuple[str, str], list[bool]] = {}
    for seat in one.seats:
        groups.setdefault((seat.team, seat.role), []).append(seat.seat_id not in missing)
    rows = pd.DataFrame(
        [(team, role, f"{sum(done)} of {len(done)}") for (team, role), done in sorted(groups.items())],
        columns=["Team", "Role", "Answered"],
    )
    with st.grid(2, min_column_width=320, gap="medium"):
        with st.container():
            st.markdown("**By team and role**")
            show.table(
                rows,
                {name: st.column_config.Column() for name in rows.columns},
                show.Choice("standing", "Answers by team and role"),
            )
        with st.container():
            st.markdown("**Not yet answered**")
            if now.missing:
                left = pd.DataFrame([(s.name, s.team, s.role) for s in now.missing], columns=["Name", "Team", "Role"])
                show.table(
                    left,
                    {name: st.column_config.Column() for name in left.columns},
                    show.Choice("missing", "Who has not answered"),
                )
            else:
                st.caption("Everybody has answered.")


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    today = datetime.now(UTC).date()
    found = rounds()
    st.markdown(finding(found, today).markdown())
    chosen = None
    if found:
        with st.container(border=True):
            st.header("Rounds", anchor=False)
            chosen = listed(found, today)
            if chosen is None:
                st.caption("Choose a round to see who has answered, and its links.")
    if chosen is not None:
        with st.container(border=True):
            st.header(plain(chosen.name), anchor=False)
            standing(chosen)
            round_form.state(chosen, today)
        with st.container(border=True):
            st.header("Whom to ask, and their links", anchor=False)
            seats_form.edit(chosen)
    with st.container(border=True):
        st.header("Begin a round", anchor=False)
        round_form.begin(found, today)
    with st.container(border=True):
        st.header("Models", anchor=False)
        model_files.listed_and_added()


main()
