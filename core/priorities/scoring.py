"""Subjects scored by parts: value, feasibility and both together, with each part's contribution visible."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.priorities.draws import MOST_SCORES
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.priorities.method import Input, Method
from core.priorities.methods import normalised, weighted
from core.priorities.ranking import ranked
from core.priorities.shares import JUDGED_WIDTH, shares_of
from core.priorities.stability import Stability, stability
from core.priorities.subject import LEAST_JUDGED, Axis, Criterion, Subject, check_subjects
from core.priorities.weights import Swing, weight_sensitivity

SOURCE = (
    "Weighted scoring (simple additive weighting) of shares of the largest and of judgements; weights as chosen here."
)


@dataclass(frozen=True)
class ScoredPart:
    """One part of one score: as it came (`estimate`), from 0 to 1 (`share`), and what it adds to the total.

    `contribution` is the part's weight, as a share of all weights, times its share. All None when the part is missing.
    """

    criterion: Criterion
    estimate: Estimate | None
    share: Estimate | None
    weight_share: float
    contribution: float | None


@dataclass(frozen=True)
class ScoredSubject:
    """One subject's `value` and `feasibility` (each a weighted mean of its parts, 0 to 1) and `total` of all parts.

    Each is None when one of its parts is missing; `missing` names those. `rank` is by total, from 1, shared by equal
    totals (`tied`). The contributions of the parts sum to the total.
    """

    subject: Subject
    parts: tuple[ScoredPart, ...]
    value: float | None
    feasibility: float | None
    total: float | None
    rank: int | None
    tied: bool
    missing: tuple[str, ...]

    def shares(self, axis: Axis) -> dict[str, float]:
        """Return the parts of an axis that there are, from 0 to 1, by their codes."""
        return {
            each.criterion.code: each.share.value
            for each in self.parts
            if each.criterion.axis == axis and each.share is not None
        }


@dataclass(frozen=True)
class Scoring:
    """All subjects: first by rank, then those that miss a part, by name.

    `criteria` are the parts that count: those with a weight that somebody has. `left_out` are parts that nobody has:
    they tell nobody apart, so they are taken out for all alike. `stability` says whether the order by total survives
    the ranges, `swings` how far a weight (as a share of all) can move; both None and empty where nobody has a total.
    """

    criteria: tuple[Criterion, ...]
    left_out: tuple[str, ...]
    rows: tuple[ScoredSubject, ...]
    stability: Stability | None
    swings: tuple[Swing, ...]

    def row(self, subject_id: str) -> ScoredSubject:
        """Return one subject's row."""
        return next(each for each in self.rows if each.subject.subject_id == subject_id)

    def on(self, axis: Axis) -> tuple[Criterion, ...]:
        """Return the parts that count on an axis."""
        return tuple(each for each in self.criteria if each.axis == axis)

    @property
    def sentence(self) -> str:
        """What to make of the order, in one sentence."""
        if self.stability is None:
            return "Nothing has all its parts, so there is no order."
        return self.stability.sentence

    @property
    def notes(self) -> tuple[str, ...]:
        """What is missing, and for whom, in sentences."""
        notes = [f"Known of nobody and so left out for all: {', '.join(self.left_out)}."] if self.left_out else []
        if not self.on("feasibility"):
            notes.append("Feasibility is not judged, so the total is the value alone.")
        notes += [
            f"{each.subject.name} has no total: {', '.join(each.missing)} missing. Missing does not count as 0."
            for each in self.rows
            if each.missing
        ]
        return tuple(notes)


