"""Reading ahead: the next item is made in another thread while this one is used."""

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the same items in the same order, one made ahead; an error in making them is raised here.

    >>> list(ahead(iter([1, 2, 3])))
    [1, 2, 3]
    """
    ready: queue.Queue[tuple[bool, Item | BaseException | None]] = queue.Queue(maxsize=1)

    def make() -> None:
        try:
            for item in items:
                ready.put((True, item))
        except BaseException as error:  # handed to the other thread
            ready.put((False, error))
        else:
            ready.put((False, None))

    threading.Thread(target=make, daemon=True).start()
    while True:
        more, found = ready.get()
        if not more:
            if isinstance(found, BaseException):
                raise found
            return
        yield found  # type: ignore[misc]
