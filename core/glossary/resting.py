"""What rests on a definition: whoever changes it should know before saving."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.glossary.metric import Metric
from core.glossary.words import written
from core.text import counted
from core.workspace.documents import Workspace

OBJECTIVE, PUBLISHED = "objective", "published_scorecard"


@dataclass(frozen=True)
class Resting:
    """`objectives` by title, how many published scorecards show the metric, and the metrics it is read beside."""

    objectives: tuple[str, ...]
    published: int
    read_beside: tuple[str, ...]


def rests_on(workspace: Workspace, metrics: Mapping[str, Metric], code: str) -> Resting:
    """Return what rests on a metric."""
    objectives = [one for one in workspace.all(OBJECTIVE) if one.body.get("metric") == code]
    titles = sorted(
        str(next((one.body[name] for name in ("title", "name") if one.body.get(name)), one.key)) for one in objectives
    )
    published = sum(f'"{code}"' in json.dumps(one.body) for one in workspace.all(PUBLISHED))
    beside = tuple(one.name for one in metrics.values() if code in one.co_indicators)
    return Resting(tuple(titles), published, beside)


def resting_sentences(found: Resting, old: Metric, new: Metric, currency: str) -> tuple[str, ...]:
    """Say what a change of a definition touches beside its figures."""
    moves, lines = not old.counts_like(new), []
    if old.target != new.target or old.direction != new.direction:
        lines.append("Its target changes: each period is judged against the new one.")
    elif moves and old.target.value is not None:
        lines.append(
            f"Its target of {written(old.unit, old.target.value, currency)} was set for the way it was counted."
        )
    if found.objectives:
        lines.append(f"{counted(len(found.objectives), 'objective')} rest on it: {'; '.join(found.objectives)}.")
    if found.published:
        kept = counted(found.published, "published scorecard")
        lines.append(f"{kept} show it as it was; they stay as they are.")
    if found.read_beside:
        lines.append(f"It is read beside {', '.join(found.read_beside)}.")
    return tuple(lines)
