"""What people judge of journey types and touchpoints, and how the office weighs the parts of their scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.starting import LEAST_FEASIBILITY
from core.workspace import Author, Workspace

KIND = "priority_judgement"
Of = Literal["journey types", "touchpoints"]


@dataclass(frozen=True)
class Judgements:
    """What was judged in one dataset, from 1 to 5, by (name, part), and the weights that differ from the usual ones.

    `planned` are names of what does not exist yet. `reason` is why it was last changed. `version` is 0 for what is not
    kept yet. Raises InvalidInputError for a judgement outside 1 to 5 or a weight below 0.
    """

    of: Of
    dataset_id: str
    judged: Mapping[tuple[str, str], Estimate] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    planned: tuple[str, ...] = ()
    least_feasibility: float = LEAST_FEASIBILITY
    reason: str = ""
    version: int = 0

    def __post_init__(self) -> None:
        if self.of not in get_args(Of):
            raise InvalidInputError(f"{self.of!r} can't be judged. Choose of {', '.join(get_args(Of))}.")
        for (name, part), estimate in self.judged.items():
            if not all(1 <= end <= 5 for end in estimate.ends):
                raise InvalidInputError(f"The {part.replace('_', ' ')} of {name} is judged from 1 to 5.")
        for part, weight in self.weights.items():
            if not 0 <= weight < float("inf"):
                raise InvalidInputError(f"The weight of {part.replace('_', ' ')} is {weight}. Choose 0 or more.")
        if not 0 <= self.least_feasibility <= 1:
            raise InvalidInputError("The least feasibility is a share from 0 to 100 %.")
        if len(self.reason) > 4000:
            raise InvalidInputError("A reason has at most 4,000 characters.")


def judgements(workspace: Workspace, of: Of, dataset_id: str) -> Judgements:
    """Return what was judged in a dataset; nothing while nobody judged anything."""
    document = workspace.find(KIND, _key(of, dataset_id))
    if document is None:
        return Judgements(of, dataset_id)
    body = document.body
    return Judgements(
        of,
        dataset_id,
        {(one["name"], one["part"]): Estimate(one["score"], one["low"], one["high"]) for one in body["judged"]},
        dict(body["weights"]),
        tuple(body["planned"]),
        body["least_feasibility"],
        body["reason"],
        document.version,
    )


def save(author: Author, chosen: Judgements) -> Judgements:
    """Keep what was judged, with why. Raises `ConflictError` when somebody changed it since `chosen.version`."""
    body = {
        "title": f"{chosen.of} of {chosen.dataset_id}",
        "judged": [
            {"name": name, "part": part, "score": one.value, "low": one.low, "high": one.high}
            for (name, part), one in sorted(chosen.judged.items())
        ],
        "weights": dict(chosen.weights),
        "planned": list(chosen.planned),
        "least_feasibility": chosen.least_feasibility,
        "reason": chosen.reason.strip(),
    }
    saved = author.put(KIND, _key(chosen.of, chosen.dataset_id), body, seen_version=chosen.version)
    return replace(chosen, version=saved.version)


def _key(of: Of, dataset_id: str) -> str:
    return f"{of.replace(' ', '-')}/{dataset_id}"
