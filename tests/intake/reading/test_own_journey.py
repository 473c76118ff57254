"""Each file of the folder of messy files, and what must happen to it; the names are those of its manifest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileRefusedError
from core.intake.reading import inspect

REFUSED = {
    "empty.csv": "is empty",
    "whitespace_only.csv": "only blanks",
    "unclosed_quote.csv": "quote on line 5 is never closed",
    "binary_png.csv": "PNG picture",
    "xlsx_renamed.csv": "save as CSV",
    "html_error_page.csv": "web page",
    "many_columns.csv": "5,000 columns; at most 2,000",
    "no_header.csv": "no column is mapped",
    "money_formats.csv": "cost is not a plain number",
}
LOADED = {
    "good.csv": 3,
    "bom_utf8.csv": 3,
    "utf16le.csv": 3,
    "semicolon_decimal_comma.csv": 3,
    "tab.csv": 3,
    "pipe.csv": 3,
    "cr_only.csv": 3,
    "preamble.csv": 3,
    "two_row_header.csv": 3,
    "totals_row.csv": 3,
    "dup_columns.csv": 3,
    "blank_column_name.csv": 3,
    "header_case_space.csv": 3,
    "shifted_row_empty_last.csv": 3,
    "quote_inside_unquoted.csv": 4,
    "newline_in_field.csv": 4,
    "nul_byte.csv": 3,
    "invalid_utf8.csv": 4,
    "gzip_renamed.csv": 3,
    "ambiguous_dates.csv": 2,
    "mixed_date_formats.csv": 2,
    "impossible_dates.csv": 1,
    "excel_serial_dates.csv": 1,
    "timezones.csv": 3,
    "sci_ids.csv": 1,
    "leading_zero_ids.csv": 2,
    "bigint_ids.csv": 2,
    "nbsp_zero_width.csv": 3,
    "null_tokens.csv": 1,
    "negative_cost.csv": 1,
    "formula_injection.csv": 4,
    "xss.csv": 2,
    "out_of_order.csv": 3,
    "future_and_old.csv": 2,
    "case_two_customers.csv": 2,
    "rtl_emoji.csv": 1,
}
REJECTED = {
    "two_row_header.csv": [(2, "occurred_at is not a time in the format iso")],
    "totals_row.csv": [(5, "no time of contact")],
    "shifted_row_empty_last.csv": [(5, "7 fields where the header has 6")],
    "nul_byte.csv": [(5, "a NUL byte in the text")],
    "mixed_date_formats.csv": [
        (4, "occurred_at looks like epoch seconds or milliseconds; declare that format if it is one")
    ],
    "impossible_dates.csv": [
        (2, "occurred_at is no such date, or not in the format iso"),
        (3, "occurred_at is a placeholder, not a time"),
        (4, "occurred_at has the hour 24; hours are 00 to 23"),
    ],
    "null_tokens.csv": [(3, "cost is infinite or not a number"), (4, "cost is infinite or not a number")],
    "negative_cost.csv": [(3, "cost is too large")],
}
QUESTIONS = {
    "ambiguous_dates.csv": "date_order",
    "semicolon_decimal_comma.csv": "date_order",
    "excel_serial_dates.csv": "time_format",
    "no_header.csv": "header",
    "blank_column_name.csv": "channel",
    "good.csv": "zone",
}
WARNED = {
    "utf16le.csv": "UTF-16",
    "preamble.csv": "header is on line 3",
    "dup_columns.csv": "more than once",
    "blank_column_name.csv": "has no name",
    "invalid_utf8.csv": "Windows-1252",
    "sci_ids.csv": "scientific notation",
    "shifted_row_empty_last.csv": "do not have 6 fields",
}
FLAGGED = {
    "impossible_dates.csv": {"sentinel_times": 1},
    "timezones.csv": {"times_with_offset": 2, "times_without_offset": 1},
    "sci_ids.csv": {"scientific_ids": 2},
    "nbsp_zero_width.csv": {"invisible_characters_removed": 1},
    "rtl_emoji.csv": {"bidi_controls_removed": 1},
    "negative_cost.csv": {"negative_cost": 1},
    "future_and_old.csv": {"future_times": 1, "very_old_times": 1},
    "out_of_order.csv": {"out_of_order": 1},
    "case_two_customers.csv": {"journeys_with_several_customers": 1},
}
VALUES: dict[str, dict[str, list[Any]]] = {
    "semicolon_decimal_comma.csv": {"cost": [12.5, 0.1, 3.0]},
    "newline_in_field.csv": {"activity": ["complaint", "search", "resolve", "line1 line2"]},
    "quote_inside_unquoted.csv": {"activity": ["complaint", "search", "resolve", 'say "hi" now']},
    "leading_zero_ids.csv": {"journey_id": ["00012", "12"], "customer_id": ["007", "7"]},
    "bigint_ids.csv": {"journey_id": ["9007199254740993", "9007199254740992"]},
    "nbsp_zero_width.csv": {"channel": ["phone", "phone", "phone"]},
    "null_tokens.csv": {"channel": [None], "cost": [None]},
    "rtl_emoji.csv": {"channel": ["bew"], "activity": ["🙂 login"]},
    "xss.csv": {"channel": ["<img src=x onerror=alert(1)>", "![x](http://127.0.0.1:9/p.png)"]},
    "formula_injection.csv": {
        "activity": ['=HYPERLINK("http://127.0.0.1:9/?x="&A1)', "@SUM(1+1)*cmd|' /C calc'!A0", "=1+1", "-2+3"]
    },
    "totals_row.csv": {"cost": [12.5, 0.1, 3.0]},
}


@pytest.fixture
def folder(real_data: Path) -> Path:
    return real_data / "messy_csv" / "own_journey"


def test_every_file_of_the_folder_has_an_expectation(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    assert set(manifest) == set(LOADED) | set(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str, folder: Path, read: Callable[..., Any]) -> None:
    with pytest.raises(FileRefusedError, match=REFUSED[name]) as refused:
        read(folder / name, name)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("name", LOADED)
def test_it_is_read_as_it_must_be(name: str, folder: Path, read: Callable[..., Any]) -> None:
    found = read(folder / name, name)
    assert found.result.loaded == LOADED[name]
    assert [(row["line_number"], row["reason"]) for row in found.rejects] == REJECTED.get(name, [])
    if name in QUESTIONS:
        assert QUESTIONS[name] in [question.code for question in found.inspection.questions]
    warnings = " ".join(found.inspection.warnings)
    assert WARNED.get(name, "") in warnings
    assert FLAGGED.get(name, {}).items() <= found.result.flags.items()
    for column, expected in VALUES.get(name, {}).items():
        assert found.column(column) == expected


def test_ambiguous_dates_are_asked_with_both_readings(folder: Path) -> None:
    (question,) = [q for q in inspect(folder / "ambiguous_dates.csv", "a.csv").questions if q.code == "date_order"]
    assert question.choices == ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")
    assert inspect(folder / "good.csv", "good.csv").warnings == ()
