"""How inputs are shown in fields: what is kept as a share or a rate is typed in percent."""

from core.business_case.assumption import Assumption, Quantity
from core.business_case.words import value_text

IN_PERCENT: tuple[Quantity, ...] = ("share", "rate", "share effect")


def scale_of(one: Assumption) -> float:
    """Return by what a kept value is multiplied to be shown in a field."""
    return 100.0 if one.quantity in IN_PERCENT else 1.0


def range_text(one: Assumption, currency: str) -> str:
    """Write an input's range; nothing where it has none."""
    if one.low is None or one.high is None:
        return ""
    return f"{value_text(one, one.low, currency)} to {value_text(one, one.high, currency)}"