def scored(
    subjects: Sequence[Subject], criteria: Sequence[Criterion], *, top: int = 2, draws: int = 10_000, seed: int = 1
) -> Scoring:
    """Return every subject's score from the parts that have a weight.

    Shares are those of `core.priorities.shares`. With very many subjects there are fewer draws. Raises
    InvalidInputError as `check_subjects`, `normalised` and `stability` do.

    By hand: volumes 200 and 100 are 1 and 0.5, judged 3 and 5 are 0.5 and 1; equal weights give 0.75 and 0.75: a tie.

    >>> criteria = (Criterion("volume", "Volume", "value", 1),
    ...     Criterion("ease", "Ease", "feasibility", 1, judged=True))
    >>> found = scored([Subject("a", "A", {"volume": Estimate(200), "ease": Estimate(3)}),
    ...     Subject("b", "B", {"volume": Estimate(100), "ease": Estimate(5)}), Subject("c", "C", {})], criteria)
    >>> [(each.subject.name, each.value, each.feasibility, each.total, each.rank, each.tied) for each in found.rows]
    [('A', 1.0, 0.5, 0.75, 1, True), ('B', 0.5, 1.0, 0.75, 1, True), ('C', None, None, None, None, False)]
    >>> found.rows[2].missing
    ('Volume', 'Ease')
    """
    check_subjects(subjects, criteria)
    asked = [each for each in criteria if each.weight > 0]
    normalised(tuple((each.code, each.weight) for each in asked))
    known = {each.code for each in asked if any(one.part(each.code) is not None for one in subjects)}
    kept = tuple(each for each in asked if each.code in known)
    left_out = tuple(each.label for each in asked if each.code not in known)
    if not kept:
        missing = tuple(each.label for each in asked)
        rows = [ScoredSubject(one, (), None, None, None, None, False, missing) for one in subjects]
        return Scoring((), left_out, tuple(sorted(rows, key=_by_name)), None, ())
    parts = scored_parts(subjects, kept)
    initiatives, method = as_initiatives(parts), method_of(kept, parts)
    ranks = {row.initiative_id: row for row in ranked(initiatives, method).rows}
    rows = [_row(one, parts[one.subject_id], ranks[one.subject_id].rank, ranks[one.subject_id].tied)
            for one in subjects]  # fmt: skip
    if not any(row.rank for row in rows):
        return Scoring(kept, left_out, tuple(sorted(rows, key=_by_name)), None, ())
    found = stability(initiatives, method, top=top, draws=min(draws, MOST_SCORES // len(subjects)), seed=seed)
    swings = weight_sensitivity(initiatives, tuple((each.code, each.weight) for each in kept))
    return Scoring(kept, left_out, tuple(sorted(rows, key=_by_name)), found, swings)


Parts = Mapping[str, tuple[ScoredPart, ...]]


def scored_parts(subjects: Sequence[Subject], criteria: Sequence[Criterion]) -> dict[str, tuple[ScoredPart, ...]]:
    """Return every part of every subject, by its id."""
    weights = dict(normalised(tuple((each.code, each.weight) for each in criteria)))
    columns = {each.code: shares_of(subjects, each) for each in criteria}
    return {
        one.subject_id: tuple(
            _part(each, one.part(each.code), columns[each.code][at], weights[each.code]) for each in criteria
        )
        for at, one in enumerate(subjects)
    }


def as_initiatives(parts: Parts) -> list[Initiative]:
    """Return what is scored as initiatives with criteria from 1 to 5, so that weights can be put to the test.

    A share s is 1 + 4 s there: a straight line, so orders and crossings are the same.
    """
    return [
        Initiative(name, name, criteria=tuple(
            (each.criterion.code, Estimate(LEAST_JUDGED + JUDGED_WIDTH * each.share.value))
            for each in own if each.share is not None
        ))
        for name, own in parts.items()
    ]  # fmt: skip


def method_of(criteria: Sequence[Criterion], parts: Parts) -> Method:
    """Return the weighted mean of shares as a method, which draws each share from its range."""
    shares = {(name, each.criterion.code): each.share for name, own in parts.items() for each in own}
    plain = weighted(tuple((each.code, each.weight) for each in criteria))
    inputs = tuple(Input(each.code, "of 1", _finder(shares, each.code)) for each in criteria)
    return replace(plain, code="parts", name="Score of parts", source=SOURCE, unit="of 1", inputs=inputs)


def _finder(shares: Mapping[tuple[str, str], Estimate | None], code: str) -> Callable[[Initiative], Estimate | None]:
    return lambda each: shares[each.initiative_id, code]


def _part(criterion: Criterion, estimate: Estimate | None, share: Estimate | None, weight: float) -> ScoredPart:
    return ScoredPart(criterion, estimate, share, weight, None if share is None else weight * share.value)


def _row(subject: Subject, parts: tuple[ScoredPart, ...], rank: int | None, tied: bool) -> ScoredSubject:
    known = [each.contribution for each in parts if each.contribution is not None]
    return ScoredSubject(
        subject, parts, _mean(parts, "value"), _mean(parts, "feasibility"),
        math.fsum(known) if len(known) == len(parts) else None, rank, tied,
        tuple(each.criterion.label for each in parts if each.share is None),
    )  # fmt: skip


def _mean(parts: tuple[ScoredPart, ...], axis: Axis) -> float | None:
    """Return the weighted mean of an axis; None without parts on it, or when one of them is missing."""
    own = [each for each in parts if each.criterion.axis == axis]
    known = [each.contribution for each in own if each.contribution is not None]
    if not own or len(known) < len(own):
        return None
    return math.fsum(known) / math.fsum(each.weight_share for each in own)


def _by_name(row: ScoredSubject) -> tuple[bool, int, str, str]:
    return row.rank is None, row.rank or 0, row.subject.name, row.subject.subject_id
