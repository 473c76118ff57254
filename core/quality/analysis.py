"""How good is the data? Every indicator over the dataset, per source, by month of contact and by import."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from core.engine import Answer, Database
from core.engine.statements import sql_file
from core.errors import DataBusyError
from core.intake.pairs import PLAN as PAIR_PLAN
from core.quality.gaps import missing_days
from core.quality.indicators import Indicator
from core.quality.labels import is_placeholder, variants
from core.quality.measurement import Gap, Measurement, Quality

EARLIEST = date(1990, 1, 1)
ONE_KIND = "Only one kind of customer key is in use, so there is nothing to stitch."
NOT_CARRIED = "This source does not carry it."
_HERE = str(Path(__file__).parent)
_QUERIES = (
    "completion",
    "channels",
    "imports",
    "flags",
    "contact_days",
    "stitching",
    "customers",
    "journey_customers",
    "label_use",
)
_PARAMETERS = {"imports": {"pair_plan": PAIR_PLAN}}
_KEYS = ["indicator", "source", "month"]


def quality(database: Database, chosen: Sequence[Indicator]) -> Quality:
    """Measure the chosen indicators. Shares are counts of interactions, records, days, customers or labels."""
    answers = _ask(database)
    monthly = _monthly(answers, chosen)
    imports = _imports(answers, chosen)
    days, gaps = _days(answers["contact_days"].rows)
    by_source = pd.concat([_summed(monthly, ["source"]), _summed(imports, ["source"]), days], ignore_index=True)
    spelled, variant_count = variants(answers["label_use"].rows)
    overall = {
        **_totals(by_source),
        **_single_counts(answers),
        "label_variants": (variant_count, len(answers["label_use"].rows)),
    }
    one_kind = answers["customers"].rows["kinds"].iloc[0] < 2
    last_import = answers["imports"].rows["imported_at"].max()
    return Quality(
        overall=tuple(_overall(one, overall, one_kind=one_kind) for one in chosen),
        by_source=tuple(_per_source(chosen, by_source, one_kind=one_kind)),
        by_month=_with_value(_plausible(monthly, last_import)),
        by_import=_with_value(imports),
        gaps=gaps,
        label_variants=spelled,
        interactions=int(answers["completion"].rows["interactions"].sum()),
        sources=tuple(sorted(set(by_source["source"]))),
        answers=answers,
    )


def _ask(database: Database) -> dict[str, Answer]:
    """Ask every query; once more when an import was committed between two of them."""
    answers: dict[str, Answer] = {}
    for _ in range(3):
        answers = {name: database.read(sql_file(_HERE, name), _PARAMETERS.get(name)) for name in _QUERIES}
        if len({answer.data_version for answer in answers.values()}) == 1:
            return answers
    raise DataBusyError("The data is changing faster than it can be measured. Wait until the imports have ended.")


def _monthly(answers: dict[str, Answer], chosen: Sequence[Indicator]) -> pd.DataFrame:
    """Return part and whole per indicator, source and month of contact."""
    given = answers["completion"].rows
    parts = [
        _counts(one.code, given, given[one.counted_from[0]], given["interactions"])
        for one in chosen
        if one.group == "completion"
    ]
    channels = answers["channels"].rows
    not_given = channels["channel_code"] == 0
    untold = not_given | channels["channel"].map(is_placeholder)
    kind_unknown = ~not_given & channels["service"].isna()
    everything = channels["interactions"]
    parts.append(_counts("channel_unknown", channels, everything.where(untold, 0), everything))
    named = everything.where(~not_given, 0)
    parts.append(_counts("channel_kind_unknown", channels, everything.where(kind_unknown, 0), named))
    keys = answers["stitching"].rows
    parts.append(_counts("stitched", keys, keys["stitched"], keys["interactions"]))
    together = pd.concat(parts, ignore_index=True)
    return together.groupby(_KEYS, as_index=False)[["part", "whole"]].sum()


def _counts(code: str, rows: pd.DataFrame, part: "pd.Series[int]", whole: "pd.Series[int]") -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator": code, "source": rows["source"], "month": rows["month"], "part": part, "whole": whole}
    )


def _imports(answers: dict[str, Answer], chosen: Sequence[Indicator]) -> pd.DataFrame:
    """Return part and whole per indicator and import: rejects, duplicates, and what was noticed about the loaded."""
    imports, flags = answers["imports"].rows, answers["flags"].rows
    head = imports[["import_number", "file_name", "source", "imported_at"]]
    found = []
    for one in chosen:
        if one.group == "reading":
            found.append(head.assign(indicator=one.code, part=imports[one.counted_from[0]], whole=imports["read_rows"]))
        elif one.code in ("impossible_times", "out_of_order", "late"):
            counted = flags[flags["flag"].isin(one.counted_from)].groupby("import_number")["records"].sum()
            part = imports["import_number"].map(counted).fillna(0)
            found.append(head.assign(indicator=one.code, part=part, whole=imports["loaded_rows"]))
    columns = [*head.columns, "indicator", "part", "whole"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def _days(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Gap, ...]]:
    found, gaps = [], []
    for source, of_source in rows.groupby("source"):
        counted = missing_days([pd.Timestamp(day).date() for day in of_source["day"]])
        found.append({"indicator": "gaps", "source": source, "part": counted.missing, "whole": counted.expected})
        gaps += [Gap(str(source), *run) for run in counted.runs]
    gaps.sort(key=lambda gap: (-gap.days, gap.first, gap.source))
    return pd.DataFrame(found, columns=["indicator", "source", "part", "whole"]), tuple(gaps)


def _summed(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return rows.groupby(["indicator", *by], as_index=False)[["part", "whole"]].sum()


def _totals(by_source: pd.DataFrame) -> dict[str, tuple[int, int]]:
    summed = _summed(by_source, [])
    return {str(row["indicator"]): (int(row["part"]), int(row["whole"])) for row in summed.to_dict("records")}


def _single_counts(answers: dict[str, Answer]) -> dict[str, tuple[int, int]]:
    customers, cases = answers["customers"].rows.iloc[0], answers["journey_customers"].rows.iloc[0]
    return {
        "stitched_customers": (int(customers["stitched"]), int(customers["customers"])),
        "several_customers": (int(cases["several"]), int(cases["journeys"])),
    }


def _overall(one: Indicator, counted: dict[str, tuple[int, int]], *, one_kind: bool) -> Measurement:
    part, whole = counted.get(one.code, (0, 0))
    return Measurement(one, None, part, whole, _remark(one, part, one_kind=one_kind))


def _per_source(chosen: Sequence[Indicator], by_source: pd.DataFrame, *, one_kind: bool) -> list[Measurement]:
    """Measure per source what can be told per source, in the order of the indicators."""
    counted = {
        (row["indicator"], row["source"]): (int(row["part"]), int(row["whole"])) for row in by_source.to_dict("records")
    }
    sources = sorted(set(by_source["source"]))
    return [
        Measurement(
            one, source, *counted[one.code, source], _remark(one, counted[one.code, source][0], one_kind=one_kind)
        )
        for one in chosen
        for source in sources
        if (one.code, source) in counted
    ]


def _remark(one: Indicator, part: int, *, one_kind: bool) -> str:
    if one.code in ("stitched", "stitched_customers") and one_kind:
        return ONE_KIND
    return NOT_CARRIED if one.group == "completion" and not one.required and part == 0 else ""


def _plausible(monthly: pd.DataFrame, last_import: pd.Timestamp) -> pd.DataFrame:
    months = pd.to_datetime(monthly["month"])
    return monthly[(months >= pd.Timestamp(EARLIEST)) & (months <= last_import)].reset_index(drop=True)


def _with_value(rows: pd.DataFrame) -> pd.DataFrame:
    whole = rows["whole"].astype(float)
    return rows.assign(value=rows["part"].astype(float) / whole.where(whole > 0))
