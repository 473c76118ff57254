import json

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.look import LIGHT
from core.paths.loop_chart import END, START, loop_picture
from core.paths.loop_layout import layout
from core.paths.loops import LoopQuestion, loops
from core.scope import Scope

STEPS = st.sampled_from("abcdefg")


def drawn(journeys, **written):
    office = journeys(**written)
    found = loops(office.database, Scope(), LoopQuestion(coverage=1.0))
    return found, loop_picture(found.nodes, found.edges, LIGHT, "EUR")


def test_edges_are_those_of_the_map_and_start_and_end_are_marked(journeys):
    found, picture = drawn(journeys, a="ivr > phone > ivr > phone", b="ivr > ivr > chat")
    series = picture.option["series"][0]
    between = [edge for edge in series["links"] if edge["source"] != START and edge["target"] != END]
    names = dict(zip(found.nodes.node, found.nodes.label, strict=True))
    assert {(names[edge["source"]], names[edge["target"]], edge["value"]) for edge in between} == {
        ("ivr", "phone", 2), ("phone", "ivr", 1), ("ivr", "chat", 1),
    }  # fmt: skip
    assert {(edge["target"], edge["value"]) for edge in series["links"] if edge["source"] == START} == {
        (found.nodes.node[found.nodes.label == "ivr"].iloc[0], 2)
    }
    assert sum(edge["value"] for edge in series["links"] if edge["target"] == END) == 2
    assert [row.source for row in picture.edges.itertuples()] == [edge["source"] for edge in between]
    json.dumps(picture.option)


def test_a_step_that_follows_itself_is_said_in_its_tooltip(journeys):
    _, picture = drawn(journeys, a="ivr > ivr > ivr")
    node = next(item for item in picture.option["series"][0]["data"] if item["id"] not in (START, END))
    assert "2 times directly followed by itself" in node["tooltip"]["formatter"]


def test_only_the_way_back_is_orange(journeys):
    _, picture = drawn(journeys, a="ivr > phone > chat", b="ivr > phone > chat", c="ivr > phone > ivr > phone")
    series = picture.option["series"][0]
    label = {item["id"]: item["label"]["formatter"] for item in series["data"]}
    back = {(label[e["source"]], label[e["target"]]) for e in series["links"] if e["lineStyle"]["color"] == LIGHT.bad}
    assert back == {("phone", "ivr")}


def test_unknown_cost_and_time_leave_no_label():
    nodes = pd.DataFrame(
        {"node": ["1", "2"], "label": ["a", "b"], "interactions": [1, 1], "starts": [1, 0], "ends": [0, 1]}
    )
    edges = pd.DataFrame(
        {"source": ["1"], "target": ["2"], "source_label": ["a"], "target_label": ["b"], "traversals": [1],
         "journeys": [1],
         "median_seconds": [None], "mean_cost": [float("nan")]}
    )  # fmt: skip
    edge = loop_picture(nodes, edges, LIGHT, "EUR").option["series"][0]["links"][0]
    assert edge["label"]["show"] is False
    assert "not available" in edge["tooltip"]["formatter"]


@settings(deadline=None, max_examples=60)
@given(weights=st.dictionaries(st.tuples(STEPS, STEPS), st.integers(1, 50), min_size=1, max_size=20))
def test_layout_places_each_step_once_and_runs_forwards_on_a_chain(weights):
    found = layout(weights)
    steps = {step for edge in weights for step in edge}
    assert set(found.order) == steps == set(found.layer)
    seats = [(found.layer[step], found.place[step]) for step in steps]
    assert len(seats) == len(set(seats))


def test_layout_of_a_chain_is_the_chain():
    found = layout({("a", "b"): 3, ("b", "c"): 2, ("c", "d"): 1})
    assert [found.layer[step] for step in "abcd"] == [0, 1, 2, 3]
    assert not found.backwards("a", "d")
    assert found.backwards("d", "a")
