"""What is asked once in a block, or until the data change: it saves work and never shows what was true before."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.engine import Database
from core.once import once
from core.paths.summary import summary
from core.scope import Scope, asking
from tests.journeys_dsl import journey, office_of
from tests.measured.meanwhile import changing

VERSION = "select data_version from dataset"


@pytest.fixture
def database(tmp_path) -> Database:
    return office_of(tmp_path, {"a": journey("ivr > phone", issue="Billing"), "b": journey("chat")}).database


def rise(database: Database) -> int:
    with database.write() as transaction:
        transaction.execute("update dataset set data_version = data_version + 1")
        return int(transaction.value(VERSION))


def test_a_change_within_the_block_is_seen(database):
    with once():
        before = database.read(VERSION)
        assert database.read(VERSION).seconds == before.seconds  # the same answer, not one more
        after = rise(database)
        assert database.read(VERSION).rows["data_version"][0] == after


def test_values_of_another_type_are_another_question(database):
    with once():
        found = [database.read("select $x as x", {"x": value}).records()[0]["x"] for value in (1, True, 1.0, "1")]
    assert [type(one) for one in found] == [int, bool, float, str]


def test_what_one_does_to_the_rows_another_does_not_see(database):
    for ask in (database.read, database.known):
        with once():
            mine = ask(VERSION).rows
            mine.loc[0, "data_version"] = 88
            mine["other"] = 77
            assert list(ask(VERSION).rows) == ["data_version"]
            assert ask(VERSION).rows["data_version"][0] != 88


def test_within_a_block_answers_are_still_all_of_one_version(database, monkeypatch):
    changing(monkeypatch, database, asking, "compose", 3)
    with once():
        found = summary(database, Scope(issues=("Billing",)))
    assert found.journeys == 1


def test_a_label_that_comes_later_is_found(database):
    summary(database, Scope(issues=("Billing",)))
    with database.write() as transaction:
        transaction.execute("update labels set label = 'Bills' where label = 'Billing'")
        transaction.execute("update dataset set data_version = data_version + 1")
    assert summary(database, Scope(issues=("Bills",))).journeys == 1


def test_what_is_known_is_never_older_than_a_change_that_was_kept(database):
    kept = [int(database.read(VERSION).rows["data_version"][0])]

    def read() -> list[tuple[int, int]]:
        found = []
        while len(kept) < 60:
            least = kept[-1]
            found.append((least, int(database.known(VERSION).rows["data_version"][0])))
        return found

    with ThreadPoolExecutor(4) as threads:
        readers = [threads.submit(read) for _ in range(3)]
        while len(kept) < 60:
            kept.append(rise(database))
    assert all(known >= least for reader in readers for least, known in reader.result())
