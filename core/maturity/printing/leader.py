"""The leader's view of a round on one page: what it says, as plain texts, and its PDF."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from core.export.pdf import pdf
from core.finding import Finding
from core.look import LIGHT
from core.maturity.change import LevelChange
from core.maturity.model import Capability
from core.maturity.printing.beneath import (
    ActionLine,
    actions,
    actions_note,
    biggest_gaps,
    change,
    gaps_note,
    held_back,
    mismatches,
)
from core.maturity.printing.fitting import FINDING, NAME, OBSERVABLE, SENTENCE, STAGE, shortened
from core.maturity.report import RoundReport
from core.maturity.results import CapabilityResult, RoundResults
from core.maturity.sentences import (
    additive_sentence,
    agreement_sentence,
    difference_sentence,
    headline,
    staged_sentence,
)
from core.maturity.standing import Standing
from core.numbers.agreement import reliability
from core.text import capital, counted
from core.wording import NOT_AVAILABLE, count, day, number, signed

TITLE = "How mature is our office?"
TEMPLATE = Path(__file__).parent / "leader.typ"


@dataclass(frozen=True)
class Card:
    """One number with what it means."""

    label: str
    value: str
    sentence: str


@dataclass(frozen=True)
class MatrixRow:
    """One capability: its reached and its target stage (1-based, None where there is none), and its level in words."""

    name: str
    reached: int | None
    target: int | None
    level: str
    interval: str
    change: str
    observables: tuple[str, ...]


@dataclass(frozen=True)
class LeaderPage:
    """All that the page says. `finding` is lead, point and rest; what there is nothing to say on is empty."""

    title: str
    finding: tuple[str, str, str]
    badges: tuple[str, ...]
    cards: tuple[Card, ...]
    stages: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    legend: str
    gaps: tuple[tuple[str, str], ...]
    gaps_note: str
    actions: tuple[ActionLine, ...]
    actions_note: str
    change: tuple[str, ...]
    mismatches: tuple[str, ...]
    held_back: tuple[str, ...]
    footer: tuple[str, ...]
    printed_at: datetime


def leader_pdf(page: LeaderPage) -> bytes:
    """Return the page as PDF, always one page of A4."""
    content = asdict(page)
    del content["printed_at"]
    return pdf(TEMPLATE, {**content, "colours": _colours()}, page.printed_at)


def leader_page(report: RoundReport) -> LeaderPage:
    """Return what the page says about a round."""
    found, results = report.standing, report.standing.results
    finding = headline(results)
    return LeaderPage(
        title=TITLE,
        finding=(shortened(finding.lead, 60), shortened(finding.point, 90), shortened(finding.rest, FINDING)),
        badges=_badges(report),
        cards=() if results.is_kept_back else _cards(results),
        stages=tuple(shortened(name, STAGE) for name in results.stages),
        matrix=_matrix(found),
        legend=_legend(found),
        gaps=biggest_gaps(found),
        gaps_note=gaps_note(found),
        actions=actions(report),
        actions_note=actions_note(found),
        change=change(found),
        mismatches=mismatches(found),
        held_back=held_back(results),
        footer=_footer(report),
        printed_at=report.printed_at,
    )


def _colours() -> dict[str, str]:
    names = ("background", "surface", "ink", "faint_ink", "line", "neutral", "muted", "good", "bad", "accent")
    return {name: getattr(LIGHT, name) for name in names}


def _badges(report: RoundReport) -> tuple[str, ...]:
    one = report.standing.round
    return (
        f"Round: {shortened(one.name, NAME)}",
        report.period(),
        report.answered(),
        "Anonymous" if one.anonymous else "Named",
        f"{shortened(one.model.name, NAME)}, edition {one.model.edition}",
    )


def _cards(results: RoundResults) -> tuple[Card, ...]:
    top, alpha = len(results.stages), results.agreement
    value = None if alpha is None else alpha.value
    return (
        Card("Staged level", _of(count(results.staged), top), _said(staged_sentence(results))),
        Card(
            "Additive level",
            _of(number(results.additive), top),
            _said(additive_sentence(results), difference_sentence(results)),
        ),
        Card("Agreement", reliability(value) or NOT_AVAILABLE, _said(agreement_sentence(results))),
    )


def _of(value: str, top: int) -> str:
    return value if value == NOT_AVAILABLE else f"{value} of {top}"


def _said(*sentences: Finding) -> str:
    """Return sentences without the label that stands above them."""
    texts = [one.rest if one.lead.endswith(":") else one.text() for one in sentences]
    return shortened(" ".join(map(capital, texts)), SENTENCE)


def _matrix(found: Standing) -> tuple[MatrixRow, ...]:
    changes = {one.code: one for one in found.change.capabilities} if found.change else {}
    asked = {one.code: one for one in found.round.model.capabilities}
    targets = found.targets.stages
    return tuple(
        _row(one, asked[one.code], targets.get(one.code), changes.get(one.code)) for one in found.results.capabilities
    )


def _row(one: CapabilityResult, asked: Capability, target: int | None, moved: LevelChange | None) -> MatrixRow:
    additive = one.additive
    interval = "" if additive.low is None else f"{number(additive.low)} to {number(additive.high)}, "
    return MatrixRow(
        shortened(one.name, NAME),
        one.staged,
        target,
        number(additive.value),
        f"{interval}n\u00a0{count(additive.n)}",
        _change_words(moved),
        tuple(shortened(cell.observable, OBSERVABLE) for cell in asked.cells),
    )


def _change_words(change: LevelChange | None) -> str:
    if change is None or change.estimate.value is None or change.direction is None:
        return NOT_AVAILABLE
    return f"{signed(change.estimate.value)}, {change.direction}"


def _legend(found: Standing) -> str:
    if not found.results.capabilities:
        return ""
    target = "Outlined: the target." if found.targets.stages else "No target is set yet."
    by = f" To be reached by {day(found.targets.by)}." if found.targets.stages and found.targets.by else ""
    level = "Level: additive, with its 95 % interval and the number of respondents (n)."
    return f"Filled: the stage that the group has reached. Shaded: passed. {target}{by} {level}"


def _footer(report: RoundReport) -> tuple[str, ...]:
    found = report.standing
    one, n = found.round, found.results.respondents
    who = f"Population: the {counted(found.progress.asked, 'person', 'people')} asked; n = {count(n)} who answered"
    data = f"; facts of the office from {shortened(report.data_version, 60)}" if report.data_version else ""
    return (
        f"{who}; {report.period()}{data}.",
        f"{shortened(one.model.name, NAME)} ({one.model.code}), edition {one.model.edition}; "
        f"printed {report.printed()}.",
    )
