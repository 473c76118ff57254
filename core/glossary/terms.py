"""Names under which numbers are shown: every number on a screen has one of them, or the name of a governed metric."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.glossary.shipped import shipped

Unit = Literal[
    "count", "ordinal", "number", "change", "share", "points", "ratio", "probability", "score", "money", "money a year",
    "seconds", "hours", "days", "months", "years", "person-months", "date", "as its figure",
]  # fmt: skip
UNITS: tuple[Unit, ...] = get_args(Unit)
# Of a metric's unit; points of the net promoter score are no difference of two shares.
_UNITS: Mapping[str, Unit] = {
    "count": "count",
    "share": "share",
    "money": "money",
    "seconds": "seconds",
    "days": "days",
    "score": "score",
    "points": "score",
    "channels": "count",
}


@dataclass(frozen=True)
class Term:
    """A name under which a number is shown, what the number says, and its unit.

    `unit` is of the value in core: shares are 0 to 1, "points" a difference of two shares, "change" a difference of two
    numbers, "ordinal" a place in an order. "as its figure": a term like "Low", whose unit is that of what it is about.

    >>> Term("haircut", "Haircut", "What a business case takes off.", "share").name
    'Haircut'
    """

    code: str
    name: str
    meaning: str
    unit: Unit

    def __post_init__(self) -> None:
        if not self.code.isidentifier() or self.code != self.code.lower():
            raise InvalidInputError(f"{self.code!r} is no code of a term. Use small letters, digits and _, as in npv.")
        if not self.name.strip() or not self.meaning.strip():
            raise InvalidInputError(f"The term {self.code!r} lacks its name or its meaning. Write both.")
        if self.unit not in UNITS:
            raise InvalidInputError(f"{self.unit!r} is no unit of a term. Choose one of: {', '.join(UNITS)}.")


@cache
def terms() -> Mapping[str, Term]:
    """Return every term by its code.

    >>> terms()["npv"].name
    'Net present value'
    """
    content = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
    return MappingProxyType({code: Term(code=code, **entry) for code, entry in content.items()})


def named(code: str) -> Term:
    """Return the term of a code, be it a term or a governed metric; raises InvalidInputError for an unknown one.

    >>> named("npv").unit, named("resolution").unit
    ('money', 'share')
    """
    found = terms().get(code) or metrics_as_terms().get(code)
    if found is None:
        raise InvalidInputError(
            f"No number is called {code!r}. Use a code of the glossary, or add the term to core/glossary/terms.toml."
        )
    return found


@cache
def metrics_as_terms() -> Mapping[str, Term]:
    """Return the name, the meaning and the unit of each governed metric, as a term.

    >>> metrics_as_terms()["resolution"].name
    'Resolved'
    """
    return {one.code: Term(one.code, one.name, one.meaning, _UNITS[one.unit]) for one in shipped().values()}
