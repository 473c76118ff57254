"""Small maturity models for tests: written by hand, and drawn at random."""

from dataclasses import replace

from hypothesis import strategies as st

from core.maturity.document import NAME_LENGTH, PROSE_LENGTH, TEXT_LENGTH
from core.maturity.evidence import FACTS
from core.maturity.model import Capability, Cell, Model, Stage, Statement
from core.maturity.reading import EFFORTS
from core.wording import one_line

# Two capabilities, three stages. In what follows b1 needs a1, a2 needs a1 and b1, b2 needs b1.
SMALL = """\
code = "small"
name = "Small"
about = "A model for tests."
source = "These tests."
edition = 1

[[stages]]
code = "low"
name = "Low"
meaning = "Where all start."

[[stages]]
code = "middle"
name = "Middle"
meaning = "Half way."

[[stages]]
code = "high"
name = "High"
meaning = "There."

[[capabilities]]
code = "a"
name = "A"
question = "How is A?"

[[capabilities.cells]]
stage = "low"
observable = "No A."

[[capabilities.cells]]
stage = "middle"
observable = "Some A."

[[capabilities.cells.statements]]
code = "a1"
text = "A is written down."
action = "Write A down."
effort = "small"
evidence = "audit_whole"

[[capabilities.cells]]
stage = "high"
observable = "All A."

[[capabilities.cells.statements]]
code = "a2"
text = "A is lived."
action = "Live A."
effort = "large"
needs = ["a1", "b1"]

[[capabilities]]
code = "b"
name = "B"
question = "How is B?"

[[capabilities.cells]]
stage = "low"
observable = "No B."

[[capabilities.cells]]
stage = "middle"
observable = "Some B."

[[capabilities.cells.statements]]
code = "b1"
text = "B is written down."
action = "Write B down."
effort = "medium"
needs = ["a1"]
evidence = "data_current"

[[capabilities.cells]]
stage = "high"
observable = "All B."

[[capabilities.cells.statements]]
code = "b2"
text = "B is lived."
action = "Live B."
effort = "small"
needs = ["b1"]
"""


def texts(longest: int) -> st.SearchStrategy[str]:
    """Draw texts as they are after reading: on one line, with every sign that can be shown."""
    signs = st.characters(exclude_categories=("Cc", "Cs"))
    return st.text(signs, min_size=1, max_size=longest).map(one_line).filter(bool)


@st.composite
def models(draw: st.DrawFn) -> Model:
    stages = draw(st.integers(2, 4))
    statements: list[Statement] = []
    capabilities = []
    for number in range(draw(st.integers(1, 3))):
        cells, own = [], []
        for level in range(stages):
            for _ in range(draw(st.integers(1 if level else 0, 3))):
                own.append(_statement(draw, len(statements), statements))
                statements.append(own[-1])
            count = len(own) - sum(len(cell.statements) for cell in cells)
            cells.append(Cell(draw(texts(20)), tuple(own[len(own) - count :])))
        capabilities.append(Capability(f"capability-{number}", draw(texts(9)), draw(texts(20)), tuple(cells)))
    return Model(
        "drawn",
        draw(texts(NAME_LENGTH)),
        draw(texts(PROSE_LENGTH)),
        draw(texts(TEXT_LENGTH)),
        draw(st.integers(1, 99)),
        tuple(Stage(f"stage_{level}", draw(texts(9)), draw(texts(9))) for level in range(stages)),
        tuple(draw(st.permutations(capabilities))),
    )


def _statement(draw: st.DrawFn, number: int, before: list[Statement]) -> Statement:
    codes = [one.code for one in before]
    needs = draw(st.lists(st.sampled_from(codes), unique=True, max_size=3)) if codes else []
    return replace(
        Statement(f"s{number}", f"{number}: {draw(texts(20))}", draw(texts(20)), draw(st.sampled_from(EFFORTS))),
        needs=tuple(needs),
        evidence=draw(st.sampled_from(["", *FACTS])),
    )
