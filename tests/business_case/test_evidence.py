"""What a case rests on, by hand, and what keeps it from being signed."""

from dataclasses import replace

import pytest

from core.business_case.evidence import basis, hindrances, lacking
from core.business_case.lines import Overlap
from core.business_case.sensitivity import weights
from tests.business_case.cases import given, having, small


def test_a_product_weighs_its_factors_alike() -> None:
    case = having(small(1), given("discount_rate", 0.0, "rate"))
    found = weights(replace(case, costs=()))
    moving = {code: share for code, share in found.items() if share}
    assert moving == pytest.approx({"journeys_a_year": 1 / 3, "saving": 1 / 3, "adoption_year_1": 1 / 3}, rel=1e-6)


def test_a_sum_weighs_by_size() -> None:
    case = having(small(1), given("discount_rate", 0.0, "rate"))
    found = weights(replace(case, benefits=()))
    # 5,000 once and 2 x 1,000 a year: an error of 1 % is 50, 20 and 20
    assert found["first_cost"] == pytest.approx(5 / 9)
    assert found["people"] == found["salary"] == pytest.approx(2 / 9)


def test_the_basis_adds_the_weights_of_each_evidence() -> None:
    published = replace(given("salary", 1000.0, "money"), owner="", evidence="benchmark", benchmark="salary")
    unowned = replace(given("people", 2.0), owner="")
    case = replace(having(small(1), given("discount_rate", 0.0, "rate"), published, unowned), benefits=())
    found = basis(case)
    assert found.by_evidence == pytest.approx({"measured": 0.0, "benchmark": 2 / 9, "assumed": 7 / 9})
    assert found.unowned_share == pytest.approx(2 / 9)
    assert [one.code for one in lacking(case)] == ["people"]


def test_what_keeps_a_case_from_being_signed() -> None:
    assert hindrances(small()) == ()
    case = having(small(), replace(given("salary", 1000.0, "money", label="Salary"), owner=""), owner=" ")
    second = replace(case.benefits[0], code="again", label="Again")
    case = replace(case, benefits=(*case.benefits, second), costs=())
    assert hindrances(case) == (
        "1 of 21 inputs lack a source or an owner: Salary.",
        "Both 'Fewer channels' and 'Again' save the cost of a contact. How much of the second is already in the first?",
        "Nobody owns the case. Say who answers for it.",
        "The case has no benefit, or no cost. Add one of each.",
    )
    answered = replace(case, overlaps=(Overlap("fewer", "again", 0.0, "other calls", "Ann"),))
    assert len(hindrances(answered)) == 3


def test_many_without_an_owner_are_named_by_weight() -> None:
    case = small()
    for one in case.assumptions:
        case = case.with_assumption(replace(one, owner=""))
    (sentence,) = hindrances(case)
    assert sentence.startswith("21 of 21 inputs lack a source or an owner: journeys_a_year, saving, ")
    assert sentence.endswith(" and 16 more.")
