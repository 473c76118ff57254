"""Pictures of retention: words on coloured cells stand out in both themes and fit on a narrow screen."""

import pandas as pd
import pytest

from core.look import contrast, palette
from pages.parts.value.retention_charts import NARROW, cohorts

SHARES = (0.97, 0.90, 0.80, 0.71)


def words(tone: str) -> list[dict]:
    rows = [("2025-01", month, share, 100, "whole") for month, share in enumerate(SHARES, 1)]
    cells = pd.DataFrame(rows, columns=["month", "months_after", "retained_share", "journeys", "state"])
    layers = cohorts(cells, palette(tone)).to_dict()["layer"]
    return [layer for layer in layers if layer["mark"]["type"] == "text"]


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_words_take_the_colour_that_stands_out_on_their_cell(tone):
    look = palette(tone)
    for layer in words(tone):
        colour = layer["encoding"]["color"]
        assert {colour["value"], colour["condition"]["value"]} == {look.ink, look.background}
        assert "scale('color', datum.retained_share)" in colour["condition"]["test"]
    for step in range(11):
        cell = mixed(look.surface, look.bad, step / 10)
        assert max(contrast(cell, look.ink), contrast(cell, look.background)) > 3.8


def mixed(first: str, second: str, share: float) -> str:
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + share * (high - low)):02x}" for low, high in pairs)


def test_each_width_shows_one_of_the_words_and_a_narrow_one_without_the_percent_sign():
    wide, narrow = words("light")
    assert wide["mark"]["opacity"] == {"expr": f"width < {NARROW} ? 0 : 1"}
    assert wide["encoding"]["text"]["format"] == ".0%"
    assert narrow["mark"]["opacity"] == {"expr": f"width < {NARROW} ? 1 : 0"}
    assert narrow["encoding"]["text"]["field"] == "percent"
    assert "%" not in narrow["transform"][-1]["calculate"]
