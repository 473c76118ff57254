"""Datasets are created, listed and deleted; what was deleted is never mistaken for what follows."""

from pathlib import Path

import pytest

from core.datasets import Office
from core.errors import InvalidInputError, NotFoundError
from core.intake.change import set_window
from core.journeys.windows import journeys_by_window
from tests.intake.exports import COLUMNS, load, plan, random_rows, write_csv


def test_a_new_dataset_of_a_deleted_name_never_repeats_a_data_version(office: Office, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", random_rows(1))
    first = office.create("Calls")
    load(office, first, path)
    seen = {0, office.info(first).data_version}
    office.delete(first)
    with pytest.raises(NotFoundError):
        office.open(first)
    assert not list(office.raw.iterdir())
    again = office.create("Calls")
    assert again == first
    assert office.info(again).interactions == 0
    load(office, again, path)
    assert office.info(again).data_version not in seen


def test_the_offices_own_dataset_comes_first_and_exists_once(office: Office) -> None:
    assert office.is_new
    office.create("Some calls")
    office.create("Office", "office")
    office.create("Synthetic", "demo", synthetic=True)
    assert [info.dataset_id for info in office.datasets()] == ["office", "demo", "some-calls"]
    assert [info.synthetic for info in office.datasets()] == [False, True, False]
    with pytest.raises(InvalidInputError, match="exists already"):
        office.create("Another", "office")
    assert office.create("Some calls") == "some-calls-2"
    assert not office.is_new


def test_a_deleted_dataset_leaves_uploads_that_another_one_needs(office: Office, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", random_rows(2))
    first, second = office.create("First"), office.create("Second")
    load(office, first, path)
    load(office, second, path)
    office.delete(first)
    assert len(list(office.raw.iterdir())) == 1


def test_the_window_moves_the_counts_and_is_kept(office: Office, tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS if name != "journey_id")
    dataset = office.create("Calls")
    load(office, dataset, write_csv(tmp_path / "calls.csv", random_rows(3, 60), columns), plan(columns))
    counted = {row["window_days"]: row["journeys"] for row in journeys_by_window(office.open(dataset)).records()}
    assert sorted(counted) == [3, 7, 14, 30]
    assert counted[3] > counted[7] > counted[14] > counted[30]
    for days, journeys in counted.items():
        set_window(office, dataset, days)
        assert office.info(dataset).journeys == journeys
    with pytest.raises(InvalidInputError, match="must be 1 to 365"):
        set_window(office, dataset, 0)


def test_without_contacts_that_need_a_window_the_counts_are_zero(office: Office) -> None:
    dataset = office.create("Empty")
    assert [row["journeys"] for row in journeys_by_window(office.open(dataset)).records()] == [0, 0, 0, 0]
