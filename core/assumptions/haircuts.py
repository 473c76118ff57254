"""What a decision takes off an effect because of how it was found out: one rule by grade, with its owner."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from core.errors import InvalidInputError
from core.figure import GRADES, Grade


@dataclass(frozen=True)
class Haircut:
    """The `share` (0 to 1) of a positive effect that is not counted on, why, and who answers for it since when."""

    grade: Grade
    label: str
    share: float
    reason: str
    owner: str
    as_of: date

    def __post_init__(self) -> None:
        if self.grade not in GRADES:
            raise InvalidInputError(f"There is no grade {self.grade!r}. A haircut is for one of: {', '.join(GRADES)}.")
        if not 0 <= self.share < 1:
            raise InvalidInputError(f"The haircut for {self.grade} is {self.share}; it is 0 or more, under 1.")
        if not (self.label.strip() and self.owner.strip() and self.reason.strip()):
            raise InvalidInputError(f"The haircut for {self.grade} needs a label, an owner and a reason. Write them.")


@cache
def haircuts() -> Mapping[Grade, Haircut]:
    """Return the haircut of every grade.

    >>> sorted(haircuts()) == sorted(GRADES)
    True
    """
    content = tomllib.loads((Path(__file__).parent / "haircuts.toml").read_text(encoding="utf-8"))
    return {grade: Haircut(grade=grade, **content[grade]) for grade in GRADES}


def haircut(grade: Grade) -> Haircut:
    """Return what is taken off a positive effect of a grade.

    >>> haircut("experiment").share, haircut("adjusted").share, haircut("raw").share
    (0.0, 0.2, 0.5)
    """
    return haircuts()[grade]
