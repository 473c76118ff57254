"""The tables of a brief: what is asked for by year, what the result rests on, scenarios, and who has signed."""

from dataclasses import dataclass
from datetime import datetime

from core.business_case.assumption import Assumption
from core.business_case.lines import GROUPS
from core.business_case.result import Result
from core.business_case.words import evidence_short, payback_text, rate_text, value_text
from core.business_case.worked import BEST, WORST, Worked
from core.export.fitting import shortened
from core.wording import NOT_AVAILABLE, day, money, number, percent

MOST_INPUTS, MOST_SCENARIOS, MOST_BARS = 6, 5, 6
# How many places each kind of text has.
LABEL, VALUE, EVIDENCE, SOURCE, PERSON, RATE = 46, 44, 80, 56, 28, 42
PLANNED = "As planned"
_SCALES = ((1e8, 1e6, "million "), (1e5, 1e3, "thousand "), (0.0, 1.0, ""))


@dataclass(frozen=True)
class Approval:
    """Where a case stands: which version, frozen and approved by whom and when. Empty and None is not yet."""

    version: int | None = None
    frozen_by: str = ""
    frozen_at: datetime | None = None
    digest: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def is_frozen(self) -> bool:
        """Tell whether the numbers can no longer change."""
        return self.frozen_at is not None

    def lines(self) -> tuple[str, ...]:
        """Return what there is to say, one line each.

        >>> Approval().lines()
        ('Draft: not frozen, so its numbers may still change.',)
        """
        if self.frozen_at is None:
            return ("Draft: not frozen, so its numbers may still change.",)
        by = shortened(self.frozen_by, PERSON) or NOT_AVAILABLE
        version = "Version not numbered" if self.version is None else f"Version {self.version}"
        lines = [f"{version}, frozen by {by} on {day(self.frozen_at)}.", f"Digest: {self.digest or NOT_AVAILABLE}"]
        if self.approved_at is not None:
            lines.append(f"Approved by {shortened(self.approved_by, PERSON)} on {day(self.approved_at)}.")
        return tuple(lines)


@dataclass(frozen=True)
class AskTable:
    """What is paid, by group and year, undiscounted, contingency in a row of its own; `unit` says in what."""

    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class InputRow:
    """An input that the result rests on; `part` is its part in the moves of the result."""

    label: str
    value: str
    part: str
    evidence: str
    source: str
    owner: str


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario and what it comes to."""

    name: str
    npv: str
    rate: str
    payback: str


@dataclass(frozen=True)
class TornadoBar:
    """An input of the tornado: its two ends in words, and the net present value at each."""

    label: str
    low: str
    high: str
    npv_at_low: float
    npv_at_high: float


def tornado_bars(of: Worked) -> tuple[TornadoBar, ...]:
    """Return the widest bars, the widest first."""
    known, currency = of.case.by_code, of.case.currency
    return tuple(
        TornadoBar(
            shortened(bar.label, LABEL),
            value_text(known[bar.code], bar.low, currency),
            value_text(known[bar.code], bar.high, currency),
            bar.npv_at_low,
            bar.npv_at_high,
        )
        for bar in of.bars[:MOST_BARS]
    )


def ask_table(of: Worked) -> AskTable:
    """Return what is paid by year: a row for each group that has something, contingency, and the total."""
    terms, flows = of.case.terms, of.found.flows
    places = (0, *terms.years_of_periods())

    def by_year(paid: list[float]) -> list[float]:
        sums = [0.0] * (terms.years + 1)
        for place, amount in zip(places, paid, strict=True):
            sums[place] += amount
        return sums

    rows = []
    for group in GROUPS:
        paid = sum((flow.paid for flow in flows.costs if flow.line.group == group), flows.discount * 0)
        rows.append((group.capitalize(), by_year(paid.tolist())))
    rows.append(("Contingency", by_year(flows.contingency.tolist())))
    rows = [(name, amounts) for name, amounts in rows if any(amounts)]
    rows.append(("Total", by_year(flows.paid.tolist())))
    most = max(sum(amounts) for _, amounts in rows)
    scale, word = next((scale, word) for least, scale, word in _SCALES if most >= least)
    digits = 1 if scale == 1e6 else 0
    return AskTable(
        f"in {word}{of.case.currency}, rounded",
        ("", "Start", *(f"Year {year}" for year in range(1, terms.years + 1)), "Total"),
        tuple(
            (name, *(number(amount / scale, digits) for amount in (*amounts, sum(amounts)))) for name, amounts in rows
        ),
    )


def _nobody(one: Assumption) -> str:
    """Return who stands behind an input that has no owner."""
    return {"measured": "the data", "benchmark": "its publisher", "assumed": "nobody yet"}[one.evidence]


def input_rows(of: Worked) -> tuple[InputRow, ...]:
    """Return the inputs that the result rests on most."""
    known = of.case.by_code
    heaviest = sorted(of.weights, key=lambda code: (-of.weights[code], code))
    rows = []
    for code in heaviest[:MOST_INPUTS]:
        one = known[code]
        value = f"{value_text(one, one.value, of.case.currency)} {one.unit}"
        owner = shortened(one.owner, PERSON) or _nobody(one)
        rows.append(
            InputRow(
                shortened(one.label, LABEL),
                shortened(value, VALUE),
                percent(round(of.weights[code], 9), 0),
                shortened(evidence_short(one), EVIDENCE),
                shortened(one.source, SOURCE) or "no source yet",
                owner,
            )
        )
    return tuple(rows)


def scenario_rows(of: Worked) -> tuple[ScenarioRow, ...]:
    """Return the case as planned, the first of its scenarios, and everything at its worst and best ends."""
    ends = [(name, found) for name, found in of.scenarios[len(of.case.scenarios) :] if name in (WORST, BEST)]
    kept = of.scenarios[: min(len(of.case.scenarios), MOST_SCENARIOS)]
    return tuple(_scenario(of, *one) for one in ((PLANNED, of.found), *kept, *ends))


def _scenario(of: Worked, name: str, found: Result) -> ScenarioRow:
    return ScenarioRow(
        shortened(name, LABEL),
        money(found.npv, of.case.currency),
        shortened(rate_text(found), RATE),
        payback_text(found.payback_years),
    )
