"""A maturity model as the text of a TOML file, with the note that tells a user how to change it."""

import json
from collections.abc import Iterator, Mapping
from textwrap import fill

from core.maturity.evidence import FACTS

_HOW_TO = """\
# A maturity model. Copy this file, change it and add it: the office checks it and says what is missing.
# Stages go from the lowest up (2 to 6). Each capability (1 to 12) has one cell a stage, in the same order.
#   observable  what one could see, or ask to be shown, at this stage
#   statements  what must be in place to have reached the stage; the lowest stage needs none
# A statement: code (unique in the file), text (so exact that two honest people answer alike), action (what to do where
# it is missing), effort ("small", "medium" or "large"), needs (codes of statements that come first), and evidence (the
# fact of the office that answers it by itself, where there is one). Raise the edition with each change.
# The facts that evidence may name:
"""
HEADER = _HOW_TO + fill(", ".join(FACTS), 118, initial_indent="#   ", subsequent_indent="#   ") + "\n"


def to_toml(content: Mapping[str, object]) -> str:
    r"""Return texts, numbers, lists and lists of tables as TOML; empty texts and lists are left out.

    >>> print(to_toml({"code": "a", "needs": [], "stages": [{"name": 'Say "yes"'}]}), end="")
    code = "a"
    <BLANKLINE>
    [[stages]]
    name = "Say \"yes\""
    """
    return "\n".join(_lines(content, "")) + "\n"


def _lines(table: Mapping[str, object], path: str) -> Iterator[str]:
    """Give the plain fields of a table and then its tables. JSON's texts, numbers and lists are TOML's."""
    tables: dict[str, list[dict[str, object]]] = {}
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            tables[key] = value
        elif value not in ("", []):
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}"
    for key, rows in tables.items():
        for row in rows:
            yield f"\n[[{path}{key}]]"
            yield from _lines(row, f"{path}{key}.")
