from collections import Counter

import pytest

from core.errors import InvalidInputError
from core.glossary.terms import Term, metrics_as_terms, named, terms
from core.quality import indicators


def test_one_concept_has_one_name() -> None:
    names = Counter(term.name.casefold() for term in (*terms().values(), *metrics_as_terms().values()))
    shared = {"journeys"}  # the metric is how many started in a period, the term how many a row counts
    assert {name for name, times in names.items() if times > 1} == shared


def test_no_term_hides_a_metric() -> None:
    assert not terms().keys() & metrics_as_terms().keys()


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
