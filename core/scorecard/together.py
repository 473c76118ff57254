"""Which figures move together: one pair lag by lag, and all pairs of two channels with what chance allows for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from core.contract import Contract
from core.errors import InvalidInputError
from core.numbers.lagged import LaggedCorrelation, lagged_correlations, lagged_lists
from core.scorecard.course import Course, Courses
from core.scorecard.line import NOISE
from core.scorecard.shared_parts import shared_part

MOST_LAG = 8


@dataclass(frozen=True)
class TogetherQuestion:
    """Two figures, each a metric's code and the channel on which its journeys begin (empty: all channels).

    With `changes`, the change from period to period is compared; else the level. A positive lag: `a` comes first.

    >>> TogetherQuestion("csat", "Chat", "csat", "Phone").a
    'csat'
    """

    a: str
    channel_a: str
    b: str
    channel_b: str
    changes: bool = True

    def __post_init__(self) -> None:
        if (self.a, self.channel_a) == (self.b, self.channel_b):
            raise InvalidInputError("Both figures are the same. Choose another metric or another channel for one.")


@dataclass(frozen=True)
class Link:
    """How two figures move together at each lag, -8 to 8 periods; `b` follows `a` at positive ones.

    `p_adjusted` of a lag is adjusted (Holm) over `looked_at` correlations: those of this pair, or of a whole list.
    `shared` says what both are made of by construction, empty where nothing is.
    """

    a: Course
    b: Course
    shared: str
    lags: tuple[LaggedCorrelation, ...]
    looked_at: int

    @property
    def at_once(self) -> LaggedCorrelation:
        """The correlation in the same period."""
        return self.lags[len(self.lags) // 2]

    @property
    def best(self) -> LaggedCorrelation | None:
        """The correlation least likely to be noise; of equals the one with the shortest lag."""
        known = [(one.p, abs(one.lag), one.lag, one) for one in self.lags if one.p is not None]
        return min(known)[-1] if known else None

    @property
    def finding(self) -> bool:
        """Whether the best lag is beyond noise, all that was looked at considered, and nothing is shared."""
        best = self.best
        return not self.shared and best is not None and best.p_adjusted is not None and best.p_adjusted <= NOISE


@dataclass(frozen=True)
class Links:
    """All pairs of the metrics of two channels: those beyond noise, then by strength; pairs that share a part last.

    `looked_at` are the correlations over which p is adjusted: every lag of every pair, those that share a part too.
    """

    links: tuple[Link, ...]
    looked_at: int
    most_lag: int

    @property
    def findings(self) -> tuple[Link, ...]:
        """The pairs beyond noise that share nothing."""
        return tuple(one for one in self.links if one.finding)

    @property
    def sharing(self) -> int:
        """How many pairs share a part."""
        return sum(bool(one.shared) for one in self.links)

    def holding(self, link: Link) -> Link | None:
        """The same pair in this list, whichever comes first; its p is adjusted over the list."""
        both = {(one.metric.code, one.channel) for one in (link.a, link.b)}
        same = (one for one in self.links if {(each.metric.code, each.channel) for each in (one.a, one.b)} == both)
        return next(same, None)


def pair(found: Courses, question: TogetherQuestion, most_lag: int = MOST_LAG) -> Link:
    """Return how two figures move together at each lag; p is adjusted over the lags of this pair."""
    a, b = found.of(question.a, question.channel_a), found.of(question.b, question.channel_b)
    lags = lagged_correlations(a.values, b.values, most_lag, differences=question.changes)
    return Link(a, b, shared_part(a, b), lags, _known([lags]))


def links(found: Courses, channel_a: str, channel_b: str, *, changes: bool = True, most_lag: int = MOST_LAG) -> Links:
    """Return all pairs of the metrics on two channels (the same one twice: within it), each at every lag.

    p is adjusted over every correlation of the list: whoever believes only the findings is misled by pure noise in at
    most 5 of 100 such lists. Choosing among several lists looks at more than one.
    """
    pairs: Sequence[tuple[Course, Course]]
    if channel_a == channel_b:
        pairs = list(combinations(found.on(channel_a), 2))
    else:
        pairs = list(product(found.on(channel_a), found.on(channel_b)))
    lags = lagged_lists([(a.values, b.values) for a, b in pairs], most_lag, differences=changes)
    looked_at = _known(lags)
    listed = [Link(a, b, shared_part(a, b), each, looked_at) for (a, b), each in zip(pairs, lags, strict=True)]
    return Links(tuple(sorted(listed, key=_order)), looked_at, most_lag)


def contract(found: Courses, link: Link, *, changes: bool) -> Contract:
    """Return what stands under the pictures of a pair."""
    unit = f"{'changes from' if changes else 'levels of'} {found.kind}{' to ' + found.kind if changes else 's'}"
    best, both = (
        link.best,
        sum(a is not None and b is not None for a, b in zip(link.a.values, link.b.values, strict=True)),
    )
    independent = "" if best is None or best.n_effective is None else f", worth {best.n_effective:.0f} independent ones"
    n = link.at_once.n if best is None else best.n
    most = len(link.lags) // 2
    return Contract(
        unit,
        f"{n} pairs{independent}",
        f"{both} of {len(found.periods)} whole {found.kind}s",
        f"lags of −{most} to {most} {found.kind}s",
        f"{found.kind}s not settled yet, or of fewer than 30 observations, are left out",
    )


def _known(many: Sequence[Sequence[LaggedCorrelation]]) -> int:
    return sum(one.p is not None for each in many for one in each)


def _order(one: Link) -> tuple[bool, bool, float, str, str]:
    strength = 0.0 if one.best is None or one.best.r is None else abs(one.best.r)
    return bool(one.shared), not one.finding, -strength, one.a.name, one.b.name
