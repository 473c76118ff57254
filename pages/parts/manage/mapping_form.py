"""What the columns mean: one column, or a fixed value, for each interaction field."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st

from core.intake.draft import column_of
from core.intake.fields import FIELDS, IDENTITY_FIELDS, Field, FieldType
from core.intake.reading import Inspection
from core.wording import percent, plain
from pages.parts.manage.upload import Chosen, key_of

NONE, FIXED = "— not in this file —", "— always the same —"
ALWAYS_SHOWN = ("occurred_at", "customer_id", "journey_id", "channel", "issue")
LONGEST_SAMPLE = 60


@dataclass(frozen=True)
class Columns:
    """What was chosen: columns and fixed values by field."""

    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)


def columns_mean(chosen: Chosen, found: Inspection) -> Columns:
    """Show the fields, proposed ones first, and return what each of them is."""
    key = key_of(chosen, found)
    st.caption(
        "Fields marked \\* are required: the time of contact, and at least one of customer id, journey "
        "id, phone number, e-mail address or account number."
    )
    into: tuple[dict[str, str], dict[str, str]] = ({}, {})
    first = [one for one in FIELDS if one.name in (*ALWAYS_SHOWN, *found.mapping.columns, *found.mapping.fixed)]
    rest = [one for one in FIELDS if one not in first]
    _group(key, found, first, into)
    if rest:
        with st.expander(f"{len(rest)} more fields, not found in this file", icon=":material/add:", key=f"{key}rest"):
            _group(key, found, rest, into)
    return Columns(*into)


def _group(key: str, found: Inspection, fields: Iterable[Field], into: tuple[dict[str, str], dict[str, str]]) -> None:
    names = [column.name for column in found.columns]
    with st.grid(4, min_column_width=200, gap="medium"):
        for one in fields:
            with st.container(gap="xxsmall"):
                _field(key, found, one, names, into)


def _field(
    key: str, found: Inspection, one: Field, names: list[str], into: tuple[dict[str, str], dict[str, str]]
) -> None:
    columns, fixed = into
    may_be_fixed = one.type is FieldType.CATEGORY
    options = [NONE, *([FIXED] if may_be_fixed else []), *names]
    proposed = FIXED if one.name in found.mapping.fixed and may_be_fixed else found.mapping.columns.get(one.name, NONE)
    star = " *" if one.required or one.name in ("customer_id", "journey_id") else ""
    choice = st.selectbox(
        f"{one.label}{star}",
        options,
        options.index(proposed),
        key=f"{key}field_{one.name}",
        persist_state="session",
        help=f"{one.meaning}{' One key of a customer is enough.' if one.name in IDENTITY_FIELDS else ''}",
    )
    if choice == FIXED:
        fixed[one.name] = st.text_input(
            f"{one.label}: the value",
            found.mapping.fixed.get(one.name, ""),
            key=f"{key}fixed_{one.name}",
            persist_state="session",
            max_chars=80,
            help="Every record of the file gets this value.",
        )
    elif choice != NONE:
        columns[one.name] = str(choice)
        st.caption(_samples(found, str(choice)))


def _samples(found: Inspection, name: str) -> str:
    column = column_of(found, name)
    if not column.samples:
        return "only blanks in the first records"
    shown = " · ".join(column.samples[:3])
    cut = f"{shown[:LONGEST_SAMPLE]}…" if len(shown) > LONGEST_SAMPLE else shown
    blank = f" · {percent(column.blank_share, 0)} blank" if column.blank_share >= 0.005 else ""
    return plain(cut) + blank
