"""How the parts of a case are written for people: exactly, so that two that differ never read the same."""

from core.business_case.assumption import OF_WHOM, Assumption
from core.business_case.case import Case
from core.business_case.lines import Factor
from core.locales import current


def written_value(one: Assumption, value: float | None, currency: str) -> str:
    """Write a value of an input with its unit, without rounding it away; what is not given is "not given".

    >>> from datetime import date
    >>> day = date(2026, 1, 1)
    >>> one = Assumption("a", "Adoption", 0.6, "share", "of journeys", "assumed", "", day, population="journeys")
    >>> written_value(one, 0.6, "EUR"), written_value(one, None, "EUR")
    ('60 % of journeys', 'not given')
    """
    if value is None:
        return "not given"
    if one.quantity in OF_WHOM:
        return f"{current().in_percent(exact(value * 100))} {one.unit}"
    of_money = one.quantity in ("money", "money effect") and one.unit != currency
    return f"{exact(value)} {f'{currency} ' if of_money else ''}{one.unit}"


def exact(value: float) -> str:
    """Write a number with up to 12 digits that count, without an exponent where that stays readable.

    >>> exact(1234567.5), exact(60.00000000000001), exact(-0.25), exact(1e-12)
    ('1,234,567.5', '60', '-0.25', '1e-12')
    """
    if 0 < abs(value) < 1e-3:
        return current().written(f"{value:.12g}")
    places = max(0, 11 - len(f"{abs(value):.0f}"))
    text = f"{value:,.{places}f}"
    return current().written(text.rstrip("0").rstrip(".") if "." in text else text)


def written_product(case: Case, factors: tuple[Factor, ...]) -> str:
    """Write a line's factors in the words of the register: "Journeys a year x Saving / Hours"."""
    known = case.by_code
    first, *others = factors
    rest = (f" {'/' if one.divides else 'x'} {known[one.code].label}" for one in others)
    return known[first.code].label + "".join(rest)
