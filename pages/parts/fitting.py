"""Cards whose answer takes long: the page goes on, the answer is worked out beside it, and the card shows it then."""

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

import streamlit as st

from core import locales
from core.background import Work
from core.once import continued, told
from core.wanted import Wanted
from core.wording import plain
from pages.parts import access, page
from pages.parts.view import View

SECONDS_BETWEEN_LOOKS = 0.3
PATIENCE = 0.08  # seconds that a run of a page waits for its answers, all together; it never waits for models
_WHO = "fits_of"
Found = TypeVar("Found")
Lane = Literal["answers", "models"]  # what takes moments doesn't wait behind what takes long
LANES: tuple[Lane, ...] = get_args(Lane)

# Streamlit warns at each answer that is kept beside a page that no page runs there. So it is meant.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda record: "Thread 'journey-office-work" not in record.getMessage()
)


@st.cache_resource(show_spinner=False, on_release=Wanted.shut_down)
def wanted(lane: Lane) -> Wanted:
    """Return the registry of long answers of a lane; it outlives page switches and sessions."""
    del lane
    return Wanted()


def wait_for_all() -> None:
    """Wait until all that was asked is over."""
    for lane in LANES:
        wanted(lane).wait()


@dataclass(frozen=True)
class Fit(Generic[Found]):
    """A question that takes long. `ask` keeps what it returns, by the view and `about`; `words` say what is done.

    `slot` is the card it is for: another question in the same slot takes the place of the one before.
    """

    slot: str
    words: str
    view: View
    ask: Callable[..., Found]
    about: tuple[Any, ...]
    lane: Lane = "answers"

    def answer(self) -> Found:
        """Return the answer: at once when it is kept, else as long as it takes."""
        return self.ask(self.view, *self.about)

    def work(self) -> Work:
        """Return the work on it, begun if nobody asked before."""
        chosen, here = locales.current(), continued()  # what this run of the page was told is not asked again

        def task() -> None:
            with locales.writing(chosen), here:
                self.answer()

        return wanted(self.lane).ask(f"{_who()} {self.slot}", self._question(), self.words, task)

    def found(self) -> Found | None:
        """Return the answer, or None while it is worked out or when that failed."""
        return self.answer() if self.work().state == "done" else None

    def again(self) -> None:
        """Try anew at the next run; for callbacks."""
        wanted(self.lane).forget(self._question())

    def _question(self) -> tuple[Any, ...]:
        data = self.view.dataset
        name = f"{self.ask.__module__}.{self.ask.__qualname__}"
        code = locales.current().code
        return name, data.dataset_id, data.data_version, self.view.scope, self.about, code


def when_fitted(
    fit: Fit[Found], show: Callable[[Found], object], *, place: Sequence[int] = (240,), keeps: Sequence[str] = ()
) -> None:
    """Show an answer when it is there or will be in a moment, and until then a sentence and its place.

    `place` are the heights of what will stand there, in pixels, so that nobody's place on the page is lost. `keeps` are
    the keys of parts inside that a person may have opened, which Streamlit would forget meanwhile.
    """
    work = fit.work()
    if fit.lane == "answers":
        work.wait(told("patience ends", lambda: time.monotonic() + PATIENCE) - time.monotonic())
    if work.state == "done":
        show(fit.answer())
        return
    for key in keeps:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    if work.state == "failed" and work.error is not None:
        page.failure(work.error)
        st.button(
            "Try again",
            key=f"{fit.slot}_again",
            on_click=fit.again,
            icon=":material/refresh:",
            help="Work it out anew.",
        )
    else:
        _look(fit, place)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _look(fit: Fit[Any], place: Sequence[int]) -> None:
    """Look whether it is over. Then the page is drawn once more, as nothing less ends the looking; the rest is kept."""
    if not access.may("look") or fit.work().over:
        st.rerun()
    st.caption(f":material/hourglass_top: {plain(fit.words)}")
    for height in place:
        st.skeleton(height)


def _who() -> str:
    if _WHO not in st.session_state:
        st.session_state[_WHO] = uuid.uuid4().hex
    return str(st.session_state[_WHO])
