"""Brute-force Python answers to path questions: slow, plain, and independent of the SQL."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.paths.flow import FlowQuestion
from core.paths.lens import Lens
from core.paths.pattern import PatternQuestion
from tests.journeys_dsl import Journey, Office

END = "(end)"


def span(one: Journey, question: FlowQuestion) -> list[str] | None:
    """The steps a flow shows of one journey, in its reading direction; None when it has no anchor."""
    names = one.shown(question.lens.by, question.lens.collapse)
    if question.anchor == "start":
        return names
    anchor = "" if question.anchor_label == "not given" else question.anchor_label
    if anchor not in names:
        return None
    first = names.index(anchor)
    if question.anchor == "after":
        return names[first:]
    if question.anchor == "before":
        return names[first::-1]
    to = "" if question.anchor_to_label == "not given" else question.anchor_to_label
    later = names[first + 1 :]
    return names[first : first + 2 + later.index(to)] if to in later else None


def kept_names(office: Office, spans: dict[int, list[str]], question: FlowQuestion) -> dict[int, set[str]]:
    """Per position (from 1), the names that are shown and not folded into Other."""
    kept = {}
    for position in range(1, question.steps + 1):
        counts = Counter(names[position - 1] for names in spans.values() if len(names) >= position)
        order = sorted(counts, key=lambda name: (-counts[name], office.codes[question.lens.by, name]))
        kept[position] = set(order if position in question.opened else order[: question.top])
    return kept


def flow_links(office: Office, question: FlowQuestion) -> dict[tuple[int, str, str], set[int]]:
    """Journeys (keys) per position, source and target as they are shown."""
    end = "started" if question.anchor == "before" else "ended"
    spans = {one.key: names for one in office.journeys if (names := span(one, question))}
    kept = kept_names(office, spans, question)
    links: dict[tuple[int, str, str], set[int]] = {}

    def name(position: int, step: str) -> str:
        code = office.codes[question.lens.by, step]
        return f"{position}|{code if step in kept[position] else 'other'}"

    for key, names in spans.items():
        for position in range(1, min(len(names), question.steps - 1) + 1):
            ends_here = position == len(names)
            target = f"{position + 1}|{end}" if ends_here else name(position + 1, names[position])
            links.setdefault((position, name(position, names[position - 1]), target), set()).add(key)
    return links


def flow_nodes(office: Office, question: FlowQuestion) -> dict[str, set[int]]:
    """Journeys (keys) per node."""
    nodes: dict[str, set[int]] = {}
    for (_, source, target), keys in flow_links(office, question).items():
        nodes.setdefault(source, set()).update(keys)
        nodes.setdefault(target, set()).update(keys)
    return nodes


def repeated(office: Office, one: Journey) -> bool | None:
    """Whether the customer came back on the issue within 30 days; None while that can't be known."""
    if one.customer is None or one.ended_at + timedelta(days=30) > office.until:
        return None
    seconds = office.seconds_to_next(one)
    return seconds is not None and seconds <= 30 * 86400


@dataclass(frozen=True)
class Shown:
    """One step as a picture shows it: a run of repeats when they are collapsed."""

    name: str
    first_at: datetime
    last_at: datetime
    first_cost: float | None


def walk(one: Journey, lens: Lens) -> list[Shown]:
    """The steps of a journey through a lens, with names as labels."""
    found: list[Shown] = []
    for step in one.steps:
        name = step.shown(lens.by) or "not given"
        if lens.collapse and found and found[-1].name == name:
            found[-1] = replace(found[-1], last_at=step.at)
        else:
            found.append(Shown(name, step.at, step.at, step.cost))
    return found


def variant_codes(office: Office, lens: Lens) -> dict[int, int]:
    """The variant code of each journey key."""
    codes = office.variants()
    return {one.key: codes[lens.name, office.sequence(one, lens.name)] for one in office.journeys}


def kept_journeys(office: Office, lens: Lens, tenths: int) -> list[Journey]:
    """The journeys of the most frequent variants, until they hold so many tenths of all."""
    code = variant_codes(office, lens)
    counts = Counter(code.values())
    kept, held = set(), 0
    for variant in sorted(counts, key=lambda variant: (-counts[variant], variant)):
        if kept and held * 10 >= tenths * len(office.journeys):
            break
        kept.add(variant)
        held += counts[variant]
    return [one for one in office.journeys if code[one.key] in kept]


def follows(one: Journey, question: PatternQuestion) -> tuple[bool, bool]:
    """Whether a journey has the first step, and whether the second follows as asked (else from its first step)."""
    steps = walk(one, question.lens)
    has_first = any(step.name == question.first for step in steps)
    anchor = next(place for place, step in enumerate(steps) if step.name == question.first or not has_first)
    for place in range(anchor + 1, len(steps)):
        if steps[place].name == question.then:
            in_time = (steps[place].first_at - steps[anchor].first_at).total_seconds()
            limit = question.within_seconds
            return has_first, (limit is None or in_time <= limit) and (not question.directly or place == anchor + 1)
        if steps[place].name == question.without:
            break
    return has_first, False
