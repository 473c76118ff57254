"""The loop map as an option dictionary for ECharts: which step directly follows which, laid out from start to end."""

from dataclasses import dataclass

import pandas as pd

from core.frames import each
from core.look import Palette
from core.paths.chart import PHONE_WIDTH, Option, as_label, tip
from core.paths.loop_layout import Layout, layout
from core.wording import count, duration, money

START, END = "start", "end"
_MARKS = {START: "▶ Start", END: "■ End"}
LABELLED_EDGES = 7
WIDTH, HEIGHT = 1000, 720  # of the drawing; the chart scales it and keeps its proportions
PHONE = (340, 620)
_NARROW: Option = {"zoom": 1.0, "left": 34, "right": 34, "label": {"width": 66, "fontSize": 11}}  # room for the names


@dataclass(frozen=True)
class LoopPicture:
    """The option, and the rows its items stand for: item number i of the edges is row i of `edges`.

    The nodes' items are the rows of `nodes`, then the start and the end.
    """

    option: Option
    nodes: pd.DataFrame
    edges: pd.DataFrame


def loop_picture(nodes: pd.DataFrame, edges: pd.DataFrame, colours: Palette, currency: str) -> LoopPicture:
    """Draw a loop map.

    `nodes` has node, label, interactions, starts and ends; `edges` has source and target (nodes), source_label,
    target_label, traversals, journeys, median_seconds and mean_cost. Orange edges go back to an earlier step. A step
    that follows itself has no edge in the picture; its tooltip says how often it does.
    """
    itself = edges["source"] == edges["target"]
    again = edges[itself].set_index("source")["traversals"]
    steps = nodes.assign(again=nodes["node"].map(again).fillna(0)).reset_index(drop=True)
    by = ["traversals", "source_label", "target_label"]
    moves = edges[~itself].sort_values(by, ascending=[False, True, True]).reset_index(drop=True)
    ends = _ends(steps)
    weights = {(str(row.source), str(row.target)): float(row.traversals) for row in each(moves)}
    places = layout(weights | ends)
    widest = max([*weights.values(), *ends.values(), 1.0])
    edge_items = [*_edge_items(moves, places, widest, colours, currency), *_end_items(ends, steps, widest, colours)]
    unlabelled = [{**edge, "label": {"show": False}} for edge in edge_items]
    narrow = {"data": _node_items(steps, places, colours, phone=True), "links": unlabelled, **_NARROW}
    option = {
        "animationDuration": 300,
        "tooltip": {"trigger": "item", "confine": True},
        "series": [_series(_node_items(steps, places, colours, phone=False), edge_items, colours)],
        "media": [{"query": {"maxWidth": PHONE_WIDTH}, "option": {"series": [narrow]}}],
    }
    return LoopPicture(option, steps, moves)


def _ends(nodes: pd.DataFrame) -> dict[tuple[str, str], float]:
    found = {(START, str(row.node)): float(row.starts) for row in each(nodes) if row.starts}
    return found | {(str(row.node), END): float(row.ends) for row in each(nodes) if row.ends}


def _position(step: str, places: Layout, phone: bool) -> tuple[float, float]:
    """Return where a step is drawn; on a narrow screen the layers run from top to bottom."""
    layer = places.layer[step]
    sizes = [list(places.layer.values()).count(number) for number in range(max(places.layer.values()) + 1)]
    gap = (1.0 if sizes[layer] == max(sizes) else 0.8) / max(1, sizes[layer] - 1)
    along = layer / max(1, len(sizes) - 1)
    across = 0.5 + gap * (places.place[step] - (sizes[layer] - 1) / 2)
    if phone:
        return across * PHONE[0], along * PHONE[1]
    # every other step of a layer is shifted a little, so that edges within a layer don't lie on top of each other
    shift = 0.35 / len(sizes) if 0 < along < 1 and sizes[layer] > 2 and places.place[step] % 2 else 0.0
    return (along + shift) * WIDTH, across * HEIGHT


