"""What touchpoints are ranked by: volume, what retention and satisfaction go along with, and judged feasibility."""

from collections.abc import Mapping, Sequence

from core.priorities.scoring import Scoring
from core.priorities.scoring import scored as scored_by
from core.priorities.subject import Criterion, Subject, weighed

CRITERIA = (
    Criterion("contacts_a_year", "Volume", "value", 1.0, "contacts a year"),
    Criterion("cost_a_year", "Cost of contacts", "value", 0.0, "a year"),
    Criterion("retention_lost", "Retention lost", "value", 1.0, "share of customers"),
    Criterion("effort_gap", "Effort gap", "value", 0.0, "points of CES"),
    Criterion("satisfaction_gap", "Satisfaction gap", "value", 0.0, "points of CSAT"),
    Criterion("operational_feasibility", "Operational feasibility", "feasibility", 1.0, "of 5", judged=True),
)
"""The usual weights are a place to begin. Answers to CES and CSAT belong to where a journey ended, so most touchpoints
have none: weigh them for channels, and less so for channels and activities."""


def scored(touchpoints: Sequence[Subject], weights: Mapping[str, float] | None = None, *, seed: int = 1) -> Scoring:
    """Return touchpoints scored, with some of the usual weights changed.

    >>> from core.priorities.estimate import Estimate
    >>> found = scored([Subject("phone", "Phone", {"contacts_a_year": Estimate(9), "retention_lost": Estimate(-0.01)}),
    ...     Subject("chat", "Chat", {"contacts_a_year": Estimate(3), "retention_lost": Estimate(0.02)})])
    >>> [(row.subject.name, round(row.value, 3)) for row in found.rows]
    [('Chat', 0.667), ('Phone', 0.5)]
    """
    return scored_by(touchpoints, weighed(CRITERIA, weights or {}), seed=seed)
