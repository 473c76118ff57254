"""Picture = table = drill list = CSV: each number, once as a picture shows it and once as the journeys behind it."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError, NotFoundError
from core.paths.drill import (
    JOURNEY_COLUMNS,
    TIMELINE_COLUMNS,
    customer_timeline,
    interactions_csv,
    journey_timeline,
    journeys_behind,
    journeys_csv,
    selection_from_query,
)
from core.paths.flow import FlowQuestion, flow
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion, loops
from core.paths.pattern import PatternQuestion, pattern
from core.paths.picked import FlowJourneys, LoopJourneys, PatternJourneys
from core.paths.selection import AllJourneys, CustomerJourneys, Selection, VariantJourneys
from core.paths.variants import variants
from core.scope import Scope
from tests.journeys_dsl import Office, journey
from tests.paths.conftest import Build
from tests.paths.oracle import flow_links, flow_nodes, follows, kept_journeys, variant_codes, walk
from tests.paths.strategies import flow_questions, lenses, office_from, pattern_questions, random_journeys

EVERYTHING = Scope()


def read_csv(chunks) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig"), newline="")))


def keys_everywhere(office: Office, selection: Selection) -> set[int]:
    """The journeys behind a number; the list, its total, the CSV and the interactions' CSV must tell the same."""
    assert selection_from_query(selection.to_query()) == selection
    found = journeys_behind(office.database, EVERYTHING, selection)
    keys = list(found.rows.journey_key)
    assert found.total == len(keys) == len(set(keys))
    lines = read_csv(journeys_csv(office.database, EVERYTHING, selection))
    assert lines[0] == list(JOURNEY_COLUMNS)
    assert [int(line[0]) for line in lines[1:]] == keys
    assert [line[-1].lstrip("'") for line in lines[1:]] == [route.lstrip("'") for route in found.rows.route]
    rows = read_csv(interactions_csv(office.database, EVERYTHING, selection))[1:]
    steps = {one.key: len(one.steps) for one in office.journeys}
    assert [int(row[0]) for row in rows] == [key for key in sorted(keys) for _ in range(steps[key])]
    return set(keys)


@settings(deadline=None, max_examples=5)
@given(st.data())
def test_behind_the_flow(data: st.DataObject) -> None:
    written = data.draw(random_journeys())
    with office_from(written) as office:
        question = data.draw(flow_questions(written))
        picture = flow(office.database, EVERYTHING, question)
        links, nodes = flow_links(office, question), flow_nodes(office, question)
        for row in data.draw(st.lists(st.sampled_from(list(picture.nodes.itertuples())), max_size=2)) if nodes else []:
            keys = keys_everywhere(office, FlowJourneys(question, row.node))
            assert len(keys) == row.journeys
            assert keys == nodes[row.node]
        for row in data.draw(st.lists(st.sampled_from(list(picture.links.itertuples())), max_size=2)) if links else []:
            keys = keys_everywhere(office, FlowJourneys(question, row.source, row.target))
            assert len(keys) == row.journeys
            assert keys == links[row.position, row.source, row.target]


@settings(deadline=None, max_examples=5)
@given(random_journeys(), lenses, st.integers(0, 10))
def test_behind_the_loop_map(written, lens: Lens, tenths: int) -> None:
    question = LoopQuestion(lens, tenths / 10)
    with office_from(written) as office:
        picture = loops(office.database, EVERYTHING, question)
        walks = {one.key: [step.name for step in walk(one, lens)] for one in kept_journeys(office, lens, tenths)}
        for row in list(picture.nodes.itertuples())[:2]:
            keys = keys_everywhere(office, LoopJourneys(question, row.node))
            assert keys == {key for key, names in walks.items() if row.label in names}
            assert len(keys) == row.journeys
            ended = keys_everywhere(office, LoopJourneys(question, row.node, "ended"))
            assert len(ended) == row.ends
        for row in list(picture.edges.itertuples())[:2]:
            keys = keys_everywhere(office, LoopJourneys(question, row.source, row.target))
            pair = (row.source_label, row.target_label)
            assert keys == {key for key, names in walks.items() if pair in pairwise(names)}
            assert len(keys) == row.journeys


