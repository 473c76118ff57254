"""Which benefits may count the same contact, hour or customer twice."""

from itertools import combinations

from core.business_case.case import Case
from core.business_case.lines import BenefitLine, pool_of

_WHAT = {
    "contact cost": "the cost of a contact",
    "agent time": "the time of agents",
    "new hires": "people not hired",
    "customer value": "the value of customers kept",
    "extra sales": "extra sales",
}


def overlapping(case: Case) -> tuple[tuple[BenefitLine, BenefitLine], ...]:
    """Return each pair of benefits that may count the same, in the order of the case: one pool, one journey type."""
    return tuple(
        (one, other)
        for one, other in combinations(case.benefits, 2)
        if other.saves in pool_of(one.saves) and _share_a_journey_type(one, other)
    )


def unanswered(case: Case) -> tuple[tuple[BenefitLine, BenefitLine], ...]:
    """Return the pairs about which nobody has said yet how much of one is in the other."""
    answered = {frozenset((one.first, one.second)) for one in case.overlaps}
    return tuple(pair for pair in overlapping(case) if frozenset((pair[0].code, pair[1].code)) not in answered)


def question(one: BenefitLine, other: BenefitLine) -> str:
    """Ask about two benefits, in a sentence."""
    what = _WHAT.get(one.saves, "the same") if one.saves == other.saves else "the same agents' work"
    return f"Both {one.label!r} and {other.label!r} save {what}. How much of the second is already in the first?"


def _share_a_journey_type(one: BenefitLine, other: BenefitLine) -> bool:
    return not (one.journey_types and other.journey_types) or bool({*one.journey_types} & {*other.journey_types})
