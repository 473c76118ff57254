"""The head of a case that is open: where it stands, saving it, and putting another beside it."""

import pandas as pd
import streamlit as st

from core.business_case.comparing import Comparison, compared
from core.business_case.worked import Worked
from core.casebook.freezing import versions
from core.casebook.keeping import KeptCase, archive, cases, copied, new_id, save
from core.casebook.status import Status
from core.text import counted
from core.wording import day, money, plain
from pages.parts import access, show
from pages.parts.case import begin, draft, known, scenarios
from pages.parts.case.draft import FAILED, Draft
from pages.parts.manage.workspace import workspace


def badges(found: Draft, status: Status) -> None:
    """Show where the case stands, whose it is, and on how much it was measured."""
    approved = status.in_force is not None and not status.changed_since
    st.badge(
        plain(status.sentence()),
        icon=":material/verified:" if approved else ":material/edit_note:",
        color="green" if approved else "orange" if status.state == "awaiting" or status.changed_since else "gray",
        help="Where the case stands on its way to a signature.",
    )
    if found.changed:
        st.badge("Changes not saved", icon=":material/save:", color="orange", help="Only you see them until you save.")
    st.badge(
        plain(found.case.owner or "No owner yet"), icon=":material/person:", color="gray", help="Who answers for it."
    )
    terms = found.case.terms
    st.badge(
        f"{counted(terms.years, 'year')} from {day(terms.start_on)}",
        icon=":material/calendar_month:",
        color="gray",
        help="The time over which money is counted.",
    )
    if found.case.journey_types:
        st.badge(
            plain(_types(found.case.journey_types)),
            icon=":material/alt_route:",
            color="blue",
            help=plain(f"The journey types that it is about: {', '.join(found.case.journey_types)}."),
        )


def _types(names: tuple[str, ...]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{len(names)} journey types"


def bar(found: Draft, kept: KeptCase, may_write: bool) -> None:
    """Offer saving, undoing, copying and archiving; show it when somebody else saved meanwhile."""
    if found.conflict:
        _conflict(found, kept)
    if not may_write and not kept.archived:
        st.caption("Your role may look at this case and try values; it can't save them.")
        return
    with st.container(horizontal=True, gap="small"):
        if not kept.archived:
            st.button(
                "Save",
                key="case_save",
                type="primary",
                icon=":material/save:",
                disabled=not found.changed,
                on_click=draft.keep,
                args=(found.case_id,),
                help="Keeps your changes for everybody.",
            )
            st.button(
                "Undo",
                key="case_undo",
                icon=":material/undo:",
                disabled=not found.earlier,
                on_click=draft.undo,
                args=(found.case_id,),
                help="Takes your last change back.",
            )
            st.button(
                "Discard",
                key="case_discard",
                disabled=not found.changed,
                on_click=draft.discard,
                args=(found.case_id,),
                help="Drops all that is not saved.",
            )
        st.button(
            "Copy",
            key="case_copy",
            icon=":material/content_copy:",
            on_click=_copied,
            args=(found,),
            help="Begins another case from this one as it is now, with no version and no approval.",
        )
        st.button(
            "Take out of the archive" if kept.archived else "Archive",
            key="case_archive",
            type="tertiary",
            icon=":material/archive:",
            on_click=_archived,
            args=(kept,),
            help="An archived case can be read and not changed. Nothing of it is lost.",
        )


def _conflict(found: Draft, kept: KeptCase) -> None:
    with st.container(border=True):
        st.markdown(
            f"**Two people edited this.** {plain(kept.changed_by)} saved version {kept.version}. Yours is still here."
        )
        theirs, mine = known.known(kept.case).found, known.known(found.case).found
        scenarios.side_by_side(
            {"Kept now": (theirs, kept.case.currency), "Yours": (mine, found.case.currency)}, "case_conflict"
        )
        with st.container(horizontal=True):
            st.button(
                "Keep mine",
                key="case_mine",
                on_click=draft.keep_mine,
                args=(found.case_id, kept.version),
                help="Press Save once more to put yours over what is kept now.",
            )
            st.button(
                "Take theirs",
                key="case_theirs",
                on_click=draft.discard,
                args=(found.case_id,),
                help="Shows what is kept now. Your changes are then gone.",
            )


def _copied(found: Draft) -> None:
    with show.refused(FAILED):
        kept = save(access.author(), new_id(), copied(found.case), 0)
        st.session_state[begin.CHOSEN] = kept.case_id


def _archived(kept: KeptCase) -> None:
    with show.refused(FAILED):
        archive(access.author(), kept.case_id, kept.version, archived=not kept.archived)


def beside(found: Draft, about: Worked) -> None:
    """Put another case, or a frozen version of this one, beside it."""
    frozen = {one.frozen_id: one for one in versions(workspace(), found.case_id)}
    others = {one.case_id: one.case for one in cases(workspace()) if one.case_id != found.case_id}
    there = {**{name: one.case for name, one in frozen.items()}, **others}
    choices = {
        **{name: f"Frozen version {one.number} of this case" for name, one in frozen.items()},
        **{name: one.title for name, one in others.items()},
    }
    if not choices:
        st.caption("There is no other case and no frozen version yet.")
        return
    picked = st.selectbox(
        "Beside",
        list(choices),
        index=None,
        key="case_beside",
        format_func=choices.__getitem__,
        placeholder="Choose a case or a version",
        help="What this case is compared with.",
    )
    if picked is None:
        return
    other = there[picked]
    results = {choices[picked]: (known.known(other).found, other.currency)}
    results["This case"] = (about.found, found.case.currency)
    scenarios.side_by_side(results, "case_both")
    _differences(compared(other, found.case), found.case.currency)


def _differences(both: Comparison, currency: str) -> None:
    if both.npv_change is None:
        st.caption("The two are in different currencies, so their results can't be set off against each other.")
    elif both.moves:
        most = both.moves[0]
        st.markdown(
            plain(
                f"The net present value differs by {money(both.npv_change, currency)}. {most.label} alone moves it "
                f"most: {money(most.npv_change, currency)}. {money(both.rest, currency)} come from lines, terms, and "
                "inputs that act together."
            )
        )
    rows = pd.DataFrame(
        [(one.part, one.label, one.field, one.was or "", one.now or "") for one in both.differences],
        columns=["Part", "What", "Field", "There", "Here"],
    )
    if rows.empty:
        st.caption("Nothing is said otherwise.")
        return
    config = {name: st.column_config.TextColumn() for name in rows.columns}
    show.table(rows, config, show.Choice("case_differences", "What is said otherwise"), height=320)
