"""Altair pictures in the app's theme: written in the locale of now, and drawn once for the same content."""

import hashlib
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import altair
import streamlit as st
from altair.utils import schemapi

from core import locales
from core.look import Palette, Tone, palette
from pages.parts.by_locale import kept_by_locale

schemapi.disable_debug_mode()  # tests check each part of a picture; here it would cost more than drawing

Picture = altair.Chart | altair.LayerChart | altair.VConcatChart | altair.FacetChart


def tone() -> Tone:
    """Return whether the person sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> Palette:
    """Return the palette of the person's theme."""
    return palette(tone())


def chart(picture: Picture, *, key: str, name: str) -> None:
    """Show an Altair picture in the app's theme, its axes and tooltips written by the locale of now.

    Streamlit's own grey is too pale for words on white, and it moves the first and the last name off their rows.
    """
    words: dict[str, Any] = {"labelColor": colours().faint_ink, "titleColor": colours().faint_ink}
    picture.config = altair.Config(
        locale=altair.Locale(number=_marks(locales.current())),
        axis=altair.AxisConfig(**words),
        axisDiscrete=altair.AxisConfig(labelFlush=False),
        legend=altair.LegendConfig(**words),
    )
    # Streamlit asks for the picture as a dictionary; checking it against the schema is most of the time that takes.
    object.__setattr__(picture, "to_dict", partial(picture.to_dict, validate=False))
    st.altair_chart(picture, key=key, alt=name)


def _marks(chosen: locales.NumberStyle) -> altair.NumberLocale:
    last, others = chosen.grouping
    return altair.NumberLocale(
        decimal=chosen.decimal,
        thousands=chosen.group,
        grouping=[last, *[others] * 6],  # the drawing library begins anew at the end of the list
        currency=["", ""],
        percent=chosen.percent.partition("0")[2] or "%",
        minus=locales.MINUS,
    )


def content_of(*about: Any) -> str:
    """Return what stands for the content of things, to keep what was made of them by."""
    return hashlib.sha256(pickle.dumps(about)).hexdigest()


def drawn(draw: Callable[..., Picture], *about: Any, key: str, name: str, **options: Any) -> None:
    """Show the Altair picture that `draw` makes of `about`: drawn once for the same content, since drawing is slow.

    `options` are passed on to `draw` by name.

    Not for what names a single customer. Whoever brings the same content in the same theme is shown the same picture.
    """
    content = content_of(*about, options, tone())
    _drawn(f"{draw.__module__}.{draw.__qualname__}", content, key, name, partial(draw, *about, **options))


@kept_by_locale(max_entries=500, show_spinner=False)
def _drawn(function: str, content: str, key: str, name: str, _draw: Callable[[], Picture]) -> None:
    del function, content
    chart(_draw(), key=key, name=name)
