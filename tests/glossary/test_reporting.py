"""Figures of other systems: kept with care for others' changes, and read so that no line is lost."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access import Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.glossary.governing import reports
from core.glossary.reported import Report, ReportedMonth
from core.glossary.reporting import REPORTED, kept_reports, read_csv, read_rows, save
from core.workspace import Workspace
from tests.workspace.conftest import ANN, BOB

MAY, JUNE = ReportedMonth(date(2026, 5, 1), 412, 450), ReportedMonth(date(2026, 6, 1), 400, 440)


def test_a_report_is_kept_and_replaced_by_dataset(workspace):
    first = save(workspace.by(ANN), "demo", Report("qa_pass", (MAY,), "QA tool"))
    assert first.version == 1
    save(workspace.by(BOB), "demo", Report("qa_pass", (JUNE, MAY), "QA tool", first.version))
    save(workspace.by(BOB), "demo2", Report("qa_pass", (MAY,), "Another"))
    assert reports(workspace, "demo") == {"qa_pass": Report("qa_pass", (MAY, JUNE), "QA tool", 2)}


def test_of_two_reports_the_second_is_told(workspace):
    save(workspace.by(ANN), "demo", Report("qa_pass", (MAY,), "QA tool"))
    with pytest.raises(ConflictError, match="ann changed this"):
        save(workspace.by(BOB), "demo", Report("qa_pass", (JUNE,), "QA tool"))
    assert reports(workspace, "demo")["qa_pass"].months == (MAY,)


def test_what_is_counted_here_cannot_be_reported_and_a_viewer_reports_nothing(tmp_path):
    workspace = Workspace(tmp_path)
    with pytest.raises(InvalidInputError, match="counted from interactions"):
        save(workspace.by(ANN), "demo", Report("csat", (MAY,), "QA tool"))
    with pytest.raises(InvalidInputError, match="counts up to"):
        save(workspace.by(ANN), "demo", Report("qa_pass", (ReportedMonth(MAY.month, 1, 10**13),), "QA tool"))
    with pytest.raises(AccessDeniedError):
        save(workspace.by(Person("Vic", "viewer")), "demo", Report("qa_pass", (MAY,), "QA tool"))
    assert workspace.all(REPORTED) == ()
    workspace.close()


@pytest.mark.parametrize(
    "body",
    [
        {}, {"metric": "qa_pass", "source": "x", "months": [["2026-05-01", 3]]},
        {"metric": "qa_pass", "source": "x", "months": [["2026-05-01", 3, 2]]},
        {"metric": "qa_pass", "source": 7, "months": []}, {"metric": "nps", "source": "x", "months": []},
        {"metric": "qa_pass", "source": "x", "months": [["2026-05-01", 3, 10**400]]},
        {"metric": "qa_pass", "source": "x", "months": 5},
    ],
)  # fmt: skip
def test_what_cannot_be_read_counts_as_not_reported_and_is_told(tmp_path, body):
    workspace = Workspace(tmp_path)
    workspace.by(ANN).put(REPORTED, "demo:qa_pass", body, seen_version=0)
    found = kept_reports(workspace, "demo")
    assert (found.by_code, found.seen) == ({}, {"qa_pass": 1})
    assert "QA pass rate can't be read" in found.faults[0]
    assert save(workspace.by(ANN), "demo", Report("qa_pass", (MAY,), "QA tool", 1)).version == 2
    workspace.close()


@pytest.mark.parametrize(
    "text",
    [
        "month,part,whole\n2026-05,412,450\n2026-06,400,440\n",
        "\ufeffWhole;PART; Month \r\n440;400;2026-06-01\r\n\r\n450;412;2026-05\r\n",
        "part\tmonth\twhole\n412.0\t2026-05-01\t450\n400\t2026-06\t440",
        '\n\n"month","part","whole"\n"2026-06","400","440"\n"2026-05","412","450"\n,,\n',
    ],
)
def test_columns_may_be_in_any_order_and_parted_by_what_is_usual(text):
    found = read_csv(text.encode())
    assert (found.months, found.faults) == ((MAY, JUNE), ())


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["There is nothing in it"]),
        ("month,part,whole\n", ["There is no month in it"]),
        ("month,part\n2026-05,4\n", ["Line 1: the columns are month, part."]),
        ("month,part,whole,note\n2026-05,4,5,x\n", ["Line 1: the columns are month, part, whole, note."]),
        ("month,part,whole\n2026-05,4,5\n2026-06,5\n2026-13,1,2\n2026-07,x,2\n2026-08,1,-2\n2026-05-01,1,2\n",
         ["Line 3: It has 2 cells", "Line 4: '2026-13' is not a month", "Line 5: 'x' is not a count",
          "Line 6: '-2' is not a count", "Line 7: May 2026 is in line 2 already"]),
        ("month,part,whole\n05/2026,1,2\n2026-05-02,1,2\n2026-06,,2\n2026-07,3,2\n2026-08,0,0\n2026-09,1.5,2\n",
         ["Line 2: '05/2026' is not a month", "Line 3: 2026-05-02 is not the first day", "Line 4: An empty cell",
          "Line 5: July 2026: 3 of 2", "Line 6: August 2026: 0 of 0", "Line 7: '1.5' is not a count"]),
        ("month,part,whole\n2026-05,1,9999999999999\n2026-06,1e3,٢\n", ["Line 2: '9999999999999'", "Line 3: '1e3'"]),
        ('month,part,whole\n"2026-05\nx",1,2\n2026-06,1,2,3\n', ["Line 3: '2026-05\\nx'", "Line 4: It has 4 cells"]),
    ],
)  # fmt: skip
def test_each_bad_line_gets_a_sentence_and_the_file_is_refused(text, faults):
    found = read_csv(text.encode())
    assert found.months == ()
    assert len(found.faults) == len(faults)
    assert all(wanted in said for wanted, said in zip(faults, found.faults, strict=True)), found.faults


def test_a_file_that_is_too_large_or_no_text_is_refused():
    assert "at most" in read_csv(b"x" * 1_000_001).faults[0]
    assert read_csv(bytes(range(256)) * 20).faults
    assert read_csv(b"\x00\xff\xfe").faults


MONTHS = st.lists(
    st.tuples(st.integers(2000, 2100), st.integers(1, 12), st.integers(0, 10**6), st.integers(1, 10**6)),
    min_size=1, max_size=30, unique_by=lambda row: row[:2],
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(MONTHS, st.permutations(["month", "part", "whole"]), st.sampled_from(",;\t"))
def test_what_is_written_is_read_back_whatever_the_order(rows, order, between):
    found = [ReportedMonth(date(year, month, 1), part, part + more) for year, month, part, more in rows]
    lines = [between.join(order)] + [
        between.join(
            {"month": f"{one.month:%Y-%m}", "part": str(one.part), "whole": str(one.whole)}[name] for name in order
        )
        for one in found
    ]
    read = read_csv("\n".join(lines).encode())
    assert read.faults == ()
    assert read.months == tuple(sorted(found, key=lambda one: one.month))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=6), st.text(max_size=6)), max_size=8))
def test_each_row_is_a_month_or_has_a_sentence(rows):
    found = read_rows((f"Row {place}", row) for place, row in enumerate(rows, 1))
    assert bool(found.months) != bool(found.faults)
    assert len(found.months) in (0, len(rows))
    json.dumps(found.faults)
