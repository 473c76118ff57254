"""What the import wizard stands on: drafts, spooled uploads, dry runs, several files, past imports."""

import csv
import io
import os
import time

import pytest

from core.datasets import Office
from core.errors import CancelledError, FileRefusedError, InvalidInputError, NotFoundError
from core.intake.batch import Target, import_files
from core.intake.draft import faults, time_columns, without_leftovers
from core.intake.dry_run import dry_run
from core.intake.history import past_import, past_imports, rejects_csv
from core.intake.imports import Upload, Watch, import_file
from core.intake.plan import Mapping, ReadingPlan
from core.intake.reading import inspect
from core.intake.undo import undo_import
from core.intake.uploads import discard, remove_old, shown_name, spool, spooled
from core.settings import Settings
from tests.messy_office import CALLS, calls_csv


@pytest.fixture
def office(tmp_path):
    made = Office(Settings(home=tmp_path / "home"))
    yield made
    made.close_all()


@pytest.fixture
def calls(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(calls_csv(), encoding="utf-8")
    return path


def looked_at(tmp_path, text, **given):
    path = tmp_path / "some.csv"
    path.write_text(text, encoding="utf-8")
    return inspect(path, "some.csv", **given)


def dates(*values):
    return "customer,when,other\n" + "".join(f"K{n},{value},{value}\n" for n, value in enumerate(values))


def test_an_ambiguous_column_gives_both_orders_and_an_example_they_read_differently(tmp_path):
    found = looked_at(tmp_path, dates("05/05/2026 10:00", "03/04/2026 10:00", "07/07/2026 11:00"))
    time_column = time_columns(found, {"occurred_at": "when"})["occurred_at"]
    assert (time_column.orders, time_column.example) == (("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"), "03/04/2026 10:00")
    assert time_column.needs_zone
    assert time_column.settled(month_first=True) == "%m/%d/%Y %H:%M"


def test_another_column_than_the_proposed_one_is_looked_at_too(tmp_path):
    rows = ("K1,2026-03-04T10:00:00Z,05/04/2026 10:00", "K2,2026-03-05T10:00:00Z,06/04/2026 10:00")
    text = "\n".join(("customer,occurred_at,second", *rows)) + "\n"
    found = looked_at(tmp_path, text)
    assert time_columns(found, found.mapping.columns)["occurred_at"].orders == ()
    assert time_columns(found, {"occurred_at": "second"})["occurred_at"].orders != ()


def test_a_remembered_mapping_is_not_asked_again(tmp_path):
    known = Mapping("Old", {"customer_id": "customer", "occurred_at": "when"}, "%m/%d/%Y %H:%M", "Europe/Berlin")
    found = looked_at(tmp_path, dates("03/04/2026 10:00", "05/06/2026 10:00"), remembered=[known])
    time_column = time_columns(found, found.mapping.columns)["occurred_at"]
    assert (time_column.format, time_column.orders, time_column.needs_zone) == ("%m/%d/%Y %H:%M", (), False)


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (Mapping("", {"occurred_at": "a", "customer_id": "b"}), "Name the source"),
        (Mapping("s", {"customer_id": "b"}), "time of contact"),
        (Mapping("s", {"occurred_at": "a"}), "who made contact"),
        (Mapping("s", {"occurred_at": "a", "customer_id": "a"}), "Keep one of them"),
        (Mapping("s", {"occurred_at": "a", "phone": "b"}, fixed={"channel": " "}), "always has"),
        (Mapping("s", {"occurred_at": "a", "phone": "b"}, resolved_values=("x",), unresolved_values=("x",)), "both"),
    ],
)
def test_what_is_at_fault_is_said(mapping, sentence):
    assert [sentence in fault for fault in faults(mapping)] == [True]


def test_a_sound_mapping_has_no_fault_and_no_leftovers():
    mapping = Mapping("s", {"occurred_at": "a", "journey_id": "b"}, resolved_values=("Solved",))
    assert faults(mapping) == ()
    assert without_leftovers(mapping).resolved_values == ()


def test_uploads_come_back_byte_for_byte_and_go_after_a_day(tmp_path):
    content = os.urandom(3_000_001)
    token = spool(tmp_path, [("../../evil.csv", io.BytesIO(content)), ("b.csv", io.BytesIO(b""))])
    first, second = spooled(tmp_path, token)
    assert (first.path.read_bytes(), first.file_name, first.size) == (content, "evil.csv", len(content))
    assert (second.file_name, second.size) == ("b.csv", 0)
    old = time.time() - 25 * 3600
    os.utime(first.path.parent, (old, old))
    remove_old(tmp_path)
    with pytest.raises(NotFoundError, match="Upload the file again"):
        spooled(tmp_path, token)


