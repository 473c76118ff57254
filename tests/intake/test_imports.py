"""An import is one transaction that adds each contact once, and can be taken out again exactly."""

import random
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.datasets import Office
from core.errors import InvalidInputError
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, Privacy, ReadingPlan
from core.intake.rebuild import rebuild
from core.intake.undo import undo_import
from tests.intake.exports import COLUMNS, Row, content, load, plan, random_rows, write_csv


@pytest.fixture
def dataset(office: Office) -> str:
    return office.create("Test")


def expected_journeys(rows: list[Row], window: timedelta = timedelta(days=7)) -> Counter[tuple[str, ...]]:
    """Group contacts into journeys in plain Python: by id, else by customer, issue and inactivity."""
    groups: dict[tuple[str, ...], list[tuple[datetime, int, str]]] = {}
    for place, row in enumerate(rows):
        key = ("id", row["journey_id"]) if row["journey_id"] else ("customer", row["customer_id"], row["issue"])
        groups.setdefault(key, []).append((datetime.fromisoformat(row["occurred_at"]), place, row["interaction_id"]))
    journeys: list[tuple[str, ...]] = []
    for key, contacts in groups.items():
        contacts.sort()
        current = [contacts[0][2]]
        for (before, _, _), (at, _, name) in pairwise(contacts):
            if key[0] == "customer" and at - before > window:
                journeys.append(tuple(current))
                current = []
            current.append(name)
        journeys.append(tuple(current))
    return Counter(journeys)


