"""What a path answer says, in one sentence a leader can repeat. Computed from the answer and nothing else."""

from typing import Any

import pandas as pd

from core.finding import Finding
from core.frames import each
from core.paths.flow import Flow, FlowQuestion
from core.paths.loops import LoopMap
from core.paths.pattern import PatternQuestion, PatternResult
from core.paths.picked import FlowJourneys, LoopJourneys
from core.paths.summary import Summary
from core.wording import count, money, number, percent


def summary_finding(found: Summary, currency: str) -> Finding:
    """Say how many journeys are resolved and at what cost, as far as it is known."""
    if not found.journeys:
        return Finding(point="No journeys", rest="are in this scope. Take a filter off to see some.")
    lead = f"Of {count(found.resolved_known)} journeys with a known outcome,"
    cost = (
        f"at {money(found.cost_per_resolution, currency)} per resolution"
        if found.cost_per_resolution is not None
        else ""
    )
    used = (
        f"over {number(found.mean_channels_used, 2)} channels a journey" if found.mean_channels_used is not None else ""
    )
    if found.resolved_share is None:
        return Finding(
            "Customers made",
            f"{count(found.interactions)} interactions",
            f"in {count(found.journeys)} journeys, {used}.",
        )
    return Finding(
        lead, f"{percent(found.resolved_share)} were resolved", ", ".join(part for part in (cost, used) if part) + "."
    )


def flow_finding(found: Flow, question: FlowQuestion) -> Finding:
    """Say where journeys go first and how many end there."""
    if not found.journeys:
        return Finding(point="No journeys", rest="match this question. Choose another step, or take a filter off.")
    if question.anchor == "start":
        first = _most(found.nodes[(found.nodes["position"] == 1) & (found.nodes["kind"] == "step")])
        ended = _journeys(found.nodes, 2, "ended")
        point = (
            f"{percent(_share(first, found))} of journeys start with {first['label']}"
            if first
            else "Journeys start in many ways"
        )
        return Finding("", point + ",", f"and {percent(ended / found.journeys)} end after a single step.")
    toward = _most(found.nodes[(found.nodes["position"] == 2) & (found.nodes["kind"] == "step")])
    ended = _journeys(found.nodes, 2, "started" if question.anchor == "before" else "ended")
    share = percent(ended / found.journeys)
    if question.anchor == "before":
        point = f"{percent(_share(toward, found))} come from {toward['label']}" if toward else "nothing came before"
        return Finding(f"Right before {question.anchor_label},", point + ",", f"and {share} start there.")
    rest = (
        f"and {share} end there."
        if question.anchor == "after"
        else f"and {share} reach {question.anchor_to_label} at once."
    )
    point = f"{percent(_share(toward, found))} go on to {toward['label']}" if toward else "no journey goes on"
    return Finding(f"Right after {question.anchor_label},", point + ",", rest)


def loop_finding(found: LoopMap) -> Finding:
    """Name the two steps that customers are passed to and fro between most, or the step that repeats most."""
    if not found.journeys:
        return Finding(point="No journeys", rest="are in this scope. Take a filter off to see some.")
    edges = {(str(row.source), str(row.target)): row for row in each(found.edges)}
    again = [row for (source, target), row in edges.items() if source == target]
    returns = [
        (row, edges[target, source])
        for (source, target), row in edges.items()
        if source < target and (target, source) in edges
    ]
    pair = max(returns, key=lambda both: min(both[0].traversals, both[1].traversals), default=None)
    most = max(again, key=lambda row: row.traversals, default=None)
    if pair and (most is None or min(pair[0].traversals, pair[1].traversals) >= most.traversals):
        there, back = sorted(pair, key=lambda row: -row.traversals)
        counts = f"{count(there.traversals)} times there and {count(back.traversals)} times back."
        return Finding(
            "Customers go round in circles most", f"between {there.source_label} and {there.target_label}:", counts
        )
    if most is not None:
        return Finding(
            "Customers go round in circles most",
            f"at {most.source_label}:",
            f"it directly follows itself {count(most.traversals)} times.",
        )
    return Finding(point="No step is returned to", rest=f"in the {count(found.journeys)} journeys shown.")


def pattern_finding(found: PatternResult, question: PatternQuestion) -> Finding:
    """Say how often the pattern holds, and how that compares with journeys without its first step."""
    if found.rate is None:
        return Finding(
            "", "Too few to say:", f"only {count(found.denominator)} journeys have {question.first}; 30 are needed."
        )
    interval = f"({percent(found.low)} to {percent(found.high)})"
    then = f"{percent(found.rate)} {'go straight on' if question.directly else 'go on'} to {question.then}"
    without = f"without {question.without} between" if question.without else ""
    if found.lift is None:
        more = "There are too few journeys to compare with." if found.too_few else ""
        return Finding(
            f"After {question.first},", then, " ".join(part for part in (without, interval + ".", more) if part)
        )
    lift = f"{number(found.lift, 2)} times as often as journeys without {question.first}."
    return Finding(f"After {question.first},", then, " ".join(part for part in (without, f"{interval},", lift) if part))


def flow_selection_text(selection: FlowJourneys, found: Flow) -> str:
    """Name the step or link of a flow that journeys were chosen by."""
    labels = dict(zip(found.nodes["node"], found.nodes["label"], strict=True))
    position = selection.source.partition("|")[0]
    source = labels.get(selection.source, "a step that is not in the picture")
    if not selection.target:
        return f"{source} at step {position}"
    return f"{source} at step {position}, then {labels.get(selection.target, 'a step that is not in the picture')}"


def loop_selection_text(selection: LoopJourneys, found: LoopMap) -> str:
    """Name the step or edge of a loop map that journeys were chosen by."""
    labels = dict(zip(found.nodes["node"], found.nodes["label"], strict=True)) | {"ended": "the end"}
    source = labels.get(selection.source, "a step that is not in the map")
    if not selection.target:
        return f"journeys with {source}"
    return f"{source} directly followed by {labels.get(selection.target, 'a step that is not in the map')}"


def _most(nodes: pd.DataFrame) -> dict[str, Any] | None:
    if nodes.empty:
        return None
    return nodes.sort_values(["journeys", "label"], ascending=[False, True]).to_dict("records")[0]  # type: ignore[return-value]


def _share(node: dict[str, Any] | None, found: Flow) -> float | None:
    return None if node is None else float(node["journeys"]) / found.journeys


def _journeys(nodes: pd.DataFrame, position: int, kind: str) -> int:
    return int(nodes[(nodes["position"] == position) & (nodes["kind"] == kind)]["journeys"].sum())
