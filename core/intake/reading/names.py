"""Column names as the file gives them, made clean and unique, with a notice for each change."""

import hashlib
import unicodedata
from collections.abc import Sequence

from core.errors import FileRefusedError
from core.intake.reading.labels import clean_label
from core.wording import count

MOST_COLUMNS = 2000


def column_names(raw: Sequence[str], where: str = "The header") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return unique names and the notices about what was changed.

    >>> column_names(["id", " cost", "", "cost"])[0]
    ('id', 'cost', 'column 3', 'cost (2)')
    """
    if len(raw) > MOST_COLUMNS:
        raise FileRefusedError(
            f"{where} has {count(len(raw))} columns; at most {count(MOST_COLUMNS)} are read. Remove the "
            "columns you do not need, "
            "or check that the delimiter is right."
        )
    names: list[str] = []
    notices: list[str] = []
    taken = {clean_label(text) for text in raw}
    for number, text in enumerate(raw, start=1):
        name = clean_label(text)
        if not name:
            name = _free(f"column {number}", {*names, *taken})
            notices.append(f"Column {number} has no name in the header; it is called “{name}”.")
        elif name in names:
            again = _free(name, {*names, *taken})
            notices.append(f"The header names “{name}” more than once; column {number} is called “{again}”.")
            name = again
        names.append(name)
    return tuple(names), tuple(notices)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def plain_name(name: str) -> str:
    """Return the form in which two names are the same: case, blanks, dots, dashes and underscores do not count.

    >>> plain_name(" Case_ID ") == plain_name("case.id")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter not in " ._-").strip()


def shape_key(names: Sequence[str]) -> str:
    """Return a stable key of the columns, whatever their order, case and spacing."""
    joined = "\x1f".join(sorted(plain_name(name) for name in names))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
