"""One label, one spelling: invisible characters, blanks and Unicode forms of labels and ids are made equal."""

import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH = frozenset("\u00ad\u180e\u200b\u200c\u2060\ufeff")


def clean_label(text: str) -> str:
    """Return a label in NFC without bidi controls, zero-width characters, outer and repeated blanks.

    >>> clean_label(" pho\u200bne\u00a0 call ")
    'phone call'
    """
    if text.isascii():
        return " ".join(text.split())
    kept = "".join(letter for letter in text if letter not in BIDI and letter not in ZERO_WIDTH)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def clean_column(column: pa.Array, flags: dict[str, int]) -> pa.Array:
    """Clean a text column; counts `bidi_controls_removed` and `invisible_characters_removed` in `flags`."""
    if not _suspicious(column):
        return column
    coded = column.dictionary_encode()
    words = coded.dictionary.to_pylist()
    cleaned = pa.array([clean_label(word) for word in words], pa.string())
    for flag, letters in (("bidi_controls_removed", BIDI), ("invisible_characters_removed", ZERO_WIDTH)):
        marked = [not word.isascii() and any(letter in letters for letter in word) for word in words]
        if any(marked):
            hits = pc.sum(pa.array(marked).take(coded.indices).cast(pa.int64())).as_py()
            flags[flag] = flags.get(flag, 0) + hits
    return cleaned.take(coded.indices)


def text_bytes(column: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Return the bytes of a text column and the offsets of its values in them, without a copy."""
    _, offset_buffer, data_buffer = column.buffers()
    if not len(column) or data_buffer is None:
        return np.empty(0, np.uint8), np.zeros(len(column) + 1, np.int32)
    offsets = np.frombuffer(offset_buffer, np.int32)[column.offset : column.offset + len(column) + 1]
    return np.frombuffer(data_buffer, np.uint8)[offsets[0] : offsets[-1]], offsets - offsets[0]


def _suspicious(column: pa.Array) -> bool:
    """Say whether any value needs cleaning, from the bytes of the whole column at once."""
    data, offsets = text_bytes(column)
    if not len(data):
        return False
    if data.max() > 126 or data.min() < 32:
        return True
    blank = data == 32
    if not blank.any():
        return False
    filled = offsets[1:] > offsets[:-1]
    first, last = offsets[:-1][filled], offsets[1:][filled] - 1
    return bool((blank[1:] & blank[:-1]).any() or blank[first].any() or blank[last].any())
