import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export.csv import csv_bytes, safe_text

DANGEROUS = "=+-@|%\t\r\n＝＋－＠｜％"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0", "\tx", "\rx", "\nx", "＝1", "  =1", '"=1', "'=1", "\ufeff=1",
     "\u00a0=1", "\u200b=1", "\u202e=1", "\x00=1", "=cmd|'/c calc'!A1", ' \ufeff"\'@x'],
)  # fmt: skip
def test_what_looks_like_a_formula_is_shown_as_text(text: str) -> None:
    assert safe_text(text) == "'" + text
    header, row = parse(b"".join(csv_bytes([pa.record_batch({"a": [text]})], [text], bom=False)))
    assert header == row == ["'" + text]


@pytest.mark.parametrize("text", ["", "abc", "a=b", "1-2", "\u00e9=", "x|y"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_numbers_stay_numbers_and_unknown_is_empty() -> None:
    batch = pa.record_batch(
        {"n": [-1, None], "x": [-1.5, float("nan")], "b": [True, None], "t": pa.array([0, None], pa.timestamp("us"))}
    )
    wanted = b"\xef\xbb\xbfn,x,b,t\r\n-1,-1.5,true,1970-01-01 00:00:00\r\n,,,\r\n"
    assert b"".join(csv_bytes([batch], ["n", "x", "b", "t"])) == wanted


@given(st.lists(st.tuples(st.text(), st.text(), st.integers(-(2**62), 2**62)), max_size=8))
def test_every_text_comes_back_and_none_can_run(rows: list[tuple[str, str, int]]) -> None:
    columns = {name: [row[place] for row in rows] for place, name in enumerate("abc")}
    batch = pa.record_batch({"a": pa.array(columns["a"], pa.string()), "b": pa.array(columns["b"], pa.string()),
                             "c": pa.array(columns["c"], pa.int64())})  # fmt: skip
    found = parse(b"".join(csv_bytes([batch.slice(0, 3), batch.slice(3)], ["a", "b", "c"], bom=False)))[1:]
    assert len(found) == len(rows)
    for got, (a, b, c) in zip(found, rows, strict=True):
        assert got[0] in (a, "'" + a)
        assert got[1] in (b, "'" + b)
        assert got[2] == str(c)
        assert all(cell.lstrip(" \"'\ufeff")[:1] not in DANGEROUS or cell[:1] in ("", "'") for cell in got[:2] if cell)


def parse(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
