"""Within a block, what was asked once is not asked again: one run of a page looks each thing up once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_told: ContextVar[dict[Hashable, Any] | None] = ContextVar("told", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Keep every answer until the block ends: for one person and one thread, so nobody is shown what is another's.

    >>> asked = []
    >>> def ask() -> int:
    ...     asked.append(1)
    ...     return len(asked)
    >>> with once():
    ...     told("how many", ask), told("how many", ask)
    (1, 1)
    >>> told("how many", ask), told("how many", ask)
    (2, 3)
    """
    with _within({}):
        yield


def continued() -> AbstractContextManager[None]:
    """Return a block that goes on with what this one was told, to be entered on another thread.

    >>> with once():
    ...     first = told("state", lambda: "asked here")
    ...     there = continued()
    >>> with there:
    ...     told("state", lambda: "asked there")
    'asked here'
    """
    return _within(_told.get())


@contextmanager
def _within(kept: dict[Hashable, Any] | None) -> Iterator[None]:
    token = _told.set(kept)
    try:
        yield
    finally:
        _told.reset(token)


def told(question: Hashable, ask: Callable[[], T]) -> T:
    """Return the answer to a question, asking only where it was not asked in the block; outside of one always."""
    kept = _told.get()
    if kept is None:
        return ask()
    if question not in kept:
        kept[question] = ask()
    answer: T = kept[question]
    return answer


def forget() -> None:
    """Ask everything anew from here on, since something was changed.

    >>> with once():
    ...     first = told("state", lambda: "before")
    ...     forget()
    ...     first, told("state", lambda: "after")
    ('before', 'after')
    """
    kept = _told.get()
    if kept is not None:
        kept.clear()
