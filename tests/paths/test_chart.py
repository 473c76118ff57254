import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.look import DARK, LIGHT, contrast
from core.paths.chart import PHONE_POSITIONS, as_label, flow_picture, tip
from core.paths.flow import FlowQuestion, flow
from core.scope import Scope
from tests.paths.strategies import flow_questions, office_from, random_journeys

HOSTILE = "<img src=x onerror=alert(1)> {b} {a|x}"


def tables(width: int = 3, height: int = 2):
    nodes = [
        {"position": position, "node": f"{position}|{code}", "label": f"S{code}", "kind": "step", "journeys": 10 * code}
        for position in range(1, width + 1)
        for code in range(1, height + 1)
    ]
    links = [
        {"position": position, "source": f"{position}|{a}", "target": f"{position + 1}|{b}", "source_label": f"S{a}",
         "target_label": f"S{b}", "journeys": a * b}
        for position in range(1, width)
        for a in range(1, height + 1)
        for b in range(1, height + 1)
    ]  # fmt: skip
    return pd.DataFrame(nodes), pd.DataFrame(links)


def test_picture_holds_every_node_and_link_of_the_answer(journeys):
    office = journeys(a="ivr > phone", b="ivr > phone > chat", c="web")
    found = flow(office.database, Scope(), FlowQuestion())
    drawn = flow_picture(found.nodes, found.links, LIGHT)
    series = drawn.option["series"][0]
    assert {(item["id"], item["value"]) for item in series["data"]} == set(
        zip(found.nodes.node, found.nodes.journeys, strict=True)
    )
    assert {(item["source"], item["target"], item["value"]) for item in series["links"]} == {
        (row.source, row.target, row.journeys) for row in found.links.itertuples()
    }
    assert all(row.node == item["id"] for row, item in zip(drawn.nodes.itertuples(), series["data"], strict=True))
    assert all(
        row.target == item["target"] for row, item in zip(drawn.links.itertuples(), series["links"], strict=True)
    )
    json.dumps(drawn.option)


def test_phone_shows_the_first_positions_and_the_index_of_a_click_still_holds():
    nodes, links = tables(width=6, height=4)
    drawn = flow_picture(nodes, links, LIGHT)
    whole, phone = drawn.option["series"][0], drawn.option["media"][0]["option"]["series"][0]
    assert [item["id"] for item in phone["data"]] == [item["id"] for item in whole["data"]][: len(phone["data"])]
    assert phone["links"] == whole["links"][: len(phone["links"])]
    assert len(phone["data"]) == 4 * PHONE_POSITIONS
    assert {item["target"] for item in phone["links"]} <= {item["id"] for item in phone["data"]}


def test_read_back_from_a_step_time_still_runs_to_the_right():
    nodes, links = tables(width=3)
    drawn = flow_picture(nodes, links, LIGHT, backwards=True)
    depth = {item["id"]: item["depth"] for item in drawn.option["series"][0]["data"]}
    assert depth["1|1"] == 2
    assert depth["3|1"] == 0
    assert all(depth[item["source"]] == depth[item["target"]] - 1 for item in drawn.option["series"][0]["links"])


def test_other_and_ended_are_never_coloured_as_a_step_even_by_name():
    nodes = pd.DataFrame(
        {"position": [1, 1, 2], "node": ["1|1", "1|other", "2|ended"], "label": ["Other", "Other", "Ended"],
         "kind": ["step", "other", "ended"], "journeys": [5, 3, 8]}
    )  # fmt: skip
    links = pd.DataFrame(
        {"position": [1, 1], "source": ["1|1", "1|other"], "target": ["2|ended"] * 2, "source_label": ["Other"] * 2,
         "target_label": ["Ended"] * 2, "journeys": [5, 3]}
    )  # fmt: skip
    items = {
        item["id"]: item["itemStyle"]["color"] for item in flow_picture(nodes, links, LIGHT).option["series"][0]["data"]
    }
    assert items["1|1"] not in (LIGHT.neutral, LIGHT.muted)
    assert items["1|other"] == LIGHT.neutral
    assert items["2|ended"] == LIGHT.muted


def test_names_from_data_are_never_markup_nor_a_template():
    nodes, links = tables(2, 1)
    nodes["label"] = links["source_label"] = links["target_label"] = HOSTILE
    series = flow_picture(nodes, links, LIGHT).option["series"][0]
    tooltips = [item["tooltip"]["formatter"] for item in (*series["data"], *series["links"])]
    assert not any("<img" in text for text in tooltips)
    written = tooltips + [item["label"]["formatter"] for item in series["data"]]
    assert not any("{b}" in text or "{a|" in text for text in written)
    assert tip(HOSTILE).startswith("&lt;img")
    assert as_label(HOSTILE).replace("\u200b", "") == HOSTILE


@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_ids_are_unique_and_every_link_has_its_ends(data):
    written = data.draw(random_journeys())
    question = data.draw(flow_questions(written))
    with office_from(written) as office:
        found = flow(office.database, Scope(), question)
    if not found.journeys:
        return
    drawn = flow_picture(found.nodes, found.links, DARK, backwards=question.anchor == "before")
    series = drawn.option["series"][0]
    ids = [item["id"] for item in series["data"]]
    assert len(ids) == len(set(ids))
    assert all({item["source"], item["target"]} <= set(ids) for item in series["links"])


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_palette_can_be_told_from_its_background(colours):
    assert min(contrast(colour, colours.background) for colour in colours.series) >= 2.9
    assert contrast(colours.ink, colours.background) >= 7
    assert contrast(colours.faint_ink, colours.background) >= 4.5
