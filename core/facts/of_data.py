"""What the data of the office shows, over the datasets that hold the office's own contacts."""

from collections.abc import Sequence
from datetime import date

from core.datasets import DatasetInfo, Office
from core.intake.history import PastImport, past_imports
from core.maturity.evidence import Fact, FactState
from core.quality import Indicator, Measurement, Quality, quality
from core.quality.indicators import NOBODY
from core.text import counted, percent

SEEN = "Data quality"
MANY_SOURCES = 4
FRESH_DAYS = 31
STITCHED_SHARE = 0.5
COST_SHARE = 0.8
EXPERIENCE = ("csat", "ces", "nps")


def no_data_facts() -> list[Fact]:
    """Return the facts of an office without data: none of them can be told."""
    codes = ("data_current", "imports_regular", "thresholds_met", "sources_stitched", "many_sources", "cost_measured",
             "experience_measured", "data_not_pieced_together")  # fmt: skip
    return [Fact(code, "unknown", "There is no data yet, so the office can't tell.") for code in codes]


def data_facts(office: Office, info: DatasetInfo, chosen: Sequence[Indicator], today: date) -> list[Fact]:
    """Return the facts of one dataset."""
    database = office.open(info.dataset_id)
    measured = quality(database, chosen)
    past = [one for one in past_imports(database) if one.undone_at is None and not one.pair_table]
    return [
        _current(info, today),
        _regular(past, today),
        _within_limits(measured),
        *_stitched(measured),
        _many(measured),
        _carried("cost_measured", "cost", _values(measured)),
        _experience(_values(measured)),
    ]


def ownership_fact(chosen: Sequence[Indicator]) -> Fact:
    """Say whether each data quality check has an owner."""
    owned = sum(one.owner != NOBODY for one in chosen)
    state: FactState = "yes" if owned == len(chosen) else "partly" if owned else "no"
    return Fact("thresholds_owned", state, f"{owned} of {len(chosen)} data quality checks have an owner.", SEEN)


def _values(measured: Quality) -> dict[str, Measurement]:
    return {one.indicator.code: one for one in measured.overall}


def _current(info: DatasetInfo, today: date) -> Fact:
    assert info.data_until is not None
    age = (today - info.data_until.date()).days
    old = f"The newest contact of {info.name} is {counted(max(age, 0), 'day')} old."
    return Fact("data_current", "yes" if age < FRESH_DAYS else "no", old, "Datasets")


def _regular(past: Sequence[PastImport], today: date) -> Fact:
    months = {(today.year * 12 + today.month - 1 - back) for back in range(3)}
    there = {one.imported_at.year * 12 + one.imported_at.month - 1 for one in past} & months
    state: FactState = "yes" if len(there) == 3 else "partly" if there else "no"
    return Fact("imports_regular", state, f"Data was imported in {len(there)} of the last 3 months.", "Datasets")


def _within_limits(measured: Quality) -> Fact:
    known = [one for one in measured.overall if one.value is not None]
    kept = sum(one.status == "ok" for one in known)
    state: FactState = "yes" if kept == len(known) else "partly" if 2 * kept >= len(known) else "no"
    return Fact("thresholds_met", state, f"{kept} of {len(known)} data quality checks keep to their limit.", SEEN)


def _stitched(measured: Quality) -> list[Fact]:
    found = _values(measured)["stitched_customers"]
    if len(measured.sources) < 2:
        one = "All contacts come from one source, so there is nothing to stitch."
        return [Fact("sources_stitched", "unknown", one), Fact("data_not_pieced_together", "no", one)]
    if found.value is None:
        split = f"{len(measured.sources)} sources share one kind of customer key. {found.remark}"
        return [Fact("sources_stitched", "unknown", split), Fact("data_not_pieced_together", "unknown", split)]
    enough = found.value >= STITCHED_SHARE
    words = f"{percent(found.part, found.whole)} of customers are known under more than one key, over "
    words += f"{len(measured.sources)} sources."
    state: FactState = "yes" if enough else "partly" if found.part else "no"
    return [
        Fact("sources_stitched", state, words, "Identities"),
        Fact("data_not_pieced_together", "no" if enough else "yes", words, "Identities"),
    ]


def _many(measured: Quality) -> Fact:
    number = len(measured.sources)
    return Fact(
        "many_sources",
        "yes" if number >= MANY_SOURCES else "no",
        f"The contacts come from {counted(number, 'source')}.",
        SEEN,
    )


def _carried(code: str, indicator: str, found: dict[str, Measurement]) -> Fact:
    one = found[indicator]
    if one.value is None:
        return Fact(code, "no", f"No contact carries {indicator}.", SEEN)
    state: FactState = "yes" if one.value >= COST_SHARE else "partly" if one.part else "no"
    return Fact(code, state, f"{percent(one.part, one.whole)} of contacts carry {indicator}.", SEEN)


def _experience(found: dict[str, Measurement]) -> Fact:
    there = [name.upper() for name in EXPERIENCE if found[name].part]
    if not there:
        return Fact("experience_measured", "no", "No contact carries CSAT, CES or NPS.", SEEN)
    handled = found["handle_seconds"].part if "handle_seconds" in found else 0
    words = f"Contacts carry {' and '.join(there)}" + (
        ", and handle times beside them." if handled else ", but no handle times."
    )
    return Fact("experience_measured", "yes" if handled else "partly", words, SEEN)
