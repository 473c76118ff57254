"""The pages as links and as the navigation: which there are for whom."""

from pathlib import Path
from typing import Any

import streamlit as st

from core.access import Person
from core.once import told
from pages.parts import access, auth
from pages.parts.entries import ENTRIES, PEOPLE, Entry

FOLDER = Path(__file__).resolve().parent.parent
BY_ADDRESS = {entry.address: entry for entry in ENTRIES}


def page(address: str) -> Any:
    """Return the Streamlit page of an address, for links and for the navigation; one run makes each once."""
    return told(("page", address), lambda: _page(BY_ADDRESS[address]))


def _page(entry: Entry) -> Any:
    return st.Page(
        FOLDER / entry.file,
        title=entry.title,
        icon=f":material/{entry.icon}:",
        url_path=entry.address or None,
        default=not entry.address,
        help=entry.help,
    )


def sections(person: Person) -> dict[str, list[Any]]:
    """Return the pages by section, in order: those the person may see, then unlisted places of the others.

    Without such a place, Streamlit would say of a link to them that there is no such page.
    """
    found: dict[str, list[Any]] = {}
    for entry in ENTRIES:
        if is_open(entry, person):
            found.setdefault(entry.section, []).append(page(entry.address))
        else:
            closed = st.Page(_nothing, title="Not open to you", url_path=entry.address, visibility="hidden")
            found.setdefault(ENTRIES[0].section, []).append(closed)
    return found


def is_open(entry: Entry, person: Person) -> bool:
    """Say whether the person may see a page; the page People is there only while people sign in."""
    return person.may(entry.action) and (entry.address != PEOPLE or auth.is_on())


def exists(address: str) -> bool:
    """Say whether there is a page that the person may see, for links to it."""
    return address in BY_ADDRESS and is_open(BY_ADDRESS[address], access.person())


def _nothing() -> None:
    """Stand for a page that the person may not see; the frame says so in its place."""
