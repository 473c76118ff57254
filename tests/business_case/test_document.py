"""What is kept of a case is the case; and what is said otherwise is found."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from core.business_case.case import Case
from core.business_case.comparing import differences
from core.business_case.document import from_dict, to_dict
from core.errors import DataDamagedError, InvalidInputError
from tests.business_case.any_case import any_case
from tests.business_case.cases import small

# A whole case is large: to make a failing one smaller takes minutes, so it is shown as it was found.
quickly = settings(
    deadline=None, max_examples=20, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
PARTS = {
    "title": {"case"}, "currency": {"case", "input", "scenario"}, "terms": {"terms"}, "costs": {"cost"},
    "benefits": {"benefit"}, "assumptions": {"input"}, "scenarios": {"scenario"}, "summary": {"case"},
}  # fmt: skip


@quickly
@given(any_case())
def test_any_case_comes_back_from_json_as_it_was(case: Case) -> None:
    text = json.dumps(to_dict(case), sort_keys=True, allow_nan=False)
    read = from_dict(json.loads(text))
    assert read == case
    assert json.dumps(to_dict(read), sort_keys=True) == text
    assert differences(case, read) == ()


@quickly
@given(any_case(), any_case(), st.sampled_from(sorted(PARTS)))
def test_two_cases_differ_just_where_something_is_said_otherwise(first: Case, other: Case, field: str) -> None:
    try:
        second = replace(first, **{field: getattr(other, field)})
    except InvalidInputError:
        assume(False)
    there, back = differences(first, second), differences(second, first)
    assert bool(there) == (first != second)
    assert {one.part for one in there} <= PARTS[field]
    assert {(one.part, one.code, one.field, one.was, one.now) for one in there} == {
        (one.part, one.code, one.field, one.now, one.was) for one in back
    }
    assert all(one.was != one.now for one in there)


@pytest.mark.parametrize("lost", ["title", "terms", "assumptions", "dollar_price"])
def test_a_case_of_another_release_is_refused_with_a_sentence(lost):
    body = to_dict(small())
    del body[lost]
    with pytest.raises(DataDamagedError, match="kept by another release, or is damaged"):
        from_dict(body)
    with pytest.raises(DataDamagedError, match="'Fix billing' was kept by another release"):
        from_dict(to_dict(small()) | {"costs": [{"code": "a", "novelty": 1}]})
