"""Where the steps of a loop map are drawn: in layers from start to end, so that what runs backwards is seen to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Edge = tuple[str, str]
MAX_LAYERS = 6
SWEEPS = 6


@dataclass(frozen=True)
class Layout:
    """The order of steps from first to last, and each step's layer (from 0) and place in its layer (from 0)."""

    order: tuple[str, ...]
    layer: Mapping[str, int]
    place: Mapping[str, int]

    def backwards(self, source: str, target: str) -> bool:
        """Tell whether an edge goes back to an earlier step, or stays on the same one.

        >>> layout({("a", "b"): 9, ("b", "a"): 2}).backwards("b", "a")
        True
        """
        return self.order.index(source) >= self.order.index(target)


def layout(weights: Mapping[Edge, float]) -> Layout:
    """Lay out a directed graph by the weight of its edges.

    The order is the greedy one of Eades, Lin and Smyth (1993), which keeps the weight of backward edges small; a layer
    is the longest way to a step over its heavier forward edges, and what only receives has the last layer for itself;
    within layers, steps move to the mean place of their neighbours.

    >>> layout({("a", "b"): 5, ("b", "c"): 5, ("c", "a"): 1}).order
    ('a', 'b', 'c')
    """
    steps = sorted({step for edge in weights for step in edge})
    forward = {edge: weight for edge, weight in weights.items() if edge[0] != edge[1] and weight > 0}
    order = _greedy_order(steps, forward)
    layer = _layers(order, forward)
    return Layout(tuple(order), layer, _places(order, layer, forward))


def _greedy_order(steps: Sequence[str], weights: Mapping[Edge, float]) -> list[str]:
    """Take off what only sends or only receives, else what sends most more than it receives."""
    left: list[str] = []
    right: list[str] = []
    remaining = set(steps)
    while remaining:
        sent = dict.fromkeys(remaining, 0.0)
        received = dict(sent)
        for (source, target), weight in weights.items():
            if source in remaining and target in remaining:
                sent[source] += weight
                received[target] += weight
        sinks = sorted(step for step in remaining if not sent[step])
        if sinks:
            right = sinks + right
            remaining -= set(sinks)
            continue
        best = min(remaining, key=lambda step: (received[step] > 0, received[step] - sent[step], step))
        left.append(best)
        remaining.remove(best)
    return left + right


def _layers(order: Sequence[str], weights: Mapping[Edge, float]) -> dict[str, int]:
    """Follow the heavier forward edges only: light ones would make every layout one long line."""
    position = {step: place for place, step in enumerate(order)}
    strongest = {step: max([w for (_, target), w in weights.items() if target == step], default=0.0) for step in order}
    layer: dict[str, int] = {}
    for step in order:
        before = [
            layer[source] + 1
            for (source, target), weight in weights.items()
            if target == step and position[source] < position[step] and weight >= 0.5 * strongest[step]
        ]
        layer[step] = min(max(before, default=0), MAX_LAYERS - 1)
    senders = {source for source, _ in weights}
    deepest = max((layer[step] for step in order if step in senders), default=-1)
    return {step: number if step in senders else deepest + 1 for step, number in layer.items()}


def _places(order: Sequence[str], layer: Mapping[str, int], weights: Mapping[Edge, float]) -> dict[str, int]:
    rows: dict[int, list[str]] = {}
    for step in order:
        rows.setdefault(layer[step], []).append(step)
    place = {step: float(number) - (len(row) - 1) / 2 for row in rows.values() for number, step in enumerate(row)}
    for _ in range(SWEEPS):
        for row in rows.values():
            wanted = {step: _mean_place(step, place, weights) for step in row}
            row.sort(key=lambda step: (wanted[step], step))
            for number, step in enumerate(row):
                place[step] = number - (len(row) - 1) / 2
    return {step: number for row in rows.values() for number, step in enumerate(row)}


def _mean_place(step: str, place: Mapping[str, float], weights: Mapping[Edge, float]) -> float:
    total = weight_sum = 0.0
    for (source, target), weight in weights.items():
        other = target if source == step else source if target == step else None
        if other is not None:
            total += weight * place[other]
            weight_sum += weight
    return total / weight_sum if weight_sum else place[step]
