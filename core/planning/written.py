"""An initiative's estimates as the body of a document, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from core.planning.inputs import FIELDS
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs, WsjfInputs

_PLAIN = ("lever", "departments", "segment", "expected_outcome")
_MONEY = ("currency", "value_basis", "value_case")


def to_body(initiative: Initiative) -> dict[str, Any]:
    """Return all that is said of an initiative, but its id; what is not known is left out."""
    known = {code: each.of(initiative) for code, each in FIELDS.items()}
    return {
        "title": initiative.title,
        "inputs": {code: asdict(estimate) for code, estimate in known.items() if estimate is not None},
        "criteria": {name: asdict(estimate) for name, estimate in initiative.criteria},
        "effort_by_team": dict(initiative.effort_by_team),
        "depends_on": list(initiative.depends_on),
        "deadline": initiative.deadline.isoformat() if initiative.deadline else None,
        **{name: getattr(initiative, name) for name in _PLAIN},
        **{name: getattr(initiative.money, name) for name in _MONEY},
    }


def from_body(initiative_id: str, body: Mapping[str, Any]) -> Initiative:
    """Read an initiative from a body; teams and criteria come back in the order of their names.

    >>> known = Initiative("a", "Call back", effort=Estimate(2, 1, 4), deadline=date(2027, 1, 31))
    >>> from_body("a", to_body(known)) == known
    True
    """
    parts: dict[str, dict[str, Any]] = {"rice": {}, "ice": {}, "wsjf": {}, "money": {}, "": {}}
    for code, numbers in body["inputs"].items():
        each = FIELDS[code]
        parts[each.part][each.name] = Estimate(**numbers)
    money = MoneyInputs(**{name: body[name] for name in _MONEY}, **parts["money"])
    return Initiative(
        initiative_id, body["title"], rice=RiceInputs(**parts["rice"]), ice=IceInputs(**parts["ice"]),
        wsjf=WsjfInputs(**parts["wsjf"]), money=money, **parts[""],
        criteria=tuple((name, Estimate(**numbers)) for name, numbers in sorted(body["criteria"].items())),
        effort_by_team=tuple(sorted(body["effort_by_team"].items())), depends_on=tuple(body["depends_on"]),
        deadline=date.fromisoformat(body["deadline"]) if body["deadline"] else None,
        **{name: body[name] for name in _PLAIN},
    )  # fmt: skip