@pytest.mark.parametrize("token", ["", "..", "../../etc", "0" * 31, "0" * 32, "g" * 32, "0" * 32 + "\n"])
def test_a_token_leads_nowhere_else(tmp_path, token):
    with pytest.raises(NotFoundError):
        spooled(tmp_path, token)
    discard(tmp_path, token)


def test_a_long_name_is_cut_and_keeps_its_ending():
    assert shown_name("x" * 300 + ".csv").endswith("….csv")
    assert len(shown_name("x" * 300 + ".csv")) <= 120


def test_a_dry_run_counts_what_the_load_then_does(office, calls):
    found = dry_run(office, Upload.of(calls), CALLS)
    office.create("Service", "office")
    receipt = import_file(office, "office", Upload.of(calls), CALLS)
    assert (found.read, found.rejected, found.readable) == (
        receipt.read,
        receipt.rejected,
        receipt.loaded + receipt.duplicates,
    )
    assert sum(found.reasons.values()) == found.rejected == len(found.rejects) == 3
    assert {reject["line_number"] for reject in found.rejects} == {
        number for number, line in enumerate(calls_csv().splitlines(), start=1) if line[:3] in ("f5,", "f6,", "f7,")
    }
    outcomes = dict(found.outcomes)
    assert set(outcomes) == {"solved", "open", "?"}
    assert sum(outcomes.values()) == found.readable
    assert not list(office.staging.glob("import-*"))


def test_past_imports_are_the_receipts(office, calls):
    office.create("Service", "office")
    receipt = import_file(office, "office", Upload.of(calls, actor="ann"), CALLS)
    database = office.open("office")
    (past,) = past_imports(database)
    assert (past.actor, past.undone_at, past.pair_table) == ("ann", None, False)
    assert past.receipt.read == past.receipt.loaded + past.receipt.rejected + past.receipt.duplicates
    assert (past.receipt.loaded, set(past.receipt.reasons)) == (receipt.loaded, set(receipt.reasons))
    undo_import(office, "office", 1)
    assert past_import(office.open("office"), 1).undone_at is not None
    with pytest.raises(NotFoundError):
        past_import(office.open("office"), 2)


def test_rejects_are_downloaded_with_line_and_reason_and_run_in_no_spreadsheet(office, tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(calls_csv() + '"=HYPERLINK(""http://x"")",c,K1,,never,Billing,open,1.00\n', encoding="utf-8")
    office.create("Service", "office")
    import_file(office, "office", Upload.of(path), CALLS)
    content = b"".join(rejects_csv(office.open("office"), 1)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 4
    for row in rows:
        assert row["line as in the file"].lstrip("'") == lines[int(row["line number"]) - 1]
        assert row["reason"]
        assert not row["line as in the file"].startswith(("=", '"='))


def test_several_files_go_into_a_new_dataset_and_a_refused_one_does_not_stop_them(office, calls, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    more = tmp_path / "more.csv"
    more.write_text(calls_csv(seed=9), encoding="utf-8")
    uploads = [(Upload.of(path), CALLS) for path in (calls, bad, more)]
    seen = []
    done = import_files(office, Target(new_name="Both"), uploads, Watch(seen.append))
    assert [receipt.file_name for receipt in done.receipts] == ["calls.csv", "more.csv"]
    assert [name for name, _ in done.refused] == ["bad.csv"]
    assert office.info(done.dataset_id).interactions == sum(receipt.loaded for receipt in done.receipts)
    shares = [progress.done_share for progress in seen]
    assert shares == sorted(shares)


def test_a_new_dataset_that_stays_empty_is_removed(office, calls, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(FileRefusedError):
        import_files(office, Target(new_name="Bad"), [(Upload.of(bad), CALLS)])
    with pytest.raises(CancelledError):
        import_files(office, Target(new_name="Stopped"), [(Upload.of(calls), CALLS)], Watch(None, lambda: True))
    assert office.ids() == ()


def test_a_target_is_one_thing(calls):
    for wrong in ({}, {"dataset_id": "a", "new_name": "b"}, {"new_name": "  "}):
        with pytest.raises(InvalidInputError, match="Choose the dataset"):
            Target(**wrong)
    assert ReadingPlan.from_dict(CALLS.to_dict()) == CALLS