@settings(deadline=None, max_examples=5)
@given(st.data())
def test_behind_variants_patterns_and_customers(data: st.DataObject) -> None:
    written = data.draw(random_journeys())
    with office_from(written) as office:
        lens = data.draw(lenses)
        codes = variant_codes(office, lens)
        for row in list(variants(office.database, EVERYTHING, lens).rows.itertuples())[:2]:
            keys = keys_everywhere(office, VariantJourneys(lens, (row.variant_code,)))
            assert len(keys) == row.journeys
            assert keys == {key for key, code in codes.items() if code == row.variant_code}
        question = data.draw(pattern_questions(written))
        found = pattern(office.database, EVERYTHING, question)
        counts = {"matches": found.matches, "first": found.denominator, "base": found.base_denominator,
                  "base-matches": found.base_matches, "unmatched": found.denominator - found.matches}  # fmt: skip
        part = data.draw(st.sampled_from(sorted(counts)))
        assert len(keys_everywhere(office, PatternJourneys(question, part))) == counts[part]
        matches = keys_everywhere(office, PatternJourneys(question))
        assert matches == {one.key for one in office.journeys if follows(one, question) == (True, True)}
        assert keys_everywhere(office, AllJourneys(lens)) == {one.key for one in office.journeys}
        for name, key in list(office.customers().items())[:1]:
            of_one = {one.key for one in office.journeys if one.customer == name}
            assert keys_everywhere(office, CustomerJourneys(customer_key=key)) == of_one


def test_a_page_of_the_list_and_the_file_of_all_of_it(journeys: Build) -> None:
    office = journeys(**{f"j{place}": "ivr > phone" for place in range(5)})
    page = journeys_behind(office.database, EVERYTHING, AllJourneys(), limit=2, offset=3)
    assert (list(page.rows.journey_id), page.total) == (["j3", "j4"], 5)
    beyond = journeys_behind(office.database, EVERYTHING, AllJourneys(), limit=2, offset=9)
    assert (len(beyond.rows), beyond.total) == (0, 5)
    assert len(read_csv(journeys_csv(office.database, EVERYTHING, AllJourneys()))) == 6
    nothing = Scope(outcome="resolved")
    assert read_csv(journeys_csv(office.database, nothing, AllJourneys())) == [list(JOURNEY_COLUMNS)]
    with pytest.raises(InvalidInputError):
        journeys_behind(office.database, EVERYTHING, AllJourneys(), limit=0)


def test_one_customer_over_all_journeys(journeys: Build) -> None:
    office = journeys(
        a=journey("ivr.ask > phone.answer", gap=60, customer="ann", issue="Billing", cost=1.0),
        b=journey("chat", customer="bob"),
        c=journey("web", customer="ann"),
    )
    key = office.customers()["ann"]
    rows = customer_timeline(office.database, key).records()
    assert tuple(rows[0]) == TIMELINE_COLUMNS
    assert [(row["journey_id"], row["channel"], row["activity"], row["issue"]) for row in rows] == [
        ("a", "ivr", "ask", "Billing"), ("c", "web", "not given", "not given"), ("a", "phone", "answer", "Billing"),
    ]  # fmt: skip
    timeline = journey_timeline(office.database, 1).records()
    assert [(row["step_number"], row["gap_seconds"], row["cost"]) for row in timeline] == [(1, 60, 1.0), (2, None, 1.0)]
    with pytest.raises(NotFoundError):
        journey_timeline(office.database, 99)
    with pytest.raises(NotFoundError):
        customer_timeline(office.database, 99)


def test_text_in_the_file_can_not_run(journeys: Build) -> None:
    office = journeys(a=journey("=cmd|' /C calc'!A0 > phone", issue="@SUM(A1)", cost=-1.5))
    line = dict(zip(*read_csv(journeys_csv(office.database, EVERYTHING, AllJourneys())), strict=True))
    assert line["issue"] == "'@SUM(A1)"
    assert line["first_channel"] == "'=cmd|' /C calc'!A0"
    assert line["route"] == "'=cmd|' /C calc'!A0 > phone"
    assert line["cost"] == "-3.0"


@pytest.mark.parametrize(
    "wrong",
    [{"pick": "nothing"}, {"pick": "flow", "source": "x"}, {"pick": "flow", "source": "0|1"}, {"pick": "variants"},
     {"pick": "flow", "source": "1|5", "target": "3|5"}, {"pick": "flow", "source": "2|ended", "target": "3|5"},
     {"pick": "loop", "source": "ended"}, {"pick": "loop", "source": "5", "target": "x"}, {"pick": "customer"},
     {"pick": "pattern", "first": "a", "then": "b", "part": "c"}, {"pick": "pattern"}],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        selection_from_query(wrong)


def test_pattern_and_loop_questions_are_part_of_the_address() -> None:
    picked = PatternJourneys(PatternQuestion(Lens("activity"), "a,b", "c%", None, 60), "first")
    assert selection_from_query(picked.to_query()) == picked
    looped = LoopJourneys(LoopQuestion(Lens("channel", True), 0.55, (3, 4)), "5", "ended")
    assert selection_from_query(looped.to_query()) == looped
    flowed = FlowJourneys(FlowQuestion(anchor="after", anchor_label="x", opened=(1, 2)), "2|other", "3|ended")
    assert selection_from_query(flowed.to_query()) == flowed
