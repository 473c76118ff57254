"""How mature is our office? The leader's view of a round, then what lies behind it."""

from datetime import UTC, datetime

import streamlit as st

from core.errors import InvalidInputError
from core.maturity.rounds import Round
from core.maturity.sentences import headline
from core.maturity.standing import Standing
from core.wording import count, day, number, plain, signed
from pages.parts import navigation, show
from pages.parts.maturity import actions, behind, charts, files, investing
from pages.parts.maturity.known import changes, facts, progress, rounds, standing

QUESTION = "How mature is our office?"


def choose() -> Round | None:
    """Let a person choose the round; the newest that has results to show comes first."""
    today = datetime.now(UTC).date()
    ordered = sorted(rounds(), key=lambda one: not (one.shows_results(today) and progress(one).answered))
    found = {one.round_id: one for one in ordered}
    if not found:
        return None
    if st.session_state.get("maturity_round") not in found:
        st.session_state.pop("maturity_round", None)
    chosen = st.selectbox(
        "Round",
        list(found),
        key="maturity_round",
        bind="query-params",
        width=420,
        format_func=lambda code: f"{found[code].name} · {found[code].model.name}",
        help="Which round of the self-assessment.",
    )
    return found[chosen]


def begin_one() -> None:
    """Point somebody without a round to where one begins."""
    st.markdown(
        "Nobody has rated the office yet. **Begin a round:** choose a model, say whom to ask, hand out the links."
    )
    with st.container(horizontal=True):
        if navigation.exists("rounds"):
            st.page_link(navigation.page("rounds"), label="Begin a round", icon=":material/groups:")


def badges(found: Standing) -> None:
    """Show what the answer rests on."""
    one = found.round
    period = f"{day(one.opened_on)} to {day(one.closes_on)}" if one.closes_on else f"Begun {day(one.opened_on)}"
    with st.container(horizontal=True, gap="small"):
        st.badge(plain(period), icon=":material/calendar_month:", color="gray", help="When answers were taken.")
        st.badge(
            f"{count(found.progress.answered)} of {count(found.progress.asked)} answered",
            color="gray",
            icon=":material/groups:",
            help="Respondents: the denominator of everything here.",
        )
        st.badge(
            plain(f"{one.model.name}, edition {one.model.edition}"),
            icon=":material/stairs:",
            color="gray",
            help="The model that was rated.",
        )
        if one.anonymous:
            st.badge(
                "Anonymous",
                icon=":material/visibility_off:",
                color="green",
                help="No group of fewer than five people is shown.",
            )


def numbers(found: Standing) -> None:
    """Show the two overall levels, how far people agree, and the change."""
    results = found.results
    top = len(results.stages)
    stage = "not available" if results.staged is None else f"{results.staged} of {top}"
    alpha = results.agreement
    agreed = number(alpha.value if alpha else None, 2)
    interval = (
        ""
        if alpha is None or alpha.low is None or alpha.high is None
        else f"{number(alpha.low, 2)} to {number(alpha.high, 2)}"
    )
    change = found.change.overall if found.change else None
    since = "no earlier round" if found.before is None else f"since {found.before.name}"
    moved = signed(change.estimate.value if change else None)
    show.numbers(
        [
            show.Number(
                "staged_level",
                stage,
                note=results.stages[results.staged - 1] if results.staged else "",
            ),
            show.Number(
                "additive_level",
                number(results.additive, 1),
                note=f"of {top}",
            ),
            show.Number("agreement", agreed, note=interval),
            show.Number(
                "level_change",
                moved.replace("-", "−"),
                note=(f"{change.direction or 'not told'}, {since}" if change else since),
            ),
        ]
    )


def leader_view(found: Standing) -> None:
    """Show the whole on one screen: matrix, and what to do first."""
    with st.container(border=True):
        st.header("Stage by capability", anchor=False)
        charts.matrix_card(found.round.round_id, changes(), show.tone(), found)
        legend = "Filled: the stage the group has reached. Shaded: passed."
        st.caption(f"{legend} Dashed: the target." if found.targets.stages else f"{legend} No target is set yet.")
    with st.container(border=True):
        st.header("What to do first", anchor=False)
        actions.first(found)


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    one = choose()
    if one is None:
        begin_one()
        return
    try:
        found = standing(one)
    except InvalidInputError as error:
        st.markdown(f"**{plain(str(error))}**")
        if navigation.exists("rounds"):
            st.page_link(navigation.page("rounds"), label="Whom to ask, and their links", icon=":material/groups:")
        return
    st.markdown(headline(found.results).markdown())
    badges(found)
    if found.results.is_kept_back:
        return
    numbers(found)
    leader_view(found)
    files.offered(found)
    behind.section(found)
    with st.container(border=True):
        st.header("All actions, targets and the backlog", anchor=False)
        actions.all_of_them(found)
    with st.container(border=True):
        st.header("When to invest", anchor=False)
        investing.views(facts())


main()
