"""Which initiatives are quick wins: effort against impact, in four quarters of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from core.errors import InvalidInputError
from core.planning.estimates import KeptEstimate, save
from core.planning.inputs import TEAMS, field
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.wording import significant
from core.workspace import Author

Quadrant = Literal["quick win", "big bet", "fill-in", "reconsider"]
ImpactCode = Literal["impact", "ice_impact", "business_value", "value", "cost_of_delay"]
ICE_ENDS = (1.0, 10.0)


@dataclass(frozen=True)
class Cut:
    """Where the picture is cut: `effort` in person-months, `impact` in the unit of its input; None for the median."""

    effort: float | None = None
    impact: float | None = None


@dataclass(frozen=True)
class Placed:
    """One initiative in the picture; without a `quadrant`, which is "not placed", it misses what `missing` names."""

    initiative_id: str
    title: str
    effort: Estimate | None
    impact: Estimate | None
    quadrant: Quadrant | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """All initiatives, in their order, and where it was cut; the cuts are None when nothing could be placed."""

    placed: tuple[Placed, ...]
    impact_code: ImpactCode
    effort_cut: float | None
    impact_cut: float | None
    rule: str

    def of(self, quadrant: Quadrant | None) -> tuple[Placed, ...]:
        """Return what lies in a quadrant; with None what is not placed."""
        return tuple(each for each in self.placed if each.quadrant == quadrant)


def quick_wins(
    initiatives: Sequence[Initiative], cut: Cut | None = None, impact_code: ImpactCode = "impact"
) -> Picture:
    """Return each initiative's place: a lot of impact for little effort is a quick win.

    Effort at or below its cut is little, impact at or above its cut is a lot. A cut that is not set is the median of
    those that have both. A lot of impact for much effort is a big bet, little for little a fill-in, little for much is
    to be reconsidered. Raises InvalidInputError when money in several currencies, or yearly and net present values,
    would be compared.

    By hand: efforts 1, 2, 6 and impacts 3, 1, 2 have the medians 2 and 2.

    >>> from core.priorities.initiative import RiceInputs
    >>> made = [Initiative(name, name, rice=RiceInputs(impact=Estimate(impact)), effort=Estimate(effort))
    ...     for name, effort, impact in [("a", 1, 3), ("b", 2, 1), ("c", 6, 2)]]
    >>> found = quick_wins([*made, Initiative("d", "d")])
    >>> [each.quadrant for each in found.placed], found.placed[3].missing
    (['quick win', 'fill-in', 'big bet', None], ('Effort', 'Impact'))
    """
    cut = Cut() if cut is None else cut
    axis = field(impact_code)
    pairs = [(each.total_effort, axis.of(each)) for each in initiatives]
    both = [(effort.value, impact.value) for effort, impact in pairs if effort and impact]
    if axis.part == "money":
        _check_alike([each for each, (effort, impact) in zip(initiatives, pairs, strict=True) if effort and impact])
    effort_cut = _cut(cut.effort, [effort for effort, _ in both])
    impact_cut = _cut(cut.impact, [impact for _, impact in both])
    placed = tuple(
        Placed(
            each.initiative_id, each.title, effort, impact, _quadrant(effort, impact, effort_cut, impact_cut),
            tuple(name for name, one in (("Effort", effort), (axis.label, impact)) if one is None),
        )
        for each, (effort, impact) in zip(initiatives, pairs, strict=True)
    )  # fmt: skip
    return Picture(placed, impact_code, effort_cut, impact_cut, _rule(cut, axis.label, effort_cut, impact_cut))


def moved(author: Author, kept: KeptEstimate, to: Cut, reason: str, impact_code: ImpactCode = "impact") -> KeptEstimate:
    """Keep another effort or impact (`to`; None leaves it), and why.

    A range moves in proportion, and so do the teams' efforts; a number that was moved by hand is assumed from then on.
    Raises InvalidInputError without a reason, or for a number outside its scale, and what `save` raises.
    """
    if not reason.strip():
        raise InvalidInputError("Say why it moves, so that others can follow it.")
    initiative, words = kept.initiative, dict(kept.evidence)
    if to.effort is not None:
        initiative = _with_effort(initiative, to.effort)
        words |= dict.fromkeys(("effort", TEAMS), "assumed")
    if to.impact is not None:
        axis = field(impact_code)
        ends = ICE_ENDS if axis.part == "ice" else (0.0, float("inf"))
        initiative = axis.put(initiative, _moved(axis.of(initiative), to.impact, ends))
        words[impact_code] = "assumed"
    return save(author, replace(kept, initiative=initiative, evidence=words), reason)


def _with_effort(initiative: Initiative, effort: float) -> Initiative:
    before = initiative.total_effort
    total = _moved(initiative.effort, effort, (0.0, float("inf")))
    if not initiative.effort_by_team or before is None:
        return replace(initiative, effort=total)
    teams = tuple((team, months * effort / before.value) for team, months in initiative.effort_by_team)
    return replace(initiative, effort=total if initiative.effort else None, effort_by_team=teams)


def _moved(before: Estimate | None, value: float, ends: tuple[float, float]) -> Estimate:
    if before is None or before.low is None or before.high is None or before.value <= 0:
        return Estimate(value)
    low, high = (min(max(end * value / before.value, ends[0]), ends[1]) for end in (before.low, before.high))
    return Estimate(value, min(low, value), max(high, value))


def _cut(chosen: float | None, values: list[float]) -> float | None:
    return chosen if chosen is not None or not values else median(values)


def _quadrant(
    effort: Estimate | None, impact: Estimate | None, effort_cut: float | None, impact_cut: float | None
) -> Quadrant | None:
    if effort is None or impact is None or effort_cut is None or impact_cut is None:
        return None
    little, much = effort.value <= effort_cut, impact.value >= impact_cut
    if much:
        return "quick win" if little else "big bet"
    return "fill-in" if little else "reconsider"


def _rule(cut: Cut, name: str, effort_cut: float | None, impact_cut: float | None) -> str:
    if effort_cut is None or impact_cut is None:
        return "No initiative has both an effort and an impact, so none is placed."
    effort_why, impact_why = ("the median" if chosen is None else "as set" for chosen in (cut.effort, cut.impact))
    return (
        f"A quick win takes at most {significant(effort_cut, 4)} person-months ({effort_why}) and its "
        f"{name.lower()} is at least "
        f"{significant(impact_cut, 4)} ({impact_why})."
    )


def _check_alike(compared: Sequence[Initiative]) -> None:
    bases = {(each.money.currency, each.money.value_basis) for each in compared}
    if len(bases) > 1:
        raise InvalidInputError("Money in several currencies or on several bases can't be compared. Choose another.")
