"""The nastiest kinds of file, made here: each gives the right rows, or a refusal with a sentence."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileRefusedError
from core.intake.plan import Dialect, Mapping
from core.intake.reading import inspect
from core.intake.reading.opening import check_bounds

Reader = Callable[..., Any]
HEAD = "case_id,customer_id,timestamp,channel,activity,cost\n"
GOOD = HEAD + "A1,c1,2026-01-05T09:00:00,phone,call,12.50\nA1,c1,2026-01-05T09:20:00,web,search,0.10\n"


def _costs(read: Reader, text: str, **changes: Any) -> tuple[list[Any], list[str]]:
    rows = "".join(f'A1,c1,2026-01-05T09:00:00,phone,call,"{cell}"\n' for cell in text.split("~"))
    found = read(HEAD + rows, **changes)
    return found.column("cost"), [row["reason"] for row in found.rejects]


def test_numbers_are_plain_or_rejected_and_never_guessed(read: Reader) -> None:
    values, reasons = _costs(read, "12.50~ 3 ~.5~-1~1e2~1,234.50~€ 5~(3.00)~inf~nan~1e308~1e309~1_000~0x1F~12 €~12,5")
    assert values == [12.5, 3.0, 0.5, -1.0, 100.0]
    assert len(reasons) == 11
    assert set(reasons) == {"cost is not a plain number", "cost is infinite or not a number", "cost is too large"}


def test_a_declared_decimal_comma_rejects_points(read: Reader) -> None:
    found = read(
        "case_id;timestamp;cost\nA;2026-01-05;1,5\nB;2026-01-05;1.5\nC;2026-01-05;1.234,5\n",
        dialect=Dialect(delimiter=";", decimal=","),
    )
    assert found.column("cost") == [1.5]
    assert [row["line_number"] for row in found.rejects] == [3, 4]


def test_short_and_long_records_are_rejected_even_with_one_empty_field_more(read: Reader) -> None:
    found = read(GOOD + "A2,c2\nA3,c3,2026-01-05T09:00:00,web,x,1,\nA4,c4,2026-01-05T09:00:00,web,y,2\n")
    reasons = ["2 fields where the header has 6", "7 fields where the header has 6"]
    assert [(row["line_number"], row["reason"], row["raw_line"]) for row in found.rejects] == [
        (4, reasons[0], "A2,c2"),
        (5, reasons[1], "A3,c3,2026-01-05T09:00:00,web,x,1,"),
    ]
    assert found.column("journey_id") == ["A1", "A1", "A4"]
    assert found.result.reasons == {reasons[0]: 1, reasons[1]: 1}


def test_blank_lines_are_no_records_but_are_told(read: Reader) -> None:
    found = read(GOOD.replace("\n", "\n\n") + "   \n\r\n")
    assert (found.result.read, found.column("line_number")) == (2, [3, 5])
    assert any("blank lines were skipped" in note for note in found.result.notes)


def test_line_numbers_count_lines_inside_quotes(read: Reader) -> None:
    found = read(HEAD + 'A1,c1,2026-01-05,"a\nb\r\nc",x,1\nA2,c2,not a time,web,x,1\nA3,c3,2026-01-05,web,x,1\n')
    assert found.column("line_number") == [2, 6]
    assert [(row["line_number"], row["column_name"], row["value"]) for row in found.rejects] == [
        (5, "timestamp", "not a time")
    ]


def test_a_quote_that_is_not_doubled_costs_its_record_only(read: Reader) -> None:
    good = "".join(f'A{n},c1,2026-01-05,web,"x, y",1\n' for n in range(5))
    found = read(HEAD + good + 'A9,c1,2026-01-05,web,"say "hi", you",1\n' + good)
    assert (found.result.loaded, found.result.rejected) == (10, 1)
    assert found.rejects[0]["line_number"] == 7
    assert "not doubled" in found.rejects[0]["reason"]
    assert found.column("activity") == ["x, y"] * 10


def test_a_delimiter_line_titles_and_mixed_line_ends(read: Reader) -> None:
    assert read("sep=;\r\n" + GOOD.replace(",", ";")).result.loaded == 2
    found = read("Export of May\nby,A. Person\n\n" + GOOD)
    assert (found.inspection.dialect.header_line, found.column("line_number")) == (4, [5, 6])
    assert read(GOOD.replace("\n", "\r\n", 2)).result.loaded == 2
    assert read(GOOD.replace("\n", "\r", 2)).result.loaded == 2


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "^", "~"])
def test_each_delimiter_is_found(delimiter: str, read: Reader) -> None:
    assert read(GOOD.replace(",", delimiter)).inspection.dialect.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_encoding_is_found(encoding: str, read: Reader) -> None:
    found = read((GOOD + "A3,c3,2026-01-06,Büro,x,1\n").encode(encoding))
    assert found.column("channel") == ["phone", "web", "Büro"]


def test_bytes_that_are_not_utf8_reject_their_record_when_utf8_is_declared(read: Reader) -> None:
    found = read(GOOD.encode() + b"A3,c3,2026-01-06,B\xfcro,x,1\nA4,c4,2026-01-06,web,x,1\n", dialect=Dialect())
    assert [row["line_number"] for row in found.rejects] == [4]
    assert found.result.loaded == 3


def test_null_tokens_are_the_declared_ones_only(read: Reader) -> None:
    text = HEAD + "".join(f"A1,c1,2026-01-05,{channel},x,\n" for channel in ("NULL", "-", "", "?", "N/A"))
    assert read(text).column("channel") == [None, "-", None, "?", None]
    assert read(text, null_values=("-",)).column("channel") == ["NULL", None, None, "?", "N/A"]
    many = HEAD + "".join(f"A1,c1,2026-01-05,{channel},x,\n" for channel in ("?", "?", "web"))
    assert read(many).column("channel") == [None, None, "web"]


def test_spellings_that_look_the_same_become_one_and_others_stay(read: Reader) -> None:
    labels = ["Büro", "Bu\u0308ro", "\u200bBüro", " Büro ", "Büro\u00a0", "büro", "two  words"]
    found = read(HEAD + "".join(f"A1,c1,2026-01-05,{label},x,\n" for label in labels))
    assert found.column("channel") == ["Büro"] * 5 + ["büro", "two words"]
    assert any("“Büro” and “büro”" in note for note in found.result.notes)


def test_the_fingerprint_tells_records_apart_and_knows_them_again(read: Reader) -> None:
    rows = ["a,b,c", "ab,,c", "a,b,c", "a,,bc"]
    text = "case_id,timestamp,x,y,z\n" + "".join(f"A,2026-01-05,{row}\n" for row in rows)
    prints = [(row["raw_high"], row["raw_low"]) for row in read(text).clean]
    assert prints[0] == prints[2]
    assert len(set(prints)) == 3
    again = read(text.replace("a,b,c", '"a","b","c"'))
    assert [(row["raw_high"], row["raw_low"]) for row in again.clean] == prints


def test_separators_inside_values_do_not_make_records_equal(read: Reader) -> None:
    found = read(
        "case_id,timestamp,x,y\nA,2026-01-05,a\x1fb,c\nA,2026-01-05,a,b\x1fc\nA,2026-01-05,\x1e0,\nA,2026-01-05,,\n"
    )
    assert len({(row["raw_high"], row["raw_low"]) for row in found.clean}) == 4


def test_columns_of_a_file_never_enter_a_statement(read: Reader) -> None:
    hostile = 'x"); drop table batch; --'
    found = read(
        f'case_id,timestamp,"{hostile.replace(chr(34), chr(34) * 2)}"\nA,2026-01-05,web\n',
        mapping=Mapping("s", {"journey_id": "case_id", "occurred_at": "timestamp", "channel": hostile}),
    )
    assert found.column("channel") == ["web"]


def test_fixed_values_activity_parts_and_outcomes(read: Reader) -> None:
    found = read(
        "case_id,timestamp,activity,stage,outcome\nA,2026-01-05,Call,open,Solved\nB,2026-01-05,Call,,no\nC,2026-01-05,,open,what\n",
        fixed={"channel": "phone", "cost": "2.5"},
        activity_parts=("stage",),
        resolved_values=("Solved",),
        unresolved_values=("no",),
    )
    assert found.column("activity") == ["Call+open", "Call", "open"]
    assert found.column("resolved") == [True, False, None]
    assert found.column("channel") == ["phone"] * 3
    assert found.column("cost") == [2.5] * 3


def test_gzip_and_zip_are_known_by_content(read: Reader) -> None:
    assert read(gzip.compress(GOOD.encode()), "log.csv").result.loaded == 2
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("../../first.csv", GOOD)
        archive.writestr("second.csv", HEAD)
    found = read(box.getvalue(), "x.zip")
    assert found.result.loaded == 2
    assert found.inspection.members == ("../../first.csv", "second.csv")


def test_bombs_and_nested_archives_are_refused(tmp_path: Path) -> None:
    inner = tmp_path / "twice.gz"
    inner.write_bytes(gzip.compress(gzip.compress(GOOD.encode())))
    with pytest.raises(FileRefusedError, match="archive inside an archive"):
        inspect(inner, "twice.gz")
    with pytest.raises(FileRefusedError, match="bomb"):
        check_bounds(150_000_000, 100_000)
    check_bounds(90_000_000, 100)  # dense but small
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.csv", GOOD + "\n" * 120_000_000)
    with pytest.raises(FileRefusedError, match="bomb"):
        inspect(bomb, "bomb.zip")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "is empty"),
        (b"%PDF-1.7 ...", "a.csv", "PDF"),
        (b"\x7fELF\x02\x01", "a.csv", "program"),
        (b'{"a": 1}\n', "a.csv", "JSON"),
        (b'[{"a": 1}]', "a.json", "JSON"),
        (b"<?xml version='1.0'?><x/>", "a.csv", "XML"),
        (bytes(range(256)) * 20, "a.csv", "binary"),
        (b'"never closed,\n1,2\n', "a.csv", "quote"),
        (b"PK\x03\x04 broken", "a.zip", "damaged"),
        (b"\x1f\x8b broken", "a.gz", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, name: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=sentence) as refused:
        inspect(path, name)
    assert str(refused.value).endswith(".")


def test_when_nothing_is_loadable_the_reasons_are_named_with_examples(read: Reader) -> None:
    with pytest.raises(FileRefusedError, match=r"None of the 2 records .*line 2: 'yesterday'"):
        read(HEAD + "A1,c1,yesterday,web,x,1\nA2,c2,today,web,x,1\n")
    with pytest.raises(FileRefusedError, match="header but no records"):
        read(HEAD)


def test_a_record_without_customer_and_journey_is_rejected(read: Reader) -> None:
    found = read(GOOD + ",,2026-01-05T09:00:00,web,x,1\n")
    assert [row["reason"] for row in found.rejects] == ["neither a customer nor a journey is given"]


def test_very_long_fields_and_many_blank_lines(read: Reader) -> None:
    found = read(
        HEAD + f'A1,c1,2026-01-05,web,"{"x," * 1_500_000}",1\n' + "\n" * 500_000 + "A2,c1,2026-01-05,web,y,1\n"
    )
    assert [len(value) for value in found.column("activity")] == [3_000_000, 1]
    assert found.column("line_number") == [2, 500_003]
