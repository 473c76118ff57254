"""The few metrics that stand for the rest on the front page, and the periods they are shown by."""

from collections.abc import Sequence
from datetime import date

from core.glossary.metric import Side
from core.numbers.shift import LEAST_BEFORE
from core.scorecard.line import RECENT, Line
from core.scorecard.period import PeriodKind, whole_periods

# In the order in which they are taken: the first three of a side that have a figure. Handle time is not among them: it
# is never read without how customers found it, so its place is the scorecard. Nor is first contact resolution early:
# counted over all channels it is far below the figures people know, and needs its definition beside it.
PICKED: dict[Side, tuple[str, ...]] = {
    "operational": ("resolution", "cost_per_resolution", "containment", "sla_compliance", "cycle_time", "fcr"),
    "experience": ("csat", "repeat_rate", "channels_used", "ces", "nps", "retention", "abandonment"),
}
A_SIDE = 3


def kind_for(first: date | None, last: date | None) -> PeriodKind:
    """Return months, or weeks where there are too few whole months to tell a move from noise.

    >>> kind_for(date(2026, 1, 1), date(2026, 9, 30)), kind_for(date(2026, 1, 1), date(2026, 9, 29))
    ('month', 'week')
    """
    return "month" if len(whole_periods(first, last, "month")) >= LEAST_BEFORE + RECENT["month"] else "week"


def cards(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the metrics of the front page: operational and experience by turns, three of each where they are there."""
    known = {one.metric.code: one for one in lines if one.latest is not None}
    sides = [[known[code] for code in PICKED[side] if code in known][:A_SIDE] for side in PICKED]
    return tuple(line for pair in zip(*sides, strict=False) for line in pair)
