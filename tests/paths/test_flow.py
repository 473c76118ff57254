import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.paths.flow import FlowQuestion, flow
from core.paths.lens import Lens
from core.scope import Scope
from tests.paths.conftest import Build
from tests.paths.oracle import flow_links, flow_nodes, span
from tests.paths.strategies import flow_questions, office_from, random_journeys

EVERYTHING = Scope()


def links(found) -> list[tuple]:
    return [
        tuple(row)
        for row in found.links[["position", "source_label", "target_label", "journeys"]].itertuples(index=False)
    ]


def test_a_journey_that_ends_is_a_link_to_ended_in_the_next_column(journeys: Build) -> None:
    office = journeys(a="ivr > chat > phone", b="ivr > phone", c="chat")
    found = flow(office.database, EVERYTHING, FlowQuestion(steps=3))
    assert links(found) == [
        (1, "chat", "Ended", 1), (1, "ivr", "chat", 1), (1, "ivr", "phone", 1),
        (2, "chat", "phone", 1), (2, "phone", "Ended", 1),
    ]  # fmt: skip
    assert [tuple(row) for row in found.nodes.itertuples(index=False)] == [
        (1, "1|2", "ivr", "step", 2), (1, "1|1", "chat", "step", 1),
        (2, "2|1", "chat", "step", 1), (2, "2|3", "phone", "step", 1), (2, "2|ended", "Ended", "ended", 1),
        (3, "3|3", "phone", "step", 1), (3, "3|ended", "Ended", "ended", 1),
    ]  # fmt: skip
    assert (found.journeys, found.in_scope, found.beyond) == (3, 3, 0)
    assert found.contract.line() == (
        "Unit: journeys · Out of: 3 journeys (all journeys) · Shown: 100 % of the steps by name, the rest in Other · "
        "Window: steps 1 to 3 from the journey's start; 0 journeys go on beyond · "
        "Other: what is beyond the 8 most frequent channels of a step: 0 steps"
    )


def test_other_holds_what_is_beyond_the_top_and_opens(journeys: Build) -> None:
    office = journeys(a="ivr", b="ivr", c="chat", d="phone > ivr", e="web")
    found = flow(office.database, EVERYTHING, FlowQuestion(steps=2, top=2))
    assert list(found.nodes[found.nodes.position == 1].label) == ["ivr", "chat", "Other"]
    assert [tuple(row) for row in found.inside_other.itertuples(index=False)] == [(1, "phone", 1), (1, "web", 1)]
    opened = flow(office.database, EVERYTHING, FlowQuestion(steps=2, top=2, opened=(1,)))
    assert list(opened.nodes[opened.nodes.position == 1].label) == ["ivr", "chat", "phone", "web"]
    assert opened.inside_other.empty


def test_before_is_read_backwards_from_the_first_occurrence(journeys: Build) -> None:
    office = journeys(a="web > ivr > phone > chat > phone", b="phone > ivr", c="chat > web")
    found = flow(office.database, EVERYTHING, FlowQuestion(anchor="before", anchor_label="phone"))
    assert links(found) == [
        (1, "phone", "ivr", 1), (1, "phone", "Started here", 1), (2, "ivr", "web", 1), (3, "web", "Started here", 1),
    ]  # fmt: skip
    assert (found.journeys, found.in_scope) == (2, 3)
    assert "2 journeys of 3 that have phone" in found.contract.denominator
    assert set(found.nodes.kind) == {"step", "started"}


def test_between_spans_to_the_first_one_after(journeys: Build) -> None:
    office = journeys(a="phone > web > chat > phone > web > phone", b="phone > ivr", c="chat > phone")
    question = FlowQuestion(anchor="between", anchor_label="chat", anchor_to_label="phone")
    found = flow(office.database, EVERYTHING, question)
    assert links(found) == [(1, "chat", "phone", 2), (2, "phone", "phone reached", 2)]
    assert found.journeys == 2


def test_collapsed_repeats_count_once(journeys: Build) -> None:
    office = journeys(a="ivr > ivr > phone > phone > ivr")
    found = flow(office.database, EVERYTHING, FlowQuestion(Lens("channel", collapse=True)))
    assert links(found) == [(1, "ivr", "phone", 1), (2, "phone", "ivr", 1), (3, "ivr", "Ended", 1)]


def test_no_journeys_give_an_empty_picture(journeys: Build) -> None:
    office = journeys(a="ivr > phone")
    found = flow(office.database, Scope(outcome="resolved"), FlowQuestion())
    assert (len(found.nodes), len(found.links), found.journeys, found.in_scope) == (0, 0, 0, 0)
    assert found.contract.coverage.startswith("0 %")


def test_an_unknown_anchor_is_refused_in_words(journeys: Build) -> None:
    office = journeys(a="ivr > phone")
    with pytest.raises(InvalidInputError, match="no channel called 'fax'"):
        flow(office.database, EVERYTHING, FlowQuestion(anchor="after", anchor_label="fax"))


@pytest.mark.parametrize("wrong", [{"steps": 1}, {"steps": 13}, {"top": 0}, {"anchor": "after"}, {"anchor_label": "x"},
                                   {"anchor": "between", "anchor_label": "x"}, {"anchor": "sideways"}])  # fmt: skip
def test_questions_outside_what_is_allowed_are_refused(wrong: dict) -> None:
    with pytest.raises(InvalidInputError):
        FlowQuestion(**wrong)


@settings(deadline=None, max_examples=12)
@given(st.data())
def test_the_picture_equals_counting_by_hand(data: st.DataObject) -> None:
    found = data.draw(random_journeys())
    with office_from(found) as office:
        for _ in range(3):
            question = data.draw(flow_questions(found))
            picture = flow(office.database, EVERYTHING, question)
            wanted = {key: len(value) for key, value in flow_links(office, question).items()}
            got = {(row.position, row.source, row.target): row.journeys for row in picture.links.itertuples()}
            assert got == wanted
            assert dict(zip(picture.nodes.node, picture.nodes.journeys, strict=True)) == {
                node: len(keys) for node, keys in flow_nodes(office, question).items()
            }
            spans = [names for one in office.journeys if (names := span(one, question))]
            assert picture.journeys == len(spans)
            assert picture.beyond == sum(len(names) > question.steps for names in spans)
            _check_conservation(picture, question)
            assert FlowQuestion.from_query(question.to_query()) == question


def _check_conservation(picture, question: FlowQuestion) -> None:
    """Nothing vanishes: at each position, those still on the way and those that ended before make up all journeys."""
    ended = 0
    for position in range(1, question.steps + 1):
        here = picture.nodes[picture.nodes.position == position]
        on_the_way = here[here.kind.isin(["step", "other"])].journeys.sum()
        ended += here[here.kind.isin(["ended", "started"])].journeys.sum()
        assert on_the_way + ended == picture.journeys
        folded = picture.inside_other[picture.inside_other.position == position].journeys.sum()
        assert folded == here[here.kind == "other"].journeys.sum()
