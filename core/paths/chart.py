"""The path flow as an option dictionary for ECharts: steps from left to right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.frames import each
from core.look import Palette, safe_html
from core.wording import count, one_line, percent

Option = dict[str, Any]
PHONE_WIDTH = 560
PHONE_POSITIONS = 3
LABEL_WIDTHS = (40, 130)  # pixels, least and most
DRAWN_WIDTH = 640  # pixels that the columns usually share
WIDE_MARGIN, PHONE_MARGIN = 14, 26  # percent of the width, for the last column's names
_PLACE = {"step": 0, "other": 1, "ended": 2, "started": 2}


@dataclass(frozen=True)
class FlowPicture:
    """The option, and what its items stand for.

    `nodes` and `links` are the flow's rows in the order of the picture's items, so that a clicked item's index finds
    its row. On a narrow screen the picture shows the first positions only; its items are then the first ones of the
    same lists, so that the index still holds. `height` is in pixels.
    """

    option: Option
    nodes: pd.DataFrame
    links: pd.DataFrame
    height: int


@dataclass(frozen=True)
class _Columns:
    """Which positions are drawn and in which direction; read backwards, position 1 is at the right."""

    first: int
    last: int
    backwards: bool

    def depth(self, position: int) -> int:
        return self.last - position if self.backwards else position - self.first

    def heading(self, position: int) -> str:
        if not self.backwards:
            return f"Step {position}"
        return "Then" if position == 1 else f"{position - 1} before"


def flow_picture(nodes: pd.DataFrame, links: pd.DataFrame, colours: Palette, *, backwards: bool = False) -> FlowPicture:
    """Draw a flow; `backwards` draws a flow that was read back from its anchor, so that time runs to the right.

    `nodes` has position (from 1), node (unique over all positions), label, kind (step, other, ended, started) and
    journeys; `links` has position (of its source), source, target, source_label, target_label and journeys.
    """
    ordered = _in_order(nodes)
    by = ["position", "journeys", "source", "target"]
    flows = links.sort_values(by, ascending=[True, False, True, True]).reset_index(drop=True)
    whole = _Columns(int(ordered["position"].min()), int(ordered["position"].max()), backwards)
    narrow = _Columns(whole.first, min(whole.last, whole.first + PHONE_POSITIONS - 1), backwards)
    shades = label_colours(ordered, colours)
    edges = _link_items(flows, dict(zip(ordered["node"], ordered["journeys"], strict=True)), backwards)
    few = {
        "right": f"{PHONE_MARGIN}%",
        "data": _node_items(ordered[ordered["position"] <= narrow.last], shades, narrow),
        "links": edges[: int((flows["position"] < narrow.last).sum())],
    }
    option = {
        "animationDuration": 300,
        "tooltip": {"trigger": "item", "confine": True},
        "title": _headings(whole, whole, colours, WIDE_MARGIN),
        "series": [_series(_node_items(ordered, shades, whole), edges, colours, whole)],
        "media": [
            {
                "query": {"maxWidth": PHONE_WIDTH},
                "option": {"title": _headings(whole, narrow, colours, PHONE_MARGIN), "series": [few]},
            },
        ],
    }
    tallest = int(ordered.groupby("position").size().max())
    return FlowPicture(option, ordered, flows, max(380, min(760, 110 + 46 * tallest)))


def label_colours(nodes: pd.DataFrame, colours: Palette) -> dict[tuple[str, str], str]:
    """Give each step's label one colour for the whole picture, by (kind, label): the most frequent ones come first.

    Other, ended and started are neutral, so that they aren't taken for a step.
    """
    volume = nodes.groupby(["kind", "label"])["journeys"].sum().reset_index()
    ranked = volume.sort_values(["journeys", "label"], ascending=[False, True])
    steps = [str(row.label) for row in each(ranked) if row.kind == "step"]
    distinct = colours.series[:-1]
    shades = {("step", label): distinct[place % len(distinct)] for place, label in enumerate(steps)}
    for row in each(ranked):
        if row.kind != "step":
            shades[str(row.kind), str(row.label)] = colours.neutral if row.kind == "other" else colours.muted
    return shades


def tip(head: str, *lines: str) -> str:
    """Write a tooltip as HTML: everything escaped, and braces, which a chart would fill in, as entities.

    >>> tip("<b>{a}", "3 journeys")
    '&lt;b&gt;&#123;a&#125;<br><b>3 journeys</b>'
    """
    safe = [safe_html(one_line(text)).replace("{", "&#123;").replace("}", "&#125;") for text in (head, *lines)]
    return "<br>".join([safe[0], *(f"<b>{line}</b>" for line in safe[1:])])


def as_label(text: str) -> str:
    """Return a text for a label that a chart would otherwise read as a template: an invisible space breaks the braces.

    >>> as_label("{b}") == "{" + chr(0x200B) + "b}"
    True
    """
    return one_line(text).replace("{", "{\u200b")


def _in_order(nodes: pd.DataFrame) -> pd.DataFrame:
    """Keep a label at the same height at each position: by its volume over all positions, neutral kinds below."""
    volume = nodes.groupby("label")["journeys"].sum()
    ranked = nodes.assign(place=nodes["kind"].map(_PLACE), volume=nodes["label"].map(volume))
    by = ["position", "place", "volume", "label", "node"]
    ordered = ranked.sort_values(by, ascending=[True, True, False, True, True])
    return ordered.drop(columns=["place", "volume"]).reset_index(drop=True)


def _node_items(nodes: pd.DataFrame, shades: Mapping[tuple[str, str], str], columns: _Columns) -> list[Option]:
    totals = nodes.groupby("position")["journeys"].sum()
    items = []
    for row in each(nodes):
        share = percent(row.journeys / totals[row.position])
        items.append(
            {
                "id": str(row.node),
                "name": str(row.node),
                "label": {"formatter": as_label(str(row.label))},
                "depth": columns.depth(int(row.position)),
                "value": int(row.journeys),
                "itemStyle": {"color": shades[str(row.kind), str(row.label)]},
                "tooltip": {"formatter": tip(str(row.label), f"{count(row.journeys)} journeys, {share} at this step")},
            }
        )
    return items


def _link_items(links: pd.DataFrame, sizes: Mapping[str, int], backwards: bool) -> list[Option]:
    items = []
    for row in each(links):
        ends = [(str(row.source), str(row.source_label)), (str(row.target), str(row.target_label))]
        (start, start_label), (end, end_label) = reversed(ends) if backwards else ends
        share = percent(row.journeys / sizes[row.source])
        line = f"{count(row.journeys)} journeys, {share} of {row.source_label}"
        items.append(
            {
                "source": start,
                "target": end,
                "value": int(row.journeys),
                "tooltip": {"formatter": tip(f"{start_label} → {end_label}", line)},
            }
        )
    return items


def _headings(whole: _Columns, shown: _Columns, colours: Palette, margin: int) -> list[Option]:
    """Write what a column is above it; a narrow screen takes the same number of headings, some of them empty."""
    deepest = shown.last - shown.first
    headings = []
    for position in range(whole.first, whole.last + 1):
        depth = max(0, shown.depth(min(position, shown.last)))
        headings.append(
            {
                "text": shown.heading(position) if position <= shown.last else "",
                "left": f"{1 + (99 - margin) * depth / max(1, deepest):.2f}%",
                "top": 3,
                "textAlign": "left",
                "padding": 0,
                "textStyle": {"fontSize": 12, "fontWeight": 600, "color": colours.faint_ink},
            }
        )
    return headings


def _series(items: Sequence[Option], edges: Sequence[Option], colours: Palette, columns: _Columns) -> Option:
    least, most = LABEL_WIDTHS
    label_width = max(least, min(most, DRAWN_WIDTH // max(1, columns.last - columns.first) - 24))
    return {
        "type": "sankey",
        "data": list(items),
        "links": list(edges),
        "left": "1%",
        "right": f"{WIDE_MARGIN}%",
        "top": 32,
        "bottom": 8,
        "nodeWidth": 12,
        "nodeGap": 14,
        "layoutIterations": 0,
        "draggable": False,
        "selectedMode": "single",
        "emphasis": {"focus": "trajectory", "lineStyle": {"opacity": 0.65}},
        "blur": {"itemStyle": {"opacity": 0.2}, "lineStyle": {"opacity": 0.05}, "label": {"opacity": 0.25}},
        "select": {
            "itemStyle": {"borderColor": colours.ink, "borderWidth": 2},
            "lineStyle": {"color": colours.bad, "opacity": 0.85},
        },
        "label": {
            "color": colours.ink,
            "fontSize": 12,
            "width": label_width,
            "overflow": "truncate",
            "textBorderColor": colours.background,
            "textBorderWidth": 3,
        },
        "labelLayout": {"hideOverlap": True},
        "itemStyle": {"borderWidth": 0, "borderRadius": 3},
        "lineStyle": {"color": "source", "opacity": colours.link_opacity, "curveness": 0.5},
    }
