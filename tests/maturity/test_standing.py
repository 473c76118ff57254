"""One round with all that hangs on it: results, change, targets, gaps, actions and the office's own answer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.access import OPERATOR, Person
from core.errors import ConflictError, InvalidInputError
from core.maturity.answers import Response
from core.maturity.attestations import attest, attestations
from core.maturity.evidence import Fact
from core.maturity.library import library, upload
from core.maturity.reading import model_to_toml, shipped_models
from core.maturity.rounds import new_round, save, seats_from_rows, submit
from core.maturity.standing import standing
from core.maturity.targets import Targets, targets_of
from core.maturity.targets import save as save_targets
from core.workspace import Workspace

MODEL = shipped_models()[0]
TODAY = date(2026, 11, 28)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def answered(workspace, name, month, people, met, *, anonymous=False):
    """Keep a round in which everybody says yes to `met` and no to the rest."""
    author = workspace.by(OPERATOR)
    rows = [(f"P{n}", f"p{n}@example.org", "Care", "Agent" if n % 2 else "Lead") for n in range(people)]
    begun = datetime(2026, month, 1, tzinfo=UTC)
    one = new_round(name, MODEL, begun, anonymous=anonymous, closes_on=None)
    one = save(author, replace(one, seats=seats_from_rows(rows)))
    replies = {s.code: "yes" if s.code in met else "no" for s in MODEL.statements()}
    for seat in one.seats:
        submit(author, one, seat, Response("", "", replies), TODAY, seen_version=0)
    return save(author, replace(one, state="closed")) if anonymous else one


def second_stage():
    return {s.code for capability in MODEL.capabilities for s in capability.cells[1].statements}


def test_a_round_is_compared_with_the_one_before_it_and_leads_to_actions(workspace):
    answered(workspace, "Spring", 3, 8, set())
    one = answered(workspace, "Autumn", 9, 8, second_stage())
    save_targets(workspace.by(OPERATOR), MODEL, Targets({"measurement": 3, "quality": 2}, date(2027, 6, 30)))
    facts = {"data_current": Fact("data_current", "yes", "The newest contact is 1 day old.")}
    found = standing(workspace, one, facts)
    assert (found.results.staged, found.results.additive) == (2, 2.0)
    assert found.before.name == "Spring"
    assert found.change.overall.estimate.value == 1.0
    assert all(change.direction == "up" for change in found.change.capabilities)
    assert [(gap.code, gap.gap) for gap in found.gaps] == [("measurement", 1), ("quality", 0)]
    assert {action.capability for action in found.actions} >= {"measurement"}
    assert not any(action.capability == "quality" for action in found.actions)
    assert [one.statement.evidence for one in found.mismatches] == ["data_current"]


def test_an_earlier_round_does_not_look_ahead_and_one_kept_back_is_not_compared_with(workspace):
    first = answered(workspace, "Spring", 3, 6, set())
    answered(workspace, "Summer", 6, 3, second_stage(), anonymous=True)
    last = answered(workspace, "Autumn", 9, 6, second_stage())
    assert standing(workspace, first, {}).change is None
    assert standing(workspace, last, {}).before.name == "Spring"


def test_an_anonymous_round_of_four_shows_nothing(workspace):
    found = standing(workspace, answered(workspace, "Few", 3, 4, second_stage(), anonymous=True), {})
    assert found.results.is_kept_back
    assert (found.results.capabilities, found.gaps, found.actions, found.mismatches, found.change) == (
        (),
        (),
        (),
        (),
        None,
    )


def test_an_anonymous_round_shows_results_only_when_no_answer_can_come_any_more(workspace):
    author = workspace.by(OPERATOR)
    closed = answered(workspace, "Autumn", 9, 6, second_stage(), anonymous=True)
    assert standing(workspace, closed, {}).results.respondents == 6
    for change in ({"state": "open"}, {"state": "open", "closes_on": None}):
        with pytest.raises(InvalidInputError, match="An anonymous round stays closed"):
            save(author, replace(closed, **change))
    with pytest.raises(InvalidInputError, match="can't be changed"):
        save(author, replace(closed, anonymous=False))
    fresh = new_round("Open", MODEL, datetime(2026, 9, 1, tzinfo=UTC), anonymous=True, closes_on=None)
    with pytest.raises(InvalidInputError, match="still takes answers"):
        standing(workspace, save(author, fresh), {})


def test_a_round_that_nobody_answered_says_so(workspace):
    author = workspace.by(OPERATOR)
    empty = save(author, new_round("Empty", MODEL, datetime(2026, 3, 1, tzinfo=UTC), anonymous=False, closes_on=None))
    with pytest.raises(InvalidInputError, match="Nobody is asked yet"):
        standing(workspace, empty, {})
    asked = save(author, replace(empty, seats=seats_from_rows([("A", "", "T", "R"), ("B", "", "T", "R")])))
    with pytest.raises(InvalidInputError, match="None of the 2 people asked has answered"):
        standing(workspace, asked, {})


def test_one_respondent_gives_levels_without_intervals(workspace):
    found = standing(workspace, answered(workspace, "One", 3, 1, second_stage()), {})
    assert found.results.staged == 2
    assert found.results.agreement.value is None
    assert all(one.additive.low is None for one in found.results.capabilities)


def test_targets_are_kept_for_what_the_model_has(workspace):
    author = workspace.by(OPERATOR)
    first = save_targets(author, MODEL, Targets({"quality": 3}))
    assert targets_of(workspace, MODEL) == first
    with pytest.raises(InvalidInputError, match="no capability 'speed'"):
        save_targets(author, MODEL, Targets({"speed": 2}, version=1))
    with pytest.raises(InvalidInputError, match="from 1 to 3, not 4"):
        save_targets(author, MODEL, Targets({"quality": 4}, version=1))
    with pytest.raises(ConflictError):
        save_targets(author, MODEL, Targets({"quality": 2}, version=0))
    smaller = replace(MODEL, capabilities=MODEL.capabilities[:1])
    assert targets_of(workspace, smaller).stages == {}


def test_attestations_say_who(workspace):
    ann = workspace.by(Person("ann", "editor"))
    attest(ann, "data_in_pieces", True, seen_version=0)
    found = attestations(workspace)["data_in_pieces"]
    assert (found.holds, found.by, found.version) == (True, "ann", 1)
    attest(ann, "data_in_pieces", None, seen_version=1)
    assert attestations(workspace)["data_in_pieces"].holds is None
    with pytest.raises(InvalidInputError, match="no sign"):
        attest(ann, "weather", True, seen_version=0)


def test_models_come_from_three_places_and_a_new_edition_takes_over(workspace, tmp_path):
    home = tmp_path / "home"
    (home / "maturity").mkdir(parents=True)
    own = model_to_toml(replace(MODEL, code="own", name="Own model"))
    (home / "maturity" / "own.toml").write_text(own, encoding="utf-8")
    (home / "maturity" / "broken.toml").write_text("name = ", encoding="utf-8")
    found = library(workspace, home)
    assert list(found.models) == [*(one.code for one in shipped_models()), "own"]
    assert len(found.refused) == 1
    author = workspace.by(OPERATOR)
    changed = replace(MODEL, name="Better words")
    with pytest.raises(InvalidInputError, match="Raise the edition"):
        upload(author, model_to_toml(changed), "mine.toml", found)
    newer = replace(changed, edition=2)
    assert upload(author, model_to_toml(newer), "mine.toml", found) == newer
    assert library(workspace, home).models[MODEL.code] == newer
    with pytest.raises(InvalidInputError):
        upload(author, "name = ", "hole.toml", found)
