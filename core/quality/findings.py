"""The page's answer in one sentence."""

from core.finding import Finding
from core.quality.measurement import Measurement, Quality
from core.wording import percent


def quality_finding(found: Quality) -> Finding:
    """Say how many checks need attention and which comes first."""
    judged = sum(one.status != "not available" for one in found.overall)
    warned = found.warnings
    if not judged:
        return Finding("There is no import yet, so", "nothing can be judged.")
    if not warned:
        return Finding("", f"All {judged} checks are in order.", "The other pages rest on sound data.")
    verb = "needs" if len(warned) == 1 else "need"
    return Finding("", f"{len(warned)} of {judged} checks {verb} attention.", f"First of all: {in_words(warned[0])}.")


def in_words(measured: Measurement) -> str:
    """Write one measurement with its limit.

    >>> from core.quality.indicators import default_indicators
    >>> in_words(Measurement(default_indicators()[1], None, 9, 10))
    'channel given, 90.0 % where at least 98.0 % is expected'
    """
    one = measured.indicator
    label = one.label[0].lower() + one.label[1:]
    return f"{label}, {percent(measured.value)} where {one.direction} {percent(one.limit)} is expected"
