"""The first steps of a new office, each ticked by what is there, never by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.access.roles import Action
from core.workspace import Workspace


@dataclass(frozen=True)
class Step:
    """One step: what to do, why, whether it is done, the page it is done on, and what doing it takes."""

    title: str
    why: str
    done: bool
    address: str
    action: Action


def first_steps(workspace: Workspace, own_interactions: int) -> tuple[Step, ...]:
    """Return the steps in their order; `own_interactions` counts those of the office's own data, not of the demo."""

    def written(*kinds: str) -> bool:
        return any(workspace.all(kind) for kind in kinds)

    priorities = ("priority_setup", "priority_judgement", "initiative_estimate")
    return (
        Step("Import your own data", "The demo shows how; decisions need yours.", own_interactions > 0, "import",
             "import data"),
        Step("Read the quality and set its limits", "So that everybody knows when a number can't be trusted.",
             written("quality_threshold"), "quality", "write"),
        Step("Say which journey types come first", "Two to start with are enough.", written(*priorities), "priorities",
             "write"),
        Step("Begin a business case", "What it costs, what it brings, what it rests on.", written("business_case"),
             "business_case", "write"),
        Step("Set an objective", "What should be better by when, in a governed metric.", written("objective"),
             "objectives", "write"),
    )  # fmt: skip


def all_done(steps: Sequence[Step]) -> bool:
    """Tell whether nothing is left to do."""
    return all(one.done for one in steps)
