"""A round as tables: the same ones for a workbook and for CSV, so that both say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from core.export.csv import csv_bytes
from core.maturity.change import LevelChange, caution, change_sentence
from core.maturity.explaining import meanings
from core.maturity.report import RoundReport
from core.maturity.results import CapabilityResult, RoundResults
from core.maturity.sentences import (
    additive_sentence,
    agreement_sentence,
    difference_sentence,
    gap_sentence,
    headline,
    level_sentence,
    staged_sentence,
)
from core.maturity.standing import Standing

Value = str | int | float | date | None
Kind = Literal["text", "count", "number", "share", "date"]
WHOLE = "Whole office"


@dataclass(frozen=True)
class Column:
    """One column. `width` is in letters; a share is 0 to 1. What may not be shown has a text in its place."""

    name: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Rows under columns. None is what is not available."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(report: RoundReport) -> Mapping[str, Table]:
    """Return every table of a round by its name: findings, levels, statements, groups, comments, actions, about."""
    return {
        "findings": _findings(report.standing),
        "levels": _levels(report.standing),
        "statements": _statements(report),
        "groups": _groups(report.standing.results),
        "comments": _comments(report.standing),
        "actions": _actions(report),
        "about": Table((Column("What", width=34), Column("What it means", width=110)), meanings(report)),
    }


def csv_of(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV that no spreadsheet takes for formulas; what is not available is empty."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    names = [one.name for one in table.columns]
    arrays = [_array(values) for values in columns]
    return csv_bytes([pa.RecordBatch.from_arrays(arrays, names)], names)


def _array(values: list[Value]) -> pa.Array:
    if any(isinstance(one, str) for one in values):
        texts = [None if one is None else str(one).encode("utf-8", "replace").decode("utf-8") for one in values]
        return pa.array(texts, pa.string())
    if any(isinstance(one, float) for one in values):
        return pa.array([None if one is None else float(one) for one in values], pa.float64())  # type: ignore[arg-type]
    return pa.array(values)


def _levels(found: Standing) -> Table:
    results, targets = found.results, found.targets.stages
    changes = {one.code: one for one in found.change.capabilities} if found.change else {}
    columns = (
        Column("Capability", width=34), Column("Staged level", "count"), Column("Stage", width=20),
        Column("Additive level", "number"), Column("95 % from", "number"), Column("95 % to", "number"),
        Column("Respondents", "count"), Column("Standard deviation", "number"), Column("Lowest", "number"),
        Column("Highest", "number"), Column("Confidence (1 to 3)", "number"), Column("Gave a confidence", "count"),
        Column("Target stage", "count"), Column("Change", "number"), Column("Change from", "number"),
        Column("Change to", "number"), Column("Direction", width=16), Column("Compared", width=14),
        *(Column(f"At stage {place}: {name}", "count") for place, name in enumerate(results.stages, 1)),
        Column("Without a stage", "count"),
    )  # fmt: skip
    whole: tuple[Value, ...] = (
        WHOLE, results.staged, _stage(results, results.staged), results.additive, None, None, results.respondents,
        None, None, None, None, None, None, *_change(found.change.overall if found.change else None),
        *(None for _ in results.stages), None,
    )  # fmt: skip
    rows = [_level(results, one, targets.get(one.code), changes.get(one.code)) for one in results.capabilities]
    return Table(columns, (whole, *rows))


def _level(
    results: RoundResults, one: CapabilityResult, target: int | None, change: LevelChange | None
) -> tuple[Value, ...]:
    additive = one.additive
    return (
        one.name, one.staged, _stage(results, one.staged), additive.value, additive.low, additive.high, additive.n,
        one.deviation, one.lowest, one.highest, one.confidence, one.confidences, target, *_change(change),
        *one.staged_counts, one.staged_unknown,
    )  # fmt: skip


def _stage(results: RoundResults, staged: int | None) -> str:
    return "" if staged is None else results.stages[staged - 1]


def _change(change: LevelChange | None) -> tuple[Value, ...]:
    if change is None:
        return None, None, None, "", ""
    return change.estimate.value, change.estimate.low, change.estimate.high, change.direction or "", change.how


def _findings(found: Standing) -> Table:
    results = found.results
    rows: list[tuple[Value, ...]] = [("Finding", headline(results).text())]
    if not results.is_kept_back:
        rows += [
            ("Staged level", staged_sentence(results).text()),
            ("Additive level", additive_sentence(results).text()),
            ("How the two differ", difference_sentence(results).text()),
            ("Agreement", agreement_sentence(results).text()),
            ("Roles", gap_sentence(results).text()),
            *((one.name, level_sentence(results, one.code).text()) for one in results.capabilities),
        ]
    if found.change and found.before:
        rows += [("Compared with", f"{found.before.name}, begun {found.before.opened_on.isoformat()}")]
        overall = (found.change.overall,) if found.change.overall else ()
        rows += [("Change", change_sentence(one).text()) for one in (*overall, *found.change.capabilities)]
        rows += [("How to read a change", caution(found.change))]
    rows += [("People and office differ", f"{one.statement.text} {one.sentence}") for one in found.mismatches]
    return Table((Column("About", width=34), Column("Sentence", width=110)), tuple(rows))


def _statements(report: RoundReport) -> Table:
    found = report.standing
    differ = {one.statement.code: one.sentence for one in found.mismatches}
    counts = {s.code: s for one in found.results.capabilities for s in one.statements}
    columns = (
        Column("Capability", width=24), Column("Stage", width=18), Column("Code", width=22),
        Column("Statement", width=60), Column("Yes", "count", 9), Column("Partly", "count", 9),
        Column("No", "count", 9), Column("Don't know", "count", 11), Column("Know", "count", 9),
        Column("Yes share", "share", 11), Column("For the group", width=14), Column("The office shows", width=16),
        Column("Because", width=48), Column("Differs", width=48),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for capability in found.round.model.capabilities:
        for stage, cell in zip(found.round.model.stages, capability.cells, strict=True):
            for one in cell.statements:
                if one.code not in counts:
                    continue
                s, fact = counts[one.code], report.facts.get(one.evidence)
                met = "not known" if s.met is None else "met" if s.met else "not met"
                rows.append((
                    capability.name, stage.name, one.code, one.text, s.yes, s.partly, s.no, s.unknown, s.known,
                    s.yes_share, met, fact.state if fact else "", fact.sentence if fact else "",
                    differ.get(one.code, ""),
                ))  # fmt: skip
    return Table(columns, tuple(rows))


def _groups(results: RoundResults) -> Table:
    columns = (Column("Capability", width=24), Column("By", width=8), Column("Group", width=28),
               Column("Additive level", "number"), Column("Respondents", "count"))  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (one.name, by, group.name, _or(group.level, group.kept_back), _or(group.n, group.kept_back))
        for one in results.capabilities
        for by, groups in (("role", one.groups.roles), ("team", one.groups.teams))
        for group in groups
    ]
    return Table(columns, tuple(rows))


def _or(value: float | None, kept_back: str) -> float | str | None:
    """Return a value, or the words that stand in its place where it is kept back."""
    return kept_back or value


def _comments(found: Standing) -> Table:
    names = {one.code: one.name for one in found.results.capabilities}
    columns = (Column("Capability", width=24), Column("Comment", width=90))
    said = [(names.get(one.capability, one.capability), one.text, one.role, one.team) for one in found.results.comments]
    if found.results.anonymous:
        return Table(columns, tuple(row[:2] for row in said))
    return Table((*columns, Column("Role", width=20), Column("Team", width=20)), tuple(said))


def _actions(report: RoundReport) -> Table:
    model = report.standing.round.model
    columns = (
        Column("No.", "count", 6), Column("Action", width=60), Column("So that this holds", width=60),
        Column("Capability", width=24), Column("For stage", width=18), Column("Effort", width=9),
        Column("Waits for", width=30), Column("Unlocks", "count", 9), Column("Completes its stage", width=12),
        Column("Gain for effort", "number", 10), Column("Owner", width=20), Column("By", "date", 12),
        Column("Backlog", width=12),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for number, one in enumerate(report.standing.actions, 1):
        sent, waits = report.commitments.get(one.statement.code), ", ".join(one.waits_for)
        rows.append((
            number, one.statement.action, one.statement.text, model.capability(one.capability).name,
            model.stages[one.stage].name, one.statement.effort, waits, len(one.unlocks),
            "yes" if one.completes else "no", one.gain_per_effort, sent.owner if sent else "",
            sent.due_on if sent else None, sent.state if sent else "",
        ))  # fmt: skip
    return Table(columns, tuple(rows))
