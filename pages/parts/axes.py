"""Axes of pictures: money as sentences write it, names too long for one line; and words on coloured cells."""

from typing import Any

import altair

from core.look import Palette

_SHORT = "replace(replace({}, 'M', 'm'), 'G', 'bn')"
LETTER = 6  # pixels that a letter of a label takes


def money_axis(**look: Any) -> altair.Axis:
    """Return an axis of money in thousands (k) and millions (m), as sentences write them."""
    return altair.Axis(format="~s", labelExpr=f"datum.value == 0 ? '0' : {_SHORT.format('datum.label')}", **look)


def short_money(field: str, form: str) -> str:
    """Return the expression that writes a field's money in thousands (k) and millions (m)."""
    return _SHORT.format(f"format(datum.{field}, '{form}')")


def name_axis(width: int, **look: Any) -> altair.Axis:
    """Return an axis of names, the long ones in two lines; `width` is the most pixels that a line takes."""
    letters = width // LETTER
    lines = f"split(replace(datum.label, regexp('^(.{{1,{letters}}}) (.+)$'), '$1\\n$2'), '\\n')"
    whole = f"length(datum.label) > {letters} ? {lines} : datum.label"
    return altair.Axis(labelExpr=whole, labelLimit=width, labelOverlap=False, ticks=False, domain=False, **look)


def on_fill(field: str, colours: Palette) -> altair.ColorValue:
    """Return the colour of words on cells that a field colours: of ink and background the one that stands out more."""
    fill = f"scale('color', datum.{field})"
    paler = f"contrast({fill}, '{colours.background}') > contrast({fill}, '{colours.ink}')"
    return altair.ColorValue(colours.ink, condition={"test": paler, "value": colours.background})
