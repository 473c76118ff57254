"""What is proposed, what is asked, and how a remembered mapping comes back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileRefusedError
from core.intake.plan import Dialect, Mapping
from core.intake.reading import Inspection, inspect
from core.intake.reading.names import column_names

Look = Callable[..., Inspection]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    def looker(text: str, **given: Any) -> Inspection:
        path = tmp_path / "input"
        path.write_text(text)
        return inspect(path, "May export.csv", **given)

    return looker


def test_a_mapping_is_proposed_from_names_and_content(look: Look) -> None:
    found = look(
        "Ticket;Customer;created_at;updated;Contact Channel;CSAT;Handle Time;Outcome\n"
        "1;a;2026-01-05T10:00:00Z;2026-01-06;phone;4;12,5;Resolved\n1;a;2026-01-05T10:00:00Z;2026-01-07;web;;3,0;Escalated\n"
    )
    assert found.dialect == Dialect(delimiter=";", decimal=",")
    assert found.mapping == Mapping(
        "May export",
        {
            "journey_id": "Ticket",
            "customer_id": "Customer",
            "occurred_at": "created_at",
            "channel": "Contact Channel",
            "outcome": "Outcome",
            "handle_seconds": "Handle Time",
            "csat": "CSAT",
        },
        resolved_values=("Resolved",),
        unresolved_values=("Escalated",),
    )
    assert found.questions == ()
    assert {column.name: (column.guessed_type, column.blank_share) for column in found.columns}["CSAT"] == (
        "number",
        0.5,
    )
    assert found.preview[1]["CSAT"] == ""


def test_the_time_column_is_the_one_that_changes_from_record_to_record(look: Look) -> None:
    found = look(
        "case_id,opened_at,sys_updated_at\n" + "".join(f"A,2026-01-05T10:00,2026-01-05T10:0{n}\n" for n in range(5))
    )
    assert found.mapping.columns["occurred_at"] == "sys_updated_at"


def test_what_is_missing_is_asked(look: Look) -> None:
    codes = [question.code for question in look("colour,size\nred,big\n").questions]
    assert codes == ["required", "required"]
    assert [question.code for question in look("case_id,timestamp\nA,2026-01-05T10:00:00\n").questions] == [
        "zone",
        "channel",
    ]


def test_no_header_is_asked_and_the_first_record_is_not_eaten(look: Look) -> None:
    found = look("A1,2026-01-05T09:00:00,phone\nA2,2026-01-05T09:00:00,web\n")
    assert found.dialect.header_line == 0
    assert "header" in [question.code for question in found.questions]
    assert found.preview[0] == {"column 1": "A1", "column 2": "2026-01-05T09:00:00", "column 3": "phone"}


def test_a_remembered_mapping_is_used_when_all_its_columns_are_there(look: Look) -> None:
    known = Mapping(
        "CRM", {"journey_id": "case_ID", "occurred_at": "When"}, time_format="%d/%m/%Y", zone="Europe/Berlin"
    )
    text = "when,case_id,channel\n03/04/2026,A,web\n"
    found = look(text, remembered=[Mapping("other", {"journey_id": "ticket"}), known])
    assert found.remembered == "CRM"
    assert found.mapping == replace(known, columns={"journey_id": "case_id", "occurred_at": "when"})
    assert [question.code for question in found.questions] == ["channel"]
    assert any("“CRM”" in warning for warning in found.warnings)
    assert look("when,channel\n03/04/2026,web\n", remembered=[known]).remembered == ""


def test_a_set_time_format_that_does_not_fit_is_told(look: Look) -> None:
    chosen = Mapping("CRM", {"journey_id": "case_id", "occurred_at": "when"}, time_format="%d/%m/%Y")
    assert any("look like iso" in warning for warning in look("when,case_id\n2026-01-05,A\n", mapping=chosen).warnings)


def test_the_shape_key_does_not_mind_order_case_and_spacing(look: Look) -> None:
    first, second, third = (
        look(f"{head}\nA,2026-01-05\n").shape_key for head in ("Case_ID,when", "when,case id", "when,case")
    )
    assert first == second != third


def test_repeated_and_blank_names_never_collide() -> None:
    names, notices = column_names(["a", "a", "a (2)", "", "column 4"])
    assert len(set(names)) == 5
    assert len(notices) == 2


def test_a_wrong_header_line_or_delimiter_is_refused(look: Look) -> None:
    with pytest.raises(FileRefusedError, match="has 3 lines"):
        look("a,b\n1,2\n", dialect=Dialect(header_line=9))
    with pytest.raises(FileRefusedError, match="one character"):
        look("a,b\n1,2\n", dialect=Dialect(delimiter='"'))


def test_a_comma_before_three_digits_is_asked(look: Look) -> None:
    assert "decimal" in [
        question.code for question in look("case_id;timestamp;channel;cost\nA;2026-01-05;web;1,234\n").questions
    ]
