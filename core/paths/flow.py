"""The flow picture: what journeys do step by step, from the start or around a chosen step."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, get_args

import pandas as pd

from core.address import join_numbers, read_number, read_numbers
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.paths.contract import Contract
from core.paths.lens import Lens
from core.query import Query, query
from core.scope import Label, Scope, Within, ask
from core.text import NOT_GIVEN, counted, percent
from core.wording import count

Anchor = Literal["start", "after", "before", "between"]
OTHER, END, GOES_ON = -1, -2, -3
_LAST = 100_000  # sorts Other and the end after every code
_END_KIND = {"start": "ended", "after": "ended", "between": "ended", "before": "started"}


@dataclass(frozen=True)
class FlowQuestion:
    """Which steps to show: `steps` columns (2 to 12), the `top` most frequent per column, the rest in Other.

    `anchor` says where position 1 is: at the journey's start, or at the first occurrence of `anchor_label`, read
    forwards ("after"), backwards ("before"), or up to the first `anchor_to_label` after it ("between"). `opened` are
    positions whose Other is shown in full. `variants` limits to journeys of these variants of the lens.
    """

    lens: Lens = field(default_factory=Lens)
    steps: int = 5
    top: int = 8
    anchor: Anchor = "start"
    anchor_label: str | None = None
    anchor_to_label: str | None = None
    variants: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 2 <= self.steps <= 12:
            raise InvalidInputError(f"The flow can't show {self.steps} steps. Choose 2 to 12.")
        if not 1 <= self.top <= 50:
            raise InvalidInputError(f"The flow can't show the top {self.top} of a step. Choose 1 to 50.")
        if self.anchor not in get_args(Anchor):
            raise InvalidInputError(f"The flow can't begin {self.anchor!r}. Choose start, after, before or between.")
        if self.anchor != "start" and not self.anchor_label:
            raise InvalidInputError(f"Choose the {self.lens.noun(1)} that the flow shows the steps {self.anchor}.")
        if self.anchor == "between" and not self.anchor_to_label:
            raise InvalidInputError(f"Choose the second {self.lens.noun(1)}, up to which the flow is shown.")
        if (self.anchor == "start" and self.anchor_label) or (self.anchor != "between" and self.anchor_to_label):
            raise InvalidInputError(
                f"The flow from {self.anchor} has no use for the step chosen with it. Leave it out."
            )

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters; defaults are left out."""
        found = self.lens.to_query() | {"anchor": self.anchor}
        found |= {"steps": str(self.steps), "top": str(self.top)}
        found |= {"step": self.anchor_label or "", "to_step": self.anchor_to_label or ""}
        found |= {"variants": join_numbers(self.variants), "opened": join_numbers(self.opened)}
        plain = {"anchor": "start", "steps": "5", "top": "8"}
        return {name: text for name, text in found.items() if text and plain.get(name) != text}

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "FlowQuestion":
        """Read the question from URL parameters.

        >>> FlowQuestion.from_query({"anchor": "after", "step": "Chat", "steps": "3"}).anchor_label
        'Chat'
        """
        return FlowQuestion(
            lens=Lens.from_query(query),
            steps=read_number(query, "steps", 5),
            top=read_number(query, "top", 8),
            anchor=query.get("anchor", "start"),  # type: ignore[arg-type]
            anchor_label=query.get("step") or None,
            anchor_to_label=query.get("to_step") or None,
            variants=read_numbers(query, "variants"),
            opened=read_numbers(query, "opened"),
        )


@dataclass(frozen=True)
class Flow:
    """Journeys per position: `nodes`, `links` and what is `inside_other`; `journeys` is the denominator.

    Whatever enters a node at a position leaves it: to a step of the next position or to `ended` (`started`). `beyond`
    journeys go on after the last position.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    inside_other: pd.DataFrame
    journeys: int
    in_scope: int
    beyond: int
    contract: Contract
    answer: Answer


def flow(database: Database, scope: Scope, question: FlowQuestion) -> Flow:
    """Answer a flow question.

    `nodes`: position (from 1), node, label, kind (step, other, ended, started), journeys. `links`: position (of the
    source), source, target, source_label, target_label, journeys. `inside_other`: position, label, journeys.
    A node's name is its position and code ("2|7"), or its position and kind ("2|other").
    """
    within = Within(scope, question.lens, question.variants)
    answer = ask(database, within, flow_query(question, "flow.sql"), flow_values(question))
    links, steps, in_scope = _parts(answer)
    nodes = _nodes(question, links, steps)
    total = sum(step.journeys for step in steps if step.position == 1)
    beyond = sum(link.journeys for link in links if link.target == GOES_ON)
    return Flow(
        nodes=nodes,
        links=_links(question, links, nodes),
        inside_other=_inside_other(steps),
        journeys=total,
        in_scope=in_scope,
        beyond=beyond,
        contract=_contract(scope, question, nodes, (total, in_scope, beyond)),
        answer=answer,
    )


def flow_query(question: FlowQuestion, body: str) -> Query:
    """Return the query of a file that reads `moves`, `counted` and `shown` as this question defines them."""
    found = query(
        __package__, body, moves=f"moves_{question.anchor}.sql", counted="flow_counted.sql", shown="flow_shown.sql"
    )
    return replace(found, views=frozenset({"moves"})) if question.anchor == "start" else found


def flow_values(question: FlowQuestion) -> dict[str, Any]:
    """Return the values that `flow_query` needs."""
    return {
        "steps": question.steps,
        "top": question.top,
        "opened": "|" + "".join(f"{position}|" for position in question.opened),
        "anchor": Label(question.lens.by, question.anchor_label or NOT_GIVEN),
        "anchor_to": Label(question.lens.by, question.anchor_to_label or NOT_GIVEN),
        "kind": question.lens.by,
    }


def node_name(question: FlowQuestion, position: int, code: int) -> str:
    """Return the name of a node, from its position and the code it is shown as."""
    return f"{position}|{_kind(question, code) if code < 0 else code}"


def _kind(question: FlowQuestion, code: int) -> str:
    return {OTHER: "other", END: _END_KIND[question.anchor]}.get(code, "step")


class _Link(NamedTuple):
    position: int
    source: int
    target: int
    journeys: int


class _Step(NamedTuple):
    position: int
    code: int
    shown: int
    journeys: int
    label: str


def _parts(answer: Answer) -> tuple[list[_Link], list[_Step], int]:
    """Return the answer's links, its steps and the journeys in scope. Some hundred rows: plain Python is fastest."""
    links, steps, in_scope = [], [], 0
    for part, position, source, target, journeys, label in answer.rows.itertuples(index=False, name=None):
        if part == "link":
            links.append(_Link(position, source, target, journeys))
        elif part == "step":
            steps.append(_Step(position, source, target, journeys, label if isinstance(label, str) else NOT_GIVEN))
        else:
            in_scope = journeys
    return links, steps, in_scope


