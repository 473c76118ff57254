"""Who may do what here? The people of this office with their roles, and ending somebody's sign-ins."""

import pandas as pd
import streamlit as st

from core.access import ROLES
from core.access.members import Member, Members
from core.access.settings import AccessSettings
from core.errors import JourneyOfficeError
from core.finding import Finding
from core.wording import count, plain
from pages.parts import access, page, show
from pages.parts.manage.workspace import workspace

QUESTION = "Who may do what here?"
MEANING = {
    "viewer": "sees every number, and answers what is asked",
    "analyst": "also sees single customers and imports data",
    "editor": "also writes: limits, windows, plans and decisions",
    "owner": "also deletes data and manages people",
}
DONE = "people_done"


def finding(listed: tuple[Member, ...]) -> Finding:
    """Say how many people there are."""
    owners = sum(one.role == "owner" for one in listed)
    people = "1 person is" if len(listed) == 1 else f"{count(len(listed))} people are"
    return Finding("", f"{people} listed,", f"{count(owners)} of them as owner.")


def where_roles_come_from() -> None:
    """Say what decides a role, in order."""
    settings = AccessSettings.from_environment()
    owners = plain(", ".join(sorted(settings.owners))) or "nobody"
    claim = f", then from the claim `{settings.role_claim}` of the identity provider" if settings.role_claim else ""
    st.markdown(
        f"A role comes from the setting of the operator first (always owners: **{owners}**), then from this "
        f"list{claim}. Somebody without a role sees nothing. A change counts from the person's next click."
    )
    st.markdown("\n".join(f"- **{role}** {MEANING[role]}" for role in ROLES))


def table(listed: tuple[Member, ...]) -> Member | None:
    """Show the list and return the chosen member."""
    if not listed:
        st.caption("Nobody is listed yet.")
        return None
    rows = pd.DataFrame(
        [
            {
                "E-mail": one.email,
                "Name": one.name,
                "Role": one.role,
                "Changed by": one.updated_by,
                "Changed (UTC)": f"{one.updated_at:%Y-%m-%d %H:%M}",
            }
            for one in listed
        ]
    )
    config = {name: st.column_config.TextColumn() for name in rows.columns}
    versions = "_".join(f"{one.email}{one.version}" for one in listed)
    picked = show.table(rows, config, show.Choice(f"people_{hash(versions)}", "People with their roles", "single-row"))
    return listed[picked[0]] if picked else None


def form(chosen: Member | None) -> None:
    """Offer to add somebody, or to change the chosen one."""
    key = f"{chosen.email}_{chosen.version}" if chosen else "new"
    with st.form(f"member_{key}", border=False, clear_on_submit=True):
        with st.grid(3, min_column_width=220, gap="medium"):
            email = st.text_input(
                "E-mail",
                chosen.email if chosen else "",
                key=f"email_{key}",
                max_chars=150,
                disabled=chosen is not None,
                help="As the identity provider has it; capitals make no difference.",
            )
            name = st.text_input(
                "Name", chosen.name if chosen else "", key=f"name_{key}", max_chars=80, help="For people to read."
            )
            role = st.selectbox(
                "Role",
                list(ROLES),
                ROLES.index(chosen.role) if chosen else 0,
                key=f"role_{key}",
                help="Each role may do all that the ones before it may.",
            )
        if st.form_submit_button("Save" if chosen else "Add", type="primary", help="It counts from their next click."):
            address = chosen.email if chosen else email
            version = chosen.version if chosen else 0
            access.door().put_member(address, role, name, seen_version=version)
            st.session_state[DONE] = f"{address.strip()} is now {role}."
            st.rerun()


def ways_out(chosen: Member) -> None:
    """Offer to take the chosen member off the list, and to end their sign-ins."""
    with st.container(horizontal=True):
        st.button(
            "Sign out everywhere",
            key="end_sign_ins",
            icon=":material/logout:",
            on_click=_end,
            args=(chosen,),
            help="Ends their sign-ins on every device. They can sign in again after a minute.",
        )
        st.button(
            "Take off the list",
            key="remove_member",
            icon=":material/person_remove:",
            on_click=_remove,
            args=(chosen,),
            help="What the identity provider says of their role counts from then on.",
        )


def _end(chosen: Member) -> None:
    try:
        access.door().sign_out_everywhere(chosen.email)
        st.session_state[DONE] = f"Every sign-in of {chosen.email} was ended."
    except JourneyOfficeError as error:
        page.failure(error)


def _remove(chosen: Member) -> None:
    try:
        access.door().remove_member(chosen.email, seen_version=chosen.version)
        st.session_state[DONE] = f"{chosen.email} is no longer on the list."
    except JourneyOfficeError as error:
        page.failure(error)


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    access.person().require("manage people")
    listed = Members(workspace()).all()
    st.markdown(finding(listed).markdown())
    done = st.session_state.pop(DONE, "")
    if done:
        st.success(plain(done), icon=":material/check:")
    with st.container(border=True):
        st.header("People of this office", anchor=False)
        chosen = table(listed)
        if chosen is not None:
            ways_out(chosen)
    with st.container(border=True):
        st.header(f"Change {plain(chosen.email)}" if chosen else "Add somebody", anchor=False)
        form(chosen)
    with st.container(border=True):
        st.header("Where roles come from", anchor=False)
        where_roles_come_from()


main()
