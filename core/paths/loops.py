"""The loop map: which step follows which, however often, with time and cost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from core.address import join_numbers, read_number, read_numbers
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.locales import current
from core.paths.contract import Contract
from core.paths.lens import Lens
from core.paths.variants import ratio
from core.query import Query, query
from core.scope import Ask, Scope, Within, ask_all
from core.text import NOT_GIVEN, counted, percent
from core.wording import count


@dataclass(frozen=True)
class LoopQuestion:
    """Which journeys the map shows: whole variants, the most frequent first, until `coverage` (0 to 1) is reached.

    `variants` limits to journeys of these variants of the lens before that.
    """

    lens: Lens = field(default_factory=Lens)
    coverage: float = 0.9
    variants: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.coverage <= 1:
            wrong = current().in_percent(count(self.coverage * 100))
            raise InvalidInputError(f"A coverage of {wrong} is not possible. Choose 0 to 100 %.")

    @property
    def ten_thousandths(self) -> int:
        """The coverage as the query wants it: a whole number, so that no rounding decides what is kept."""
        return round(self.coverage * 10_000)

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters."""
        found = self.lens.to_query() | {"coverage": str(self.ten_thousandths)}
        return found | ({"variants": join_numbers(self.variants)} if self.variants else {})

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "LoopQuestion":
        """Read the question from URL parameters; the coverage is in ten-thousandths.

        >>> LoopQuestion.from_query({"coverage": "9500"}).coverage
        0.95
        """
        coverage = read_number(query, "coverage", 9000) / 10_000
        return LoopQuestion(Lens.from_query(query), coverage, read_numbers(query, "variants"))


@dataclass(frozen=True)
class LoopMap:
    """Steps (`nodes`) and what follows them (`edges`), of `journeys` journeys out of `journeys_total` in scope.

    `coverage_share` is what is shown, at least what was asked for; None without journeys.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    coverage_share: float | None
    variants_kept: int
    variants_total: int
    journeys: int
    journeys_total: int
    contract: Contract
    answer: Answer


def loops(database: Database, scope: Scope, question: LoopQuestion) -> LoopMap:
    """Answer a loop question.

    `nodes`: node (its code as text), label, interactions (steps; a run of repeats is one when they are collapsed),
    journeys (that have it), starts, ends. `edges`: source, target (nodes), source_label, target_label, traversals,
    journeys (that take it at least once), median_seconds (between the two steps), mean_cost (of the step reached; None
    where no cost is known), cost_known (traversals with a known cost).
    """
    within = Within(scope, question.lens, question.variants)
    values = {"coverage": question.ten_thousandths, "kind": question.lens.by}
    texts = ["loops.sql", "loops_edges.sql", "loops_nodes.sql"]
    edges, detail, nodes, coverage = ask_all(
        database,
        [Ask(within, loop_query(question, text), values) for text in texts]
        + [Ask(within, query(__package__, "loops_coverage.sql", kept="loops_kept.sql"), values)],
    )
    covered = {name: int(value) for name, value in coverage.records()[0].items()}
    shown, total = covered["journeys_kept"], covered["journeys_total"]
    found = _nodes(edges.rows, nodes.rows)
    return LoopMap(
        nodes=found,
        edges=_edges(edges.rows, detail.rows, dict(zip(found.node, found.label, strict=True))),
        coverage_share=shown / total if total else None,
        variants_kept=covered["variants_kept"],
        variants_total=covered["variants_total"],
        journeys=shown,
        journeys_total=total,
        contract=_contract(scope, question, covered),
        answer=edges,
    )


def loop_query(question: LoopQuestion, body: str) -> Query:
    """Return the query of a file that reads `loop_steps`, the steps of the journeys that the question keeps."""
    if question.ten_thousandths == 10_000:
        return query(__package__, body, loop_steps="loops_steps_all.sql")
    return query(__package__, body, kept="loops_kept.sql", loop_steps="loops_steps_kept.sql")


def _nodes(edges: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    ends = edges[edges.target.isna()].groupby("source").traversals.sum()
    by_source = edges.groupby("source")
    found = pd.DataFrame(
        {
            "node": [str(code) for code in nodes.code],
            "label": nodes.label.where(nodes.label.notna(), NOT_GIVEN),
            "interactions": nodes.code.map(by_source.traversals.sum()).astype("int64"),
            "journeys": nodes.journeys,
            "starts": nodes.code.map(by_source.starts.sum()).astype("int64"),
            "ends": nodes.code.map(ends).fillna(0).astype("int64"),
        }
    )
    return found.sort_values(["interactions", "label", "node"], ascending=[False, True, True]).reset_index(drop=True)


def _edges(edges: pd.DataFrame, detail: pd.DataFrame, label: Mapping[str, str]) -> pd.DataFrame:
    taken = edges[edges.target.notna()].astype({"target": "int64"})
    merged = taken.merge(detail.astype({"target": "int64"}), on=["source", "target"])
    source, target = [str(code) for code in merged.source], [str(code) for code in merged.target]
    found = pd.DataFrame(
        {
            "source": source,
            "target": target,
            "source_label": [label[code] for code in source],
            "target_label": [label[code] for code in target],
            "traversals": merged.traversals,
            "journeys": merged.journeys,
            "median_seconds": merged.median_seconds,
            "mean_cost": ratio(merged.cost_sum, merged.cost_known),
            "cost_known": merged.cost_known,
        }
    )
    order = ["traversals", "source_label", "target_label", "source", "target"]
    return found.sort_values(order, ascending=[False, True, True, True, True]).reset_index(drop=True)


def _contract(scope: Scope, question: LoopQuestion, covered: Mapping[str, int]) -> Contract:
    shown, total = covered["journeys_kept"], covered["journeys_total"]
    kept, variants_total = covered["variants_kept"], covered["variants_total"]
    chosen = f"; {counted(len(question.variants), 'chosen variant')}" if question.variants else ""
    repeats = "; repeats count once" if question.lens.collapse else ""
    return Contract(
        unit="steps that follow one another; journeys where it says so",
        denominator=f"{counted(total, 'journey')} ({scope.describe()}{chosen})",
        coverage=f"{percent(shown, total)} of journeys: {count(kept)} of {counted(variants_total, 'variant')}",
        window="whole journeys" + repeats,
        other=f"left out: {counted(variants_total - kept, 'rarer variant')}, {counted(total - shown, 'journey')}",
    )
