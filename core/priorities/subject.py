"""What is put in order by parts: its measured and its judged parts, and what each part is. Unknown is None."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate, check

Axis = Literal["value", "feasibility"]
LEAST_JUDGED, MOST_JUDGED = 1, 5


@dataclass(frozen=True)
class Criterion:
    """One part of a score: its `label`, the `axis` it counts on, and its `weight` (0 or more; only proportions count).

    A measured part is in its own `unit`, and more of it is more to win. A judged part is 1 to 5, and `less_is_better`
    where a high one speaks against starting, as a load of regulation does.

    >>> Criterion("load", "Load", "feasibility", 1.0, judged=True, less_is_better=True).code
    'load'
    """

    code: str
    label: str
    axis: Axis
    weight: float
    unit: str = ""
    judged: bool = False
    less_is_better: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.weight < float("inf"):
            raise InvalidInputError(f"The weight of {self.label!r} is {self.weight}. Choose a number of 0 or more.")
        if self.less_is_better and not self.judged:
            raise InvalidInputError(f"{self.label!r} is measured, so more of it must be more to win. Turn it round.")


@dataclass(frozen=True)
class Subject:
    """A journey type or a touchpoint with its `parts` by code; a part that is not there is missing, never 0.

    `existing` is False for what is only planned. A range should hold what is the subject's own to err in: an error that
    all subjects share, as that of one common effect, moves all alike and cancels where parts are compared.
    Raises InvalidInputError for an empty id.

    >>> Subject("a", "Billing", {"volume": Estimate(900)}).part("growth") is None
    True
    """

    subject_id: str
    name: str
    parts: Mapping[str, Estimate | None] = field(default_factory=dict)
    existing: bool = True

    def __post_init__(self) -> None:
        if not self.subject_id:
            raise InvalidInputError("What is to be ranked has no id. Give each its own.")

    def part(self, code: str) -> Estimate | None:
        """Return a part; None when it is missing."""
        return self.parts.get(code)


def check_subjects(subjects: Sequence[Subject], criteria: Sequence[Criterion]) -> None:
    """Refuse ids or criteria given twice, parts that no criterion names, and judged parts outside 1 to 5.

    >>> check_subjects([Subject("a", "Billing", {"mood": Estimate(3)})], [Criterion("volume", "Volume", "value", 1)])
    Traceback (most recent call last):
    core.errors.InvalidInputError: Billing has a part 'mood' that nothing asks for. Choose of volume.
    """
    codes = [each.code for each in criteria]
    if len(set(codes)) < len(codes):
        raise InvalidInputError("A part is asked for twice. Give each part once.")
    if len({each.subject_id for each in subjects}) < len(subjects):
        raise InvalidInputError("Two of what is to be ranked have the same id. Give each its own.")
    judged = {each.code: each.label for each in criteria if each.judged}
    for subject in subjects:
        for code, estimate in subject.parts.items():
            if code not in codes:
                raise InvalidInputError(
                    f"{subject.name} has a part {code!r} that nothing asks for. Choose of {', '.join(codes)}."
                )
            if code in judged:
                check(f"{judged[code].lower()} of {subject.name}", estimate, LEAST_JUDGED, MOST_JUDGED)


def weighed(criteria: Sequence[Criterion], weights: Mapping[str, float]) -> tuple[Criterion, ...]:
    """Return the criteria with some weights changed; raises InvalidInputError for a part that there is not.

    >>> weighed([Criterion("volume", "Volume", "value", 1)], {"volume": 3})[0].weight
    3
    """
    codes = [each.code for each in criteria]
    for code in weights:
        if code not in codes:
            raise InvalidInputError(f"There is no part {code!r} to weigh. Choose of {', '.join(codes)}.")
    return tuple(replace(each, weight=weights.get(each.code, each.weight)) for each in criteria)


def judging(subjects: Sequence[Subject], judged: Mapping[tuple[str, str], Estimate]) -> tuple[Subject, ...]:
    """Return the subjects with what people judged, by (subject id, part).

    Raises InvalidInputError for somebody that there is not.

    >>> judging([Subject("a", "A")], {("a", "feasibility"): Estimate(4)})[0].part("feasibility").value
    4
    """
    ids = [each.subject_id for each in subjects]
    for subject_id, _ in judged:
        if subject_id not in ids:
            raise InvalidInputError(f"There is no {subject_id!r} to judge. Choose of {', '.join(ids)}.")
    return tuple(
        replace(each, parts={**each.parts, **{code: one for (who, code), one in judged.items()
                                              if who == each.subject_id}})
        for each in subjects
    )  # fmt: skip
