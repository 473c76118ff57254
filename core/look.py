"""Colours and escapes of every picture, for light and dark, without knowing who draws them."""

import html
from dataclasses import dataclass
from typing import Literal

Tone = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """The colours of one tone as `#RRGGBB`.

    `series` are told apart by colour-blind readers and reach 3.1:1 on `background`; the last one is the neutral grey.
    Good is teal and bad is orange, so that neither leans on telling red from green.
    """

    background: str
    surface: str
    ink: str
    faint_ink: str
    line: str
    neutral: str
    muted: str
    good: str
    bad: str
    accent: str
    link_opacity: float
    series: tuple[str, ...]


LIGHT = Palette(
    background="#FFFFFF",
    surface="#F3F6FB",
    ink="#0A1522",
    faint_ink="#4A5A70",
    line="#D9E0EA",
    neutral="#8695A8",
    muted="#C3CCD8",
    good="#067D82",
    bad="#ED6A00",
    accent="#2347C5",
    link_opacity=0.24,
    series=("#2347C5", "#ED6A00", "#067D82", "#8A1F7A", "#4C93F5", "#4A4300", "#8695A8"),
)
DARK = Palette(
    background="#0F1623",
    surface="#1A2333",
    ink="#E9EEF6",
    faint_ink="#A9B6C8",
    line="#2B3749",
    neutral="#8293AB",
    muted="#465468",
    good="#12BFB0",
    bad="#F1921C",
    accent="#5E8CFF",
    link_opacity=0.38,
    series=("#5E8CFF", "#F1921C", "#12BFB0", "#B57BC9", "#B5ECFF", "#E6DE3A", "#8293AB"),
)


def palette(tone: Tone) -> Palette:
    """Return the palette of a tone.

    >>> palette("dark").background
    '#0F1623'
    """
    return DARK if tone == "dark" else LIGHT


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two `#RRGGBB` colours, 1 (same) to 21 (black on white).

    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def safe_html(text: str) -> str:
    """Escape a text that came from data, for tooltips that a chart reads as HTML.

    >>> safe_html("<img src=x onerror=alert(1)>")
    '&lt;img src=x onerror=alert(1)&gt;'
    """
    return html.escape(text, quote=True)
