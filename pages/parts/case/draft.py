"""The case that a person works on: a copy of the kept one, changed by sliders and tables until it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import streamlit as st

from core.business_case.case import Case
from core.casebook.keeping import KeptCase, save
from core.errors import ConflictError, JourneyOfficeError
from pages.parts.access import author

EARLIER = 30
SAID, FAILED, FILE_OF = "case_said", "case_failed", "case_file_of"


@dataclass
class Draft:
    """A person's copy of a case.

    `kept` and `version` are what it began from, `revision` counts its changes, so that a widget can begin anew after
    each; `conflict` is set when a save was refused because somebody else saved meanwhile.
    """

    case_id: str
    case: Case
    kept: Case
    version: int
    earlier: list[Case] = field(default_factory=list)
    revision: int = 0
    conflict: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether there is something to save."""
        return self.case != self.kept


def today() -> date:
    """Return the day, in UTC."""
    return datetime.now(UTC).date()


def opened(kept: KeptCase) -> Draft:
    """Return the person's copy of a kept case; a new one when somebody else saved it and nothing was changed here."""
    draft = _draft(kept.case_id)
    if draft is None or (kept.version > draft.version and not draft.changed):
        draft = Draft(kept.case_id, kept.case, kept.case, kept.version)
        st.session_state[_key(kept.case_id)] = draft
    return draft


def change(case_id: str, changed: Callable[[Case], Case]) -> None:
    """Put a changed case in the place of the copy; what can't be is said on the page, and nothing changes."""
    draft = _draft(case_id)
    if draft is None:
        return
    draft.revision += 1
    try:
        new = changed(draft.case)
    except JourneyOfficeError as error:
        st.session_state[FAILED] = str(error)
        return
    if new != draft.case:
        draft.earlier = [*draft.earlier[-EARLIER:], draft.case]
        draft.case = new


def case_of(case_id: str) -> Case:
    """Return the copy as it is now; for callbacks of a case that is open."""
    draft = _draft(case_id)
    assert draft is not None, "a case whose table is edited is open"
    return draft.case


def undo(case_id: str) -> None:
    """Take the last change back; for callbacks."""
    draft = _draft(case_id)
    if draft and draft.earlier:
        draft.case = draft.earlier.pop()
        draft.revision += 1


def discard(case_id: str) -> None:
    """Drop the copy: the kept case is shown again; for callbacks."""
    st.session_state.pop(_key(case_id), None)


def keep(case_id: str) -> None:
    """Save the copy; where somebody else saved meanwhile, say so and keep the copy; for callbacks."""
    draft = _draft(case_id)
    if draft is None:
        return
    try:
        saved = save(author(), case_id, draft.case, draft.version)
    except ConflictError as error:
        st.session_state[FAILED] = str(error)
        draft.conflict = True
    except JourneyOfficeError as error:
        st.session_state[FAILED] = str(error)
    else:
        draft.kept, draft.version, draft.conflict = saved.case, saved.version, False
        st.session_state[SAID] = f"Saved as version {saved.version}."


def keep_mine(case_id: str, version: int) -> None:
    """Let the next save go over what somebody else saved as `version`; for callbacks."""
    draft = _draft(case_id)
    if draft is not None:
        draft.version, draft.conflict = version, False


def _key(case_id: str) -> str:
    return f"case_draft_{case_id}"


def _draft(case_id: str) -> Draft | None:
    found = st.session_state.get(_key(case_id))
    return found if isinstance(found, Draft) else None
