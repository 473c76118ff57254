"""What people see who may not see more: the sign-in page, a page without a role, a page that is not theirs."""

from typing import Any

import streamlit as st

from core.access import Person
from core.access.configuration import providers
from core.access.settings import AccessSettings
from core.errors import AccessDeniedError
from core.wording import plain
from pages.parts import access, auth, navigation
from pages.parts.access import Visit
from pages.parts.entries import ENTRIES, PEOPLE, Entry


def pages(visit: Visit) -> list[Any]:
    """Return a page for each address, all of which show the same, so that the address that was asked for is kept."""
    title = "No role yet" if visit.signed_in and not visit.refusal else "Sign in"
    return [
        st.Page(_nothing, title=title, url_path=entry.address or None, default=not entry.address) for entry in ENTRIES
    ]


def _nothing() -> None:
    """Stand for a page whose content is not shown."""


def show(visit: Visit) -> None:
    """Show the sign-in page, or what keeps somebody out who is signed in."""
    _, middle, _ = st.columns([1, 2, 1])
    with middle:
        if visit.signed_in and not visit.refusal:
            _without_role(visit.person)
        else:
            _sign_in(visit)


def _sign_in(visit: Visit) -> None:
    st.title("Sign in to Journey Office", anchor=False)
    if visit.refusal:
        st.text(visit.refusal)
    else:
        st.markdown("What is here is shown to people of this office only.")
    found = providers(auth.section() or {})
    for name in found:
        label = "Sign in" if found == ("default",) else f"Sign in with {plain(name)}"
        st.button(
            label,
            key=f"sign_in_{name}",
            type="primary",
            icon=":material/login:",
            on_click=_login,
            args=(name,),
            help="Opens your organisation's own sign-in page and comes back here.",
        )


def _login(name: str) -> None:
    st.login(None if name == "default" else name)


def _without_role(person: Person) -> None:
    st.title("You have no role here yet", anchor=False)
    st.markdown("You are signed in as")
    st.code(person.name, language=None)
    st.markdown("Ask an owner of this office to give that name a role, then reload this page.")
    owners = sorted(AccessSettings.from_environment().owners)
    if owners:
        st.markdown(f"Owners: {plain(', '.join(owners))}")
    st.button(
        "Sign out", key="sign_out", icon=":material/logout:", on_click=access.sign_out, help="Use another account."
    )


def guard(entry: Entry | None, person: Person) -> None:
    """Raise `AccessDeniedError` unless the person may see the page; a page that is not listed is refused."""
    if entry is None or (entry.address == PEOPLE and not auth.is_on()):
        raise AccessDeniedError("There is no such page here.")
    person.require(entry.action)


def refused(error: AccessDeniedError) -> None:
    """Say that a page is not the person's, and what it would take."""
    st.title("This page is not open to you", anchor=False)
    st.text(str(error))
    st.page_link(navigation.page(""), label="Overview", icon=":material/space_dashboard:")


def who(person: Person) -> None:
    """Show in the sidebar who is signed in, with a way out; without sign-in, a warning where it is due."""
    if not auth.is_on():
        if AccessSettings.from_environment().open_to_network:
            st.warning("No sign-in is set up: everybody on the network sees and changes everything.")
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"{plain(person.name)}, {person.role}")
        st.button(
            "Sign out",
            key="sign_out",
            type="tertiary",
            icon=":material/logout:",
            on_click=access.sign_out,
            help="Ends your sign-ins on every device.",
        )