def _node_items(nodes: pd.DataFrame, places: Layout, colours: Palette, *, phone: bool) -> list[Option]:
    biggest = max(1.0, float(nodes["interactions"].max())) if len(nodes) else 1.0
    items = []
    for row in each(nodes):
        label = str(row.label)
        x, y = _position(str(row.node), places, phone)
        size = 18 + 34 * (float(row.interactions) / biggest) ** 0.5
        again = f"{count(row.again)} times directly followed by itself"
        facts = (
            f"{count(row.interactions)} interactions",
            f"{count(row.starts)} starts, {count(row.ends)} ends",
            again,
        )
        items.append(
            {
                "id": str(row.node),
                "name": str(row.node),
                "label": {"formatter": as_label(label)},
                "x": x,
                "y": y,
                "symbolSize": size * (0.7 if phone else 1.0),
                "itemStyle": {"color": colours.accent},
                "tooltip": {"formatter": tip(label, *facts)},
            }
        )
    return items + [_mark_item(mark, places, colours, phone=phone) for mark in _MARKS if mark in places.layer]


def _mark_item(mark: str, places: Layout, colours: Palette, *, phone: bool) -> Option:
    x, y = _position(mark, places, phone)
    return {
        "id": mark,
        "name": mark,
        "label": {"formatter": _MARKS[mark]},
        "x": x,
        "y": y,
        "symbol": "roundRect",
        "symbolSize": 22,
        "itemStyle": {"color": colours.neutral},
        "tooltip": {"formatter": tip(_MARKS[mark])},
    }


def _edge_items(edges: pd.DataFrame, places: Layout, widest: float, colours: Palette, currency: str) -> list[Option]:
    items = []
    for number, row in enumerate(each(edges)):
        source, target = str(row.source), str(row.target)
        back = places.backwards(source, target)
        time = None if pd.isna(row.median_seconds) else float(row.median_seconds)
        cost = None if pd.isna(row.mean_cost) else float(row.mean_cost)
        known = [text for value, text in ((time, duration(time)), (cost, money(cost, currency))) if value is not None]
        facts = (
            f"{count(row.traversals)} times in {count(row.journeys)} journeys",
            f"median time {duration(time)}, mean cost of what follows {money(cost, currency)}",
        )
        items.append(
            {
                "source": source,
                "target": target,
                "value": int(row.traversals),
                "lineStyle": {
                    "width": 1 + 11 * float(row.traversals) / widest,
                    "color": colours.bad if back else colours.neutral,
                    "curveness": 0.28 if back else 0.12,
                    "opacity": 0.75 if back else 0.6,
                },
                "label": {"show": bool(known) and number < LABELLED_EDGES, "formatter": " · ".join(known)},
                "tooltip": {"formatter": tip(f"{row.source_label} → {row.target_label}", *facts)},
            }
        )
    return items


def _end_items(
    ends: dict[tuple[str, str], float], nodes: pd.DataFrame, widest: float, colours: Palette
) -> list[Option]:
    names = dict(zip(nodes["node"].astype(str), nodes["label"].astype(str), strict=True)) | {START: "Start", END: "End"}
    return [
        {
            "source": source,
            "target": target,
            "value": int(weight),
            "lineStyle": {
                "width": 1 + 5 * weight / widest,
                "color": colours.muted,
                "curveness": 0.08,
                "opacity": 0.45,
            },
            "tooltip": {"formatter": tip(f"{names[source]} → {names[target]}", f"{count(weight)} journeys")},
        }
        for (source, target), weight in ends.items()
    ]


def _series(items: list[Option], edges: list[Option], colours: Palette) -> Option:
    outlined = {"textBorderColor": colours.background, "textBorderWidth": 3}
    return {
        "type": "graph",
        "layout": "none",
        "data": items,
        "links": edges,
        "symbol": "circle",
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": [0, 8],
        "roam": False,
        "zoom": 1.12,
        "selectedMode": "single",
        "label": {
            "show": True,
            "width": 110,
            "overflow": "truncate",
            "position": "bottom",
            "color": colours.ink,
            "fontSize": 12,
            "fontWeight": 600,
            **outlined,
        },
        "edgeLabel": {"fontSize": 11, "color": colours.ink, "opacity": 1, **outlined},
        "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 1}},
        "blur": {"itemStyle": {"opacity": 0.2}, "lineStyle": {"opacity": 0.06}, "label": {"opacity": 0.25}},
        "select": {"itemStyle": {"borderColor": colours.ink, "borderWidth": 3}, "lineStyle": {"opacity": 1}},
    }
