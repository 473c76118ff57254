"""A maturity model: capabilities, stages, and statements that two honest raters would answer alike."""

from dataclasses import dataclass
from typing import Literal

Effort = Literal["small", "medium", "large"]


@dataclass(frozen=True)
class Stage:
    """One stage, from the lowest. `meaning` says what working at this stage looks like."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True)
class Statement:
    """Something observable that belongs to a stage of a capability: it is in place, partly, or not.

    `action` is what to do where it is missing, `effort` how much that takes, `needs` the statements that come first.
    `evidence` names the fact of the office that answers it by itself, where there is one.
    """

    code: str
    text: str
    action: str
    effort: Effort
    needs: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True)
class Cell:
    """What is observable at one stage of one capability. The lowest stage needs no statement: it is where all start."""

    observable: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Capability:
    """One capability, with one cell a stage, in the order of the model's stages."""

    code: str
    name: str
    question: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Model:
    """A whole model. `edition` counts its changes; a round keeps the edition that it began with."""

    code: str
    name: str
    about: str
    source: str
    edition: int
    stages: tuple[Stage, ...]
    capabilities: tuple[Capability, ...]

    def statements(self) -> tuple[Statement, ...]:
        """Return every statement, by capability and stage."""
        return tuple(s for capability in self.capabilities for cell in capability.cells for s in cell.statements)

    def capability(self, code: str) -> Capability:
        """Return one capability by its code."""
        return next(one for one in self.capabilities if one.code == code)
