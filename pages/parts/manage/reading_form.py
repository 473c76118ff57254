"""How a file is read: each guess with its reason, to be corrected, and the first rows as they come out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import JourneyOfficeError
from core.intake.plan import Dialect
from core.intake.reading import Guess, Inspection, Question, inspect
from core.intake.reading.encoding import KNOWN
from core.intake.uploads import Spooled
from core.wording import plain
from core.workspace.mappings import remembered
from pages.parts import show
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.asking import Asking
from pages.parts.manage.upload import Chosen
from pages.parts.manage.workspace import workspace

DELIMITERS = {
    ",": "Comma  ,",
    ";": "Semicolon  ;",
    "\t": "Tab",
    "|": "Bar  |",
    "^": "Caret  ^",
    "~": "Tilde  ~",
    ":": "Colon  :",
    " ": "Blank",
}
DECIMALS = {".": "Point  1234.5", ",": "Comma  1234,5"}
WORDS = {"delimiter": DELIMITERS, "decimal": DECIMALS}
FORMATS = {
    "csv": "Separated text",
    "excel": "Excel",
    "parquet": "Parquet",
    "jsonl": "JSON lines",
    "xes": "XES event log",
}
SHOWN_ROWS = 8


def read_as(chosen: Chosen, asking: Asking) -> Inspection:
    """Show how the file is read and return what is seen that way; open questions about it come first."""
    first = look(chosen.file)
    dialect = _form(chosen, first, asking)
    found = first if dialect == first.dialect else look(chosen.file, dialect)
    if found.warnings:
        st.warning("\n".join(f"- {plain(warning)}" for warning in found.warnings))
    _preview(chosen, found)
    return found


def look(file: Spooled, dialect: Dialect | None = None) -> Inspection:
    """Look at the head of a file."""
    return _look(str(file.path), file.file_name, dialect, st.session_state.get("proposed_anew", ""))


def look_quietly(file: Spooled) -> Inspection | None:
    """Look at a file that is not being set up; None when it can't be read."""
    try:
        return look(file)
    except JourneyOfficeError:
        return None


@kept_by_locale(max_entries=50, show_spinner="Looking at the file …", scope="session")
def _look(path: str, file_name: str, dialect: Dialect | None, anew: str) -> Inspection:
    first = inspect(Path(path), file_name, dialect=dialect)
    known = [one.mapping for one in remembered(workspace()) if one.shape_key == first.shape_key != anew]
    return inspect(Path(path), file_name, dialect=dialect, remembered=known) if known else first


def _form(chosen: Chosen, first: Inspection, asking: Asking) -> Dialect:
    dialect, guesses = first.dialect, {guess.what: guess for guess in first.guesses}
    for question in first.questions:
        if question.code in ("decimal", "header"):
            dialect = _ask(chosen, question, dialect, asking)
    asked = {one.code for one in first.questions}
    with st.grid(4, min_column_width=170, gap="medium"):
        with st.container(gap="xxsmall"):
            st.markdown(":small[Format]")
            st.markdown(FORMATS[dialect.format])
            st.caption(
                "Seen from its content, not its name."
                + (f" Inside {dialect.compression}." if dialect.compression != "none" else "")
            )
        if len(first.members) > 1:
            dialect = replace(
                dialect, member=_pick(chosen, "member", "File in the archive", list(first.members), dialect.member)
            )
        if len(first.sheets) > 1:
            dialect = replace(
                dialect, sheet=_pick(chosen, "sheet", "Sheet", list(first.sheets), dialect.sheet, guesses.get("sheet"))
            )
        if dialect.format == "csv":
            dialect = _text_form(chosen, dialect, guesses)
        if dialect.format in ("csv", "excel") and "header" not in asked:
            dialect = replace(dialect, header_line=_header(chosen, dialect, guesses.get("header_line")))
        if dialect.format in ("csv", "excel") and "decimal" not in asked:
            decimal = _pick(chosen, "decimal", "Decimal mark", list(DECIMALS), dialect.decimal, guesses.get("decimal"))
            dialect = replace(dialect, decimal=decimal)  # type: ignore[arg-type]
    return dialect


def _text_form(chosen: Chosen, dialect: Dialect, guesses: dict[str, Guess]) -> Dialect:
    encodings = list(dict.fromkeys((dialect.encoding, *KNOWN)))
    encoding = _pick(chosen, "encoding", "Encoding", encodings, dialect.encoding, guesses.get("encoding"))
    delimiters = list(dict.fromkeys((*DELIMITERS, dialect.delimiter)))
    delimiter = _pick(chosen, "delimiter", "Delimiter", delimiters, dialect.delimiter, guesses.get("delimiter"))
    return replace(dialect, encoding=encoding, delimiter=delimiter)


def _header(chosen: Chosen, dialect: Dialect, guess: Guess | None) -> int:
    with st.container(gap="xxsmall"):
        line = st.number_input(
            "Header line",
            0,
            1000,
            dialect.header_line,
            key=f"{chosen.key}header_line",
            persist_state="session",
            help="The line with the column names, counted from 1; 0 when the file has none.",
        )
        _reason(guess)
    return int(line)


def _pick(chosen: Chosen, name: str, label: str, options: list[str], present: str, guess: Guess | None = None) -> str:
    words = WORDS.get(name, {})
    with st.container(gap="xxsmall"):
        found = st.selectbox(
            label,
            options,
            options.index(present),
            format_func=lambda one: words.get(one, one),
            key=f"{chosen.key}{name}",
            persist_state="session",
            help=f"How the file is read: {label.lower()}.",
        )
        _reason(guess)
    return str(found)


def _reason(guess: Guess | None) -> None:
    if guess is not None:
        st.caption(f"{'Sure' if guess.certain else 'Guessed'}: {plain(guess.why)}")


def _ask(chosen: Chosen, question: Question, dialect: Dialect, asking: Asking) -> Dialect:
    words = DECIMALS if question.code == "decimal" else {"0": "No, the first line is data", "1": "Yes, the first line"}
    with asking.card():
        answer = st.radio(
            plain(question.text),
            list(question.choices),
            index=None,
            format_func=lambda one: words.get(one, one),
            horizontal=True,
            key=f"{chosen.key}answer_{question.code}",
            persist_state="session",
            help="Only you can know; nothing is loaded before.",
        )
    if answer is None:
        asking.unanswered(question.text)
        return dialect
    change: dict[str, Any] = {"decimal": answer} if question.code == "decimal" else {"header_line": int(answer)}
    return replace(dialect, **change)


def _preview(chosen: Chosen, found: Inspection) -> None:
    rows = pd.DataFrame(
        [dict(row) for row in found.preview[:SHOWN_ROWS]], columns=[column.name for column in found.columns]
    )
    if rows.empty:
        st.warning(
            "No row comes out of the file this way. Choose another delimiter or header line, or look in the file for a "
            "quotation mark that is never closed.",
            icon=":material/table_rows:",
        )
        return
    show.as_read(rows, {}, show.Choice(f"{chosen.key}preview", "The first rows of the file as they are read"))
    st.caption(f"The first {len(rows)} rows with {len(found.columns)} columns, as they are read.")
