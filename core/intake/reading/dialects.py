"""Guess how separated text is written: delimiter, header line, decimal mark, each with the reason for it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.fields import FIELDS
from core.intake.reading.grammar import LINE_END, parse_record
from core.intake.reading.header import SEPARATOR_LINE
from core.intake.reading.model import Guess, Question
from core.intake.reading.names import plain_name
from core.intake.reading.times import guess_times
from core.wording import percent

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", " ")
WORDS = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
    "^": "caret",
    "~": "tilde",
    ":": "colon",
    " ": "blank",
}
KNOWN_NAMES = frozenset(plain_name(name) for field in FIELDS for name in (field.name, field.label, *field.synonyms))
LOOKED_AT = 60
BLANK_LINES = re.compile(rb"[\r\n]+")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


@dataclass(frozen=True)
class Row:
    """One record at the top of a file and the physical line it starts on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class HeaderGuess:
    """Which of the first rows is the header: `line` 0 means none. `known` counts cells that are known field names."""

    line: int
    known: int
    why: str
    certain: bool


def guess_delimiter(head: bytes, *, whole: bool) -> Guess:
    r"""Guess the delimiter from the first records.

    >>> guess_delimiter(b"id;cost\n1;2,5\n2;3,5\n", whole=True).value
    ';'
    """
    if mark := SEPARATOR_LINE.match(head):
        return Guess(
            "delimiter", mark.group(1).decode("utf-8", "replace"), "the file says so in its first line", certain=True
        )
    scored = []
    for place, delimiter in enumerate(DELIMITERS):
        rows = first_rows(head, delimiter, whole=whole)
        width, share = _usual_width(rows)
        known = max((_known(row) for row in rows[:20] if len(row.cells) > 1), default=0)
        fits = width > 1
        scored.append(
            (
                (known if fits else 0, fits, round(share, 1) if fits else 0, place < 4, width, -place),
                delimiter,
                width,
                share,
            )
        )
    scored.sort(reverse=True)
    (known, fits, *_), delimiter, width, share = scored[0]
    if not fits:
        return Guess(
            "delimiter",
            ",",
            "no delimiter splits the lines; there seems to be one column",
            certain=False,
            alternatives=DELIMITERS[1:4],
        )
    why = f"{percent(share, 0)} of the first records have {width} fields" + (
        f", {known} of the names are known" if known else ""
    )
    others = tuple(item[1] for item in scored[1:] if item[0][1])[:3]
    return Guess("delimiter", delimiter, why, certain=known >= 2 or share == 1, alternatives=others)


def first_rows(head: bytes, delimiter: str, *, whole: bool, most: int = LOOKED_AT) -> list[Row]:
    """Parse the first records that are not blank; stops at the first that is damaged or incomplete."""
    rows: list[Row] = []
    at, line = 0, 1
    if mark := SEPARATOR_LINE.match(head):
        at, line = mark.end(), 2
    while at < len(head) and len(rows) < most:
        if blank := BLANK_LINES.match(head, at):
            at, line = blank.end(), line + len(LINE_END.findall(blank.group()))
            continue
        record = parse_record(head, at, delimiter.encode(), final=whole)
        if record is None or record.problem == "unclosed":
            break
        if record.problem:
            end = LINE_END.search(head, at)
            at, line = (end.end() if end else len(head)), line + 1
            continue
        cells = tuple(value.decode("utf-8", "replace") for value in record.values)
        if len(cells) > 1 or cells[0].strip():
            rows.append(Row(line, cells))
        line += len(LINE_END.findall(head, at, record.end))
        at = record.end
    return rows


def _usual_width(rows: Sequence[Row]) -> tuple[int, float]:
    if not rows:
        return 0, 0.0
    width, count = Counter(len(row.cells) for row in rows).most_common(1)[0]
    return width, count / len(rows)


def _known(row: Row) -> int:
    if _has_values(row.cells):
        return 0
    return sum(plain_name(cell) in KNOWN_NAMES for cell in row.cells)


def _has_values(cells: Sequence[str]) -> bool:
    texts = [cell.strip() for cell in cells if cell.strip()]
    return any(NUMBER.fullmatch(text) or guess_times([text]) for text in texts)


def guess_header(rows: Sequence[Row]) -> HeaderGuess:
    """Guess which row is the header.

    >>> guess_header([Row(1, ("Export of May",)), Row(3, ("case_id", "channel")), Row(4, ("A1", "web"))]).line
    3
    """
    width, _ = _usual_width(rows)
    best = max(rows[:20], key=lambda row: (_known(row), -row.line), default=None)
    if best is None:
        return HeaderGuess(1, 0, "the file is empty", certain=False)
    known = _known(best)
    if known >= 2:
        return HeaderGuess(best.line, known, f"{known} of its names are known", certain=best.line == rows[0].line)
    for row in rows[:20]:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(row.cells) >= width and len(filled) * 2 > len(row.cells):
            if _has_values(row.cells) and not _known(row):
                return HeaderGuess(0, 0, f"line {row.line} holds values, not names", certain=False)
            return HeaderGuess(row.line, _known(row), "the first line with a text in most columns", certain=False)
    return HeaderGuess(rows[0].line, 0, "the first line", certain=False)


def guess_decimal(rows: Sequence[Sequence[str | None]], delimiter: str) -> tuple[Guess, Question | None]:
    """Guess the decimal mark from all values that look like numbers.

    >>> guess_decimal([["12,50"], ["0,10"]], ";")[0].value
    ','
    """
    texts = [cell.strip() for row in rows for cell in row if cell]
    commas = [text for text in texts if re.fullmatch(r"[+-]?\d+,\d+", text)]
    points = [text for text in texts if re.fullmatch(r"[+-]?\d+\.\d+", text)]
    if len(commas) <= len(points) or delimiter == ",":
        return Guess(
            "decimal",
            ".",
            "numbers are written with a point" if points else "no number has a comma",
            certain=not commas,
        ), None
    if all(re.fullmatch(r"[+-]?\d{1,3},\d{3}", text) for text in commas):
        question = Question(
            "decimal", f"Is {commas[0]!r} a decimal number or does the comma mark thousands?", (",", ".")
        )
        return Guess(
            "decimal", ",", "every comma stands before three digits", certain=False, alternatives=(".",)
        ), question
    return Guess("decimal", ",", f"numbers such as {commas[0]!r}", certain=not points, alternatives=(".",)), None
