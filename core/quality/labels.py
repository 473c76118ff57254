"""Labels that say nothing, and labels that should be one."""

import unicodedata

import pandas as pd

from core.quality.measurement import LabelVariant

PLACEHOLDERS = frozenset(
    (
        "unknown",
        "other",
        "others",
        "none",
        "na",
        "null",
        "undefined",
        "unspecified",
        "notspecified",
        "notset",
        "notgiven",
        "tbd",
        "misc",
        "unbekannt",
        "sonstige",
        "sonstiges",
        "inconnu",
        "autre",
        "desconocido",
        "otro",
    )
)


def bare(label: str) -> str:
    """Return what is left of a label without capitals, blanks and punctuation.

    >>> bare("E-Mail "), bare("e_mail"), bare("Größe")
    ('email', 'email', 'grösse')
    """
    folded = unicodedata.normalize("NFKC", label).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def is_placeholder(label: str) -> bool:
    """Say whether a label only stands in for one that isn't known.

    >>> is_placeholder("N/A"), is_placeholder("?"), is_placeholder("Phone")
    (True, True, False)
    """
    left = bare(label)
    return not left or left in PLACEHOLDERS


def variants(used: pd.DataFrame) -> tuple[tuple[LabelVariant, ...], int]:
    """Group labels (kind, label, interactions) that differ only in spelling; also count those that are too many."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in used.to_dict("records"):
        groups.setdefault((str(row["kind"]), bare(str(row["label"])) or str(row["label"])), []).append(
            (int(row["interactions"]), str(row["label"]))
        )
    found = []
    for (kind, _), members in groups.items():
        if len(members) > 1:
            members.sort(key=lambda member: (-member[0], member[1]))
            found.append(LabelVariant(kind, tuple(label for _, label in members), tuple(count for count, _ in members)))
    found.sort(key=lambda one: (-sum(one.interactions[1:]), one.kind, one.labels))
    return tuple(found), sum(len(one.labels) - 1 for one in found)
