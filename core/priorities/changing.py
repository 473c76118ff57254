"""What would change the choice: the smallest move of one weight, or of one judgement, that brings another one in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.priorities.choosing import NEAR, Contest
from core.priorities.method import FloatArray
from core.priorities.shares import JUDGED_WIDTH
from core.priorities.subject import LEAST_JUDGED, MOST_JUDGED, Axis, Criterion
from core.wording import number, percent

_AXES: tuple[Axis, ...] = ("value", "feasibility")


@dataclass(frozen=True)
class Change:
    """Beyond `then`, upwards or downwards (`up`), the choice is another one: ids that come in and that go out.

    A weight is a share of those of its axis (0 to 1; the others keep their proportions), a judgement is 1 to 5 and of
    `subject_id`. `then` equal to `now` says that any move does it. At `then` itself two values are equal, or somebody's
    feasibility is just enough; `at_once` says that the choice changes there already, and not only beyond.
    """

    kind: Literal["weight", "judgement"]
    criterion: Criterion
    subject_id: str | None
    now: float
    then: float
    up: bool
    at_once: bool
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]

    @property
    def size(self) -> float:
        """How far the move is."""
        return abs(self.then - self.now)

    def sentence(self, names: dict[str, str]) -> str:
        """Return the change in one sentence; `names` are those of the subjects by id."""
        share, label = self.kind == "weight", self.criterion.label.lower()
        then, now = (percent(each) if share else number(each, 2) for each in (self.then, self.now))
        place = f"{then} of {self.criterion.axis}" if share else f"{then} of 5"
        beyond = f"{'above' if self.up else 'below'} {place}"
        where = f"{place} or {'more' if self.up else 'less'}" if self.at_once else beyond
        of = f"weight of {label} were" if share else f"{label} of {names[self.subject_id or '']} were judged"
        entering = " and ".join(names[each] for each in self.comes_in) or "nobody"
        leaving = " and ".join(names[each] for each in self.goes_out)
        instead = f" in the place of {leaving}" if leaving else ""
        return f"If the {of} {where} (now {now}), {entering} would be proposed{instead}."


@dataclass(frozen=True)
class _Line:
    """One thing that can move between `least` and `most`, and what a unit of it does to values and feasibilities."""

    kind: Literal["weight", "judgement"]
    criterion: Criterion
    subject: int | None
    now: float
    least: float
    most: float
    values: FloatArray
    feasibilities: FloatArray


def nearest_changes(contest: Contest) -> tuple[Change, ...]:
    """Return the smallest change of one weight and the smallest of one judgement, where there is one, in this order.

    All scores are straight lines in what moves, so the order changes only where two of them cross or one crosses the
    least feasibility. The rule is applied anew between each two such places, from the nearest outwards, so the place
    is exact. Of equal changes the first part, and upwards, is given.
    """
    best: dict[str, Change] = {}
    values, feasibilities = contest.scores("value"), contest.scores("feasibility")
    now = set(contest.chosen(values, feasibilities))
    for line in _lines(contest):
        for sign in (1, -1):
            limit = best[line.kind].size - NEAR if line.kind in best else np.inf
            found = _first_change(contest, line, sign, (values, feasibilities, limit), now)
            if found is not None:
                best[line.kind] = found
    return tuple(best[kind] for kind in ("weight", "judgement") if kind in best)


def _lines(contest: Contest) -> Iterator[_Line]:
    n = len(contest.rows)
    for axis in _AXES:
        weights, shares = contest.weights(axis), contest.shares(axis)
        for at, criterion in enumerate(contest.criteria(axis)):
            if len(weights) > 1:
                others = np.where(np.arange(len(weights)) == at, 0.0, weights)
                slope = shares[:, at] - shares @ (others / others.sum())
                yield _Line("weight", criterion, None, float(weights[at]), 0.0, 1.0, *_on(axis, slope))
            for place, row in enumerate(contest.rows if criterion.judged else ()):
                estimate = row.subject.part(criterion.code)
                per_point = weights[at] / JUDGED_WIDTH * (-1 if criterion.less_is_better else 1)
                slope = np.where(np.arange(n) == place, per_point, 0.0)
                judged = LEAST_JUDGED if estimate is None else estimate.value
                yield _Line("judgement", criterion, place, judged, LEAST_JUDGED, MOST_JUDGED, *_on(axis, slope))


def _on(axis: Axis, slope: FloatArray) -> tuple[FloatArray, FloatArray]:
    none = np.zeros_like(slope)
    return (slope, none) if axis == "value" else (none, slope)


def _first_change(
    contest: Contest, line: _Line, sign: int, base: tuple[FloatArray, FloatArray, float], now: set[int]
) -> Change | None:
    """Return where the choice first changes on the way from now to the end of a line; None if not before the limit."""
    values, feasibilities, limit = base
    end = (line.most - line.now) if sign > 0 else (line.now - line.least)
    if end <= NEAR:
        return None
    places = _places(contest, line, sign, (values, feasibilities), end)
    for at, place in enumerate(places):
        if place >= limit:
            return None
        following = places[at + 1] if at + 1 < len(places) else end
        move = sign * (place + following) / 2
        able = feasibilities + (sign * end if following - place <= NEAR else move) * line.feasibilities
        found = set(contest.chosen(values + move * line.values, able))
        if found != now:
            ids = [row.subject.subject_id for row in contest.rows]
            return Change(
                line.kind, line.criterion, None if line.subject is None else ids[line.subject], line.now,
                line.now + sign * place, sign > 0, _at_once(contest, line, sign * place, (values, feasibilities), now),
                tuple(ids[each] for each in sorted(found - now)),
                tuple(ids[each] for each in sorted(now - found)),
            )  # fmt: skip
    return None


def _at_once(contest: Contest, line: _Line, move: float, base: tuple[FloatArray, FloatArray], now: set[int]) -> bool:
    """Return whether the choice is another one at the very place: where somebody just becomes feasible, it is."""
    if not np.any(line.feasibilities) or not move:
        return False
    return set(contest.chosen(base[0], base[1] + move * line.feasibilities)) != now


def _places(contest: Contest, line: _Line, sign: int, base: tuple[FloatArray, FloatArray], end: float) -> list[float]:
    """Return how far away two values cross or a feasibility crosses what is enough, nearest first, each once."""
    values, feasibilities = base
    ahead = slice(None) if line.subject is None else slice(line.subject, line.subject + 1)
    closing = sign * (line.values[np.newaxis, :] - line.values[ahead, np.newaxis])
    apart = values[ahead, np.newaxis] - values[np.newaxis, :]
    crossing = apart[np.abs(closing) > NEAR] / closing[np.abs(closing) > NEAR]
    moving = np.abs(line.feasibilities) > NEAR
    enough = (contest.least - feasibilities[moving]) / (sign * line.feasibilities[moving])
    places = np.concatenate([crossing[crossing < end - NEAR], enough[enough <= end + NEAR]])
    found: list[float] = []
    for place in np.sort(np.where(np.abs(places) <= NEAR, 0.0, places)):
        if place >= 0 and (not found or place - found[-1] > NEAR):
            found.append(min(float(place), end))
    return found
