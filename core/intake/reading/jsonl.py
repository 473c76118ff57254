"""JSON lines (one object a line) as records of text; nested values stay JSON text, numbers stay as they are written."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import FileRefusedError
from core.intake.reading.batch import Batch, RowBatches
from core.intake.reading.grids import SAMPLE, Grid
from core.intake.reading.names import column_names
from core.wording import count

LONGEST_LINE = 16_000_000


class _Written(str):
    """A number as it is written in the file."""

    __slots__ = ()


def parse_line(line: bytes) -> dict[str, str | None]:
    """Return one object's members as text; raises `ValueError` with the reason.

    >>> parse_line(b'{"id": 9007199254740993, "n": 1.50, "tags": [1], "x": null}')
    {'id': '9007199254740993', 'n': '1.50', 'tags': '[1]', 'x': None}
    """
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise ValueError("the line is not valid UTF-8") from None
    try:
        found = json.loads(
            text, parse_int=_Written, parse_float=_Written, parse_constant=_Written, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # one kind of error for all bad lines
    nested = any(isinstance(value, dict | list) for value in found.values())
    whole = json.loads(text) if nested else found
    values = {name: _text(value, whole[name]) for name, value in found.items()}
    if any(value is not None and ("\0" in value or not _encodes(value)) for value in values.values()):
        raise ValueError("a NUL or broken character in a value")
    return values


def _encodes(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return found


def _text(value: Any, original: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    return json.dumps(original, ensure_ascii=False)


def _lines(path: Path) -> Iterator[tuple[int, bytes, int]]:
    with path.open("rb") as stream:
        number = done = 0
        while line := stream.readline(LONGEST_LINE):
            number, done = number + 1, done + len(line)
            if len(line) == LONGEST_LINE:
                raise FileRefusedError(
                    f"Line {count(number)} is longer than {LONGEST_LINE // 1_000_000} MB. One object a "
                    "line is expected; export the file as JSON lines."
                )
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield number, line, done


class JsonLinesSource:
    """Reads a file of JSON lines twice: first for all the names, then for the records."""

    iso_times = False

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, path.stat().st_size
        keys: dict[str, None] = {}
        for _, line, _ in _lines(path):
            try:
                keys.update(dict.fromkeys(parse_line(line)))
            except ValueError:
                continue
            if len(keys) > 2000:
                break
        self._keys = tuple(keys)
        self.names, notices = column_names(self._keys, "The file")
        self.notes = list(notices)

    def batches(self) -> Iterator[Batch]:
        """Yield the records in file order; a line that is no object is rejected."""
        found = RowBatches(self.names)
        for number, line, done in _lines(self._path):
            try:
                values = parse_line(line)
                found.add(number, [values.get(key) for key in self._keys])
            except ValueError as error:
                found.reject(number, str(error), line.decode("utf-8", "replace").rstrip().replace("\0", "␀"))
            if found.full:
                yield found.take(done / self._size)
        yield found.take(1.0)


def jsonl_head(path: Path) -> Grid:
    """Return the first objects of a file of JSON lines."""
    objects: list[dict[str, str | None]] = []
    bad = 0
    for _, line, _ in _lines(path):
        try:
            objects.append(parse_line(line))
        except ValueError:
            bad += 1
        if len(objects) + bad == SAMPLE:
            break
    keys = tuple(dict.fromkeys(key for found in objects for key in found))
    if not keys:
        raise FileRefusedError(
            "No line of the file is a JSON object. Export it as JSON lines, one object a line, or as CSV."
        )
    names, notices = column_names(keys, "The file")
    if bad:
        notices = (
            *notices,
            f"{bad} of the first {bad + len(objects)} lines are no JSON objects and would be rejected.",
        )
    return Grid(names, [[found.get(key) for key in keys] for found in objects], ("",) * len(names), notices)
