"""Texts measured for the room that they have on a slide, so that none runs over its box."""

import unicodedata
from functools import cache

from PIL import ImageFont

from core.export.fitting import CUT
from core.export.pdf import FONTS
from core.wording import one_line

_MEASURED_AT = 100
# Where Arial, in which slides are set, is missing, what takes its place may be wider than Inter, which is measured.
_SPARE, _SPARE_BOLD = 1.12, 1.2
_LINE = 1.25  # a line is so many times as tall as its letters
_WIDE = 1.25  # letters of Chinese and Japanese, and emoji, which Inter lacks
_NOT_PRINTED = ("Cc", "Cs", "Cn", "Co")
POINTS_PER_INCH = 72


def clean(text: str) -> str:
    """Return a text on one line without signs that steer, or that a slide can't hold.

    >>> clean("a" + chr(0) + chr(0x202E) + "b" + chr(0xD800) + " c")
    'ab c'
    """
    return one_line("".join(" " if letter in "\t\n\r" else letter for letter in text if _is_printed(letter)))


def _is_printed(letter: str) -> bool:
    return letter in "\t\n\r" or unicodedata.category(letter) not in _NOT_PRINTED


def fitted(text: str, room: tuple[float, float], sizes: tuple[int, int], *, bold: bool = False) -> tuple[str, int]:
    """Return a text and the largest size (points, from the larger of `sizes` down) with which it fits into a room.

    `room` is width and height in inches. What does not fit in the smallest size is cut, with a mark.

    >>> fitted("Short", (4.0, 0.5), (24, 12)), fitted("word " * 40, (1.0, 0.5), (24, 12))
    (('Short', 24), ('word word word…', 12))
    """
    line = clean(text)
    largest, smallest = sizes
    for size in range(largest, smallest - 1, -1):
        if _fits(line, room, size, bold):
            return line, size
    fits, cut = 0, len(line)
    while fits < cut - 1:
        middle = (fits + cut) // 2
        if _fits(_cut(line, middle), room, smallest, bold):
            fits = middle
        else:
            cut = middle
    return _cut(line, fits), smallest


def _cut(line: str, most: int) -> str:
    kept = line[:most]
    words = kept.rpartition(" ")[0]
    return (words if 3 * len(words) >= 2 * len(kept) else kept).rstrip(" ,;:.") + CUT


def _fits(line: str, room: tuple[float, float], size: int, bold: bool) -> bool:
    width, height = (one * POINTS_PER_INCH for one in room)
    return _lines(line, width / size, bold) * size * _LINE <= height


def _lines(line: str, width: float, bold: bool) -> int:
    """Count the lines of a text in a width, which is in letter sizes; words longer than a line are broken."""
    lines, used, blank = 1, 0.0, _width(" ", bold)
    for word in line.split(" "):
        long = _width(word, bold)
        if used and used + blank + long > width:
            lines, used = lines + 1, 0.0
        elif used:
            used += blank
        for letter in word if long > width else (word,):
            wide = _width(letter, bold)
            if used and used + wide > width:
                lines, used = lines + 1, 0.0
            used += wide
    return lines


def _width(text: str, bold: bool) -> float:
    wide = [letter for letter in text if unicodedata.east_asian_width(letter) in "WF"]
    narrow = text if not wide else "".join(letter for letter in text if letter not in wide)
    return float(_font(bold).getlength(narrow)) / _MEASURED_AT * (_SPARE_BOLD if bold else _SPARE) + len(wide) * _WIDE


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    # The plain layout measures the same wherever it runs.
    name = "Inter-Bold.ttf" if bold else "Inter-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
