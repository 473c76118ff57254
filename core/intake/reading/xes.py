"""XES event logs as records of text: one record per event, with its trace's attributes prefixed `case:`."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from core.errors import FileRefusedError
from core.intake.reading.batch import Batch, RowBatches
from core.intake.reading.grids import SAMPLE, Grid
from core.intake.reading.names import column_names
from core.wording import number

SIMPLE = frozenset({"string", "date", "int", "float", "boolean", "id"})
NESTED_NOTE = "{} lists or nested attributes of the event log were left out."
Event = dict[str, str]


class XesSource:
    """Reads an event log twice: first for all the attributes, then for the events."""

    iso_times = False

    def __init__(self, path: Path) -> None:
        self._path, self._left_out = path, 0
        keys: dict[str, None] = {"case:concept:name": None}
        self._events = 0
        for event in self._walk():
            self._events += 1
            keys.update(dict.fromkeys(event))
            if len(keys) > 2000:
                break
        self._keys = tuple(keys)
        self.names, notices = column_names(self._keys, "The log")
        self.notes = list(notices)
        if self._left_out:
            self.notes.append(NESTED_NOTE.format(number(self._left_out, 0)))

    def batches(self) -> Iterator[Batch]:
        """Yield the events in file order."""
        found = RowBatches(self.names)
        for event in self._walk():
            twice = event.get("")
            if twice is not None:
                found.reject(None, f"the attribute {twice} occurs twice in one event", str(event))
            else:
                found.add(None, [event.get(key) for key in self._keys])
            if found.full:
                yield found.take(min(found.read / max(self._events, 1), 1.0))
        yield found.take(1.0)

    def _walk(self) -> Iterator[Event]:
        self._left_out = 0
        case: Event = {}
        depth: list[Element] = []
        try:
            for kind, element in iterparse(str(self._path), events=("start", "end")):
                if kind == "start":
                    depth.append(element)
                    continue
                depth.pop()
                tag = _tag(element)
                if tag == "event":
                    yield {**case, **self._attributes(element, "")}
                elif len(depth) == 2 and _tag(depth[1]) == "trace":
                    case.update(self._attributes([element], "case:"))
                elif tag == "trace":
                    case = {}
                if len(depth) <= 2:
                    element.clear()
                    if depth:
                        depth[-1].remove(element)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise FileRefusedError(
                f"The event log can't be read ({error or type(error).__name__}). Export it again, or as CSV."
            ) from error

    def _attributes(self, parent: "Element | list[Element]", prefix: str) -> Event:
        found: Event = {}
        for item in parent:
            if _tag(item) not in SIMPLE:
                self._left_out += _tag(item) in ("list", "container")
                continue
            self._left_out += len(item)
            key, value = prefix + item.get("key", ""), item.get("value")
            if value is None or key == prefix:
                continue
            if key in found:
                found[""] = key
            found.setdefault(key, value)
        return found


def _tag(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def xes_head(path: Path) -> Grid:
    """Return the first events of a log."""
    source = XesSource.__new__(XesSource)
    source._path = path  # the walk alone, without the first pass over the whole file
    events = []
    for event in source._walk():
        events.append(event)
        if len(events) == SAMPLE:
            break
    if not events:
        raise FileRefusedError("The log holds no events. Export it again with its data.")
    keys = tuple(dict.fromkeys(["case:concept:name", *(key for event in events for key in event if key)]))
    names, notices = column_names(keys, "The log")
    return Grid(names, [[event.get(key) for key in keys] for event in events], ("",) * len(names), notices)
