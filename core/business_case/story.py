"""The change story of a case, for the service team, for the CFO and for peers: beat by beat, with its evidence.

The six beats for the team: where we are good, the reframe, the numbers, what it feels like, a new way, our solution.
What is not known stands in brackets as what to find out; nothing is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.business_case.case import COST_NOW, JOURNEYS, Case, adoption
from core.business_case.evidence import hindrances
from core.business_case.findings import (
    answer,
    basis_finding,
    break_even_finding,
    inaction_finding,
    simulation_finding,
    tornado_finding,
)
from core.business_case.lines import GROUPS
from core.business_case.words import evidence_text, figure_text, listed, value_text
from core.business_case.worked import Worked
from core.figure import Figure
from core.text import counted
from core.wording import day, money, one_line, percent, plain

_MOST_VOICES = 3


@dataclass(frozen=True)
class Beat:
    """One part of a story; plain text."""

    title: str
    text: str


Story = tuple[Beat, ...]


def service_story(of: Worked, figures: Mapping[str, Figure] | None = None, voices: Sequence[str] = ()) -> Story:
    """Return the story for the service team in six beats, without words of finance.

    `figures` are measured ones by their code, of which it reads resolved_share, several_channels_share and
    repeat_share. `voices` are sentences of customers and agents, as they were said.
    """
    case = of.case
    return (
        Beat("Where we are good", _good(figures or {})),
        Beat("Another way to see it", _reframe(case)),
        Beat("The numbers", _numbers(case)),
        Beat("What it feels like", _feels(voices)),
        Beat("A new way", _new_way(case)),
        Beat("What we will do", _solution(case)),
    )


def cfo_story(of: Worked) -> Story:
    """Return the text of the CFO's brief: ask, return, evidence, risks, decision wanted."""
    case, found = of.case, of.found
    return (
        Beat("The ask", ask_text(of)),
        Beat("The return", f"{answer(case, found, of.drawn).text()} {_from_inputs(of)}"),
        Beat("The evidence", basis_finding(of.basis).text()),
        Beat("The risks", _risks(of)),
        Beat("The decision wanted", decision_text(of)),
    )


def peers_story(of: Worked) -> Story:
    """Return the note to peers: what we do, what it needs from other departments, by when."""
    case = of.case
    types = f" for {listed([one_line(one) for one in case.journey_types])}" if case.journey_types else ""
    lines = listed([line.label for line in case.benefits]) if case.benefits else _find("what it is to bring")
    return (
        Beat("What we do", f"{_sentence(case.title + types)} It is to bring: {lines}."),
        Beat("What it needs from you", _needs(case)),
        Beat("By when", f"It begins on {day(case.terms.start_on)}. {_adopted(case)}"),
    )


def story_text(story: Story) -> str:
    """Write a story as plain text, each beat under its title.

    >>> story_text((Beat("Ask", "Money."), Beat("Return", "More.")))
    'Ask\\nMoney.\\n\\nReturn\\nMore.\\n'
    """
    return "\n".join(f"{one_line(beat.title)}\n{one_line(beat.text)}\n" for beat in story)


def story_markdown(story: Story) -> str:
    """Write a story as markdown; what came from data shows as it is.

    >>> story_markdown((Beat("Ask", "*Money*"),))
    '### Ask\\n\\n\\\\*Money\\\\*\\n'
    """
    return "\n".join(f"### {plain(beat.title)}\n\n{plain(beat.text)}\n" for beat in story)


def ask_text(of: Worked) -> str:
    """Say what is asked for, when, and how much is tied up at most."""
    paid = of.found.flows.paid
    whole, first = float(paid.sum()), float(paid[0])
    if whole == 0:
        return "No money is asked for."
    write = partial(money, currency=of.case.currency)
    over = f"over {counted(of.case.terms.years, 'year')}"
    at_start = f", of which {write(first)} at the start" if first else ", nothing of it at the start"
    tied = f" At most {write(of.found.most_tied_up)} are tied up." if of.found.most_tied_up else ""
    return f"{write(whole)} {over}{at_start}, contingency included.{tied}"


def decision_text(of: Worked) -> str:
    """Say which decision is wanted; a case that loses money, or is not complete, asks for none."""
    case = of.case
    if not case.costs or not case.benefits:
        return "None yet: the case lacks a cost or a benefit."
    if of.found.npv <= 0:
        return "Whether to go on: as it stands, the case does not return what it costs."
    whole = money(float(of.found.flows.paid.sum()), case.currency)
    return f"Release {whole} over {counted(case.terms.years, 'year')} from {day(case.terms.start_on)}."


