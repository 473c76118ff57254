"""Which two to start with, why in two sentences, and what would change the choice."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.errors import InvalidInputError
from core.priorities.changing import Change, nearest_changes
from core.priorities.choosing import NEAR, Contest
from core.priorities.method import FloatArray
from core.priorities.scoring import Scoring, as_initiatives, method_of, scored_parts
from core.priorities.stability import Duel, stability
from core.text import counted
from core.wording import number, percent

LEAST_FEASIBILITY = 0.5
"""The feasibility from which something can be started: 0.5 is 3 of 5 in every judgement, on average."""


@dataclass(frozen=True)
class Proposal:
    """The two to start with (`chosen`, by value), and who would be next (`runner_up`).

    `chosen` are fewer than two where no more can be proposed; `why` then says so. `tied` tells that the last one chosen
    and the runner-up have equal values, `noise` that the ranges don't tell them apart; `noise` is None when no range
    was put to the test. `duel` is how often each of them is ahead. `why` are two sentences, `changes` what would change
    the choice, with their sentences in `would_change`, `notes` what a reader should know beside. `narrowed` are the two
    channels that the work on one of the chosen may be narrowed to, by its id.
    """

    chosen: tuple[str, ...]
    runner_up: str | None
    least_feasibility: float
    tied: bool
    noise: bool | None
    duel: Duel | None
    why: tuple[str, str]
    changes: tuple[Change, ...]
    would_change: tuple[str, ...]
    notes: tuple[str, ...]
    narrowed: Mapping[str, tuple[str, str]]


def start_with(
    scoring: Scoring,
    least_feasibility: float = LEAST_FEASIBILITY,
    narrowed: Mapping[str, tuple[str, str]] | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> Proposal:
    """Return the two with the highest value of those whose feasibility is enough; one of them exists already.

    Where the two best are only planned, the second makes room for the best that exists. Who misses a part can't be
    chosen, and a note says so. Raises InvalidInputError for a least feasibility outside 0 to 1.

    By hand: B and C of value 0.5 and 0.25 follow A; D has 0.9, but 2 of 5 in ease is 0.25 and not enough.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.scoring import scored
    >>> from core.priorities.subject import Criterion, Subject
    >>> criteria = (Criterion("volume", "Volume", "value", 1),
    ...     Criterion("ease", "Ease", "feasibility", 1, judged=True))
    >>> subjects = [Subject(name, name, {"volume": Estimate(volume), "ease": Estimate(ease)})
    ...     for name, volume, ease in (("A", 100, 5), ("B", 50, 5), ("C", 25, 5), ("D", 90, 2))]
    >>> found = start_with(scored(subjects, criteria))
    >>> found.chosen, found.runner_up
    (('A', 'B'), 'C')
    >>> found.would_change
    ('If the ease of D were judged 3.00 of 5 or more (now 2.00), D would be proposed in the place of B.',)
    """
    if not 0 <= least_feasibility <= 1:
        raise InvalidInputError(f"A least feasibility of {least_feasibility} is not possible. Choose 0 to 1.")
    contest = Contest.of(scoring, least_feasibility)
    values, feasibilities = contest.scores("value"), contest.scores("feasibility")
    chosen = contest.chosen(values, feasibilities)
    able = [int(place) for place in np.flatnonzero(feasibilities >= least_feasibility - NEAR)]
    after = _runner_up(contest, values, able, chosen)
    ids, names = [row.subject.subject_id for row in contest.rows], _names(contest)
    duel, tested = (None, False) if after is None else _duel(contest, (chosen[-1], after), draws, seed)
    tied = after is not None and bool(abs(values[chosen[-1]] - values[after]) <= NEAR)
    noise = None if duel is None or not tested else not duel.told_apart
    changes = nearest_changes(contest) if chosen else ()
    return Proposal(
        chosen=tuple(ids[place] for place in chosen),
        runner_up=None if after is None else ids[after],
        least_feasibility=least_feasibility,
        tied=tied,
        noise=noise,
        duel=duel,
        why=(_first_sentence(contest, values, able, chosen), _second_sentence(contest, values, (chosen, after),
                                                                              duel, tested)),
        changes=changes,
        would_change=tuple(change.sentence(names) for change in changes),
        notes=_notes(scoring, contest, able, chosen),
        narrowed={ids[place]: narrowed[ids[place]] for place in chosen if narrowed and ids[place] in narrowed},
    )  # fmt: skip


def _names(contest: Contest) -> dict[str, str]:
    return {row.subject.subject_id: row.subject.name for row in contest.rows}


def _runner_up(contest: Contest, values: FloatArray, able: list[int], chosen: tuple[int, ...]) -> int | None:
    """Return who would be chosen in the place of the last one; None when nobody is left."""
    if len(chosen) < 2:
        return None
    without = np.isin(np.arange(len(values)), [place for place in able if place != chosen[-1]])
    found = contest.chosen(values, np.where(without, 1.0, -1.0))
    return next((place for place in found if place not in chosen), None)


def _duel(contest: Contest, pair: tuple[int, int], draws: int, seed: int) -> tuple[Duel, bool]:
    """Return how often each of two has the higher value over their ranges, and whether they have any."""
    criteria = contest.value_criteria
    parts = scored_parts([row.subject for row in contest.rows], criteria)
    ids = [contest.rows[place].subject.subject_id for place in pair]
    two = {name: parts[name] for name in ids}
    found = stability(as_initiatives(two), method_of(criteria, two), top=1, draws=draws, seed=seed)
    return found.duel(ids[0], ids[1]), found.ranges > 0


def _first_sentence(contest: Contest, values: FloatArray, able: list[int], chosen: tuple[int, ...]) -> str:
    if not contest.rows:
        return "Nothing has all its parts, so nothing can be proposed."
    if not chosen:
        reason = "none of these exists already" if able else "nothing is feasible enough"
        return f"Of {counted(len(contest.rows), 'candidate')} nothing can be proposed: {reason}."
    shares, weights = contest.shares("value"), contest.weights("value")
    others = [place for place in able if place not in chosen]
    beside = shares[others].mean(axis=0) if others else np.zeros(shares.shape[1])
    told = []
    for place in chosen:
        lead = weights * (shares[place] - beside)
        label = contest.value_criteria[int(np.argmax(lead))].label.lower()
        told.append(f"{contest.rows[place].subject.name} (value {number(float(values[place]), 3)}, "
                    f"most by its {label})")  # fmt: skip
    many = "have the highest values" if len(told) > 1 else "has the highest value"
    forced = " of which one exists" if len(chosen) == 2 and _is_forced(values, able, chosen) else ""
    among = _among(contest, len(able))
    return f"{' and '.join(told)} {many}{forced} of the {among}."


def _among(contest: Contest, able: int) -> str:
    if not contest.feasibility_criteria:
        return f"{counted(able, 'candidate')}, whose feasibility nobody has judged"
    return f"{counted(able, 'candidate')} with a feasibility of {number(contest.least, 2)} or more"


def _is_forced(values: FloatArray, able: list[int], chosen: tuple[int, ...]) -> bool:
    return any(values[place] > values[chosen[-1]] + NEAR for place in able if place not in chosen)


def _second_sentence(
    contest: Contest, values: FloatArray, places: tuple[tuple[int, ...], int | None], duel: Duel | None, tested: bool
) -> str:
    chosen, after = places
    if after is None or duel is None:
        return "Nobody else can take a place." if len(chosen) == 2 else "A second one needs more candidates that can."
    last, follower = contest.rows[chosen[-1]].subject.name, contest.rows[after].subject.name
    behind = float(values[chosen[-1]] - values[after])
    if abs(behind) <= NEAR:
        start = f"{follower} has the same value as {last}: it is a tie, and which of them is named is arbitrary"
    else:
        way = "follows" if behind > 0 else "is ahead, but does not exist yet,"
        start = f"{follower} {way} by {number(abs(behind), 3)}"
    if not tested:
        return f"{start}; no value has a range, so this was not put to the test."
    if duel.told_apart:
        return f"{start}, and {last} is ahead in {percent(duel.first_share, 0)} of the draws from the ranges."
    if behind < -NEAR:
        return f"{start} in {percent(duel.second_share, 0)} of the draws from the ranges."
    return (
        f"{start}, and {last} is ahead in {percent(duel.first_share, 0)} of the draws only: the choice between these "
        "two is noise."
    )


def _notes(scoring: Scoring, contest: Contest, able: list[int], chosen: tuple[int, ...]) -> tuple[str, ...]:
    notes = list(scoring.notes)
    out = [row.subject.name for place, row in enumerate(contest.rows) if place not in able]
    if out:
        notes.append(f"Not feasible enough (under {number(contest.least, 2)}): {', '.join(out)}.")
    planned = [contest.rows[place].subject.name for place in chosen if not contest.rows[place].subject.existing]
    if planned:
        notes.append(f"Only planned so far: {', '.join(planned)}. Its figures are assumed.")
    return tuple(notes)
