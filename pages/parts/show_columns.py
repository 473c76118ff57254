"""Numbers in tables and pictures under their glossary names: headers, meanings and the form of what is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from core import wording
from core.errors import InvalidInputError
from core.glossary.terms import Term, Unit, named

Write = Callable[[Any], str]
Width = Literal["small", "medium", "large"]

_EDITED: Mapping[Unit, str] = {"count": "localized", "ordinal": "%d"}
_FORMS: Mapping[Unit, str] = {"share": "percent", "ordinal": "%d", "score": "%.2f", "hours": "%.1f"}
MOST_WRITTEN = 2000  # cells; writing takes a few µs a cell at each rerun, so longer lists keep Streamlit's own forms
_DIGITS: Mapping[Unit, int] = {"number": 1, "ratio": 2, "probability": 3, "score": 2, "change": 2, "person-months": 1}


@dataclass(frozen=True)
class Figures:
    """A column of numbers: the glossary's name and meaning, and how a cell is written; `most` draws cells as bars.

    `currency` is that of money; `bound` says that it belongs to the column before it, as the low end of its interval.
    """

    label: str
    help: str
    unit: Unit
    write: Write
    most: float | None = None
    currency: str = ""
    bound: bool = False

    def config(self, *, written: bool = True) -> Any:
        """Return the column as Streamlit takes it: without a format, so that the written cell is shown, or with one."""
        if self.most is None:
            form = None if written else _FORMS.get(self.unit, "localized")
            return st.column_config.NumberColumn(self.label, help=self.help, format=form)
        form = "percent" if self.unit == "share" else "localized"
        return st.column_config.ProgressColumn(
            self.label, help=self.help, format=form, min_value=0, max_value=self.most
        )


def term_of(term: str | Term) -> Term:
    """Return a term itself, or the one of a code; an unknown code is refused."""
    return term if isinstance(term, Term) else named(term)


def name_of(term: str | Term, of: str = "", currency: str = "") -> str:
    """Return the glossary's name of a number, with what it is of and its currency behind it."""
    return ", ".join(part for part in (term_of(term).name, of, currency) if part)


def meaning_of(term: str | Term, more: str = "") -> str:
    """Return the glossary's meaning of a number, with more of it where the place asks for more."""
    return f"{term_of(term).meaning} {more}".strip()


def column(
    term: str | Term,
    *,
    of: str = "",
    unit: Unit | None = None,
    digits: int | None = None,
    currency: str = "",
    more: str = "",
) -> Figures:
    """Return a column of numbers for `table`; `unit` is given where the term is as its figure, as with "low"."""
    found = term_of(term)
    form = found.unit if unit is None else unit
    if form == "as its figure":
        raise InvalidInputError(f"A column of {found.code!r} has the unit of its figure. Say which, as unit='money'.")
    if form.startswith("money") and not currency:
        raise InvalidInputError(f"A column of {found.code!r} is money. Say in which currency, as currency='EUR'.")
    of_money = currency if form.startswith("money") and digits is None else ""
    return Figures(
        name_of(found, of),
        meaning_of(found, more),
        form,
        _writer(form, digits, currency),
        currency=of_money,
        bound=found.unit == "as its figure",
    )


def bar(term: str | Term, *, most: float, of: str = "", more: str = "") -> Figures:
    """Return a column of counts or shares for `table`, drawn as bars up to `most`."""
    found = term_of(term)
    return Figures(name_of(found, of), meaning_of(found, more), found.unit, wording.count, most)


def written(term: str | Term, *, of: str = "", more: str = "", width: Width | None = None) -> Any:
    """Return a column whose numbers are written already, as a text with an interval or "not known"."""
    return st.column_config.TextColumn(name_of(term, of), help=meaning_of(term, more), alignment="right", width=width)


def editor_column(term: str | Term, *, of: str = "", more: str = "", **limits: Any) -> Any:
    """Return a column of numbers for an editor, as they are typed; `limits` are Streamlit's: min_value, format, …"""
    found = term_of(term)
    limits.setdefault("format", _EDITED.get(found.unit))
    return st.column_config.NumberColumn(name_of(found, of), help=meaning_of(found, more), **limits)


def editor_bar(term: str | Term, *, most: float, of: str = "", more: str = "") -> Any:
    """Return a column of bars for an editor, which nobody can type in."""
    return bar(term, most=most, of=of, more=more).config()


def styled(rows: pd.DataFrame, config: Mapping[str, Any]) -> pd.DataFrame | Styler:
    """Return the rows with their numbers written as everywhere; the values stay numbers, to be sorted and exported.

    Rows with more numbers than `MOST_WRITTEN` come back as they are.
    """
    for name, dtype in zip(rows.columns, rows.dtypes, strict=True):
        unnamed = dtype.kind in "iuf" and not isinstance(config[str(name)], Figures)
        if unnamed and rows[name].notna().any():  # a column of texts that are all unknown looks like one of numbers
            raise InvalidInputError(f"The numbers of the column {name!r} have no glossary name. Use show.column.")
    writers: dict[Any, Write] = {
        name: one.write
        for name, one in config.items()
        if isinstance(one, Figures) and one.most is None and name in rows.columns
    }
    if not writers or len(rows) * len(writers) > MOST_WRITTEN:
        return rows
    writers |= _money_alike(rows, config)
    return _as_written(rows.reset_index(drop=True), writers)


def _as_written(rows: pd.DataFrame, writers: Mapping[Any, Write]) -> Styler:
    """Return rows for Streamlit with what their cells show, as `Styler.format` would, in a quarter of its time.

    Streamlit takes the texts of a styled table from `data.astype(str)`, then from what the Styler makes of each cell.
    """
    known = rows.notna().to_numpy().T.tolist()
    texts = pd.DataFrame(
        {
            name: [
                writers.get(name, str)(one) if there else "" for one, there in zip(values.tolist(), row, strict=True)
            ]
            for (name, values), row in zip(rows.items(), known, strict=True)
        },
        dtype=object,
    )
    styled = rows.style
    object.__setattr__(styled.data, "astype", lambda _kind: texts)  # type: ignore[attr-defined]
    object.__setattr__(styled, "_compute", lambda: styled)
    object.__setattr__(styled, "_translate", lambda *_: {})
    return styled


def _money_alike(rows: pd.DataFrame, config: Mapping[str, Any]) -> dict[Any, Write]:
    """Return writers that give the amounts of a column, and the ends of their intervals, the same digits."""
    together: list[list[str]] = []
    for name in rows.columns:
        one = config[str(name)]
        if isinstance(one, Figures) and one.currency:
            if one.bound and together:
                together[-1].append(str(name))
            else:
                together.append([str(name)])
    found: dict[Any, Write] = {}
    for names in together:
        digits = wording.money_digits([float(one) for name in names for one in rows[name].dropna()])
        found |= {name: partial(wording.money, currency=config[name].currency, digits=digits) for name in names}
    return found


def _writer(unit: Unit, digits: int | None, currency: str) -> Write:
    by_unit: dict[str, Callable[..., str]] = {
        "money": partial(wording.money, currency=currency, digits=digits),
        "money a year": partial(wording.money, currency=currency, digits=digits),
        "seconds": wording.duration,
        "ordinal": "{:.0f}".format,
        "date": wording.day,
    }
    if unit in by_unit:
        return by_unit[unit]
    many = _DIGITS.get(unit, 1 if unit in ("share", "points", "hours") else 0) if digits is None else digits
    by_digits = {"share": wording.percent, "points": wording.points, "change": wording.signed}
    return partial(by_digits.get(unit, wording.number), digits=many)
