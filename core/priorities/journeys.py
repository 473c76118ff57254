"""What journey types are ranked by: what is measured of them, and what people must judge."""

from collections.abc import Mapping

from core.priorities.estimate import Estimate
from core.priorities.scoring import Scoring
from core.priorities.scoring import scored as scored_by
from core.priorities.subject import Criterion, Subject, weighed

MEASURED = (
    Criterion("journeys_a_year", "Volume", "value", 1.0, "journeys a year"),
    Criterion("avoidable_cost_a_year", "Avoidable cost", "value", 2.0, "a year"),
    Criterion("repeat_cost_a_year", "Cost of repeats", "value", 1.0, "a year"),
    Criterion("switch_cost_a_year", "Cost of switches", "value", 0.0, "a year"),
    Criterion("retention_at_risk", "Retention at risk", "value", 2.0, ""),
    Criterion("effort_gap", "Effort gap", "value", 1.0, "points of CES"),
    Criterion("satisfaction_gap", "Satisfaction gap", "value", 1.0, "points of CSAT"),
    Criterion("growth_a_year", "Growth", "value", 0.5, "share a year"),
)
JUDGED = (
    Criterion("strategic_weight", "Strategic weight", "value", 1.0, "of 5", judged=True),
    Criterion("feasibility", "Feasibility", "feasibility", 2.0, "of 5", judged=True),
    Criterion("regulatory_load", "Regulatory load", "feasibility", 1.0, "of 5", judged=True, less_is_better=True),
    Criterion("data_readiness", "Data readiness", "feasibility", 1.0, "of 5", judged=True),
)
CRITERIA = (*MEASURED, *JUDGED)
"""The usual weights are a place to begin: the office sets its own. The cost of switches has none: it is the same money
as the avoidable cost, counted in another way, and would count twice."""


def journey_type(
    name: str, measured: Mapping[str, Estimate | None], judged: Mapping[str, Estimate | None], existing: bool = True
) -> Subject:
    """Return a journey type with its parts by the codes of `CRITERIA`; its name is its id.

    >>> journey_type("Billing", {"journeys_a_year": Estimate(900)}, {"feasibility": Estimate(4)}).existing
    True
    """
    return Subject(name, name, {**measured, **judged}, existing)


def scored(
    types: tuple[Subject, ...] | list[Subject], weights: Mapping[str, float] | None = None, *, seed: int = 1
) -> Scoring:
    """Return the journey types scored, with some of the usual weights changed.

    >>> found = scored([journey_type("Billing", {"journeys_a_year": Estimate(900)}, {}),
    ...     journey_type("Outage", {"journeys_a_year": Estimate(300)}, {})], {"effort_gap": 0})
    >>> [(row.subject.name, round(row.value, 3)) for row in found.rows]
    [('Billing', 1.0), ('Outage', 0.333)]
    """
    return scored_by(types, weighed(CRITERIA, weights or {}), seed=seed)
