"""Fields taken out of a file that a person wrote, with a sentence for each that is missing or not as it should be."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.wording import count, one_line

CODE_LENGTH = 60
NAME_LENGTH = 80
TEXT_LENGTH = 400
PROSE_LENGTH = 1500
_CODE = re.compile(rf"[a-z][a-z0-9_-]{{0,{CODE_LENGTH - 1}}}")


@dataclass(frozen=True)
class Table:
    """One table of a file. `place` says which one in words; `fields` are all that it may hold."""

    content: Mapping[str, object]
    place: str
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        for key in self.content:
            if key not in self.fields:
                raise InvalidInputError(
                    f"{self.place} has a field {one_line(str(key))[:CODE_LENGTH]!r} that is not known; allowed are "
                    f"{', '.join(self.fields)}. Correct its name or take it out."
                )

    def text(self, key: str, limit: int = TEXT_LENGTH) -> str:
        """Return a text on one line.

        >>> Table({"name": "Weekly\\n  review"}, "The stage", ("name",)).text("name")
        'Weekly review'
        >>> Table({"name": " "}, "The stage", ("name",)).text("name")
        Traceback (most recent call last):
        core.errors.InvalidInputError: The stage has an empty name; it needs 1 to 400 characters. Write one.
        """
        value = self._given(key)
        if not isinstance(value, str):
            raise self._wrong(key, "text in quotes")
        line = one_line(value)
        if not line:
            raise InvalidInputError(
                f"{self.place} has an empty {key}; it needs 1 to {count(limit)} characters. Write one."
            )
        if len(line) > limit:
            raise InvalidInputError(
                f"{self.place} has {count(len(line))} characters in its {key}; up to {count(limit)} are "
                "allowed. Shorten it."
            )
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in line):
            raise InvalidInputError(
                f"{self.place} has a control character in its {key}; only signs that can be shown are allowed. "
                "Type the text anew."
            )
        return line

    def code(self, key: str) -> str:
        """Return a code.

        >>> Table({"code": "Weekly review"}, "The stage", ("code",)).code("code")
        Traceback (most recent call last):
        core.errors.InvalidInputError: The stage has the code 'Weekly review'; a code is up to 60 small letters, digits,
        hyphens and underscores, and begins with a letter. Write it that way, such as weekly_review.
        """
        value = self.text(key)
        if not _CODE.fullmatch(value):
            raise self._bad_code(key, value)
        return value

    def codes(self, key: str) -> tuple[str, ...]:
        """Return a list of codes, empty where the field is not there."""
        found = self.content.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self._wrong(key, "a list of codes in square brackets")
        for value in found:
            if not _CODE.fullmatch(value):
                raise self._bad_code(key, value)
        return tuple(found)

    def whole_number(self, key: str) -> int:
        """Return a whole number from 1."""
        value = self._given(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1_000_000:
            raise self._wrong(key, "a whole number from 1 to 1,000,000")
        return value

    def tables(self, key: str, fields: tuple[str, ...]) -> tuple["Table", ...]:
        """Return the tables of a list, each with its number in its place."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._wrong(key, f"a list of tables, each begun with its [[…{key}]] line")
        return tuple(Table(one, self._place_of(key, place), fields) for place, one in enumerate(value, start=1))

    def _place_of(self, key: str, place: int) -> str:
        singular = {"capabilities": "capability"}.get(key, key.removesuffix("s"))
        return f"{self.place}, {singular} {place}"

    def _given(self, key: str) -> object:
        if key not in self.content:
            raise InvalidInputError(
                f"{self.place} has no {key}; its fields are {', '.join(self.fields)}. Add a line {key} = …"
            )
        return self.content[key]

    def _wrong(self, key: str, allowed: str) -> InvalidInputError:
        return InvalidInputError(
            f"{self.place} has a field {key} that can't be read; it must be {allowed}. Correct it."
        )

    def _bad_code(self, key: str, value: str) -> InvalidInputError:
        shown = one_line(value)[:CODE_LENGTH]
        better = re.sub(r"[^a-z0-9_-]+", "_", shown.lower()).strip("_-0123456789") or "first_review"
        return InvalidInputError(
            f"{self.place} has the {key} {shown!r}; a code is up to {CODE_LENGTH} small letters, digits, hyphens and "
            f"underscores, and begins with a letter. Write it that way, such as {better}."
        )
