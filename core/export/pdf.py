"""PDF from a typst template: the content goes in as data, so that nothing in it can run."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from core.errors import InvalidInputError

FONTS = Path(__file__).parent / "fonts"
BREAK = "\u200b"
LONGEST_RUN = 24
_PACKAGE = re.compile(r"@[\w-]+/[\w-]+:")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RUN = re.compile(rf"[^\s{BREAK}]{{{LONGEST_RUN},}}")
_NO_FONT = "could not be displayed with"


def pdf(template: Path, content: Mapping[str, Any], printed_at: datetime) -> bytes:
    """Return a template filled with content, as a tagged PDF (PDF/UA-1) that is the same for the same input.

    The template reads `json(bytes(sys.inputs.content))`, sets the document's title and language, and reads no file
    outside its own folder and no package. `printed_at` is the document's date; without an offset it is UTC. Letters
    that no bundled font has are looked for in the system's fonts; where these lack them too they print as empty boxes,
    and the PDF is tagged all the same but makes no claim to PDF/UA.

    Raises `InvalidInputError` for a template that asks for a package.
    """
    if any(_PACKAGE.search(one.read_text(encoding="utf-8")) for one in template.parent.glob("*.typ")):
        raise InvalidInputError(
            f"The template {template.name} asks for a package. A template uses its own folder only."
        )
    inputs = {"content": json.dumps(printable(content))}
    at = (printed_at if printed_at.tzinfo else printed_at.replace(tzinfo=UTC)).replace(microsecond=0)
    for system_fonts, standards in ((False, ["ua-1"]), (True, ["ua-1"]), (True, ["1.7"])):
        try:
            return _compiled(template, inputs, at, (_fonts(system_fonts), standards))
        except typst.TypstError as error:
            if _NO_FONT not in str(error):
                raise
    raise AssertionError("without a standard, a letter without a font is no error")


def printable(value: Any) -> Any:
    """Return content with every text as it can be printed: no signs that steer, and long words that may be broken.

    >>> printable({"a": ["tab\\there", 1, None], "b": "turn\u202eed"})
    {'a': ['tab here', 1, None], 'b': 'turned'}
    >>> printable("x" * 30).count(BREAK)
    2
    """
    if isinstance(value, str):
        return _RUN.sub(_breakable, "".join(map(_sign, value)))
    if isinstance(value, Mapping):
        return {str(name): printable(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [printable(one) for one in value]
    return value


def _sign(letter: str) -> str:
    if letter in "\t\n\r\u2028\u2029\x85":
        return " "
    if letter in _TURNING:
        return ""
    return "\ufffd" if unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co") else letter


def _breakable(run: re.Match[str]) -> str:
    """Let a long word be broken after each twelve letters, never before a mark that belongs to the letter before it."""
    parts: list[str] = []
    for place, letter in enumerate(run[0]):
        may_break = (
            place and place % 12 == 0 and not unicodedata.category(letter).startswith("M") and letter != "\u200d"
        )
        parts.append(BREAK + letter if may_break else letter)
    return "".join(parts)


def _compiled(template: Path, inputs: dict[str, str], at: datetime, how: tuple[typst.Fonts, list[Any]]) -> bytes:
    fonts, standards = how
    nowhere = template.parent / "no-packages"
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        package_path=nowhere,
        package_cache_path=nowhere,
        timestamp=at,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[FONTS])
