"""Texts cut to the room they have on paper or on a slide."""

import unicodedata

from core.wording import one_line

CUT = "…"


def shortened(text: str, most: int) -> str:
    """Return a text on one line of at most `most` places, cut at a word where one ends late enough, with an ellipsis.

    Letters as wide as two take two places.

    >>> shortened("Short", 10), shortened("A long name of a capability", 16), shortened("x" * 20, 8)
    ('Short', 'A long name of…', 'xxxxxxx…')
    """
    line = one_line(text)
    if _places(line) <= most:
        return line
    room, kept = most - 1, ""
    for letter in line:
        room -= _places(letter)
        if room < 0:
            break
        kept += letter
    words = kept.rpartition(" ")[0]
    whole = kept if line[len(kept)] == " " else words if len(words) * 3 >= len(kept) * 2 else kept
    return whole.rstrip(" ,;:.") + CUT


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
