"""The record names the row that somebody tampered with, past the app and past its triggers."""

import json

import pytest
import sqlalchemy as sa

from core.access import Person
from core.workspace.audit import Entry, row_hash
from core.workspace.history import differences, history_table, what_changed
from tests.workspace.conftest import ANN, BOB


@pytest.fixture
def filled(workspace):
    ann = workspace.by(ANN)
    for number in range(1, 8):
        ann.put("decision", f"d{number}", {"n": number}, seen_version=0)
    workspace.by(BOB).put("decision", "d3", {"n": 33}, seen_version=1)
    ann.remove("decision", "d5", seen_version=1)
    return workspace


def tamper(workspace, *statements: str) -> None:
    """Write past the app, as somebody with the file or the server's password could."""
    with workspace.store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"drop trigger if exists audit_is_append_only_{verb}")
        else:
            connection.exec_driver_sql("drop trigger if exists audit_is_append_only on audit")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_every_change_is_recorded_with_who_when_before_and_after(filled):
    last, changed = filled.changes(most=2)
    assert (last.record.actor, last.record.action, last.record.key, last.record.after) == ("ann", "removed", "d5", None)
    record = changed.record
    assert (record.actor, record.action, record.kind, record.version) == ("bob", "changed", "decision", 2)
    assert (json.loads(record.before), json.loads(record.after)) == ({"n": 3}, {"n": 33})
    assert record.at[:10] == filled.find("decision", "d3").updated_at.isoformat()[:10]
    assert [entry.number for entry in filled.changes(actor="bob")] == [8]
    assert [entry.number for entry in filled.changes(kind="decision", most=3, before=5)] == [4, 3, 2]


def test_an_untouched_record_is_whole(filled):
    checked = filled.check()
    assert (checked.rows, checked.documents, checked.problems) == (9, 6, ())
    assert checked.last_hash == filled.head().hash


@pytest.mark.parametrize("statement", ["update audit set actor = 'eve' where number = 3", "delete from audit"])
def test_the_database_itself_refuses_to_change_the_record(filled, statement):
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), filled.store.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert filled.check().problems == ()


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["update audit set actor = 'eve' where number = 4"], "Row 4 (created decision 'd4', by eve"),
        (
            ["update audit set at = '2020-01-01' where number = 2"],
            "Row 2 (created decision 'd2', by ann at 2020-01-01)",
        ),
        (["update audit set after = '{\"n\": 9}' where number = 8"], "Row 8 (changed decision 'd3', by bob"),
        (["delete from audit where number = 6"], "Row 6 is missing"),
        (["delete from audit where number in (6, 7)"], "Rows 6 to 7 are missing"),
        (["delete from audit where number >= 8"], "ends with row 7, but 9 rows were written"),
        (["delete from audit", "update audit_head set number = 0"], "does not end with the row"),
        (["update documents set body = '{\"n\": 7000}' where key = 'd7'"], "'d7' is not what row 7 of the record says"),
        (["update documents set version = 5 where key = 'd7'"], "'d7' is not what row 7"),
        (["delete from documents where key = 'd1'"], "'d1', written by row 1 of the record, is missing"),
        (
            ["insert into documents values ('decision', 'x', 1, '{}', '2026-01-01', 'eve')"],
            "'x' is not in the record: it was written past the app",
        ),
        (["update documents set kind = 'hidden' where key = 'd2'"], "unknown kind 'hidden'"),
    ],
)
def test_tampering_is_named(filled, statements, problem):
    tamper(filled, *statements)
    assert any(problem in found for found in filled.check().problems), filled.check().problems


def test_a_row_that_was_rewritten_with_its_hash_breaks_the_chain_after_it(filled):
    entry: Entry = next(one for one in filled.changes() if one.number == 4)
    forged = type(entry.record)(**{**vars(entry.record), "actor": "eve"})
    fresh = row_hash(4, forged, entry.hash_before)
    tamper(filled, f"update audit set actor = 'eve', hash = '{fresh}' where number = 4")
    assert [problem for problem in filled.check().problems if "Row 5" in problem and "does not follow" in problem]


def test_anonymous_answers_are_recorded_without_who_what_and_when(workspace):
    eve = workspace.by(Person("eve", "viewer"))
    eve.put("sealed_answer", "k1", {"replies": {"m1": "no"}}, seen_version=0)
    eve.put("sealed_answer", "k1", {"replies": {"m1": "yes"}}, seen_version=1)
    eve.put("sealed_answer", "k2", {"replies": {"m1": "no"}}, seen_version=0)
    for entry in workspace.changes():
        record = entry.record
        assert (record.actor, record.key, record.version, len(record.at)) == ("not recorded", "sealed", 0, 10)
        assert "eve" not in json.dumps(vars(record))
        assert "replies" not in f"{record.before}{record.after}"
    found = workspace.find("sealed_answer", "k1")
    assert (found.updated_by, found.updated_at.hour) == ("not recorded", 0)
    assert workspace.check().problems == ()
    tamper(workspace, 'update documents set body = \'{"replies": {"m1": "no"}}\' where key = \'k1\'')
    assert "anonymous answers" in workspace.check().problems[0]


def test_differences_name_each_field():
    assert differences(None, {"a": {"b": 1}, "c": [1, 2]}) == (("a.b", "", "1"), ("c.1", "", "1"), ("c.2", "", "2"))
    assert differences({"a": 1, "b": 2}, {"a": 1}) == (("b", "2", ""),)


def test_the_history_reads_in_words_and_hides_secrets(workspace):
    ann = workspace.by(ANN)
    ann.put("assessment_round", "r1", {"name": "Spring", "seats": [{"name": "Bea", "token": "s3cret"}]}, seen_version=0)
    ann.put("sealed_answer", "k", {"replies": {"m1": "no"}}, seen_version=0)
    rows = history_table(workspace.changes())
    assert rows["Which"].tolist() == ["not recorded: anonymous", "Spring"]
    assert rows["What"].tolist() == ["Anonymous assessment answer", "Assessment round"]
    sealed, made = workspace.changes()
    assert what_changed(sealed) == ()
    assert what_changed(made) == (
        ("name", "", "Spring"),
        ("seats.1.name", "", "Bea"),
        ("seats.1.token", "", "hidden"),
    )