def _nodes(question: FlowQuestion, links: list[_Link], steps: list[_Step]) -> pd.DataFrame:
    """Return steps by frequency, then Other, then those that ended before this position."""
    found = Counter[tuple[int, int, str]]()
    for step in steps:
        found[step.position, step.shown, step.label if step.shown >= 0 else "Other"] += step.journeys
    for link in links:
        if link.target == END and link.position < question.steps:
            found[link.position + 1, END, _end_label(question)] += link.journeys
    rows = [
        (position, node_name(question, position, code), label, _kind(question, code), journeys)
        for (position, code, label), journeys in sorted(
            found.items(), key=lambda item: (item[0][0], max(-item[0][1], 0), -item[1], item[0][1])
        )
    ]
    return pd.DataFrame(rows, columns=["position", "node", "label", "kind", "journeys"])


def _inside_other(steps: list[_Step]) -> pd.DataFrame:
    folded = sorted((step for step in steps if step.shown == OTHER), key=lambda s: (s.position, -s.journeys, s.code))
    rows = [(step.position, step.label, step.journeys) for step in folded]
    return pd.DataFrame(rows, columns=["position", "label", "journeys"])


def _end_label(question: FlowQuestion) -> str:
    if question.anchor == "between":
        return f"{question.anchor_to_label} reached"
    return "Started here" if question.anchor == "before" else "Ended"


def _links(question: FlowQuestion, links: list[_Link], nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the links between positions by frequency; of equal ones those from and to Other, then the end, last."""
    label = dict(zip(nodes.node, nodes.label, strict=True))
    rows = []
    inner = (link for link in links if link.position < question.steps)
    for link in sorted(inner, key=lambda k: (k.position, -k.journeys, _late(k.source), _late(k.target))):
        source = node_name(question, link.position, link.source)
        target = node_name(question, link.position + 1, link.target)
        rows.append((link.position, source, target, label[source], label[target], link.journeys))
    return pd.DataFrame(rows, columns=["position", "source", "target", "source_label", "target_label", "journeys"])


def _late(code: int) -> int:
    return code if code >= 0 else _LAST - code


def _contract(scope: Scope, question: FlowQuestion, nodes: pd.DataFrame, counts: tuple[int, int, int]) -> Contract:
    total, in_scope, beyond = counts
    visits = int(nodes[nodes.kind.isin(["step", "other"])].journeys.sum())
    folded = int(nodes[nodes.kind == "other"].journeys.sum())
    first = f"the first {question.anchor_label}"
    span = {
        "start": f"steps 1 to {question.steps} from the journey's start",
        "after": f"{question.steps} steps from {first} on",
        "before": f"{question.steps} steps back from {first}",
        "between": f"{question.steps} steps from {first} towards the first {question.anchor_to_label} after it",
    }[question.anchor]
    having = "" if question.anchor == "start" else f" of {count(in_scope)} that have {_having(question)}"
    chosen = f"; {counted(len(question.variants), 'chosen variant')}" if question.variants else ""
    repeats = "; repeats count once" if question.lens.collapse else ""
    return Contract(
        unit="journeys",
        denominator=f"{counted(total, 'journey')}{having} ({scope.describe()}{chosen})",
        coverage=f"{percent(visits - folded, visits)} of the steps by name, the rest in Other",
        window=f"{span}{repeats}; {counted(beyond, 'journey')} {'goes' if beyond == 1 else 'go'} on beyond",
        other=f"what is beyond the {question.top} most frequent {question.lens.noun()} of a step: "
        f"{count(folded)} steps",
    )


def _having(question: FlowQuestion) -> str:
    return " and later ".join(label for label in (question.anchor_label, question.anchor_to_label) if label)
