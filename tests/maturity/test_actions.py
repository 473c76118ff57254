import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.maturity.actions import EFFORT_UNITS, ordering_in_words, proposed_actions, reached_stage
from core.maturity.model import Model
from core.maturity.reading import parse_model, shipped_models
from tests.maturity.models import SMALL, models

MODEL = parse_model(SMALL, "small.toml")
TOP = {"a": 2, "b": 2}


def order(met: dict[str, bool | None], targets: dict[str, int] | None = None) -> list[str]:
    return [one.statement.code for one in proposed_actions(MODEL, met, targets)]


def test_a_whole_plan_checked_by_hand() -> None:
    found = proposed_actions(MODEL, {"a1": False}, TOP)
    # a1 is ready. b1 waits for a1; it unlocks a2 and b2. Then b2 (1 for completing nothing, effort small) and a2.
    assert [one.statement.code for one in found] == ["a1", "b1", "a2", "b2"]
    first, second, third, fourth = found
    assert (first.ready, first.unlocks, first.completes, first.answered) == (True, ("a2", "b1", "b2"), True, True)
    assert (second.ready, second.unlocks, second.completes) == (False, ("a2", "b2"), True)
    assert second.waits_for == ("a1",)
    assert (third.waits_for, third.unlocks, third.completes) == (("a1", "b1"), (), False)
    assert (fourth.stage, fourth.capability, fourth.answered) == (2, "b", False)
    assert [one.gain_per_effort for one in found] == [4.0, 1.0, 0.0, 0.0]


def test_what_completes_its_stage_comes_first() -> None:
    assert order({"a1": True, "b1": True}, TOP) == ["b2", "a2"]


def test_without_a_target_it_is_the_next_stage() -> None:
    assert order({}) == ["a1", "b1"]
    assert order({"a1": True}) == ["b1", "a2"]
    assert order({"a1": True, "b1": True, "a2": True, "b2": True}) == []


def test_what_is_met_although_its_need_is_not_lets_others_begin() -> None:
    (only_b2, *_) = [one for one in proposed_actions(MODEL, {"b1": True}, TOP) if one.statement.code == "b2"]
    assert only_b2.ready


def test_a_need_beyond_the_target_is_named() -> None:
    (found,) = proposed_actions(MODEL, {"a1": True}, {"a": 2, "b": 0})
    assert (found.statement.code, found.ready, found.waits_for) == ("a2", False, ("b1",))


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ({"c": 1}, "c, which is no capability of this model; its capabilities are a, b"),
        ({"a": 3}, "The target of a is the stage 3; stages of this model go from 0 to 2"),
        ({"a": -1}, "from 0 to 2"),
    ],
)
def test_a_target_that_is_none_is_refused(targets: dict[str, int], said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        proposed_actions(MODEL, {}, targets)


def test_the_rule_is_told_with_its_numbers() -> None:
    for effort, units in EFFORT_UNITS.items():
        assert f"{effort} {units}" in ordering_in_words()


@st.composite
def situations(draw: st.DrawFn) -> tuple[Model, dict[str, bool | None], dict[str, int]]:
    model = draw(st.one_of(st.sampled_from(shipped_models()), models()))
    met = {one.code: draw(st.sampled_from([True, False, None])) for one in model.statements()}
    targets = {one.code: draw(st.integers(0, len(model.stages) - 1)) for one in model.capabilities}
    return model, met, draw(st.sampled_from([targets, {}]))


@settings(deadline=None, max_examples=150)
@given(situations())
def test_what_always_holds(situation: tuple[Model, dict[str, bool | None], dict[str, int]]) -> None:
    model, met, targets = situation
    found = proposed_actions(model, met, targets)
    codes = [one.statement.code for one in found]
    due = set()
    for capability in model.capabilities:
        target = targets.get(capability.code, min(reached_stage(capability, met) + 1, len(model.stages) - 1))
        due |= {s.code for cell in capability.cells[: target + 1] for s in cell.statements if met[s.code] is not True}
    assert len(codes) == len(due)
    assert set(codes) == due
    for place, one in enumerate(found):
        assert all(codes.index(need) < place for need in one.waits_for if need in codes)
        assert all(codes.index(code) > place for code in one.unlocks if code in codes)
        assert one.ready == all(met[need] is True for need in one.statement.needs)
        below = [s.code for cell in model.capability(one.capability).cells[: one.stage + 1] for s in cell.statements]
        assert one.completes == all(met[code] is True for code in below if code != one.statement.code)
    ready = [one.ready for one in found]
    assert ready == sorted(ready, reverse=True)
    gains = [one.gain_per_effort for one in found if one.ready]
    assert gains == sorted(gains, reverse=True)
    assert found == proposed_actions(model, dict(reversed(met.items())), targets)
