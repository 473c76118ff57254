"""Answers that take long, worked out while a page goes on: once per question, and only while somebody wants them."""

import threading
from collections.abc import Callable, Hashable
from typing import Any

from core.background import Background, Work
from core.errors import CancelledError

KEPT = 200


class Wanted:
    """Long answers of this process by question. Whoever asks is named, and wants one answer at a time.

    A question is worked on once, however many ask. Who asks another no longer wants the one before; what nobody wants
    when its turn comes is not begun, so that the work that waits never grows beyond one piece for each who asks. What
    runs is left to end. Few pieces run at a time, by default one: pages come first.

    >>> wanted = Wanted()
    >>> work = wanted.ask("a person's card", ("cost", 2026), "Adding up", lambda: 1 + 1)
    >>> wanted.wait()
    >>> work.state, work.result
    ('done', 2)
    >>> wanted.ask("another's card", ("cost", 2026), "Adding up", lambda: 1 + 1) is work
    True
    """

    def __init__(self, at_once: int = 1) -> None:
        self._background = Background(at_once)
        self._work: dict[Hashable, Work] = {}
        self._by: dict[str, Hashable] = {}
        self._lock = threading.Lock()

    def ask(self, who: str, question: Hashable, title: str, task: Callable[[], Any]) -> Work:
        """Return the work on a question, begun now if nobody asked before; `who` wants nothing else any more."""
        with self._lock:
            self._by.pop(who, None)
            self._by[who] = question
            while len(self._by) > KEPT:
                del self._by[next(iter(self._by))]
            work = self._work.get(question)
            if work is None or work.state == "cancelled":
                work = self._background.start(title, lambda _: self._if_wanted(question, task))
                self._keep(question, work)
            return work

    def forget(self, question: Hashable) -> None:
        """Forget a question, as one that failed: it is worked on anew when somebody asks again."""
        with self._lock:
            self._work.pop(question, None)

    def wait(self) -> None:
        """Wait until all that was asked is over."""
        self._background.wait()

    def shut_down(self) -> None:
        """Begin nothing more, and wait for what runs."""
        self._background.shut_down()

    def _if_wanted(self, question: Hashable, task: Callable[[], Any]) -> Any:
        with self._lock:
            wanted = question in self._by.values()
        if not wanted:
            raise CancelledError("Nobody waits for it any more.")
        return task()

    def _keep(self, question: Hashable, work: Work) -> None:
        self._work.pop(question, None)
        over = [known for known, one in self._work.items() if one.over]
        for known in over[: max(0, len(self._work) - KEPT + 1)]:
            del self._work[known]
        self._work[question] = work
