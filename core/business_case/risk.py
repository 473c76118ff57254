"""How much is taken off a benefit because of how its effect was found out: one rule, until somebody sets it by hand."""

from dataclasses import replace

from core.assumptions.haircuts import haircut, haircuts
from core.business_case.assumption import Assumption
from core.business_case.case import Case

START = "risk_"
# The effect that a benefit rests on, where it is one that is measured.
_EFFECTS = {"fewer_channels": "cost_of_extra_channel", "customers_kept": "retention_lost_per_extra_channel"}


def by_grade(case: Case) -> Case:
    """Return the case with each risk adjustment as the haircut of its effect's grade says; those set by hand stay.

    The range is as wide to either side, so that the middle of a simulation is the haircut itself.
    """
    reasons = {"", *(rule.reason for rule in haircuts().values())}
    return replace(
        case,
        assumptions=tuple(
            _ruled(case, one) if one.code.startswith(START) and one.source in reasons else one
            for one in case.assumptions
        ),
    )


def _ruled(case: Case, one: Assumption) -> Assumption:
    effect = case.by_code.get(_EFFECTS.get(one.code.removeprefix(START), ""))
    figure = None if effect is None or effect.evidence != "measured" else effect.figure
    rule = haircut("published" if figure is None else figure.grade)
    share = rule.share if figure is None else figure.haircut_share
    low, high = max(0.0, 2 * share - 1), min(1.0, 2 * share)
    return replace(
        one, value=share, low=low, high=high, distribution="triangular" if high > low else "fixed", source=rule.reason,
        owner=rule.owner, as_of=rule.as_of,
    )  # fmt: skip
