"""What moved a ratio: the groups' own ratios, or the groups' weights."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import InvalidInputError

Parts = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Contribution:
    """What one group added to the change of the overall ratio, in the ratio's unit.

    `before` and `after` are the group's own ratio, None where it had nothing; the weights are its shares of the whole.
    `rate` comes from its ratio, `mix` from its weight; `total` is both.
    """

    group: str
    before: float | None
    after: float | None
    weight_before: float
    weight_after: float
    rate: float
    mix: float
    total: float


def contributions(before: Parts, after: Parts) -> tuple[Contribution, ...]:
    """Return each group's contribution to the change of sum(part) / sum(whole), groups in the order of first mention.

    `before` and `after` name for each group its part and its whole, as resolved and all journeys. The totals add up to
    the change. rate = mean weight x change of ratio; mix = change of weight x (mean ratio - the overall mean), so a
    group that grows adds to the ratio only where it is better than the rest. A group without a whole on one side
    (nothing at all, or cost without a resolution) has no ratio there: all it adds is mix. Raises InvalidInputError for
    a whole below 0, or a side with no whole at all. Source: Bennet (1920), Journal of the Royal Statistical Society
    83:455-462.

    By hand: 20 % of 50 and 40 % of 50 become 20 % of 25 and 40 % of 75: 0.30 to 0.35, all of it mix. The overall mean
    is 0.325, so phone adds -0.25 x (0.2 - 0.325) and chat 0.25 x (0.4 - 0.325).

    >>> found = contributions({"phone": (10, 50), "chat": (20, 50)}, {"phone": (5, 25), "chat": (30, 75)})
    >>> [(each.group, round(each.rate, 5), round(each.mix, 5)) for each in found]
    [('phone', 0.0, 0.03125), ('chat', 0.0, 0.01875)]
    """
    first, second = _whole(before), _whole(after)
    middle = (_overall(before, first) + _overall(after, second)) / 2
    return tuple(
        _contribution(group, (before.get(group), first), (after.get(group), second), middle)
        for group in dict.fromkeys([*before, *after])
    )


def _contribution(
    group: str,
    before: tuple[tuple[float, float] | None, float],
    after: tuple[tuple[float, float] | None, float],
    middle: float,
) -> Contribution:
    (ratio_before, weight_before, added_before) = _side(*before)
    (ratio_after, weight_after, added_after) = _side(*after)
    if ratio_before is None or ratio_after is None:
        rate, mix = 0.0, added_after - added_before - middle * (weight_after - weight_before)
    else:
        rate = (ratio_after - ratio_before) * (weight_before + weight_after) / 2
        mix = ((ratio_before + ratio_after) / 2 - middle) * (weight_after - weight_before)
    return Contribution(group, ratio_before, ratio_after, weight_before, weight_after, rate, mix, rate + mix)


def _side(parts: tuple[float, float] | None, whole: float) -> tuple[float | None, float, float]:
    """Return the group's ratio, its weight, and what its part is of the whole of all groups, on one side."""
    part, own = parts or (0.0, 0.0)
    return part / own if own else None, own / whole, part / whole


def _whole(parts: Parts) -> float:
    for part, whole in parts.values():
        if not (math.isfinite(part) and math.isfinite(whole)) or whole < 0:
            raise InvalidInputError("Each group needs a whole of 0 or more.")
    total = sum(whole for _, whole in parts.values())
    if not total:
        raise InvalidInputError("There is nothing on one side, so no change can be split. Choose a period with data.")
    return total


def _overall(parts: Parts, whole: float) -> float:
    return sum(part for part, _ in parts.values()) / whole
