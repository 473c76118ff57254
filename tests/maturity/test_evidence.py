import pytest

from core.errors import InvalidInputError
from core.maturity.evidence import Fact, FactState, mismatches, prefill
from core.maturity.reading import parse_model
from tests.maturity.models import SMALL

MODEL = parse_model(SMALL, "small.toml")


def fact(state: FactState, code: str = "audit_whole") -> dict[str, Fact]:
    return {code: Fact(code, state, f"The office says {state}.")}


def test_a_known_fact_fills_its_statement_in() -> None:
    facts = {**fact("partly"), **fact("unknown", "data_current"), **fact("yes", "maps_current")}
    assert prefill(MODEL, facts) == {"a1": facts["audit_whole"]}


@pytest.mark.parametrize(
    ("state", "share", "n", "found"),
    [
        ("no", 0.75, 4, True),
        ("partly", 0.75, 4, True),
        ("yes", 0.75, 4, False),
        ("yes", 0.25, 4, True),
        ("partly", 0.25, 4, False),
        ("no", 0.25, 4, False),
        ("yes", 0.5, 4, False),
        ("no", 0.5, 4, False),
        ("unknown", 1.0, 4, False),
        ("yes", 0.0, 0, False),
        ("yes", 0.0, 1, True),
    ],
)
def test_people_and_the_office_disagree(state: FactState, share: float, n: int, found: bool) -> None:
    assert bool(mismatches(MODEL, fact(state), {"a1": (share, n)})) is found


@pytest.mark.parametrize(
    ("state", "share", "sentence"),
    [
        ("no", 0.75, "3 of 4 who know said yes, but the office shows otherwise: The office says no."),
        ("partly", 1.0, "4 of 4 who know said yes, but the office shows only part of it: The office says partly."),
        ("yes", 0.0, "0 of 4 who know said yes, but the office shows it: The office says yes."),
    ],
)
def test_a_mismatch_is_told_with_its_count(state: FactState, share: float, sentence: str) -> None:
    (found,) = mismatches(MODEL, fact(state), {"a1": (share, 4)})
    assert (found.sentence, found.people_share, found.n) == (sentence, share, 4)
    assert found.statement.code == "a1"


@pytest.mark.parametrize("share_and_n", [(1.2, 3), (-0.1, 3), (0.5, -1), (float("nan"), 2)])
def test_a_share_that_is_none_is_refused(share_and_n: tuple[float, int]) -> None:
    with pytest.raises(InvalidInputError, match="a share is from 0 to 1"):
        mismatches(MODEL, fact("yes"), {"a1": share_and_n})
