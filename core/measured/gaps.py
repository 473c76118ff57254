"""How far answers to CES and CSAT lie below the best of their kind, or below a target."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.contract import SMALL_SAMPLE
from core.errors import InvalidInputError
from core.measured.about import why_too_few
from core.measured.parts import MeasuredPart
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, mean_of_sums
from core.wording import number


@dataclass(frozen=True)
class Targets:
    """The mean CES and CSAT that are aimed at, as their fields define them; None: the best of those compared."""

    ces: float | None = None
    csat: float | None = None


@dataclass(frozen=True)
class Answers:
    """The answers of one journey type or touchpoint; `named` is False for what stands for none in particular."""

    name: str
    sums: Sums
    named: bool = True


@dataclass(frozen=True)
class Scale:
    """The names of a mean and its gap, and what is answered."""

    mean: str
    gap: str
    words: str


CES = Scale("mean_ces", "effort_gap", "CES")
CSAT = Scale("mean_csat", "satisfaction_gap", "CSAT")


def gaps(scale: Scale, of: Sequence[Answers], target: float | None = None) -> list[tuple[MeasuredPart, MeasuredPart]]:
    """Return for each its mean and its gap: target less mean, or best mean less mean; more is more to win.

    More is taken to be better, for CES as well (7: no effort at all). The best is among those with 30 answers or more,
    and taken as given: the gap's interval is that of the own mean. Below 30 answers neither is given.

    By hand: means of 6 and 4 have gaps of 0 and 2.

    >>> found = gaps(CES, [Answers("A", Sums(30, 180.0, 1090.0)), Answers("B", Sums(30, 120.0, 500.0))])
    >>> [gap.value for _, gap in found], found[1][1].note
    ([0.0, 2.0], 'Below the best, A, at 6.00.')
    """
    if target is not None and not abs(target) <= 1e6:
        raise InvalidInputError(f"A target of {target} is not possible. Choose a number of the {scale.words}'s scale.")
    able = [each for each in of if each.named and each.sums.n >= SMALL_SAMPLE]
    best = max(able, key=lambda each: (each.sums.mean, each.name), default=None)
    if target is not None:
        reference, note = target, f"Below the target of {number(target, 2)}."
    elif best is not None:
        reference, note = best.sums.mean, f"Below the best, {best.name}, at {number(best.sums.mean, 2)}."
    else:
        reference, note = 0.0, ""
    return [_one(scale, each, reference, note) for each in of]


def _one(scale: Scale, answers: Answers, reference: float, note: str) -> tuple[MeasuredPart, MeasuredPart]:
    unit, sums = f"points of {scale.words}", answers.sums
    why = why_too_few(sums.n, "journey", f"an answer to {scale.words}")
    if not why and not note:
        why = "Nothing with a name has 30 answers, so there is no best to compare with."
    if why:
        unknown = MeasuredPart.unknown(scale.gap, unit, why, sums.n)
        return MeasuredPart.unknown(scale.mean, unit, why, sums.n), unknown
    around = mean_of_sums(sums)
    mean = around or Estimate(sums.mean, None, None, sums.n)
    low, high = (None, None) if around is None else (reference - around.high, reference - around.low)
    gap = Estimate(reference - sums.mean, low, high, sums.n)
    return MeasuredPart.of(scale.mean, unit, mean), MeasuredPart.of(scale.gap, unit, gap, note)
