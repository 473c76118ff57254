"""Whole numbers in a page's address."""

from collections.abc import Mapping

from core.errors import InvalidInputError


def read_number(query: Mapping[str, str], name: str, default: int | None = None) -> int:
    """Read a whole number from URL parameters; without a default it must be there.

    >>> read_number({"steps": "7"}, "steps", 5), read_number({}, "steps", 5)
    (7, 5)
    """
    text = query.get(name, "" if default is None else str(default))
    if not text.isdecimal() or len(text) > 18:
        raise InvalidInputError(f"{name!r} is {text!r} in the address. It must be a whole number.")
    return int(text)


def read_numbers(query: Mapping[str, str], name: str) -> tuple[int, ...]:
    """Read whole numbers joined by dots.

    >>> read_numbers({"variants": "3.14"}, "variants")
    (3, 14)
    """
    parts = [part for part in query.get(name, "").split(".") if part]
    return tuple(read_number({name: part}, name) for part in parts)


def join_numbers(numbers: tuple[int, ...]) -> str:
    """Return numbers as one text for `read_numbers`."""
    return ".".join(str(number) for number in numbers)
