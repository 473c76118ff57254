"""Whatever a file holds, the answer is a model or a sentence."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.maturity.reading import (
    _CAPABILITY,
    _CELL,
    _MODEL,
    _STAGE,
    _STATEMENT,
    model_from_dict,
    model_to_toml,
    parse_model,
)
from tests.maturity.models import SMALL

LINES = SMALL.split("\n")
# The fields of all tables, and one of none.
FIELDS = (*_MODEL, *_STAGE, *_CAPABILITY, *_CELL, *_STATEMENT, "other")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["a1", "small"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(set(FIELDS))), inner, max_size=8)
    ),
    max_leaves=30,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, len(LINES) - 1), st.booleans()), max_size=6))
def test_lines_dropped_and_moved(edits: list[tuple[int, int, bool]]) -> None:
    lines = list(LINES)
    for place, other, drop in edits:
        if drop:
            del lines[place : place + 1]
        else:
            lines.insert(place, LINES[other])
    with suppress(InvalidInputError):
        model = parse_model("\n".join(lines), "mine.toml")
        assert parse_model(model_to_toml(model), "mine.toml") == model


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from(sorted(set(FIELDS))), VALUES, max_size=8))
def test_anything_in_the_fields(content: dict[str, object]) -> None:
    for candidate in (content, {"code": "m", "name": "M", "about": "A", "source": "S", "edition": 1, **content}):
        with suppress(InvalidInputError):
            model_from_dict(candidate)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    for candidate in (text, SMALL.replace("How is A?", text), SMALL.replace('"How is A?"', text)):
        with suppress(InvalidInputError):
            parse_model(candidate, text)
