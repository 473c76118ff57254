"""Each person's own locale: chosen in the sidebar, written in at each run, and answers kept apart for each."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core import locales
from core.errors import InvalidInputError
from core.locales import NumberStyle

CHOSEN = "numbers_as_in"
OFFICE, BROWSER = "office", "browser"
Asked = ParamSpec("Asked")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


def style() -> NumberStyle | None:
    """Return the locale that the person chose; the office's where they chose none, or a browser's that is unknown.

    None outside of a visit.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    code = st.session_state.get(CHOSEN, OFFICE)
    if code == BROWSER:
        code = st.context.locale or OFFICE
    try:
        return locales.of_office() if code == OFFICE else locales.style(code)
    except InvalidInputError:
        return locales.of_office()


def begin() -> None:
    """Write by the person's locale from now on, in this thread; the frame does so at the start of each run.

    Callbacks come before that, and fragments run without it, each in a thread of its own: there the person is asked.
    """
    locales.ask(style)
    locales.choose(style() or locales.of_office())


def pick() -> None:
    """Let the person choose how numbers are written; kept for the session and in no address."""
    st.selectbox(
        "Numbers as in",
        [OFFICE, BROWSER, *locales.OFFERED],
        key=CHOSEN,
        format_func=_label,
        persist_state="session",
        help="How you see numbers, money and days, and how files that you download write them. Nobody else's change.",
    )


def _label(code: str) -> str:
    return {OFFICE: f"This office ({locales.of_office().code})", BROWSER: "My browser"}.get(code) or locales.label(code)


def handed_on(content: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file so that it writes by the locale of now, though it runs when no page does."""
    chosen = locales.current()

    def made() -> bytes:
        with locales.writing(chosen):
            return content()

    return made


class Kept(Protocol[Asked, Result_co]):
    """A function whose results are kept until `clear`."""

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Result_co: ...
    def clear(self) -> None: ...


def kept_by_locale(**options: Any) -> Callable[[Callable[Asked, Result]], Kept[Asked, Result]]:
    """Keep what a function returns, as `st.cache_data` does and with its options, for each locale of its own.

    What core answers holds sentences, so an answer that was kept in one locale is none in another.
    """

    def keep(function: Callable[Asked, Result]) -> Kept[Asked, Result]:
        @wraps(function)
        def worded(*args: Any, number_style: str, **kwargs: Any) -> Result:
            with locales.writing(locales.style(number_style)):
                return function(*args, **kwargs)

        kept: Any = st.cache_data(**options)(worded)

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Result:
            found: Result = kept(*args, number_style=locales.current().code, **kwargs)
            return found

        asked.clear = kept.clear  # type: ignore[attr-defined]
        return cast(Kept[Asked, Result], asked)

    return keep
