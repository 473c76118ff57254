"""Figures of other systems: keeping them, and reading them from a CSV in which no row is dropped silently."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import InvalidInputError
from core.glossary.metric import Metric
from core.glossary.reported import Report, ReportedMonth
from core.glossary.shipped import shipped
from core.text import counted
from core.wording import count
from core.workspace.documents import Author, Document, Workspace

REPORTED = "reported_figures"
COLUMNS = ("month", "part", "whole")
MOST_BYTES, MOST_MONTHS, MOST_COUNT = 1_000_000, 1200, 10**12
_MONTH, _COUNT = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII), re.compile(r"\d{1,13}(?:\.0+)?", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """What is reported for a dataset, by metric code. `seen` has the version that a save must have seen.

    `faults` says of each document that can't be read that it counts as not reported.
    """

    by_code: Mapping[str, Report]
    seen: Mapping[str, int]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """The months of a file, oldest first; none where there is a fault. `faults` has a sentence for each bad line."""

    months: tuple[ReportedMonth, ...]
    faults: tuple[str, ...]


def reported_metrics(metrics: Mapping[str, Metric]) -> tuple[Metric, ...]:
    """Return the metrics that other systems count.

    >>> [one.code for one in reported_metrics(shipped())]
    ['qa_pass', 'exception_rate']
    """
    return tuple(one for one in metrics.values() if one.sql == "reported")


def save(author: Author, dataset_id: str, report: Report) -> Report:
    """Keep a report in place of the one of `report.version`, 0 for the first; return it as it is kept.

    Raises `ConflictError` when somebody changed it meanwhile.
    """
    if report.metric_code not in {one.code for one in reported_metrics(shipped())}:
        raise InvalidInputError(f"{report.metric_code!r} is counted from interactions. It can't be reported.")
    if len(report.months) > MOST_MONTHS or any(one.whole > MOST_COUNT for one in report.months):
        raise InvalidInputError(
            f"Up to {count(MOST_MONTHS)} months can be reported, and counts up to {count(MOST_COUNT)}."
        )
    key = f"{dataset_id}:{report.metric_code}"
    saved = author.put(REPORTED, key, report.to_dict(), seen_version=report.version)
    return replace(report, version=saved.version)


def kept_reports(workspace: Workspace, dataset_id: str) -> Kept:
    """Return what is reported for a dataset; a document that can't be read is told and counts as not reported."""
    found, seen, faults = {}, {}, []
    for document in workspace.all(REPORTED, f"{dataset_id}:"):
        code = document.key.removeprefix(f"{dataset_id}:")
        if code not in shipped():
            continue
        seen[code] = document.version
        report = report_of(document)
        if report is None or report.metric_code != code:
            faults.append(
                f"The figures kept for {shipped()[code].name} can't be read by this version of the app and count as "
                "not reported. Report them anew."
            )
        else:
            found[code] = report
    return Kept(found, seen, tuple(faults))


def report_of(document: Document) -> Report | None:
    """Return the report of a document; None where it can't be read."""
    try:
        report = Report.from_dict(document.body, document.version)
    except (InvalidInputError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    return report if all(one.whole <= MOST_COUNT for one in report.months) else None


def read_csv(content: bytes) -> Read:
    """Read months from a CSV with the columns month, part and whole, in any order; a bad line refuses the whole file.

    Commas, semicolons and tabs part the cells, blank lines are skipped. A month is 2026-05, or 2026-05-01.

    >>> read_csv(b"whole;month;part\\n450;2026-05;412\\n").months
    (ReportedMonth(month=datetime.date(2026, 5, 1), part=412, whole=450),)
    >>> read_csv(b"month,part,whole\\n2026-05,412,400\\n2026-13,1,2\\n").faults
    ('Line 2: May 2026: 412 of 400. The part is 0 to the whole, the whole 1 or more.',
     "Line 3: '2026-13' is not a month. Write it as 2026-05.")
    """
    if len(content) > MOST_BYTES:
        return Read((), (f"The file has {count(len(content))} bytes; {count(MOST_BYTES)} at most.",))
    text = content.decode("utf-8-sig", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        return Read((), (f"Line {reader.line_num}: the file is not a CSV ({error}).",))
    filled = [(number, row) for number, row in lines if any(row)]
    if not filled:
        return Read((), ("There is nothing in it. Give the columns month, part and whole and a line a month.",))
    header = [name.casefold() for name in filled[0][1]]
    if sorted(header) != sorted(COLUMNS):
        given = ", ".join(header)[:200]
        return Read((), (f"Line {filled[0][0]}: the columns are {given}. They must be month, part and whole.",))
    places = [header.index(name) for name in COLUMNS]
    rows = [
        (number, [row[place] for place in places] if len(row) == len(COLUMNS) else row) for number, row in filled[1:]
    ]
    return read_rows((f"Line {number}", row) for number, row in rows)


def read_rows(rows: Iterable[tuple[str, Sequence[object]]]) -> Read:
    """Read months from rows of month, part and whole; each row comes with what it is called, such as "Line 3"."""
    found: dict[date, tuple[str, ReportedMonth]] = {}
    faults = []
    for name, cells in rows:
        try:
            if len(cells) != len(COLUMNS):
                raise InvalidInputError(f"It has {counted(len(cells), 'cell')} instead of {len(COLUMNS)}.")
            month = _month(*("" if cell is None else str(cell).strip() for cell in cells))
        except InvalidInputError as error:
            faults.append(f"{name}: {error}")
            continue
        if month.month in found:
            faults.append(f"{name}: {month.month:%B %Y} is in {found[month.month][0].lower()} already.")
        else:
            found[month.month] = (name, month)
    if not faults and not found:
        faults.append("There is no month in it. Give at least one.")
    return Read(() if faults else tuple(found[day][1] for day in sorted(found)), tuple(faults))


def _month(month: str, part: str, whole: str) -> ReportedMonth:
    match = _MONTH.fullmatch(month)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3] or 1)) if match else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidInputError(f"{_short(month)} is not a month. Write it as 2026-05.")
    for cell in (part, whole):
        if not _COUNT.fullmatch(cell) or float(cell) > MOST_COUNT:
            raise InvalidInputError(f"{_short(cell)} is not a count. Write a whole number without separators.")
    return ReportedMonth(day, int(float(part)), int(float(whole)))


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…") if text else "An empty cell"
