"""Each person's own locale: chosen in the sidebar, written in at each run, and answers kept apart for each."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
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

    Its percent signs stay with their numbers at the end of a line.

    None outside of a visit.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    code = st.session_state.get(CHOSEN, OFFICE)
    if code == BROWSER:
        code = st.context.locale or OFFICE
    try:
        found = locales.of_office() if code == OFFICE else locales.style(code)
    except InvalidInputError:
        found = locales.of_office()
    return locales.unbroken(found)


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
    """Return what makes a file so that it writes by the locale of now, though it runs when no page does.

    In files a percent sign may be parted from its number: programs read them, and know a common space.
    """
    chosen = locales.style(locales.current().code)

    def made() -> bytes:
        with locales.writing(chosen):
            return content()

    return made


class Kept(Protocol[Asked, Result_co]):
    """A function whose results are kept until `clear`."""

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Result_co: ...
    def clear(self) -> None: ...


def kept_by_locale(**options: Any) -> Callable[[Callable[Asked, Result]], Kept[Asked, Result]]:
    """Keep what a function returns, as `st.cache_resource` does and with its options, for each locale of its own.

    What core answers holds sentences, so an answer that was kept in one locale is none in another. Everybody is given
    the same object, which nobody may change: copying it would take longer than most pages. As with Streamlit, what is
    named with an underscore is not compared.
    """

    def keep(function: Callable[Asked, Result]) -> Kept[Asked, Result]:
        named = signature(function)

        @wraps(function)
        def worded(_given: tuple[Any, ...], _by_name: dict[str, Any], asked_for: str, number_style: str) -> Result:
            del asked_for
            with locales.writing(locales.unbroken(locales.style(number_style))):
                return function(*_given, **_by_name)

        del worded.__wrapped__
        kept: Any = st.cache_resource(**options)(worded)

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Result:
            given = named.bind(*args, **kwargs)
            given.apply_defaults()
            asked_for = "\n".join(
                f"{name}={written_out(value)}" for name, value in given.arguments.items() if name[0] != "_"
            )
            found: Result = kept(args, kwargs, asked_for, locales.current().code)
            return found

        asked.clear = kept.clear  # type: ignore[attr-defined]
        return cast(Kept[Asked, Result], asked)

    return keep


def written_out(value: Any) -> str:
    """Return the whole content of a question as text: equal for the same question, another for any other."""
    fixed = tuple(value.items()) if isinstance(value, Mapping) else value
    hash(fixed)  # refuses what can change, and so tables, of which repr shows a part
    text = repr(fixed)
    if " at 0x" in text:
        raise TypeError(f"A question holds {type(value).__name__}, which has no content to be told from others by.")
    return text