def _good(figures: Mapping[str, Figure]) -> str:
    said = []
    for code, words, turned in (
        ("resolved_share", "of journeys are resolved", False),
        ("several_channels_share", "of journeys need one channel only", True),
        ("repeat_share", "of journeys do not come back", True),
    ):
        figure = figures.get(code)
        share = None if figure is None else 1 - figure.value if turned else figure.value
        if figure is not None and share is not None and share >= 0.5:
            said.append(f"{percent(share, 0)} {words} ({figure_text(figure)}).")
    if said:
        return f"{' '.join(said)} That is where you stand today."
    return _find("what this team is good at, with a number: the share of journeys resolved, or with one channel only")


def _reframe(case: Case) -> str:
    start = "We look at one contact at a time. A customer goes through all of them, as one journey."
    extra = _said(case, "extra_channels_per_journey", "A journey takes {} channels beyond its first")
    return f"{start} {extra or _find('how many channels a journey takes beyond its first')}"


def _numbers(case: Case) -> str:
    parts = [
        _said(case, JOURNEYS, "There are {} such journeys a year") or _find("how many such journeys there are a year"),
        _said(case, COST_NOW, "As it is, one costs {}") or _find("what one costs as it is"),
        _said(case, "cost_of_extra_channel", "With each further channel its cost is {} higher"),
    ]
    return " ".join(part for part in parts if part)


def _feels(voices: Sequence[str]) -> str:
    said = [f"“{one_line(voice)}”" for voice in voices[:_MOST_VOICES] if voice.strip()]
    return " ".join(said) or _find("what a customer and an agent say about it: a sentence of each, from a real contact")


def _new_way(case: Case) -> str:
    less = _said(case, "switches_avoided_share", "What we aim for: {} of the extra channels are no longer needed")
    avoided = _said(case, "journeys_avoided_share", "{} of the journeys are to need no contact at all")
    aims = " ".join(part for part in (less, avoided) if part) or _find("what will be different for a customer")
    return f"{aims} {_adopted(case)}"


def _solution(case: Case) -> str:
    if not case.costs:
        return _find("what we will do, and with which people and tools")
    groups = {group: [line.label for line in case.costs if line.group == group] for group in GROUPS}
    parts = [f"{group.capitalize()}: {listed(labels)}." for group, labels in groups.items() if labels]
    owner = f" Ask {one_line(case.owner)}." if case.owner.strip() else f" {_find('whom the team can ask')}"
    return " ".join(parts) + owner


def _needs(case: Case) -> str:
    people = _said(case, "stakeholders", "{} people take part")
    hours = _said(case, "stakeholder_hours", "Each of them gives {} hours a year")
    whom = _find("which departments, and who in each")
    return " ".join(part for part in (people, hours, whom) if part)


def _adopted(case: Case) -> str:
    years = [case.by_code[adoption(year)] for year in range(1, min(case.terms.years, 3) + 1)]
    values = [f"{value_text(one, one.value, case.currency)} in year {year}" for year, one in enumerate(years, 1)]
    evidence = list(dict.fromkeys(evidence_text(one) for one in years))
    if len(evidence) > 1:
        values = [f"{value} ({evidence_text(one)})" for value, one in zip(values, years, strict=True)]
    once = f" ({evidence[0]})" if len(evidence) == 1 else ""
    return f"Of the change, this much is to be in use: {listed(values)}{once}."


def _risks(of: Worked) -> str:
    known = of.case.by_code
    even = [break_even_finding(of.case, known[code], values).text() for code, values in of.break_evens[:1]]
    parts = [
        tornado_finding(of.case, of.bars).text(),
        *even,
        simulation_finding(of.case, of.drawn, of.found.npv).text(),
        inaction_finding(of.case, of.still).text(),
        *hindrances(of.case),
    ]
    return " ".join(parts)


def _from_inputs(of: Worked) -> str:
    inputs = of.basis.inputs
    return (
        f"Worked out from {counted(sum(inputs.values()), 'input')}: {inputs['measured']} measured, "
        f"{inputs['benchmark']} from benchmarks, {inputs['assumed']} assumed."
    )


def _said(case: Case, code: str, sentence: str) -> str:
    one = case.by_code.get(code)
    if one is None:
        return ""
    return f"{sentence.format(value_text(one, one.value, case.currency))} ({evidence_text(one)})."


def _find(what: str) -> str:
    return f"[To find out: {what}.]"


def _sentence(text: str) -> str:
    return one_line(text).rstrip(".") + "."
