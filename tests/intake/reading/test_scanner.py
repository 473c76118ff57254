"""The fast scanner and the exact grammar are two readings of one text: they may never differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.reading.grammar import end_of_damage, parse_record
from core.intake.reading.scanner import Scan, scan

TEXTS = st.lists(
    st.sampled_from([b"a", b"bb", b",", b",", b'"', b'"', b'""', b"\n", b"\r", b"\r\n", "é".encode()]), max_size=25
).map(b"".join)


def _records(data: bytes, found: Scan) -> list[tuple[tuple[bytes, ...], int, int]]:
    rows = []
    for row, (first, count) in enumerate(zip(found.first, found.counts, strict=True)):
        fields = range(first, first + count)
        values = tuple(data[found.starts[field] : found.ends[field]].replace(b'""', b'"') for field in fields)
        rows.append((values, int(found.record_starts[row]), int(found.lines[row])))
    return rows


@given(TEXTS)
@settings(deadline=None, max_examples=1000)
def test_the_scanner_finds_what_the_grammar_finds_up_to_the_first_stray_quote(data: bytes) -> None:
    found = scan(np.frombuffer(data, np.uint8), ord(","), final=True)
    expected, at, line = [], 0, 0
    while at < len(data):
        record = parse_record(data, at, b",", final=True)
        assert record is not None
        if record.problem or record.bare:
            break
        expected.append((record.values, at, line))
        text = data[at : record.end]
        line += text.count(b"\n") + text.replace(b"\r\n", b"").count(b"\r")
        at = record.end
    assert _records(data, found) == expected
    assert found.consumed == at


@given(TEXTS, st.integers(0, 60))
@settings(deadline=None, max_examples=500)
def test_a_block_that_ends_anywhere_never_yields_a_half_record(data: bytes, cut: int) -> None:
    whole = scan(np.frombuffer(data, np.uint8), ord(","), final=True)
    part = scan(np.frombuffer(data[:cut], np.uint8), ord(","), final=False)
    assert _records(data, part) == _records(data, whole)[: len(part.counts)]
    assert part.consumed <= min(cut, len(data))


@pytest.mark.parametrize(
    ("text", "columns", "end"),
    [
        (b'1,"a "b" c",2\n4,5,6\n7,8,9\n', 3, 14),  # quotes pair up on the damaged line
        (b'1,"open,2\n4,5,6\n7,8,9\n1,1,1\n', 3, 10),  # they do not, but three sound lines follow
        (b'"He said "hi" and\nmore text,foo\nleft",x\n1,2\n', 2, 40),  # the text goes on: nothing of it is a record
    ],
)
def test_reading_goes_on_behind_damage_and_never_inside_it(text: bytes, columns: int, end: int) -> None:
    assert end_of_damage(text, 0, b",", columns, final=True) == end


def test_damage_without_an_end_is_not_guessed() -> None:
    assert end_of_damage(b'"a "b\nc\nd', 0, b",", 2, final=False) is None
