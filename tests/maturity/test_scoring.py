"""One respondent's levels, by hand and by law."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.maturity.answers import Reply, Response
from core.maturity.example import SMALL
from core.maturity.scoring import additive_level, answered_share, staged_level
from tests.maturity.small_model import CODES, answer, model, replies

CAPABILITIES = ("data", "people")
BETTER: dict[Reply, Reply] = {"no": "partly", "partly": "yes", "yes": "yes", "unknown": "unknown"}
texts = st.text("ypn?", min_size=5, max_size=5)


@pytest.mark.parametrize(
    ("letters", "additive", "staged", "share"),
    [
        ("nnn??", 1.0, 1, 1.0),
        ("yyy??", 3.0, 3, 1.0),
        ("yyp??", 2.5, 2, 1.0),
        ("ypy??", 2.75, 1, 1.0),  # the third stage is there, the second is not complete
        ("y?y??", 3.0, 1, 2 / 3),  # an unknown is left out of the one and not met in the other
        ("yy???", None, 2, 2 / 3),
        ("??n??", None, 1, 1 / 3),
        ("???yy", None, None, 0.0),
    ],
)
def test_by_hand(letters: str, additive: float | None, staged: int | None, share: float) -> None:
    response = answer(letters)
    assert additive_level(SMALL, "data", response) == additive
    assert staged_level(SMALL, "data", response) == staged
    assert answered_share(SMALL, "data", response) == pytest.approx(share)


def test_share_of_the_whole_model() -> None:
    assert answered_share(SMALL, None, answer("yn?y?")) == pytest.approx(0.6)
    assert answered_share(SMALL, None, Response("", "", {})) == 0


def test_statements_of_the_first_stage_hold_back_the_staged_level_only() -> None:
    asked = model({"x": [["a"], ["b"], ["c"]]})
    response = Response("", "", {"a": "no", "b": "yes", "c": "yes"})
    assert (staged_level(asked, "x", response), additive_level(asked, "x", response)) == (1, 3.0)


@settings(deadline=None)
@given(texts, st.sampled_from(CODES))
def test_a_better_reply_lowers_no_level(letters: str, code: str) -> None:
    before = replies(letters)
    after = {**before, code: BETTER[before[code]]}
    for capability in CAPABILITIES:
        for level in (additive_level, staged_level):
            low, high = (level(SMALL, capability, Response("", "", one)) for one in (before, after))
            assert (low is None) == (high is None)
            assert low is None or high is None or low <= high


@settings(deadline=None)
@given(texts)
def test_the_staged_level_never_passes_the_additive_one(letters: str) -> None:
    for capability in CAPABILITIES:
        additive, staged = (one(SMALL, capability, answer(letters)) for one in (additive_level, staged_level))
        assert additive is None or 1 <= additive <= 3
        assert staged is None or 1 <= staged <= 3
        assert additive is None or staged is None or staged <= additive


def test_bad_input() -> None:
    with pytest.raises(InvalidInputError, match="no capability"):
        additive_level(SMALL, "nothing", answer("yyyyy"))
    for cells in ([["a"], [], ["c"]], [["a"], ["b"]]):
        with pytest.raises(InvalidInputError, match="can't be scored"):
            staged_level(model({"x": cells}), "x", Response("", "", {}))
