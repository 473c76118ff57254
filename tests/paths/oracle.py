"""Brute-force Python answers to path questions: slow, plain, and independent of the SQL."""

from collections import Counter
from datetime import timedelta

from core.paths.flow import FlowQuestion
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
