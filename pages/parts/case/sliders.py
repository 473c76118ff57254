"""The inputs that move the result most, as sliders."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.business_case.assumption import BOUNDS, Assumption
from core.business_case.case import Case
from core.business_case.sensitivity import Bar
from core.business_case.words import value_text
from core.wording import plain
from pages.parts.case import draft
from pages.parts.case.draft import Draft
from pages.parts.case.written import range_text, scale_of

MONEY = ("money", "money effect")
MOST = 6
STEPS = 100


def shown(found: Draft, bars: Sequence[Bar]) -> None:
    """Show sliders for the inputs with the widest swing; moving one changes the copy at once."""
    st.caption("The inputs that move the result most. Nothing is saved until you save.")
    chosen = st.session_state.setdefault(f"case_sliders_{found.case_id}", [bar.code for bar in bars[:MOST]])
    known = found.case.by_code
    for code in [code for code in chosen if code in known]:
        _slider(found, known[code])
    with st.popover("Other sliders", icon=":material/tune:", key="case_slider_choice", help="Which inputs have one."):
        st.multiselect(
            "Inputs with a slider",
            list(known),
            key=f"case_sliders_{found.case_id}",
            format_func=lambda code: known[code].label if code in known else code,
            max_selections=12,
            help="Choose the inputs that you want to move.",
        )


def _slider(found: Draft, one: Assumption) -> None:
    scale = scale_of(one)
    low, high = _ends(one)
    key = f"case_slider_{found.case_id}_{one.code}"
    st.session_state[key] = one.value * scale
    currency = found.case.currency
    spread = range_text(one, currency)
    st.slider(
        plain(one.label if one.quantity not in MONEY else f"{one.label}, {currency}"),
        low * scale,
        high * scale,
        key=key,
        step=_step((high - low) * scale),
        format="%.1f%%" if scale == 100 else "%.2f" if high < 100 else "%,.0f",
        on_change=_moved,
        args=(found.case_id, one.code, key, scale),
        help=plain(
            f"{value_text(one, one.value, currency)} {one.unit}; {one.evidence}"
            + (f": {one.source}." if one.source else ".")
            + (f" Range {spread}." if spread else "")
        ),
    )


def _moved(case_id: str, code: str, key: str, scale: float) -> None:
    draft.change(case_id, partial(_with_value, code=code, value=st.session_state[key] / scale))


def _with_value(case: Case, code: str, value: float) -> Case:
    return case.with_assumption(case.by_code[code].with_value(value))


def _ends(one: Assumption) -> tuple[float, float]:
    """Return the ends of a slider: half a range beyond the range, or from nothing to twice the value."""
    least, most = BOUNDS[one.quantity]
    low, high = (one.low, one.high) if one.uncertain else (0.0, 2 * one.value or 1.0)
    assert low is not None
    assert high is not None
    spread = (high - low) / 2 if one.uncertain else 0.0
    return max(least, min(low - spread, one.value)), min(most, max(high + spread, one.value))


def _step(width: float) -> float:
    """Return a round step of about a hundredth of the width."""
    if width <= 0:
        return 0.01
    rough = width / STEPS
    power = 10.0 ** (len(str(int(1 / rough))) * -1 if rough < 1 else len(str(int(rough))) - 1)
    return next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
