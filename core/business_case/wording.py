"""How the numbers of a case are written for people."""

from core.business_case.assumption import Assumption, Quantity
from core.wording import money, number, percent

# What is kept as a share or a rate and shown in percent.
IN_PERCENT: tuple[Quantity, ...] = ("share", "rate", "share effect")


def value_text(one: Assumption, currency: str, value: float | None = None) -> str:
    """Write an input's value, or another value that it could have, with its unit's sign.

    >>> from datetime import date
    >>> value_text(Assumption("a", "Adoption", 0.425, "share", "of all", "assumed", "", date(2026, 1, 1),
    ...                       population="all"), "EUR")
    '42.5 %'
    """
    shown = one.value if value is None else value
    if one.quantity in IN_PERCENT:
        digits = 1 if abs(shown) >= 0.1 or shown == 0 else 2
        return f"−{percent(-shown, digits)}" if shown < 0 else percent(shown, digits)
    if one.quantity in ("money", "money effect"):
        return money(shown, currency)
    return number(shown, 0 if abs(shown) >= 100 or shown == int(shown) else 2)


def range_text(one: Assumption, currency: str) -> str:
    """Write an input's range; nothing where it has none."""
    if one.low is None or one.high is None:
        return ""
    return f"{value_text(one, currency, one.low)} to {value_text(one, currency, one.high)}"
