"""Quick ways to write subjects with parts, and a strategy that draws them."""

from hypothesis import strategies as st

from core.priorities.estimate import Estimate
from core.priorities.scoring import Scoring, scored
from core.priorities.subject import Criterion, Subject

PARTS = (
    Criterion("volume", "Volume", "value", 2),
    Criterion("cost", "Cost", "value", 1),
    Criterion("weight", "Strategic weight", "value", 1, judged=True),
    Criterion("ease", "Ease", "feasibility", 2, judged=True),
    Criterion("load", "Load", "feasibility", 1, judged=True, less_is_better=True),
)
MEASURED_PARTS, JUDGED_PARTS = ("volume", "cost"), ("weight", "ease", "load")


@st.composite
def subject_lists(draw: st.DrawFn, missing: bool = True, least: int = 1, most: int = 6) -> list[Subject]:
    found = []
    for at in range(draw(st.integers(least, most))):
        parts = {code: draw(st.integers(-3, 40)) for code in MEASURED_PARTS}
        parts |= {code: draw(st.integers(1, 5)) for code in JUDGED_PARTS}
        gone = draw(st.sets(st.sampled_from([*parts]), max_size=1)) if missing else set()
        kept = {code: Estimate(float(value)) for code, value in parts.items() if code not in gone}
        found.append(Subject(f"s{at}", f"S{at}", kept, draw(st.booleans())))
    return found


def score(subjects: list[Subject], criteria: tuple[Criterion, ...] = PARTS) -> Scoring:
    return scored(subjects, criteria, draws=100)


def subject(name: str, **parts: float | Estimate) -> Subject:
    given = {code: one if isinstance(one, Estimate) else Estimate(one) for code, one in parts.items()}
    return Subject(name, name, given)
