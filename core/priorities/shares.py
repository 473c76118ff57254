"""Parts as scores from 0 to 1, by one rule that keeps proportions and lets nobody fall by having more.

A measured part is its share of the largest among the subjects: the largest scores 1, half of it 0.5, nothing 0, and
what is below nothing 0 as well. A judged part of 1 to 5 is (part - 1) / 4, turned round where less is better.

Why not standard scores (z): they change with the company a subject is in. With 0 and 10 beside it, a third of 20 leads
the first by 2.45 deviations and one of 100 by 2.22 only: more volume, smaller lead, and so perhaps a lower rank. With
shares of the largest, who rises keeps or gains and all others keep or lose; nor do they depend on the unit. Why not
from the least (0) to the largest (1): the least is then nothing, though it may be nearly as large. One that is far
larger than all others makes their shares small, and so they are; nobody but the largest moves another's share.
"""

from collections.abc import Sequence

from core.priorities.estimate import Estimate
from core.priorities.subject import LEAST_JUDGED, MOST_JUDGED, Criterion, Subject

JUDGED_WIDTH = MOST_JUDGED - LEAST_JUDGED


def shares_of(subjects: Sequence[Subject], criterion: Criterion) -> tuple[Estimate | None, ...]:
    """Return each subject's part as a score from 0 to 1, with its range; None stays None.

    The largest is that of the values, so the high end of a range may exceed 1. Where nobody has more than nothing, all
    score 0.

    By hand: 200, 50 and -10 are 1, 0.25 and 0.

    >>> volume = Criterion("volume", "Volume", "value", 1)
    >>> found = shares_of([Subject(str(n), str(n), {"volume": Estimate(n)}) for n in (200, 50, -10)], volume)
    >>> [each.value for each in found]
    [1.0, 0.25, 0.0]
    """
    parts = [each.part(criterion.code) for each in subjects]
    if criterion.judged:
        return tuple(None if each is None else _judged(each, criterion) for each in parts)
    largest = max((each.value for each in parts if each is not None), default=0.0)
    return tuple(None if each is None else _of_largest(each, largest) for each in parts)


def share_of_judgement(value: float, criterion: Criterion) -> float:
    """Return a judgement from 1 to 5 as a score from 0 to 1.

    >>> load = Criterion("load", "Load", "feasibility", 1, judged=True, less_is_better=True)
    >>> share_of_judgement(2, load)
    0.75
    """
    return (MOST_JUDGED - value if criterion.less_is_better else value - LEAST_JUDGED) / JUDGED_WIDTH


def _of_largest(part: Estimate, largest: float) -> Estimate:
    if largest <= 0:
        return Estimate(0.0)
    ends = [max(0.0, end) / largest for end in part.ends]
    return Estimate(ends[0]) if len(ends) == 1 else Estimate(ends[1], ends[0], ends[2])


def _judged(part: Estimate, criterion: Criterion) -> Estimate:
    ends = sorted(share_of_judgement(end, criterion) for end in part.ends)
    return Estimate(ends[0]) if len(ends) == 1 else Estimate(ends[1], ends[0], ends[2])
