"""S4: how the questions grow from a tenth of the size to the whole."""

import math

from benchmarks.flows import QUESTION
from benchmarks.results import Figure, milliseconds
from benchmarks.timing import race
from core.engine import Database
from core.paths.flow import flow
from core.paths.lens import Lens
from core.paths.summary import summary
from core.paths.variants import variants
from core.scope import Scope

QUESTIONS = {
    "path flow": lambda database: flow(database, Scope(), QUESTION),
    "variants, by activity": lambda database: variants(database, Scope(), Lens("activity")),
    "summary": lambda database: summary(database, Scope()),
}


def figures(small: Database, large: Database) -> list[Figure]:
    """Race each question on two databases, the second ten times the first."""
    found = []
    for what, ask in QUESTIONS.items():
        seconds = race({"small": lambda ask=ask: ask(small), "large": lambda ask=ask: ask(large)})
        growth = math.log10(seconds["large"] / seconds["small"])
        detail = f"{growth:.2f} ({milliseconds(seconds['small'])} to {milliseconds(seconds['large'])})"
        found.append(Figure("S4", f"{what}: growth exponent from a tenth of the size", detail, "≤ 1.0", growth <= 1))
    return found
