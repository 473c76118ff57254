"""A published before and after on paper: what it says, as plain texts, and its PDF."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from core.export.fitting import shortened
from core.export.pdf import pdf
from core.locales import for_the_record
from core.look import LIGHT
from core.objectives.before_after import ASSOCIATED, TOGETHER, BeforeAfter, Row, finding
from core.objectives.publishing import Published
from core.objectives.words import change, span, written
from core.wording import NOT_AVAILABLE, count, day

TEMPLATE = Path(__file__).parent / "published.typ"
TITLE = "What changed in service?"
SIDES = {"operational": "How we work", "experience": "What customers experience"}


@dataclass(frozen=True)
class PrintedRow:
    """One metric, every cell in words; `verdict` picks the colour."""

    name: str
    before: str
    before_note: str
    later: str
    later_note: str
    change: str
    change_note: str
    verdict: str
    target: str
    owner: str


@dataclass(frozen=True)
class PrintedPage:
    """All that the paper says. `finding` is lead, point and rest; `parts` are the rows by side; notes are by metric."""

    title: str
    finding: tuple[str, str, str]
    badges: tuple[str, ...]
    comment: str
    heads: tuple[str, str]
    parts: tuple[tuple[str, tuple[PrintedRow, ...]], ...]
    notes: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    footer: tuple[str, ...]
    printed_at: datetime


def published_pdf(page: PrintedPage) -> bytes:
    """Return the page as PDF, on as many pages of A4 as it takes."""
    content = asdict(page)
    del content["printed_at"]
    names = ("surface", "ink", "faint_ink", "line", "neutral", "good", "bad", "accent")
    return pdf(TEMPLATE, {**content, "colours": {name: getattr(LIGHT, name) for name in names}}, page.printed_at)


@for_the_record()
def printed_page(of: Published) -> PrintedPage:
    """Return what the paper says about a published scorecard: the same whenever it is printed."""
    found, said = of.found, finding(of.found)
    parts = [
        (title, tuple(_row(one, found) for one in found.rows if one.side == side)) for side, title in SIDES.items()
    ]
    return PrintedPage(
        title=TITLE,
        finding=(said.lead, said.point, said.rest),
        badges=(
            shortened(found.dataset_name, 60), f"{found.before.words()} against {found.later.words()}",
            shortened(found.scope.describe(), 120), f"data version {found.data_version}", f"number {of.number}",
        ),
        comment=of.comment,
        heads=(found.before.words(), found.later.words()),
        parts=tuple(part for part in parts if part[1]),
        notes=_notes(found),
        method=(f"{ASSOCIATED} {TOGETHER}", _method(found)),
        footer=(
            f"Published by {shortened(of.published_by, 60)} on {day(of.published_at)}, {of.published_at:%H:%M} UTC, as "
            f"number {of.number}.",
            f"SHA-256 {of.digest}",
        ),
        printed_at=of.published_at,
    )  # fmt: skip


def _row(one: Row, found: BeforeAfter) -> PrintedRow:
    currency, low, high = found.currency, one.difference.low, one.difference.high
    interval = ""
    if low is not None and high is not None:
        interval = f"{change(one.unit, low, currency)} to {change(one.unit, high, currency)}"
    notes = []
    for value in (one.before, one.later):
        bounds = span(one.unit, value.low, value.high, currency)
        notes.append(
            "" if value.value is None else f"{'' if bounds == NOT_AVAILABLE else bounds + ', '}n {count(value.n)}"
        )
    return PrintedRow(
        one.name, written(one.unit, one.before.value, currency), notes[0],
        written(one.unit, one.later.value, currency), notes[1], change(one.unit, one.difference.value, currency),
        interval, one.verdict, one.target, shortened(one.owner, 40),
    )  # fmt: skip


def _notes(found: BeforeAfter) -> tuple[tuple[str, str], ...]:
    """Return each note once, with the metrics that it is about."""
    names: dict[str, list[str]] = {}
    for one in found.rows:
        if one.note:
            names.setdefault(one.note, []).append(one.name)
    return tuple((", ".join(each), note) for note, each in names.items())


def _method(found: BeforeAfter) -> str:
    later = [f"{one.name} {one.version}" for one in found.rows if one.version > 1]
    versions = f"version 1 but for {', '.join(later)}" if later else "version 1"
    return (
        "Below each value its 95 % interval and the number of observations (n). Change: Newcombe's interval for "
        "shares, Welch's for means, MOVER for ratios and for counts by day. Better or worse: a chance of at most 5 in "
        "100 that any metric is called so by noise alone (Holm over all metrics shown). Below 30 observations nothing "
        f"is concluded. The definitions are in {versions}."
    )
