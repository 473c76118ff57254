"""What a path answer says, in one sentence a leader can repeat. Computed from the answer and nothing else."""

import pandas as pd

from core.finding import Finding
from core.paths.flow import Flow, FlowQuestion
from core.paths.summary import Summary
from core.wording import count, money, number, percent


def summary_finding(found: Summary, currency: str) -> Finding:
    """Say how many journeys are resolved and at what cost, as far as it is known."""
    if not found.journeys:
        return Finding(point="No journeys", rest="are in this scope. Take a filter off to see some.")
    lead = f"Of {count(found.resolved_known)} journeys with a known outcome,"
    cost = f"at {money(found.cost_per_resolution, currency)} per resolution" if found.cost_per_resolution is not None else ""
    used = f"over {number(found.mean_channels_used, 2)} channels a journey" if found.mean_channels_used is not None else ""
    if found.resolved_share is None:
        return Finding("Customers made", f"{count(found.interactions)} interactions", f"in {count(found.journeys)} journeys, {used}.")
    return Finding(lead, f"{percent(found.resolved_share)} were resolved", ", ".join(part for part in (cost, used) if part) + ".")


def flow_finding(found: Flow, question: FlowQuestion) -> Finding:
    """Say where journeys go first and how many end there."""
    if not found.journeys:
        return Finding(point="No journeys", rest="match this question. Choose another step, or take a filter off.")
    if question.anchor == "start":
        first = _most(found.nodes[(found.nodes["position"] == 1) & (found.nodes["kind"] == "step")])
        ended = _journeys(found.nodes, 2, "ended")
        point = f"{percent(_share(first, found))} of journeys start with {first['label']}" if first else "Journeys start in many ways"
        return Finding("", point + ",", f"and {percent(ended / found.journeys)} end after a single step.")
    toward = _most(found.nodes[(found.nodes["position"] == 2) & (found.nodes["kind"] == "step")])
    ended = _journeys(found.nodes, 2, "started" if question.anchor == "before" else "ended")
    share = percent(ended / found.journeys)
    if question.anchor == "before":
        point = f"{percent(_share(toward, found))} come from {toward['label']}" if toward else "nothing came before"
        return Finding(f"Right before {question.anchor_label},", point + ",", f"and {share} start there.")
    rest = f"and {share} end there." if question.anchor == "after" else f"and {share} reach {question.anchor_to_label} at once."
    point = f"{percent(_share(toward, found))} go on to {toward['label']}" if toward else "no journey goes on"
    return Finding(f"Right after {question.anchor_label},", point + ",", rest)


def _most(nodes: pd.DataFrame) -> dict[str, object] | None:
    if nodes.empty:
        return None
    return nodes.sort_values(["journeys", "label"], ascending=[False, True]).iloc[0].to_dict()


def _share(node: dict[str, object] | None, found: Flow) -> float | None:
    return None if node is None else float(node["journeys"]) / found.journeys  # type: ignore[arg-type]


def _journeys(nodes: pd.DataFrame, position: int, kind: str) -> int:
    return int(nodes[(nodes["position"] == position) & (nodes["kind"] == kind)]["journeys"].sum())
