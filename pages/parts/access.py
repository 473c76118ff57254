"""Who is looking, what they may do, and the door through which they change anything; asked anew at every run."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from core.access import OPERATOR, Action, Person
from core.access.door import Door
from core.access.members import Members, end_sign_ins
from core.access.settings import AccessSettings
from core.access.sign_in import name_of, person_of, void_until
from core.errors import AccessDeniedError, JourneyOfficeError
from core.once import told
from core.workspace import Author
from pages.parts import auth
from pages.parts.manage.workspace import workspace
from pages.parts.office import office

NOBODY = Person("nobody")


@dataclass(frozen=True)
class Visit:
    """Who is there: the person, `NOBODY` when there is none, and why a sign-in was refused, as a sentence."""

    person: Person
    signed_in: bool
    refusal: str = ""


def claims() -> Mapping[str, Any]:
    """Return what the identity provider said of the visitor; the one place that reads it."""
    return st.user.to_dict()


def visit_of(said: Mapping[str, Any]) -> Visit:
    """Return who stands behind the claims, by the list of members as it is now."""
    if not auth.is_on():
        return Visit(OPERATOR, True)
    if said.get("is_logged_in") is not True:
        return Visit(NOBODY, False)
    try:
        found = person_of(said, Members(workspace()), AccessSettings.from_environment(), datetime.now(UTC))
    except JourneyOfficeError as error:
        return Visit(NOBODY, True, str(error))
    return Visit(found, True)


def visit() -> Visit:
    """Return who is there; one run asks once."""
    return told("who is there", lambda: visit_of(claims()))


def person() -> Person:
    """Return the person, with the role they have now; somebody who may do nothing when nobody is signed in."""
    return visit().person


def may(action: Action) -> bool:
    """Say whether the person may do something."""
    return person().may(action)


def door() -> Door:
    """Return what the person may change. It can be handed to a thread; it is the person of now."""
    return Door(office(), workspace(), person())


def author() -> Author:
    """Return the workspace in the hands of the person: each write is checked against their role and recorded."""
    return workspace().by(person())


def later() -> Callable[[], Person]:
    """Return a function that looks the same person up anew, for work outside a run of the page."""
    said = dict(claims())
    return lambda: visit_of(said).person


def end(said: Mapping[str, Any]) -> None:
    """Make the sign-in that made these claims void, and every earlier one of the same person."""
    with suppress(AccessDeniedError):
        name, email = name_of(said)
        end_sign_ins(workspace().by(Person(name, None, email)), name, void_until(said, datetime.now(UTC)))


def sign_out() -> None:
    """End the person's sign-ins and forget the browser's cookie; for callbacks."""
    end(claims())
    st.logout()
