"""The results of a round in sentences."""

from core.errors import InvalidInputError
from core.finding import Finding
from core.maturity.disclosure import LEAST
from core.maturity.results import CapabilityResult, RoundResults
from core.numbers.agreement import reliability
from core.numbers.estimates import Estimate
from core.text import counted
from core.wording import number

_ALIKE = 0.05


def headline(results: RoundResults) -> Finding:
    """Return where the office stands, and what holds it there.

    >>> from core.maturity.answered_round import AnsweredRound, Response
    >>> from core.maturity.example import SMALL
    >>> from core.maturity.results import round_results
    >>> replies = {"a": "yes", "b": "yes", "c": "no", "d": "yes", "e": "yes"}
    >>> headline(round_results(AnsweredRound(SMALL, (Response("", "", replies),), anonymous=False))).text()
    'The office works at stage 2 of 3, Middle, held there by Data; the additive level is 2.5, from 1 respondent.'
    """
    if results.is_kept_back:
        return _kept_back(results)
    people = counted(results.respondents, "respondent")
    if results.staged is None:
        return Finding("The stage of the office is", "not available:", f"{_unknown(results)} ({people}).")
    holding = _names([one for one in results.capabilities if one.staged == results.staged])
    everywhere = all(one.staged == results.staged for one in results.capabilities)
    held = "in every capability" if everywhere else f"held there by {holding}"
    return Finding(
        "The office works at",
        f"stage {results.staged} of {len(results.stages)}, {results.stages[results.staged - 1]},",
        f"{held}; the additive level is {number(results.additive)}, from {people}.",
    )


def staged_sentence(results: RoundResults) -> Finding:
    """Return the staged level of the whole, and what it means."""
    if results.is_kept_back:
        return _kept_back(results)
    if results.staged is None:
        return Finding("Staged level:", "not available,", f"because {_unknown(results)}.")
    return Finding(
        "Staged level:",
        f"{results.staged} of {len(results.stages)},",
        "the level of the lowest capability, for the whole is as strong as its weakest link. A stage is reached when "
        "more than half of those who know say yes to each of its statements and to all below.",
    )


def additive_sentence(results: RoundResults) -> Finding:
    """Return the additive level of the whole, and what it means."""
    if results.is_kept_back:
        return _kept_back(results)
    if results.additive is None:
        missing = _names([one for one in results.capabilities if one.additive.value is None])
        return Finding("Additive level:", "not available,", f"because too few replies are known on {missing}.")
    return Finding(
        "Additive level:",
        f"{number(results.additive)} of {len(results.stages)},",
        f"the mean of {counted(len(results.capabilities), 'capability', 'capabilities')}, in which everything in place "
        "counts, whether its stage is complete or not.",
    )


def difference_sentence(results: RoundResults) -> Finding:
    """Return why the staged and the additive level of the whole differ here."""
    if results.is_kept_back:
        return _kept_back(results)
    if results.staged is None or results.additive is None:
        return Finding(rest="The two levels can't be compared, because one of them is not available.")
    apart = results.additive - results.staged
    if abs(apart) < _ALIKE:
        return Finding(rest="Both levels say the same here.")
    if apart < 0:
        return Finding(
            "The additive level is",
            f"{number(-apart)} lower:",
            "a statement is met for the stage when more than half say yes, and the additive level also counts the "
            "others, who say partly or no.",
        )
    reasons = []
    if any((one.additive.value or 0) > (one.staged or 0) + _ALIKE for one in results.capabilities):
        reasons.append("it counts what is in place above an incomplete stage")
    if any(one.staged != results.staged for one in results.capabilities):
        lowest = _names([one for one in results.capabilities if one.staged == results.staged])
        reasons.append(f"it is a mean, where the staged level is that of the lowest ({lowest})")
    return Finding("The additive level is", f"{number(apart)} higher:", f"{', and '.join(reasons)}.")


