"""Whatever is done to a file, each record is loaded as a strict reader gives it, or rejected; none is lost."""

import csv
import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.errors import FileRefusedError
from core.intake.plan import Dialect
from core.intake.reading import csv_source
from core.intake.reading.csv_source import CsvSource
from core.intake.reading.encoding import to_utf8

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            '"',
            '""',
            ",",
            ";",
            "a,b",
            "x\ny",
            "x\r\ny",
            "\t",
            "=1+1",
            "ü",
            "日本",
            "NULL",
            '5" pipe',
            "\u200b",
            "|",
            "'",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
)
ENDS = ("\n", "\r\n", "\r")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))
    return [[f"name {number}" for number in range(width)], *rows]


def _read(
    data: bytes, dialect: Dialect
) -> tuple[CsvSource, dict[int, tuple[list[str], str]], dict[int, dict[str, object]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in"
        path.write_bytes(data)
        source = CsvSource(to_utf8(path, dialect.encoding, Path(folder) / "text"), dialect)
        loaded, rejected = {}, {}
        for batch in source.batches():
            for place, row in enumerate(batch.records.to_pylist()):
                loaded[row["record_number"]] = ([row[f"c{c}"] for c in range(len(source.names))], batch.raw_text(place))
            rejected |= {row["record_number"]: row for row in batch.rejects.to_pylist()}
    return source, loaded, rejected


@given(
    tables(),
    st.sampled_from(",;\t|^"),
    st.sampled_from(ENDS),
    st.sampled_from(["utf-8", "utf-16-le", "cp1252"]),
    st.booleans(),
)
@settings(deadline=None, max_examples=300)
def test_any_table_comes_back_as_it_was_written(
    table: list[list[str]], delimiter: str, end: str, encoding: str, quoted: bool
) -> None:
    quoted |= any(mark in cell for row in table for cell in row for mark in "\r\n")  # the writer forgets some of these
    text = io.StringIO()
    csv.writer(
        text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    ).writerows(table)
    try:
        data = text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    _, loaded, rejected = _read(data, Dialect(encoding=encoding, delimiter=delimiter))
    assert rejected == {}
    assert [values for values, _ in loaded.values()] == table[1:]


BYTES = st.sampled_from([b'"', b",", b"\n", b"x", b"\r", b" ", b"\0", b"\xff"])
MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["delete", "insert"]), st.integers(0, 400), BYTES), min_size=1, max_size=4
)


@given(tables(), st.sampled_from(ENDS), MUTATIONS, st.sampled_from([40, 2_000_000]), st.booleans())
@settings(deadline=None, max_examples=600)
def test_a_damaged_file_is_never_silently_wrong(
    table: list[list[str]], end: str, mutations: list[tuple[str, int, bytes]], window: int, quoted: bool
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(table[1:])
    body = text.getvalue().encode()
    for kind, place, byte in mutations:
        at = place % (len(body) + 1)
        body = body[:at] + (byte + body[at:] if kind == "insert" else body[at + 1 :])
    data = ",".join(table[0]).encode() + end.encode() + body
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_source, "WINDOW", window)
        try:
            source, loaded, rejected = _read(data, Dialect())
        except FileRefusedError:
            return
    numbers = sorted([*loaded, *rejected])
    assert numbers == list(range(1, len(numbers) + 1))
    assert not loaded.keys() & rejected.keys()
    for values, raw in loaded.values():
        (strict,) = csv.reader(io.StringIO(raw, newline=""), strict=True)
        assert values == strict
        assert len(values) == len(source.names)
    covered = [loaded[n][1] if n in loaded else str(rejected[n]["raw_line"]) for n in numbers]
    shown = body.decode("utf-8", "replace").replace("\0", "␀")
    blanks = re.compile(r"[ \t\r\n\v\f]")
    assert blanks.sub("", "".join(covered)) == blanks.sub("", shown)
    _agrees_with_the_whole_file_reader(body, len(source.names), loaded)


def _agrees_with_the_whole_file_reader(body: bytes, width: int, loaded: dict[int, tuple[list[str], str]]) -> None:
    """Where a strict reader takes the whole file, the loaded records are its records of the right width."""
    try:
        rows = [row for row in csv.reader(io.StringIO(body.decode(), newline=""), strict=True) if row]
    except (csv.Error, UnicodeDecodeError):
        return
    if any('"' in cell for row in rows for cell in row) or b"\0" in body:
        return
    expected = [row for row in rows if len(row) == width and (len(row) > 1 or row[0].strip())]
    assert [values for values, _ in loaded.values()] == expected
