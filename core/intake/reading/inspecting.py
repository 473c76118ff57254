"""A first look at a file: how it would be read, what was guessed and why, and what only a person can know."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from core.errors import FileRefusedError
from core.intake.plan import Dialect, Mapping
from core.intake.reading.dialects import WORDS, first_rows, guess_decimal, guess_delimiter, guess_header
from core.intake.reading.encoding import guess_encoding, head_as_utf8
from core.intake.reading.grids import Grid, text_grid
from core.intake.reading.mapping_guess import guess_mapping, refit, required
from core.intake.reading.model import Guess, Inspection, Question
from core.intake.reading.names import shape_key
from core.intake.reading.opening import Content, head, look
from core.intake.reading.parent import ask_child
from core.intake.reading.proposing import profile, propose_nulls
from core.intake.reading.remarks import id_remarks, time_remarks

HEAD = 1_000_000
PREVIEW = 50


def inspect(
    path: Path,
    file_name: str,
    *,
    dialect: Dialect | None = None,
    mapping: Mapping | None = None,
    remembered: Sequence[Mapping] = (),
) -> Inspection:
    """Look at the head of a file and propose how to read it; what is given is kept, the rest is guessed.

    Raises `FileRefusedError` when the file can't be read as a table.
    """
    if path.stat().st_size == 0:
        raise FileRefusedError(f"{file_name} is empty. Export it again with its data.")
    content = look(path, file_name, dialect.member if dialect else "")
    if content.kind == "csv":
        found, grid, guesses, questions = _text(path, file_name, content, dialect)
    else:
        found, grid, guesses, questions = _structured(path, file_name, content, dialect)
    return _propose(file_name, content, (found, grid, guesses, questions), mapping, remembered)


def _text(
    path: Path, file_name: str, content: Content, given: Dialect | None
) -> tuple[Dialect, Grid, list[Guess], list[Question]]:
    raw = head(path, content, HEAD)
    whole = len(raw) < HEAD
    encoding = guess_encoding(raw, whole=whole)
    data = head_as_utf8(raw, given.encoding if given else encoding.value)
    if not data.strip(b" \t\r\n\0\x0b\x0c\xc2\xa0"):
        raise FileRefusedError(f"{file_name} holds only blanks. Export it again with its data.")
    if given is not None:
        return (
            replace(given, format="csv", compression=content.compression, member=content.member),
            text_grid(data, given, whole=whole),
            [],
            [],
        )
    delimiter = guess_delimiter(data, whole=whole)
    rows = first_rows(data, delimiter.value, whole=whole)
    if not rows:
        raise FileRefusedError(
            f"The first record of {file_name} can't be read: a quote is opened and not closed. "
            "Correct it, or export the file again."
        )
    header = guess_header(rows)
    start = Dialect("csv", encoding.value, delimiter.value, header.line, ".", content.compression, content.member)
    grid = replace(text_grid(data, start, whole=whole), header_line=header.line, header_why=header.why)
    decimal, question = guess_decimal(grid.rows, delimiter.value)
    questions = [question] if question else []
    if header.line == 0:
        questions.append(
            Question(
                "header", f"Does the file have a line with column names? None was found: {header.why}.", ("0", "1")
            )
        )
    guesses = [encoding, replace(delimiter, why=f"{WORDS.get(delimiter.value, delimiter.value)}: {delimiter.why}")]
    guesses += [Guess("header_line", str(header.line), header.why, header.certain), decimal]
    return replace(start, decimal="," if decimal.value == "," else "."), grid, guesses, questions


def _structured(
    path: Path, file_name: str, content: Content, given: Dialect | None
) -> tuple[Dialect, Grid, list[Guess], list[Question]]:
    dialect = given or Dialect(content.kind, header_line=-1, compression=content.compression, member=content.member)  # type: ignore[arg-type]
    job = {
        "task": "head",
        "path": str(path.resolve()),
        "file_name": file_name,
        "dialect": asdict(dialect),
        "memory_limit_mb": 1000,
    }
    plain = ask_child(job, silent_seconds=60)
    listed = ("names", "kinds", "notices", "sheets")
    parts: dict[str, Any] = {name: tuple(part) if name in listed else part for name, part in plain.items()}
    grid = Grid(**parts)
    guesses: list[Guess] = []
    if content.kind == "excel" and given is None:
        guesses.append(Guess("sheet", grid.sheet, "the first sheet with data", len(grid.sheets) == 1, grid.sheets))
        guesses.append(Guess("header_line", str(grid.header_line), grid.header_why, grid.header_line == 1))
    if given is None:
        dialect = replace(dialect, sheet=grid.sheet, header_line=grid.header_line)
        decimal, _ = guess_decimal(grid.rows, "")
        dialect = replace(dialect, decimal="," if decimal.value == "," else ".")
    questions = (
        [Question("header", "Does the sheet have a row with column names? None was found.", ("0", "1"))]
        if grid.header_line == 0
        else []
    )
    return dialect, grid, guesses, questions


def _propose(
    file_name: str,
    content: Content,
    found: tuple[Dialect, Grid, list[Guess], list[Question]],
    mapping: Mapping | None,
    remembered: Sequence[Mapping],
) -> Inspection:
    dialect, grid, guesses, questions = found
    reused = None if mapping else next((fit for known in remembered if (fit := refit(known, grid.names))), None)
    nulls = (mapping or reused or Mapping("", {})).null_values
    if not mapping and not reused:
        nulls = propose_nulls(grid, nulls)
    columns = profile(grid, nulls)
    settled = mapping or reused
    chosen = settled or guess_mapping(file_name, grid, nulls, (guesses, questions))
    if content.kind == "csv" and dialect.header_line == 0 and not settled:
        chosen = replace(chosen, columns={})
    questions += required(chosen, grid.names)
    warnings = _warnings(dialect, grid, content, reused)
    warnings += time_remarks(chosen, grid, nulls, settled=settled is not None) + id_remarks(chosen, grid, nulls)
    preview = tuple(dict(zip(grid.names, row, strict=True)) for row in grid.rows[:PREVIEW])
    return Inspection(
        dialect, columns, chosen, tuple(guesses), tuple(questions), tuple(warnings), preview, shape_key(grid.names),
        grid.sheets, content.members, reused.source if reused else "",
    )  # fmt: skip


def _warnings(dialect: Dialect, grid: Grid, content: Content, reused: Mapping | None) -> list[str]:
    found = list(grid.notices)
    if dialect.format == "csv" and dialect.encoding == "cp1252":
        found.append(
            "The file is not valid UTF-8; it is read as Windows-1252. Check that letters with accents look right."
        )
    if dialect.encoding.startswith("utf-16"):
        found.append("The file is UTF-16 text.")
    if dialect.header_line > 1:
        found.append(f"The header is on line {dialect.header_line}; what stands above it is skipped.")
    if len(content.members) > 1:
        found.append(f"The archive holds {len(content.members)} files; {content.member} is read.")
    if reused:
        found.append(f"The mapping remembered for “{reused.source}” fits all its columns and is used.")
    return found
