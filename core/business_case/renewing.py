"""Measured inputs whose data has moved on, and what the case would come to with what is measured now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.business_case.assumption import Assumption
from core.business_case.case import Case
from core.business_case.catalogue import taken_over
from core.business_case.result import result
from core.business_case.risk import by_grade
from core.errors import InvalidInputError
from core.figure import Figure


@dataclass(frozen=True)
class Stale:
    """A measured input of an older state of its dataset; `version_now` is None where the dataset is gone."""

    assumption: Assumption
    measured_on: int
    version_now: int | None


@dataclass(frozen=True)
class Renewal:
    """What a measured input would become: the figure as it is measured now, and what the result would move by.

    `npv_change` is in the case's currency, with this input alone taken over; None where it can't be, and `problem` is
    then the sentence that says why.
    """

    assumption: Assumption
    figure: Figure
    npv_change: float | None
    problem: str = ""


def stale(case: Case, versions: Mapping[str, int]) -> tuple[Stale, ...]:
    """Return the measured inputs whose data is another one now; `versions` are those of all datasets, by their id."""
    found = []
    for one in case.assumptions:
        figure = one.figure
        if one.evidence != "measured" or figure is None or figure.data_version is None:
            continue
        now = versions.get(figure.dataset_id)
        if now != figure.data_version:
            found.append(Stale(one, figure.data_version, now))
    return tuple(found)


def renewals(case: Case, figures: Mapping[str, Figure]) -> tuple[Renewal, ...]:
    """Return what would change if figures measured now, by the code of their input, were taken over; nothing changes.

    An input that has the very same figure already is left out, as is a code that is no input.
    """
    npv = result(case).npv
    found = []
    for one in case.assumptions:
        figure = figures.get(one.code)
        if figure is None or (one.evidence == "measured" and one.figure == figure):
            continue
        try:
            change = result(take_over(case, figures, [one.code])).npv - npv
            found.append(Renewal(one, figure, change))
        except InvalidInputError as error:
            found.append(Renewal(one, figure, None, str(error)))
    return tuple(found)


def take_over(case: Case, figures: Mapping[str, Figure], codes: Iterable[str]) -> Case:
    """Return the case with the chosen inputs at the figures measured now, and the risk adjustments of their grade.

    Raises `InvalidInputError` where there is no such input or figure, or where the figure can't be the input.
    """
    known = case.by_code
    for code in codes:
        if code not in known or code not in figures:
            raise InvalidInputError(f"{code!r} can't be taken over: there is no such input, or nothing is measured.")
        case = case.with_assumption(taken_over(known[code], figures[code], case.currency))
    return by_grade(case)
