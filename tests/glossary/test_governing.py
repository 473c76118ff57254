"""Changing a definition: reasons, versions, conflicts, what may not be changed, and what can't be read."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access import Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.glossary.governing import Glossary, change, definitions, glossary
from core.glossary.kept import KIND, LIMITS, body_of, from_body
from core.glossary.metric import Parameter, Target
from core.glossary.resting import OBJECTIVE, PUBLISHED, resting_sentences, rests_on
from core.glossary.shipped import shipped
from core.glossary.versions import versions
from core.workspace import Workspace
from tests.workspace.conftest import ANN, BOB

CSAT = shipped()["csat"]
WHY = "The board decided so in May."
STRICT = replace(CSAT.with_parameters({"satisfied_from": 5}), formula="answers of 5 ÷ answers")


def test_the_shipped_definitions_hold_until_somebody_changes_one(workspace):
    assert definitions(workspace) == shipped()
    saved = change(workspace.by(ANN), replace(CSAT, owner="Ann"), WHY, seen_version=0)
    assert (saved.version, saved.owner, saved.reason) == (2, "Ann", WHY)
    found = glossary(workspace)
    assert found.metrics["csat"] == saved
    assert (list(found.metrics), found.seen, found.faults) == (list(shipped()), {"csat": 1}, ())


def test_versions_say_who_changed_what_when_and_why(workspace):
    change(workspace.by(ANN), STRICT, WHY, seen_version=0, effect=["May 2026: 51 % so far, 13 % after."])
    change(workspace.by(BOB), replace(CSAT, owner="Bob"), "Back to the usual way of counting.", seen_version=1)
    third, second, first = versions(workspace, "csat")
    assert (first.number, first.changed_by, first.reason) == (1, "", "As shipped.")
    assert (second.number, second.changed_by, second.reason) == (2, "ann", WHY)
    assert second.differences == (("formula", CSAT.formula, STRICT.formula), ("satisfied from", "4", "5"))
    assert second.effect == ("May 2026: 51 % so far, 13 % after.",)
    assert (third.number, third.changed_by) == (3, "bob")
    assert [name for name, _, _ in third.differences] == ["formula", "owner", "satisfied from"]
    assert third.changed_at > second.changed_at


def test_going_back_to_the_shipped_one_is_a_change_like_any_other(workspace):
    change(workspace.by(ANN), STRICT, WHY, seen_version=0)
    back = change(workspace.by(ANN), CSAT, "It could not be compared with before.", seen_version=1)
    assert (back.version, back.parameters, back.counts_like(CSAT)) == (3, CSAT.parameters, True)


@pytest.mark.parametrize(
    ("new", "reason", "words"),
    [
        (CSAT, WHY, "Nothing is changed"),
        (replace(CSAT, since=date(2026, 11, 29)), WHY, "Nothing is changed"),
        (replace(CSAT, owner="Ann"), "  because ", "10 to 600 characters"),
        (replace(CSAT, owner="Ann"), "x" * 601, "10 to 600 characters"),
        (replace(CSAT, formula="any answers"), WHY, "only where a parameter does"),
        (replace(CSAT, sql="contacts"), WHY, "sql of CSAT can't be changed"),
        (replace(CSAT, statistic="mean"), WHY, "statistic of CSAT"),
        (replace(CSAT, unit="score", settles="at once"), WHY, "unit, settles of CSAT"),
        (replace(CSAT, code="other"), WHY, "no metric 'other'"),
        (replace(CSAT, name=" nps "), WHY, "Another metric is called 'nps'"),
        (replace(CSAT, name="x" * 81), WHY, "up to 80 characters"),
        (replace(CSAT, co_indicators=("nonsense",)), WHY, "metrics of the glossary"),
        (replace(CSAT, co_indicators=("nps", "nps")), WHY, "each once"),
        (CSAT.with_parameters({"satisfied_from": 6.0}), WHY, "outside of 1 to 5"),
        (CSAT.with_parameters({"satisfied_from": ("a",)}), WHY, "takes a number"),
        (replace(CSAT, parameters=(Parameter("mine", "My own", 1.0),)), WHY, "fixed names"),
        (replace(CSAT, parameters=()), WHY, "fixed names"),
        (replace(CSAT, owner="Ann", since=CSAT.since - timedelta(days=1)), WHY, "can't hold from an earlier day"),
        (replace(CSAT, owner="Ann", since=date(2126, 1, 1)), WHY, "has not come yet"),
        (replace(shipped()["nps"], target=Target("reach", float("inf"), "x")), WHY, "not a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_refused_with_a_sentence(tmp_path, new, reason, words):
    workspace = Workspace(tmp_path)
    with pytest.raises(InvalidInputError, match=words):
        change(workspace.by(ANN), new, reason, seen_version=0)
    assert workspace.all(KIND) == ()
    workspace.close()


def test_a_viewer_is_refused(tmp_path):
    workspace = Workspace(tmp_path)
    for role in ("viewer", "analyst"):
        with pytest.raises(AccessDeniedError):
            change(workspace.by(Person("Vic", role)), replace(CSAT, owner="Vic"), WHY, seen_version=0)
    workspace.close()


def test_of_two_changes_of_one_definition_the_second_is_told(workspace):
    change(workspace.by(ANN), replace(CSAT, owner="Ann"), WHY, seen_version=0)
    with pytest.raises(ConflictError, match="ann changed this") as told:
        change(workspace.by(BOB), replace(CSAT, owner="Bob"), WHY, seen_version=0)
    assert told.value.present.body["owner"] == "Ann"
    assert definitions(workspace)["csat"].owner == "Ann"


def test_saving_the_same_again_after_a_lost_answer_changes_nothing(workspace):
    first = change(workspace.by(ANN), replace(CSAT, owner="Ann"), WHY, seen_version=0)
    assert change(workspace.by(ANN), replace(CSAT, owner="Ann"), WHY, seen_version=0) == first
    assert len(versions(workspace, "csat")) == 2


def test_of_many_who_want_one_name_at_once_one_gets_it(opening):
    codes = [code for code in shipped() if code != "csat"][:6]
    spaces = [opening() for _ in codes]

    def wants(place):
        try:
            change(spaces[place].by(ANN), replace(shipped()[codes[place]], name="One name"), WHY, seen_version=0)
        except InvalidInputError:
            return 0
        return 1

    with ThreadPoolExecutor(len(codes)) as pool:
        assert sum(pool.map(wants, range(len(codes)))) == 1
    names = [one.name for one in definitions(spaces[0]).values()]
    assert len(set(names)) == len(names)


def damage(workspace, code, **changed):
    """Alter what is kept past the app."""
    body = json.dumps({**workspace.find(KIND, code).body, **changed})
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update documents set body = ? where key = ?", (body, code))


@pytest.mark.parametrize(
    "changed",
    [
        {"owner": ""}, {"owner": 7}, {"owner": None}, {"target_kind": "hope"}, {"target_kind": ["reach"]},
        {"target_value": "0.8", "target_kind": "reach"}, {"target_value": True, "target_kind": "reach"},
        {"since": "yesterday"}, {"since": 5}, {"co_indicators": "nps"}, {"co_indicators": [7]}, {"co_indicators": []},
        {"satisfied_from": 9}, {"satisfied_from": "five"}, {"satisfied_from": ["Phone"]}, {"satisfied_from": None},
        {"a_later_field": 1}, {"direction": "sideways"}, {"level": {}}, {"name": "NPS"}, {"name": "x" * 500},
    ],
)  # fmt: skip
def test_what_cannot_be_read_gives_way_to_the_shipped_one_and_is_told(tmp_path, changed):
    workspace = Workspace(tmp_path)
    change(workspace.by(ANN), STRICT, WHY, seen_version=0)
    damage(workspace, "csat", **changed)
    found = glossary(workspace)
    assert found.metrics == shipped()
    (fault,) = found.faults
    assert "CSAT that ann saved on" in fault
    assert found.seen == {"csat": 1}
    saved = change(workspace.by(BOB), CSAT, "What was kept could not be read.", seen_version=1)
    assert (saved.version, glossary(workspace).faults) == (3, ())
    workspace.close()


def test_a_body_that_is_no_definition_at_all_is_told(tmp_path):
    workspace = Workspace(tmp_path)
    for code, body in (("csat", {}), ("nps", {"name": 1}), ("gone_metric", {"name": "Gone"})):
        workspace.by(ANN).put(KIND, code, body, seen_version=0)
    found = glossary(workspace)
    assert found.metrics == shipped()
    assert len(found.faults) == 2
    assert len(versions(workspace, "csat")) == 2
    workspace.close()


def test_names_that_clash_once_another_is_unreadable_give_way_too(tmp_path):
    workspace = Workspace(tmp_path)
    ann = workspace.by(ANN)
    change(ann, replace(shipped()["nps"], name="Old NPS"), WHY, seen_version=0)
    change(ann, replace(CSAT, name="NPS"), WHY, seen_version=0)
    damage(workspace, "nps", owner=None)
    assert glossary(workspace).metrics == shipped()
    assert len(glossary(workspace).faults) == 2
    workspace.close()


TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(str.strip)
NAMES = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


def value_of(one):
    if isinstance(one.value, tuple):
        return st.lists(NAMES, max_size=5).map(tuple)
    return st.one_of(st.integers(*LIMITS[one.name]), st.floats(*LIMITS[one.name]))


@st.composite
def edited(draw):
    metric = draw(st.sampled_from(list(shipped().values())))
    metric = metric.with_parameters({one.name: draw(value_of(one)) for one in metric.parameters})
    kind = draw(st.sampled_from(("reach", "hold", "watch")))
    value = draw(st.floats(0, 1)) if kind == "reach" else None
    others = [code for code in shipped() if code != metric.code]
    return replace(
        metric, name=draw(NAMES), meaning=draw(TEXT), owner=draw(TEXT), target=Target(kind, value, draw(TEXT)),
        direction="context" if kind == "watch" else draw(st.sampled_from(("up", "down"))),
        level=draw(st.sampled_from(("strategic", "tactical", "operational"))), reason=draw(TEXT),
        co_indicators=tuple(draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True))),
        since=draw(st.dates()), version=draw(st.integers(2, 99)),
    )  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_a_definition_comes_back_as_it_was_kept(metric):
    body = json.loads(json.dumps(body_of(metric), allow_nan=False))
    assert from_body(shipped()[metric.code], body, metric.version - 1) == metric


def test_what_rests_on_a_definition_is_said(tmp_path):
    workspace = Workspace(tmp_path)
    ann = workspace.by(ANN)
    ann.put(OBJECTIVE, "o1", {"title": "Delight <b>all</b>", "metric": "csat"}, seen_version=0)
    ann.put(OBJECTIVE, "o2", {"title": "Cheaper", "metric": "cost_per_resolution"}, seen_version=0)
    ann.put(PUBLISHED, "p1", {"lines": [{"code": "csat"}]}, seen_version=0)
    ann.put(PUBLISHED, "p2", {"lines": [{"code": "csat_mean"}]}, seen_version=0)
    found = rests_on(workspace, shipped(), "csat")
    assert (found.objectives, found.published) == (("Delight <b>all</b>",), 1)
    assert "Handle time" in found.read_beside
    reach = replace(CSAT, target=Target("reach", 0.8, "Board"))
    words = " ".join(resting_sentences(found, reach, STRICT, "EUR"))
    assert "Its target changes" in words
    assert "1 objective" in words
    kept = replace(STRICT, target=reach.target)
    assert "80.0 % was set for the way it was counted" in " ".join(resting_sentences(found, reach, kept, "EUR"))
    workspace.close()


def test_a_search_finds_all_its_words_anywhere():
    found = Glossary(shipped(), {}, ())
    assert [one.code for one in found.matching("CUSTOMER satisfied")] == ["csat", "csat_mean"]
    assert found.matching("") == tuple(shipped().values())
    assert found.matching("no such words") == ()
