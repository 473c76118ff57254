"""The fast scanner: where records and fields begin and end in a block of bytes, with array operations only.

It follows the grammar by counting quotes, which is exact as long as each opening quote stands at the start of a field
and each closing quote at its end. It checks that, and stops before the first record where it does not hold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
QUOTE, LF, CR = 34, 10, 13


@dataclass(frozen=True)
class Scan:
    """The complete, well-quoted records at the start of a block.

    `starts` and `ends` are field offsets (quotes left out), record i has `counts[i]` fields from `first[i]` on and
    covers the bytes `record_starts[i]` to `record_ends[i]` (line end left out); `lines[i]` line ends stand before it.
    `escaped` says whether any field holds doubled quotes. `consumed` bytes and `line_ends` are done. `stopped` says
    that the next record needs the exact grammar, `open_at` that a quote is open at the end of the block.
    """

    starts: Offsets
    ends: Offsets
    first: Offsets
    counts: Offsets
    record_starts: Offsets
    record_ends: Offsets
    lines: Offsets
    escaped: bool
    consumed: int
    line_ends: int
    stopped: bool


def scan(block: NDArray[np.uint8], delimiter: int, *, final: bool) -> Scan:
    """Scan a block that begins at the start of a record. `final` says that the file ends with it."""
    marks = _marks(block, delimiter)
    if final and (not len(marks) or marks[-1] != len(block) - 1 or block[-1] not in (LF, CR)) and len(block):
        marks = np.append(marks, len(block))
        kinds = np.append(block[marks[:-1]], np.uint8(LF))
    else:
        kinds = block[marks]
    quotes = kinds == QUOTE
    quote_count = np.cumsum(quotes, dtype=np.int64) if quotes.any() else None
    limit = len(block) + 1 if quote_count is None else _first_misplaced(block, marks, quotes, quote_count, delimiter)
    outside = ~quotes if quote_count is None else ~quotes & (quote_count % 2 == 0)
    after_cr = (kinds == LF) & (marks > 0) & (block[np.maximum(marks, 1) - 1] == CR) & (marks < len(block))
    line_end = ((kinds == LF) | (kinds == CR)) & ~after_cr
    chosen = np.flatnonzero(outside & ~after_cr)
    places = marks[chosen]
    record_marks = np.flatnonzero(line_end[chosen])
    if not final and len(block) and block[-1] == CR:
        limit = min(limit, len(block) - 1)  # its LF may be the next byte
    record_marks = record_marks[: np.searchsorted(places[record_marks], limit)]
    return _assemble(block, (marks, quote_count, line_end), chosen, record_marks, stopped=limit < len(block) - 1)


def _marks(block: NDArray[np.uint8], delimiter: int) -> Offsets:
    found = block == delimiter
    found |= block == LF
    found |= block == QUOTE
    found |= block == CR
    return np.flatnonzero(found)


def _first_misplaced(
    block: NDArray[np.uint8], marks: Offsets, quotes: NDArray[np.bool_], quote_count: Offsets, delimiter: int
) -> int:
    places = marks[quotes]
    opening = quote_count[quotes] % 2 == 1
    opens, closes = places[opening], places[~opening]
    allowed = np.zeros(256, dtype=bool)
    allowed[[delimiter, LF, CR, QUOTE]] = True
    bad_opens = opens[(opens > 0) & ~allowed[block[np.maximum(opens, 1) - 1]]]
    inner = closes < len(block) - 1
    bad_closes = closes[inner][~allowed[block[closes[inner] + 1]]]
    return int(min([len(block) + 1, *bad_opens[:1], *bad_closes[:1]]))


def _assemble(
    block: NDArray[np.uint8],
    found: tuple[Offsets, Offsets | None, NDArray[np.bool_]],
    chosen: Offsets,
    record_marks: Offsets,
    *,
    stopped: bool,
) -> Scan:
    marks, quote_count, line_end = found
    total = int(record_marks[-1]) + 1 if len(record_marks) else 0
    chosen = chosen[:total]
    ends = marks[chosen]
    widths = np.ones(total, dtype=np.int64)
    is_end = line_end[chosen]
    crs = ends[is_end]
    inner = crs + 1 < len(block)
    paired = np.zeros(len(crs), dtype=bool)
    paired[inner] = (block[crs[inner]] == CR) & (block[crs[inner] + 1] == LF)
    widths[record_marks] += paired
    starts = np.empty(total, dtype=np.int64)
    starts[:1] = 0
    starts[1:] = ends[:-1] + widths[:-1]
    counts = np.diff(record_marks, prepend=-1)
    first = record_marks - counts + 1
    record_starts, record_ends = starts[first], ends[record_marks]
    consumed = min(int(ends[-1] + widths[-1]), len(block)) if total else 0
    if quote_count is None:
        lines, line_ends, escaped = np.arange(len(counts)), len(counts), False
    else:
        passed = np.cumsum(line_end)[chosen[record_marks]]
        lines, line_ends = np.concatenate(([0], passed[:-1])), int(passed[-1]) if len(passed) else 0
        escaped = bool((np.diff(quote_count[chosen], prepend=0) > 2).any())
        quoted = block[np.minimum(starts, len(block) - 1)] == QUOTE
        quoted &= starts < ends
        starts, ends = starts + quoted, ends - quoted
    return Scan(starts, ends, first, counts, record_starts, record_ends, lines, escaped, consumed, line_ends, stopped)
