"""How the office scores: its criteria with their weights, the method it goes by, and how many come first."""

from dataclasses import asdict, dataclass, replace

from core.errors import InvalidInputError
from core.planning.inputs import is_name
from core.priorities.method import Method
from core.priorities.methods import METHODS, Weights, normalised, weighted
from core.workspace import Author, Document, Workspace

KIND, KEY = "priority_setup", "office"
WEIGHTED = "weighted"
CRITERIA: Weights = (("customer effort", 1.0), ("strategic fit", 1.0), ("feasibility", 1.0))


@dataclass(frozen=True)
class PrioritySetup:
    """The office's way to score. `weights` are criterion and weight, of which only proportions count; `top` is k.

    `version` is 0 while nothing was set. Raises InvalidInputError for weights as `normalised` does, an unknown method,
    or a `top` outside 1 to 100.

    >>> [method.code for method in PrioritySetup().methods()]
    ['rice', 'ice', 'wsjf', 'cost_of_delay', 'value_for_money', 'weighted']
    """

    weights: Weights = CRITERIA
    method: str = "rice"
    top: int = 3
    version: int = 0

    def __post_init__(self) -> None:
        normalised(self.weights)
        if len(self.weights) > 20 or not all(is_name(name) for name, _ in self.weights):
            raise InvalidInputError("There are 1 to 20 criteria, each with a name of 1 to 80 characters on one line.")
        if self.method not in (*METHODS, WEIGHTED):
            raise InvalidInputError(f"{self.method!r} is no method. Choose one of {', '.join((*METHODS, WEIGHTED))}.")
        if not 1 <= self.top <= 100:
            raise InvalidInputError(f"The first {self.top} can't be looked at. Choose 1 to 100.")

    def methods(self) -> tuple[Method, ...]:
        """Return every method, the weighted score last."""
        return (*METHODS.values(), weighted(self.weights))

    def chosen(self) -> Method:
        """Return the method that the office goes by."""
        return weighted(self.weights) if self.method == WEIGHTED else METHODS[self.method]


def setup(workspace: Workspace) -> PrioritySetup:
    """Return how the office scores; three criteria of equal weight and RICE until somebody sets it."""
    document = workspace.find(KIND, KEY)
    return PrioritySetup() if document is None else _read(document)


def save(author: Author, chosen: PrioritySetup) -> PrioritySetup:
    """Keep how the office scores. Raises `ConflictError` when somebody changed it since `chosen.version`."""
    body = asdict(chosen) | {"weights": [{"criterion": name, "weight": weight} for name, weight in chosen.weights]}
    del body["version"]
    return replace(chosen, version=author.put(KIND, KEY, body, seen_version=chosen.version).version)


def _read(document: Document) -> PrioritySetup:
    body = document.body
    weights = tuple((each["criterion"], each["weight"]) for each in body["weights"])
    return PrioritySetup(weights, body["method"], body["top"], document.version)
