import pytest

from core.errors import InvalidInputError
from core.glossary.terms import Term, named, terms
from core.quality import indicators


def test_one_concept_has_one_name() -> None:
    names = [term.name.casefold() for term in terms().values()]
    assert sorted(names) == sorted(set(names))


def test_an_unknown_code_is_refused_with_a_way_on() -> None:
    with pytest.raises(InvalidInputError, match=r"terms\.toml"):
        named("gut_feeling")


@pytest.mark.parametrize(
    ("code", "name", "meaning", "unit"),
    [
        ("NPV", "Net present value", "Benefits less costs.", "money"),
        ("npv 1", "Net present value", "Benefits less costs.", "money"),
        ("npv", " ", "Benefits less costs.", "money"),
        ("npv", "Net present value", "", "money"),
        ("npv", "Net present value", "Benefits less costs.", "bananas"),
    ],
)
def test_a_term_is_checked_when_made(code: str, name: str, meaning: str, unit: str) -> None:
    with pytest.raises(InvalidInputError):
        Term(code, name, meaning, unit)  # type: ignore[arg-type]


def test_checks_of_the_data_are_named_by_their_own_list() -> None:
    for one in indicators({}):
        assert (one.term.code, one.term.name, one.term.meaning) == (one.code, one.label, one.meaning)