def level_sentence(results: RoundResults, code: str) -> Finding:
    """Return the additive level of one capability (by code) with its interval, or why there is none."""
    if results.is_kept_back:
        return _kept_back(results)
    found = _capability(results, code)
    n = found.additive.n
    if found.additive.value is None:
        why = f"under {LEAST} of the respondents have a level" if n else "nobody knows enough of its statements"
        return Finding(f"{found.name}:", "not available,", f"because {why}.")
    return Finding(
        f"{found.name}:", f"{number(found.additive.value)},", f"{interval_words(found.additive, 'respondent')}."
    )


def agreement_sentence(results: RoundResults) -> Finding:
    """Return how far the respondents agree."""
    found = results.agreement
    if found is None:
        return _kept_back(results)
    if results.respondents == 1:
        return Finding("Agreement:", "not available,", "because there is one response only.")
    if found.value is None:
        return Finding("Agreement:", "not available.", found.why_not)
    low_high = ""
    if found.low is not None and found.high is not None:
        low_high = f", 95 % interval {_minus(found.low, 2)} to {_minus(found.high, 2)}"
    return Finding(
        "Agreement is",
        f"{reliability(found.value)}:",
        f"Krippendorff's alpha {_minus(found.value, 2)}{low_high}, from {counted(found.raters, 'respondent')} on "
        f"{counted(found.units, 'statement')}. From 0.80 it is reliable, from 0.667 tentative.",
    )


def gap_sentence(results: RoundResults) -> Finding:
    """Return the biggest difference between two roles, and how many were compared to find it."""
    if results.is_kept_back:
        return _kept_back(results)
    gaps = [(gap, one.name) for one in results.capabilities for gap in one.groups.gaps]
    if not gaps:
        return Finding("Differences between roles:", "not available,", "because fewer than two roles can be shown.")
    compared = f"the biggest of {counted(len(gaps), 'difference')} compared"
    gap, name = max(gaps, key=lambda pair: pair[0].difference.value or 0.0)
    if (gap.difference.value or 0.0) < _ALIKE:
        return Finding(rest=f"No two roles differ by more than {_ALIKE} in any capability.")
    clear = "It is clear by itself" if gap.clear else "It is not clear"
    chance = "; of 20 such differences one looks clear by chance" if gap.clear and len(gaps) > 1 else ""
    return Finding(
        f"{gap.higher} sees {name}",
        f"{number(gap.difference.value)} higher than {gap.lower},",
        f"{compared}, {interval_words(gap.difference, 'respondent')}. {clear}{chance}.",
    )


def interval_words(estimate: Estimate, noun: str) -> str:
    """Return an estimate's interval and number in words, or why it has no interval.

    >>> interval_words(Estimate(2.0, 1.5, 2.5, 9), "respondent")
    '95 % interval 1.5 to 2.5, from 9 respondents'
    >>> interval_words(Estimate(2.0, None, None, 1), "respondent")
    'from 1 respondent, without an interval: too few values, or all the same'
    """
    people = f"from {counted(estimate.n, noun)}"
    if estimate.low is None or estimate.high is None:
        return f"{people}, without an interval: too few values, or all the same"
    return f"95 % interval {_minus(estimate.low)} to {_minus(estimate.high)}, {people}"


def _minus(value: float, digits: int = 1) -> str:
    """Write a number with a true minus, where it has one; what rounds to 0 has none."""
    return number(round(value, digits) + 0.0, digits).replace("-", "−")


def _capability(results: RoundResults, code: str) -> CapabilityResult:
    for one in results.capabilities:
        if one.code == code:
            return one
    raise InvalidInputError(f"The round has no capability “{code}”. Choose one of its model's.")


def _kept_back(results: RoundResults) -> Finding:
    people = counted(results.respondents, "person", "people")
    return Finding(point="Nothing is shown yet:", rest=f"{people} answered this anonymous round, of at least {LEAST}.")


def _unknown(results: RoundResults) -> str:
    return f"nobody knows the statements on {_names([one for one in results.capabilities if one.staged is None])}"


def _names(capabilities: list[CapabilityResult]) -> str:
    names = [one.name for one in capabilities]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
