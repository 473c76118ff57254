"""Twelve made-up initiatives for a new office; no item of the backlog, marked as examples, and removable."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import InvalidInputError
from core.figure import Evidence
from core.planning.estimates import EXAMPLE, KIND, KeptEstimate, estimates, put
from core.planning.inputs import FIELDS
from core.planning.written import from_body
from core.workspace import Author

REASON = "Example set"


@cache
def example_set() -> tuple[KeptEstimate, ...]:
    """Return the examples as the file says them, what others build on first.

    >>> len(example_set()), all(each.example for each in example_set())
    (12, True)
    """
    content = tomllib.loads((Path(__file__).parent / "example.toml").read_text(encoding="utf-8"))
    return tuple(_read(one, content["currency"]) for one in content["initiatives"])


def load_example(author: Author) -> tuple[KeptEstimate, ...]:
    """Keep the example set, all of it or nothing; what is kept of it already stays as it is.

    Raises `InvalidInputError` when something of one's own is estimated already: examples are never mixed with it.
    """
    author.person.require("write")
    kept = estimates(author.workspace)
    own = [one for one in kept.values() if not one.example]
    if own:
        raise InvalidInputError(
            f"{own[0].initiative.title!r} is estimated already, and examples are not mixed with real initiatives. "
            "Nothing was loaded."
        )
    with author.together() as together:
        return tuple(kept.get(one.item_id) or put(together, one, REASON) for one in example_set())


def remove_example(author: Author) -> int:
    """Remove every example, changed or not, and return how many there were; what is real stays."""
    author.person.require("write")
    found = author.workspace.all(KIND, EXAMPLE)
    with author.together() as together:
        for document in found:
            together.remove(KIND, document.key, seen_version=document.version)
    return len(found)


def _read(one: dict[str, Any], currency: str) -> KeptEstimate:
    """Read one example: a number is `value`, or `[low, value, high]`."""
    evidence: dict[str, Evidence] = one.get("evidence", {})
    deadline: date | None = one.get("deadline")
    body = {
        "title": f"Example: {one['title']}",
        "inputs": {code: _numbers(one[code]) for code in FIELDS if code in one},
        "criteria": {name: _numbers(value) for name, value in one.get("criteria", {}).items()},
        "effort_by_team": one.get("effort_by_team", {}),
        "depends_on": [EXAMPLE + needed for needed in one.get("depends_on", ())],
        "deadline": deadline.isoformat() if deadline else None,
        "lever": one["lever"], "departments": one.get("departments"), "segment": one.get("segment", ""),
        "expected_outcome": one["expected_outcome"], "currency": currency, "value_basis": "a_year", "value_case": None,
    }  # fmt: skip
    return KeptEstimate(from_body(EXAMPLE + one["id"], body), evidence, one.get("owner", ""))


def _numbers(written: float | list[float]) -> dict[str, float]:
    if isinstance(written, list):
        low, value, high = written
        return {"value": value, "low": low, "high": high}
    return {"value": written}
