"""How strong an unseen confounder would have to be to explain an effect away, in numbers and in words."""

import math
from dataclasses import dataclass

import pandas as pd

from core.numbers import sensitivity
from core.numbers.effects import Effect, NoEstimate
from core.numbers.factors import TREATMENT
from core.numbers.least_squares import Fit, shares_of
from core.switching.cells import Regression
from core.switching.question import WORDS, Outcome
from core.wording import number, percent


@dataclass(frozen=True)
class Strength:
    """What it takes to explain the adjusted effect away.

    `robustness_value`: the share (0 to 1) of what is left of the number of channels and of the outcome alike that
    something unseen must explain to take all of the effect, `robustness_value_interval` to make its interval hold 0.
    `e_value`: how strongly (as risk ratios) it must go with both, `e_value_interval` for the nearer limit; None where
    that can't be told. `strongest` is the measured covariate that biases most when it is left out; `bounds` has what an
    unseen one `times` as strong as each covariate leaves: covariate, times, treatment_share, outcome_share, value.
    `sentences` say it in words.
    """

    robustness_value: float
    robustness_value_interval: float
    e_value: float | None
    e_value_interval: float | None
    strongest: str | None
    bounds: pd.DataFrame
    sentences: tuple[str, ...]


def strength_of(
    found: Regression, effect: Effect, outcome: Outcome, unit_share_at_one: float | None
) -> Strength | None:
    """Return the strength for a regression; None without an adjusted effect.

    `unit_share_at_one` is the share resolved at one channel, which a risk ratio of that outcome needs.
    """
    if isinstance(found.adjusted, NoEstimate) or effect.value is None or found.adjusted.residual_squares <= 0:
        return None
    adjusted = found.adjusted
    t = adjusted.coefficient / adjusted.error
    whole = sensitivity.robustness_value(adjusted.partial_share)
    limit = sensitivity.robustness_value_of_interval(t, adjusted.freedom)
    bounds = _bounds(found, adjusted)
    once = bounds[bounds.times == 1.0]
    left = once.value * math.copysign(1.0, adjusted.coefficient)
    strongest = None if once.empty else str(once.covariate.iloc[int(left.argmin())])
    e_values = _e_values(found, effect, outcome, unit_share_at_one)
    noun = WORDS[outcome].noun
    sentences = [
        f"To explain all of it away, something unseen would have to explain {percent(whole)} of what is left of both "
        f"the number of channels and {noun}; {percent(limit)} would make the interval reach 0."
    ]
    if strongest is not None:
        sentences.append(_benchmark_sentence(once, strongest, adjusted.coefficient, noun))
    if e_values is not None:
        sentences.append(
            f"As an E-value: it would have to go with both, each by a risk ratio of at least {number(e_values[0], 2)} "
            f"({number(e_values[1], 2)} for the near end of the interval), beyond what is held fixed."
        )
    both = e_values or (None, None)
    return Strength(whole, limit, both[0], both[1], strongest, bounds, tuple(sentences))


def _bounds(found: Regression, adjusted: Fit) -> pd.DataFrame:
    rows: list[tuple[str, float, float, float, float]] = []
    for name, places in found.design.places.items():
        shares = shares_of(found.moments, TREATMENT, places, adjusted)
        for times in (1.0, 2.0, 3.0) if shares else ():
            one = sensitivity.bound(adjusted.coefficient, adjusted.error, adjusted.freedom, shares or (0, 0), times)
            if one is not None:
                rows.append((name, times, one.treatment_share, one.outcome_share, one.value))
    return pd.DataFrame(rows, columns=["covariate", "times", "treatment_share", "outcome_share", "value"])


def _benchmark_sentence(once: pd.DataFrame, strongest: str, value: float, noun: str) -> str:
    row = once[once.covariate == strongest].iloc[0]
    left = number(float(row.value), 3 if abs(value) < 1 else 2)
    change = (
        "would turn it round"
        if row.value * value < 0
        else f"would leave {left} of {number(value, 3 if abs(value) < 1 else 2)}"
    )
    return (
        f"The strongest thing measured is the {strongest}. Something unseen as strong as that, beyond all that is held "
        f"fixed, could explain {percent(float(row.treatment_share))} of the channels and "
        f"{percent(float(row.outcome_share))} of {noun}, and {change}."
    )


def _e_values(
    found: Regression, effect: Effect, outcome: Outcome, share_at_one: float | None
) -> tuple[float, float] | None:
    moments = found.moments
    if effect.value is None or effect.low is None or effect.high is None:
        return None
    if outcome == "resolved":
        ends = [None if not share_at_one else (share_at_one + end) / share_at_one
                for end in (effect.value, effect.low, effect.high)]  # fmt: skip
        if any(end is None or end <= 0 for end in ends):
            return None
        ratios = [float(end or 0) for end in ends]
    else:
        mean = float(moments.with_outcome[0]) / moments.n
        variance = (moments.squares - moments.n * mean * mean) / (moments.n - 1)
        if variance <= 0:
            return None
        deviation = math.sqrt(variance)
        ratios = [sensitivity.ratio_of_difference(end, deviation) for end in (effect.value, effect.low, effect.high)]
    return sensitivity.e_value(ratios[0]), sensitivity.e_value_of_limit(ratios[1], ratios[2])
