"""The flow picture: what journeys do step by step, from the start or around a chosen step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import pandas as pd

from core.address import join_numbers, read_number, read_numbers
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.paths.contract import Contract
from core.paths.lens import Lens
from core.query import Query, query
from core.scope import Label, Scope, Within, ask
from core.text import NOT_GIVEN, counted, percent

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
    rows = answer.rows
    links, steps = rows[rows.part == "link"], rows[rows.part == "step"]
    nodes = _nodes(question, links, steps)
    inside = steps[steps.target == OTHER].sort_values(["position", "journeys", "source"], ascending=[True, False, True])
    total = int(steps[steps.position == 1].journeys.sum())
    in_scope = int(rows[rows.part == "scope"].journeys.iloc[0])
    beyond = int(links[links.target == GOES_ON].journeys.sum())
    return Flow(
        nodes=nodes,
        links=_links(question, links, nodes),
        inside_other=inside.assign(label=_labels(inside))[["position", "label", "journeys"]].reset_index(drop=True),
        journeys=total,
        in_scope=in_scope,
        beyond=beyond,
        contract=_contract(scope, question, nodes, (total, in_scope, beyond)),
        answer=answer,
    )


def flow_query(question: FlowQuestion, body: str) -> Query:
    """Return the query of a file that reads `moves`, `counted` and `shown` as this question defines them."""
    return query(
        __package__, body, moves=f"moves_{question.anchor}.sql", counted="flow_counted.sql", shown="flow_shown.sql"
    )


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


def _labels(steps: pd.DataFrame) -> pd.Series:
    return steps.label.where(steps.label.notna(), NOT_GIVEN)


def _nodes(question: FlowQuestion, links: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Return steps by frequency, then Other, then those that ended before this position."""
    ends = links[(links.target == END) & (links.position < question.steps)]
    parts = pd.concat(
        [
            steps.assign(code=steps.target, label=_labels(steps).where(steps.target >= 0, "Other")),
            ends.assign(code=END, position=ends.position + 1, label=_end_label(question)),
        ]
    )
    grouped = parts.groupby(["position", "code", "label"])["journeys"].sum().reset_index()
    grouped["kind"] = [_kind(question, code) for code in grouped.code]
    grouped["node"] = [node_name(question, *pair) for pair in zip(grouped.position, grouped.code, strict=True)]
    grouped["place"] = grouped.kind.map({"step": 0, "other": 1, "ended": 2, "started": 2})
    ordered = grouped.sort_values(["position", "place", "journeys", "code"], ascending=[True, True, False, True])
    return ordered[["position", "node", "label", "kind", "journeys"]].reset_index(drop=True)


def _end_label(question: FlowQuestion) -> str:
    if question.anchor == "between":
        return f"{question.anchor_to_label} reached"
    return "Started here" if question.anchor == "before" else "Ended"


def _links(question: FlowQuestion, links: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    inner = links[links.position < question.steps]
    last = inner.assign(source=inner.source.where(inner.source >= 0, _LAST - inner.source),
                        target=inner.target.where(inner.target >= 0, _LAST - inner.target))  # fmt: skip
    order = last.sort_values(["position", "journeys", "source", "target"], ascending=[True, False, True, True]).index
    inner = inner.loc[order]
    label = dict(zip(nodes.node, nodes.label, strict=True))
    source = [node_name(question, *pair) for pair in zip(inner.position, inner.source, strict=True)]
    target = [node_name(question, *pair) for pair in zip(inner.position + 1, inner.target, strict=True)]
    frame = pd.DataFrame({"position": inner.position.to_numpy(), "source": source, "target": target})
    frame["source_label"] = [label[name] for name in source]
    frame["target_label"] = [label[name] for name in target]
    frame["journeys"] = inner.journeys.to_numpy()
    return frame


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
    having = "" if question.anchor == "start" else f" of {in_scope:,} that have {_having(question)}"
    chosen = f"; {counted(len(question.variants), 'chosen variant')}" if question.variants else ""
    repeats = "; repeats count once" if question.lens.collapse else ""
    return Contract(
        unit="journeys",
        denominator=f"{counted(total, 'journey')}{having} ({scope.describe()}{chosen})",
        coverage=f"{percent(visits - folded, visits)} of the steps by name, the rest in Other",
        window=f"{span}{repeats}; {counted(beyond, 'journey')} {'goes' if beyond == 1 else 'go'} on beyond",
        other=f"what is beyond the {question.top} most frequent {question.lens.noun()} of a step: {folded:,} steps",
    )


def _having(question: FlowQuestion) -> str:
    return " and later ".join(label for label in (question.anchor_label, question.anchor_to_label) if label)
