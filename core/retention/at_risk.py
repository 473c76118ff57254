"""Money at risk by journey type: what the adjusted difference means for the customers of the period and their value."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.assumptions.haircuts import Haircut, haircut
from core.contract import Contract
from core.engine import Answer, Database
from core.errors import DataBusyError
from core.figure import Evidence, Figure
from core.locales import current
from core.numbers.estimates import Estimate
from core.numbers.held_fixed import Difference
from core.retention.adjusted import Adjusted, adjusted
from core.retention.basis import Basis, follow, labels_of
from core.retention.calculate import AssumedValue, Exposure, MoneyAtRisk, money_at_risk
from core.retention.question import RetentionQuestion
from core.scope import Scope
from core.text import NOT_GIVEN, counted, percent
from core.wording import count

_ATTEMPTS = 5


@dataclass(frozen=True)
class AtRisk:
    """Money at risk through extra channels, by journey type and in total, with the effect it rests on.

    `rows`: issue, journeys, customers, customers_valued, extra_channels, valued_share (of extra channels), at_risk,
    low, high, after_haircut (money), assumed; most money first. `figures`: the total, then one per journey type.
    """

    question: RetentionQuestion
    basis: Basis
    effect: Adjusted
    total: MoneyAtRisk
    by_issue: tuple[MoneyAtRisk, ...]
    rows: pd.DataFrame
    haircut: Haircut
    coverage: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    contract: Contract
    answer: Answer


def at_risk(
    database: Database,
    scope: Scope,
    question: RetentionQuestion,
    assumed: AssumedValue | None = None,
    known: Adjusted | None = None,
) -> AtRisk:
    """Answer how much money is at risk; `assumed` fills in for customers whose value is not known.

    `known` is the effect where the same scope and question were asked for it already; it is asked anew when the data
    changed since.
    """
    effect, answers = _read(database, scope, question, known)
    basis = effect.basis
    cut = haircut("adjusted")
    found = effect.adjusted
    per_channel = found.estimate if isinstance(found, Difference) else Estimate(None, None, None, 0)
    labels = labels_of(answers, "issue")
    exposures = [
        _exposure(row, labels.get(int(row["issue_code"]), NOT_GIVEN)) for row in answers["exposure.sql"].records()
    ]
    by_issue = sorted(
        (money_at_risk(each, per_channel, cut.share, assumed) for each in exposures),
        key=lambda one: (-(one.value or 0.0), one.label),
    )
    whole = _total(exposures, answers["exposed_customers.sql"].records()[0])
    total = money_at_risk(whole, per_channel, cut.share, assumed)
    figures = (_figure(one, effect, cut.share, assumed) for one in (total, *by_issue))
    return AtRisk(
        question=question,
        basis=basis,
        effect=effect,
        total=total,
        by_issue=tuple(by_issue),
        rows=_rows(by_issue),
        haircut=cut,
        coverage=_coverage(whole, assumed),
        figures=tuple(figure for figure in figures if figure is not None),
        notes=_notes(effect, whole, assumed, cut),
        contract=basis.contract(
            f"{basis.currency}: value x extra channels x difference in retention",
            f"{question.horizon_days} days after each journey's end; a customer's value is counted once a journey",
            _coverage(whole, assumed),
        ),
        answer=answers["exposure.sql"],
    )


def _read(
    database: Database, scope: Scope, question: RetentionQuestion, known: Adjusted | None
) -> tuple[Adjusted, dict[str, Answer]]:
    """Return the effect and what it is multiplied with, from one version of the data."""
    for _ in range(_ATTEMPTS):
        effect = known or adjusted(database, scope, question)
        basis, answers = follow(database, scope, question, {"exposure.sql": {}, "exposed_customers.sql": {}})
        if basis.data_version == effect.basis.data_version:
            return effect, answers
        known = None
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _exposure(row: dict[str, Any], label: str) -> Exposure:
    return Exposure(
        label,
        journeys=int(row["journeys"]),
        customers=int(row["customers"]),
        customers_valued=int(row["customers_valued"]),
        extra_channels=int(row["extra_channels"]),
        extra_channels_unvalued=int(row["extra_channels_unvalued"]),
        value_exposed=float(row["value_exposed"]),
    )


def _total(exposures: list[Exposure], customers: dict[str, Any]) -> Exposure:
    return Exposure(
        "all journey types",
        sum(each.journeys for each in exposures),
        int(customers["customers"]),
        int(customers["customers_valued"]),
        sum(each.extra_channels for each in exposures),
        sum(each.extra_channels_unvalued for each in exposures),
        sum(each.value_exposed for each in exposures),
    )


def _rows(found: list[MoneyAtRisk]) -> pd.DataFrame:
    rows = [
        (one.label, one.exposure.journeys, one.exposure.customers, one.exposure.customers_valued,
         one.exposure.extra_channels, one.exposure.valued_share, one.value, one.low, one.high, one.after_haircut,
         one.assumed)
        for one in found
    ]  # fmt: skip
    columns = ["issue", "journeys", "customers", "customers_valued", "extra_channels", "valued_share", "at_risk", "low",
               "high", "after_haircut", "assumed"]  # fmt: skip
    numbers = dict.fromkeys(("valued_share", "at_risk", "low", "high", "after_haircut"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _coverage(whole: Exposure, assumed: AssumedValue | None) -> str:
    known = (
        f"the value of {count(whole.customers_valued)} of {counted(whole.customers, 'customer')} "
        f"({percent(whole.customers_valued, whole.customers)}) is known"
    )
    if whole.customers_valued == whole.customers:
        return known
    missing = whole.customers - whole.customers_valued
    if assumed is None:
        return f"{known}; the other {count(missing)} count as nothing here: the sum is a lower bound"
    return f"{known}; for the other {count(missing)} a value is assumed by {assumed.owner}"


def _notes(effect: Adjusted, whole: Exposure, assumed: AssumedValue | None, cut: Haircut) -> tuple[str, ...]:
    notes = list(effect.notes)
    if not whole.customers_valued and assumed is None:
        notes.insert(0, "No customer's value is known: map it at import, or assume one. Until then no money is named.")
    notes.append(
        "One difference per extra channel, the same for every journey type, is multiplied with each type's own."
    )
    off = current().in_percent(count(cut.share * 100))
    notes.append(f"A decision should take {off} off: {cut.reason} ({cut.owner}, {cut.as_of})")
    return tuple(notes)


def _figure(one: MoneyAtRisk, effect: Adjusted, cut: float, assumed: AssumedValue | None) -> Figure | None:
    basis = effect.basis
    if one.value is None or effect.figure is None:
        return None
    evidence: Evidence = "assumed" if one.assumed else "measured"
    values = f"; unknown values assumed by {assumed.owner}" if one.assumed and assumed else ""
    return Figure(
        code=f"retention_money_at_risk_{effect.question.horizon_days}_days",
        label=f"Money at risk through extra channels, {one.label}",
        value=one.value, unit=basis.currency, evidence=evidence, grade="adjusted",
        method=f"customers x value x extra channels x ({effect.figure.method}){values}",
        population=f"{basis.population} ({basis.scope}); {one.label}", low=one.low, high=one.high,
        n=one.exposure.journeys, period_from=basis.period_from, period_to=basis.period_to,
        dataset_id=basis.dataset_id, data_version=basis.data_version, haircut_share=cut, address="retention",
    )  # fmt: skip