def found_journeys(office: Office, dataset: str) -> Counter[tuple[str, ...]]:
    return Counter(tuple(row[13].split(">")) for row in content(office.open(dataset))["journeys"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_journeys_are_those_of_plain_python(office: Office, dataset: str, tmp_path: Path, seed: int) -> None:
    rows = random_rows(seed)
    receipt = load(office, dataset, write_csv(tmp_path / "calls.csv", rows))
    assert (receipt.read, receipt.loaded) == (len(rows), len(rows))
    assert found_journeys(office, dataset) == expected_journeys(rows)


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_overlapping_files_in_any_order_make_what_one_file_makes(office: Office, tmp_path: Path, seed: int) -> None:
    rows = random_rows(seed, 60)
    whole, parts = office.create("Whole"), office.create("Parts")
    load(office, whole, write_csv(tmp_path / "whole.csv", rows))
    draw = random.Random(seed)
    starts = sorted(draw.sample(range(1, len(rows)), 3))
    edges = [0, *starts, len(rows)]
    pieces = [rows[max(0, a - 7) : b] for a, b in pairwise(edges)]
    draw.shuffle(pieces)
    read = loaded = duplicates = 0
    for number, piece in enumerate(pieces):
        receipt = load(office, parts, write_csv(tmp_path / f"part{number}.csv", piece))
        read, loaded, duplicates = read + receipt.read, loaded + receipt.loaded, duplicates + receipt.duplicates
    assert (loaded, read - duplicates) == (len(rows), len(rows))
    assert _without_ties(office, parts) == _without_ties(office, whole)


def _without_ties(office: Office, dataset: str) -> list[tuple[object, ...]]:
    """Journeys in which no two contacts share a time; among such the order of arrival decides, and it differs here."""
    sql = """
    select i.interaction_id
    from steps s
    join steps t on t.journey_key = s.journey_key and t.occurred_at = s.occurred_at
    join interactions i on i.interaction_key = s.interaction_key
    where t.interaction_key <> s.interaction_key
    """
    tied = {record["interaction_id"] for record in office.open(dataset).read(sql).records()}
    return [row for row in content(office.open(dataset))["journeys"] if not tied & set(row[13].split(">"))]


def test_the_same_file_again_adds_nothing_and_says_so(office: Office, dataset: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", random_rows(7))
    load(office, dataset, path)
    before, version = content(office.open(dataset)), office.info(dataset).data_version
    again = load(office, dataset, path)
    assert again.already_imported
    assert again.loaded == 0
    assert again.duplicates == again.read
    assert "it added nothing" in again.sentence()
    assert content(office.open(dataset)) == before
    assert office.info(dataset).data_version == version


def test_the_same_file_under_another_source_is_refused(office: Office, dataset: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", random_rows(7))
    load(office, dataset, path)
    with pytest.raises(InvalidInputError, match="imported before, as source 'calls'"):
        load(office, dataset, path, plan(source="other"))


def test_undo_removes_exactly_that_import(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = random_rows(8, 60)
    half = len(rows) // 2
    load(office, dataset, write_csv(tmp_path / "a.csv", rows[:half]))
    before = content(office.open(dataset))
    receipt = load(office, dataset, write_csv(tmp_path / "b.csv", rows[half:]))
    assert content(office.open(dataset)) != before
    undo_import(office, dataset, receipt.import_number)
    assert content(office.open(dataset)) == before
    with pytest.raises(InvalidInputError, match="no import 2 to undo"):
        undo_import(office, dataset, receipt.import_number)


def test_undo_keeps_what_a_later_overlapping_file_holds(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = random_rows(9, 60)
    third = len(rows) // 3
    load(office, dataset, write_csv(tmp_path / "a.csv", rows[: 2 * third]))
    load(office, dataset, write_csv(tmp_path / "b.csv", rows[third:]))
    undo_import(office, dataset, 1)
    alone = office.create("Alone")
    load(office, alone, tmp_path / "b.csv")
    assert content(office.open(dataset)) == content(office.open(alone))


def test_rebuild_makes_the_same_file_again(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = random_rows(10, 60)
    bad = [{**rows[0], "interaction_id": "bad", "occurred_at": "not a time"}]
    load(office, dataset, write_csv(tmp_path / "a.csv", rows[:80] + bad))
    load(office, dataset, write_csv(tmp_path / "b.csv", rows[60:]))
    before = content(office.open(dataset))
    assert before["rejects"]
    assert rebuild(office, dataset) == 2
    assert content(office.open(dataset)) == before
    office.close(dataset)
    office.path(dataset).write_bytes(b"damaged")
    assert rebuild(office, dataset) == 2
    assert content(office.open(dataset)) == before


def test_a_repeated_id_with_other_content_is_told_apart(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = random_rows(11, 5)
    changed = {**rows[0], "channel": "branch"}
    receipt = load(office, dataset, write_csv(tmp_path / "calls.csv", [*rows, rows[1], changed]))
    reasons = {reason.reason: reason.records for reason in receipt.reasons if reason.outcome == "duplicate"}
    assert reasons == {
        "repeated within the file": 1,
        "same interaction id within the file with other content; the first was kept": 1,
    }


def test_without_ids_only_whole_records_repeat(office: Office, dataset: str, tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS if name != "interaction_id")
    rows = random_rows(12, 5)
    path = write_csv(tmp_path / "calls.csv", [*rows, rows[0], rows[0]], columns)
    assert load(office, dataset, path, plan(columns)).duplicates == 2
    kept = office.create("Kept")
    how = plan(columns, keep_repeats=True)
    assert load(office, kept, path, how).duplicates == 0
    assert load(office, kept, path, how).already_imported


def test_the_files_order_rules_when_asked_to(office: Office, dataset: str, tmp_path: Path) -> None:
    times = ("2025-01-01 10:00", "2025-01-01 09:59", "2025-01-01 10:05")
    rows = [
        {**random_rows(1, 1)[0], "interaction_id": name, "journey_id": "j", "occurred_at": at}
        for name, at in zip("abc", times, strict=True)
    ]
    path = write_csv(tmp_path / "calls.csv", rows)
    load(office, dataset, path)
    assert found_journeys(office, dataset) == Counter({("b", "a", "c"): 1})
    other = office.create("Other")
    load(office, other, path, plan(ordering="file"))
    assert found_journeys(office, other) == Counter({("a", "b", "c"): 1})
    assert office.open(other).read("select min(gap_seconds) as least from steps").rows["least"][0] == 0


def test_pseudonymised_ids_are_nowhere_in_the_home_folder(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = [{**row, "customer_id": f"secret-{row['customer_id']}-person"} for row in random_rows(13)]
    rows.append({**rows[0], "interaction_id": "bad", "occurred_at": "never"})
    path = write_csv(tmp_path / "calls.csv", rows)
    how = ReadingPlan(Dialect(), Mapping("calls", {n: n for n in COLUMNS}), Privacy(pseudonymise=True))
    receipt = import_file(office, dataset, Upload.of(path), how)
    assert (receipt.loaded, receipt.rejected) == (len(rows) - 1, 1)
    before = content(office.open(dataset))
    assert rebuild(office, dataset) == 1
    assert content(office.open(dataset)) == before
    office.close_all()
    for file in office.settings.home.rglob("*"):
        assert not file.is_file() or b"-person" not in file.read_bytes(), file
    clear = office.create("Clear")
    load(office, clear, path)
    assert sorted(row[13] for row in content(office.open(clear))["journeys"]) == sorted(
        r[13] for r in before["journeys"]
    )
