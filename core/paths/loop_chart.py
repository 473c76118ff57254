"""The loop map as an option dictionary for ECharts: which step directly follows which, laid out from start to end."""

from dataclasses import dataclass

import pandas as pd

from core.look import Palette
from core.paths.chart import PHONE_WIDTH, Option, tip
from core.paths.loop_layout import Layout, layout
from core.wording import count, duration, money

START, END = "▶ Start", "■ End"
LABELLED_EDGES = 10
WIDTH, HEIGHT = 1000, 560
PHONE = (340, 620)


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

    `nodes` has label, interactions, starts, ends and again (times directly followed by itself); `edges` has
    source_label, target_label, traversals, journeys, median_seconds and mean_cost. Orange edges go back to an earlier
    step. A step's repeat of itself has no edge; it is said in the step's tooltip.
    """
    moves = edges[edges["source_label"] != edges["target_label"]].sort_values(
        ["traversals", "source_label", "target_label"], ascending=[False, True, True]
    )
    moves = moves.reset_index(drop=True)
    nodes = nodes.reset_index(drop=True)
    ends = _ends(nodes)
    weights = {(str(row.source_label), str(row.target_label)): float(row.traversals) for row in moves.itertuples(index=False)}
    places = layout(weights | ends)
    widest = max([*weights.values(), *ends.values(), 1.0])
    edge_items = [*_edge_items(moves, places, widest, colours, currency), *_end_items(ends, widest, colours)]
    option = {
        "animationDuration": 300,
        "tooltip": {"trigger": "item", "confine": True},
        "series": [_series(_node_items(nodes, places, colours, phone=False), edge_items, colours)],
        "media": [
            {
                "query": {"maxWidth": PHONE_WIDTH},
                "option": {"series": [{"data": _node_items(nodes, places, colours, phone=True)}]},
            },
        ],
    }
    return LoopPicture(option, nodes, moves)


def _ends(nodes: pd.DataFrame) -> dict[tuple[str, str], float]:
    found = {(START, str(row.label)): float(row.starts) for row in nodes.itertuples(index=False) if row.starts}
    return found | {(str(row.label), END): float(row.ends) for row in nodes.itertuples(index=False) if row.ends}


def _position(label: str, places: Layout, phone: bool) -> tuple[float, float]:
    """Return where a step is drawn; on a narrow screen the layers run from top to bottom."""
    row = [step for step, layer in places.layer.items() if layer == places.layer[label]]
    deepest = max(places.layer.values()) or 1
    along = places.layer[label] / deepest
    across = (places.place[label] + 1) / (len(row) + 1)
    if phone:
        return across * PHONE[0], along * PHONE[1]
    # neighbours in a layer are shifted a little, so that edges between them don't lie on top of each other
    shift = 0.35 * (places.place[label] % 2) / deepest if 0 < along < 1 and len(row) > 2 else 0.0
    return (along + shift) * WIDTH, across * HEIGHT


def _node_items(nodes: pd.DataFrame, places: Layout, colours: Palette, *, phone: bool) -> list[Option]:
    biggest = max(1.0, float(nodes["interactions"].max())) if len(nodes) else 1.0
    items = []
    for row in nodes.itertuples(index=False):
        label = str(row.label)
        x, y = _position(label, places, phone) if label in places.layer else (0.0, 0.0)
        size = 18 + 34 * (float(row.interactions) / biggest) ** 0.5
        again = f"{count(row.again)} times directly followed by itself"
        facts = (f"{count(row.interactions)} interactions", f"{count(row.starts)} starts, {count(row.ends)} ends", again)
        items.append(
            {
                "id": label, "name": label, "x": x, "y": y, "symbolSize": size * (0.7 if phone else 1.0),
                "itemStyle": {"color": colours.accent},
                "tooltip": {"formatter": tip(label, *facts)},
            }
        )  # fmt: skip
    for label in (START, END):
        if label in places.layer:
            x, y = _position(label, places, phone)
            items.append(
                {
                    "id": label, "name": label, "x": x, "y": y, "symbol": "roundRect", "symbolSize": 22,
                    "itemStyle": {"color": colours.neutral}, "tooltip": {"formatter": tip(label)},
                }
            )  # fmt: skip
    return items


def _edge_items(edges: pd.DataFrame, places: Layout, widest: float, colours: Palette, currency: str) -> list[Option]:
    items = []
    for number, row in enumerate(edges.itertuples(index=False)):
        source, target = str(row.source_label), str(row.target_label)
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
                "source": source, "target": target, "value": int(row.traversals),
                "lineStyle": {
                    "width": _width(float(row.traversals), widest), "color": colours.bad if back else colours.neutral,
                    "curveness": 0.28 if back else 0.12, "opacity": 0.75 if back else 0.6,
                },
                "label": {"show": bool(known) and number < LABELLED_EDGES, "formatter": " · ".join(known)},
                "tooltip": {"formatter": tip(f"{source} → {target}", *facts)},
            }
        )  # fmt: skip
    return items


def _end_items(ends: dict[tuple[str, str], float], widest: float, colours: Palette) -> list[Option]:
    return [
        {
            "source": source, "target": target, "value": int(weight),
            "lineStyle": {"width": _width(weight, widest), "color": colours.muted, "curveness": 0.08, "type": "dashed"},
            "tooltip": {"formatter": tip(f"{source} → {target}", f"{count(weight)} journeys")},
        }
        for (source, target), weight in ends.items()
    ]  # fmt: skip


def _width(traversals: float, widest: float) -> float:
    return 1.0 + 11.0 * traversals / widest


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
        "left": 60,
        "right": 60,
        "top": 30,
        "bottom": 40,
        "roam": False,
        "selectedMode": "single",
        "label": {"show": True, "position": "bottom", "color": colours.ink, "fontSize": 12, "fontWeight": 600, **outlined},
        "edgeLabel": {"fontSize": 11, "color": colours.faint_ink, **outlined},
        "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 1}},
        "blur": {"itemStyle": {"opacity": 0.2}, "lineStyle": {"opacity": 0.06}, "label": {"opacity": 0.25}},
        "select": {"itemStyle": {"borderColor": colours.ink, "borderWidth": 3}, "lineStyle": {"opacity": 1}},
    }
