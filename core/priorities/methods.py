"""The methods on offer, each with its formula and where it comes from."""

import math
from collections.abc import Callable, Sequence

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.priorities.method import FloatArray, Input, Method
from core.wording import significant

_BASES = {"a_year": "a year's value", "npv": "net present value"}
Weights = tuple[tuple[str, float], ...]


def _rice(values: Sequence[FloatArray]) -> FloatArray:
    reach, impact, confidence, effort = values
    return reach * impact * confidence / effort


def _product(values: Sequence[FloatArray]) -> FloatArray:
    impact, confidence, ease = values
    return impact * confidence * ease


def _wsjf(values: Sequence[FloatArray]) -> FloatArray:
    business_value, time_criticality, risk_reduction, job_size = values
    return (business_value + time_criticality + risk_reduction) / job_size


def _ratio(values: Sequence[FloatArray]) -> FloatArray:
    return values[0] / values[1]


def _currency(initiative: Initiative) -> str:
    return initiative.money.currency


def _value_basis(initiative: Initiative) -> str:
    return f"{_BASES[initiative.money.value_basis]} in {initiative.money.currency}"


RICE = Method(
    "rice", "RICE", "reach × impact × confidence ÷ effort",
    "Sean McBride, Intercom (2016), RICE: Simple prioritization for product managers, "
    "https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/",
    "impact a quarter per person-month",
    (
        Input("reach", "a quarter", lambda each: each.rice.reach),
        Input("impact", "", lambda each: each.rice.impact),
        Input("confidence", "of 1", lambda each: each.rice.confidence_share),
        Input("effort", "person-months", lambda each: each.total_effort),
    ),
    _rice,
)  # fmt: skip

ICE = Method(
    "ice", "ICE", "impact × confidence × ease",
    "Sean Ellis's three scores of 1 to 10. They are multiplied here, as is common practice. His book (Ellis and Brown, "
    "2017, Hacking Growth, chapter 6) averages them, which forgives one low score and can order differently.",
    "points of 1,000",
    (
        Input("ICE impact", "of 10", lambda each: each.ice.impact),
        Input("ICE confidence", "of 10", lambda each: each.ice.confidence),
        Input("ease", "of 10", lambda each: each.ice.ease),
    ),
    _product,
)  # fmt: skip

WSJF = Method(
    "wsjf", "WSJF", "(business value + time criticality + risk reduction) ÷ job size",
    "Scaled Agile Framework, Weighted Shortest Job First, https://framework.scaledagile.com/wsjf",
    "relative",
    (
        Input("business value", "relative", lambda each: each.wsjf.business_value),
        Input("time criticality", "relative", lambda each: each.wsjf.time_criticality),
        Input("risk reduction", "relative", lambda each: each.wsjf.risk_reduction),
        Input("job size", "relative", lambda each: each.wsjf.job_size),
    ),
    _wsjf,
)  # fmt: skip

COST_OF_DELAY = Method(
    "cost_of_delay", "Cost of delay", "cost of delay ÷ duration",
    "Reinertsen (2009), The Principles of Product Development Flow, chapter 7; the order it gives has the least total "
    "cost of waiting when one is done after the other (Smith, 1956, Naval Research Logistics Quarterly 3:59-66).",
    "money a month, per month of duration",
    (
        Input("cost of delay", "a month", lambda each: each.money.cost_of_delay),
        Input("duration", "months", lambda each: each.duration_months),
    ),
    _ratio,
    _currency,
)  # fmt: skip

VALUE_FOR_MONEY = Method(
    "value_for_money", "Value for money", "value ÷ cost",
    "The benefit-cost ratio, as in HM Treasury, The Green Book. Among values below 0 the order says little.",
    "money per money spent",
    (
        Input("value", "", lambda each: each.money.value),
        Input("cost", "", lambda each: each.money.cost),
    ),
    _ratio,
    _value_basis,
)  # fmt: skip

METHODS = {each.code: each for each in (RICE, ICE, WSJF, COST_OF_DELAY, VALUE_FOR_MONEY)}


def weighted(weights: Weights) -> Method:
    """Return the weighted score as a method: the mean of criteria scores (1 to 5), weighted by the user's weights.

    Only the weights' proportions count. A criterion with weight 0 is not asked for; any other that an initiative has
    no score for leaves its weighted score missing. Raises InvalidInputError as `normalised` does.

    By hand: weights 3 and 1 are 0.75 and 0.25; scores 5 and 1 give 3.75 + 0.25 = 4.

    >>> import numpy as np
    >>> method = weighted((("value", 3.0), ("ease", 1.0)))
    >>> method.formula, method.score([np.array(5.0), np.array(1.0)]).tolist()
    ('0.75 × value + 0.25 × ease', 4.0)
    """
    shares = tuple((criterion, share) for criterion, share in normalised(weights) if share > 0)
    return Method(
        "weighted",
        "Weighted score",
        " + ".join(f"{significant(share, 3)} × {criterion}" for criterion, share in shares),
        "Weighted scoring (simple additive weighting); the weights are those chosen here.",
        "of 5",
        tuple(Input(criterion, "of 5", _finder(criterion)) for criterion, _ in shares),
        lambda values: sum((share * each for (_, share), each in zip(shares, values, strict=True)), 0.0 * values[0]),
    )  # fmt: skip


def normalised(weights: Weights) -> Weights:
    """Return weights that add up to 1, in their proportions.

    Raises InvalidInputError when there is none, one is below 0 or not finite, all are 0, or a criterion is named twice.

    >>> normalised((("value", 3.0), ("ease", 1.0)))
    (('value', 0.75), ('ease', 0.25))
    """
    total = math.fsum(weight for _, weight in weights)
    if not all(math.isfinite(weight) and weight >= 0 for _, weight in weights) or not 0 < total < math.inf:
        raise InvalidInputError("Weights must be 0 or more, and at least one must be above 0.")
    if len({criterion for criterion, _ in weights}) < len(weights):
        raise InvalidInputError("A criterion has two weights. Give each criterion one.")
    return tuple((criterion, weight / total) for criterion, weight in weights)


def _finder(criterion: str) -> Callable[[Initiative], Estimate | None]:
    return lambda each: each.criterion(criterion)
