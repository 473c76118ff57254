"""Which figures move together by arithmetic, because the same journeys are counted in both."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core.scorecard.course import ALL, Course


@cache
def parts() -> Mapping[str, frozenset[str]]:
    """Return what metrics are made of, with the codes of all metrics that rest on it."""
    content = tomllib.loads(Path(__file__).with_name("shared_parts.toml").read_text(encoding="utf-8"))
    return {part: frozenset(codes) for part, codes in content.items()}


def shared_part(a: Course, b: Course) -> str:
    """Return what two figures share by construction, as words to follow "both rest on"; empty where they share nothing.

    Journeys that begin on one channel are none of those that begin on another.

    >>> from core.glossary.shipped import shipped
    >>> of = shipped()
    >>> shared_part(Course(of["csat"], "Chat", ()), Course(of["csat_mean"], "", ()))
    'the same satisfaction answers'
    >>> shared_part(Course(of["csat"], "Chat", ()), Course(of["csat_mean"], "Phone", ()))
    ''
    """
    if a.channel != b.channel and ALL not in (a.channel, b.channel):
        return ""
    if a.metric.code == b.metric.code:
        return "the same journeys: all channels hold the one"
    both = {a.metric.code, b.metric.code}
    return next((part for part, codes in parts().items() if both <= codes), "")
