"""What must not be kept in the clear: keyed hashes for ids, masks for contact data inside free text."""

import hashlib
import hmac
import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from core.intake.fields import IDENTITY_FIELDS

PSEUDONYMISED = (*IDENTITY_FIELDS, "agent")
NORMALISED = ("email", "phone")
WITHHELD = "withheld: ids are pseudonymised"
TEXT_WITHHELD = "withheld: text is not kept in the clear"
MASKS = (
    (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", "[e-mail]"),
    (r"\+?\(?\d(?:[ ()./-]{0,2}\d){5,}", "[number]"),
)


def normal_key(kind: str, value: str) -> str:
    """Return the form in which two keys of a kind are the same: e-mail in lower case, phone numbers as digits.

    >>> normal_key("phone", "+49 (30) 12-34")
    '+49301234'
    """
    if kind == "email":
        return value.casefold()
    if kind == "phone":
        digits = re.sub(r"[^\d+]", "", value)
        return "+" + digits[2:] if digits.startswith("00") else digits or value
    return value


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """Return the pseudonym of a key: the same for the same key and kind, and of no use without the secret.

    >>> pseudonym(b"secret", "email", "A@b.de") == pseudonym(b"secret", "email", "a@b.de")
    True
    """
    return hmac.new(key, f"{kind}:{normal_key(kind, value)}".encode(), hashlib.sha256).hexdigest()[:32]


def normalise_column(column: pa.Array, kind: str) -> pa.Array:
    """Replace each value of a column by its normal form."""
    return _by_word(column, lambda word: normal_key(kind, word))


def pseudonymise_column(column: pa.Array, key: bytes, kind: str) -> pa.Array:
    """Replace each value of a column by its pseudonym."""
    return _by_word(column, lambda word: pseudonym(key, kind, word))


def _by_word(column: pa.Array, changed: Callable[[str], str]) -> pa.Array:
    coded = column.dictionary_encode()
    words = pa.array([changed(word) for word in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)


def mask_column(column: pa.Array) -> pa.Array:
    """Mask e-mail addresses, phone numbers and long numbers in free text."""
    for pattern, mask in MASKS:
        column = pc.replace_substring_regex(column, pattern, mask)
    return column
