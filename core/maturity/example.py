"""A model small enough to score by hand, for the examples in this package's docstrings."""

from core.maturity.model import Capability, Cell, Model, Stage, Statement


def _cell(*codes: str) -> Cell:
    return Cell("", tuple(Statement(code, f"Statement {code} holds.", f"Do {code}.", "small") for code in codes))


# Two capabilities and three stages: data has a and b at the second stage and c at the third, people has d and e.
SMALL = Model(
    "small",
    "Small model",
    "",
    "",
    1,
    tuple(Stage(name.lower(), name, "") for name in ("Start", "Middle", "Top")),
    (
        Capability("data", "Data", "", (_cell(), _cell("a", "b"), _cell("c"))),
        Capability("people", "People", "", (_cell(), _cell("d"), _cell("e"))),
    ),
)
