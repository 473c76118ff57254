"""Why a value was not read, in words a person can act on."""

import re

from core.intake.fields import Field, FieldType

NO_TIME = "no time of contact"
NO_KEY = "neither a customer nor a journey is given"
SKIPPED_HOUR = "a local time in the hour that is skipped when clocks go forward"


def reason_for(field: Field, text: str, declared: str, decimal: str) -> str:  # noqa: PLR0911 - one per reason
    """Say why `text` is no value of this field.

    >>> from core.intake.fields import FIELD_BY_NAME
    >>> reason_for(FIELD_BY_NAME["cost"], "1,234.50", "", ".")
    'cost is not a plain number'
    >>> reason_for(FIELD_BY_NAME["occurred_at"], "46027.375", "iso", ".")
    'occurred_at looks like an Excel serial date; declare that format if it is one'
    """
    if field.type is FieldType.NUMBER:
        if text.strip("+-").lower() in ("inf", "infinity", "nan"):
            return f"{field.name} is infinite or not a number"
        if re.fullmatch(r"[+-]?[\d.,]+([eE][+-]?\d+)?", text) and re.search(r"\d{16}|[eE]\+?\d{2}", text):
            return f"{field.name} is too large"
        return f"{field.name} is not a plain number" + (" with a decimal comma" if decimal == "," else "")
    if re.fullmatch(r"[1-7]\d{4}(\.\d+)?", text):
        return f"{field.name} looks like an Excel serial date; declare that format if it is one"
    if re.fullmatch(r"1\d{9}|1\d{12}", text):
        return f"{field.name} looks like epoch seconds or milliseconds; declare that format if it is one"
    if re.match(r"\D*(0000|00[./-]00)", text):
        return f"{field.name} is a placeholder, not a time"
    if re.search(r"[ T]24:", text):
        return f"{field.name} has the hour 24; hours are 00 to 23"
    if re.search(r"\d", text) and re.fullmatch(r"[\d\s.,:/TZ+-]+", text, flags=re.I):
        return f"{field.name} is no such date, or not in the format {declared}"
    return f"{field.name} is not a time in the format {declared}"
