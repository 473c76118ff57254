"""What a decision takes off an effect because of how it was found out: data with an owner, read by its grade."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from core.errors import InvalidInputError


@dataclass(frozen=True)
class Haircut:
    """What to take off a positive effect of a grade: `share` (0 or more, under 1), why, and who answers for it."""

    grade: str
    label: str
    share: float
    reason: str
    owner: str
    as_of: date

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1:
            raise InvalidInputError(f"The haircut for {self.grade!r} is {self.share}; it is 0 or more, under 1.")
        if not (self.label.strip() and self.reason.strip() and self.owner.strip()):
            raise InvalidInputError(f"The haircut for {self.grade!r} needs a label, a reason and an owner.")


@cache
def haircuts() -> Mapping[str, Haircut]:
    """Return every haircut by its grade.

    >>> list(haircuts())
    ['experiment', 'within customers', 'adjusted', 'raw']
    """
    content = tomllib.loads((Path(__file__).parent / "haircuts.toml").read_text(encoding="utf-8"))
    return {grade: Haircut(grade=grade, **row) for grade, row in content.items()}


def haircut(grade: str) -> Haircut:
    """Return the haircut of a grade.

    >>> haircut("experiment").share, 0 < haircut("adjusted").share < haircut("raw").share
    (0.0, True)
    """
    found = haircuts().get(grade)
    if found is None:
        raise InvalidInputError(f"There is no haircut for {grade!r}; there are {', '.join(haircuts())}.")
    return found
