"""All that is known of the initiatives as one table of plain rows: every input, range and evidence, score and rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.planning.inputs import CRITERION, DEPARTMENTS, FIELDS, TEAMS
from core.planning.joining import Joined
from core.planning.scores import Scores
from core.priorities.estimate import Estimate

ABOUT = (
    "initiative_id", "title", "example", "state", "owner", "estimated_by", "lever", "segment", "deadline",
    "depends_on", "expected_outcome",
)  # fmt: skip
MONEY = ("currency", "value_basis", "value_case", "value_from")
PER_METHOD = ("score", "rank", "rank_low", "rank_high", "top_share")


@dataclass(frozen=True)
class Exported:
    """Headers and rows; a cell is a text, a number, a day, a truth value or None for unknown."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def exported(found: Sequence[Joined], scored: Scores) -> Exported:
    """Return one row an initiative, in their order. Shares are 0 to 1, efforts person-months, ids those of the backlog.

    Teams have the columns `effort_of.NAME`, criteria `criterion.NAME`, `criterion_low.NAME` and so on, in the order of
    their names. Where value and cost come from a business case, `value_from` says so instead of an evidence word.
    `notes` are what a reader must know.
    """
    teams = sorted({team for each in found for team, _ in each.initiative.effort_by_team})
    criteria = sorted({name for each in found for name, _ in each.initiative.criteria})
    cells = [_cells(each, scored, teams, criteria) for each in found]
    headers = tuple(cells[0]) if cells else tuple(ABOUT)
    return Exported(headers, tuple(tuple(row.values()) for row in cells))


def _cells(each: Joined, scored: Scores, teams: Sequence[str], criteria: Sequence[str]) -> dict[str, Any]:
    one, item, kept = each.initiative, each.item, each.estimate
    about = (
        one.initiative_id, one.title, each.example, item.state if item else "", item.owner if item else "",
        kept.owner, one.lever, one.segment, one.deadline, "; ".join(one.depends_on), one.expected_outcome,
    )  # fmt: skip
    money = (one.money.currency, one.money.value_basis if one.money.value else None, one.money.value_case)
    return {
        **dict(zip(ABOUT, about, strict=True)),
        **dict(zip(MONEY, (*money, each.value_from), strict=True)),
        **_inputs(each, teams, criteria),
        **_scored(one.initiative_id, scored),
        "notes": " ".join((*each.unmet, *each.notes)),
    }


def _inputs(each: Joined, teams: Sequence[str], criteria: Sequence[str]) -> dict[str, Any]:
    one, kept = each.initiative, each.estimate
    cells: dict[str, Any] = {}
    for code, field in FIELDS.items():
        cells |= _ranged(code, "", field.of(one), kept.evidence_of(code))
    for name in criteria:
        cells |= _ranged("criterion", f".{name}", one.criterion(name), kept.evidence_of(CRITERION + name))
    by_team: Mapping[str, float] = dict(one.effort_by_team)
    cells |= {f"effort_of.{team}": by_team.get(team) for team in teams}
    cells[f"{TEAMS}_evidence"] = kept.evidence_of(TEAMS)
    return cells | {DEPARTMENTS: one.departments, f"{DEPARTMENTS}_evidence": kept.evidence_of(DEPARTMENTS)}


def _ranged(code: str, name: str, known: Estimate | None, evidence: str | None) -> dict[str, Any]:
    """Return an input's four columns; what people named goes last, so that no two names make the same header."""
    value, low, high = (None, None, None) if known is None else (known.value, known.low, known.high)
    return {f"{code}{name}": value, f"{code}_low{name}": low, f"{code}_high{name}": high,
            f"{code}_evidence{name}": evidence}  # fmt: skip


def _scored(initiative_id: str, scored: Scores) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for method in scored.methods:
        score = scored.of(method.code, initiative_id)
        cells |= {f"{method.code}_{name}": getattr(score, name) for name in PER_METHOD}
    return cells
