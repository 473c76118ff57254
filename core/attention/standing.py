"""How service stands: one sentence, and the few metrics that stand for the rest."""

from collections.abc import Sequence
from datetime import date

from core.finding import Finding
from core.glossary.metric import Side
from core.numbers.shift import LEAST_BEFORE
from core.scorecard.line import RECENT, Line
from core.scorecard.period import PeriodKind, whole_periods
from core.text import counted

# In the order in which they are taken: the first three of a side that have a figure. Handle time is not among them: it
# is never read without how customers found it, so its place is the scorecard. Nor is first contact resolution early:
# counted over all channels it is far below the figures people know, and needs its definition beside it.
PICKED: dict[Side, tuple[str, ...]] = {
    "operational": ("resolution", "cost_per_resolution", "containment", "sla_compliance", "cycle_time", "fcr"),
    "experience": ("csat", "repeat_rate", "channels_used", "ces", "nps", "retention", "abandonment"),
}
A_SIDE = 3
_NAMED = 2


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


def how_service_stands(lines: Sequence[Line]) -> Finding:
    """Say in one sentence whether service is steady, and which targets it misses.

    Steady is what lies within the noise of its own earlier periods; without enough of them nothing is said to move.
    """
    judged = [one for one in lines if one.movement != "not known"]
    missed = [one.metric.name for one in lines if one.standing == "missed" and one.metric.target.value is not None]
    rest = _missed(missed)
    if not judged:
        return Finding("It is", "too early to say whether service moved:", f"there are too few whole weeks; {rest}")
    worse = [one.metric.name for one in judged if one.movement == "worse"]
    better = [one.metric.name for one in judged if one.movement == "better"]
    if worse or better:
        lead = "Service is mixed:" if worse and better else "Service got worse:" if worse else "Service got better:"
        parts = [f"{counted(len(names), 'figure')} {word} beyond noise ({_some(names)})"
                 for names, word in ((worse, "worse"), (better, "better")) if names]  # fmt: skip
        return Finding(lead, " and ".join(parts), f"of {len(judged)}; {rest}")
    steady = sum(one.movement == "steady" for one in judged)
    point = f"{steady} of {counted(len(judged), 'figure')}"
    return Finding("Service is steady:", point, f"keep to their ordinary range; {rest}")


def _missed(names: Sequence[str]) -> str:
    if not names:
        return "no target is missed."
    return f"{_some(names)} {'misses its target' if len(names) == 1 else 'miss their targets'}."


def _some(names: Sequence[str]) -> str:
    named, more = list(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        return f"{', '.join(named)} and {more} more"
    return " and ".join(named)
