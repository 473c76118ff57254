"""How numbers and texts are written for people: the one place where units and percent signs come in."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from core.locales import MINUS, current

NOT_AVAILABLE = "not available"
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF", "INR": "₹"}
_MARKDOWN = "\\`*_{}[]()<>#+-.!|~$:&^=\"'@/"
_TURNING = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C])
# What parts the digits of a number must neither break nor turn into a common space.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_UNITS = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))


def count(value: float | None) -> str:
    """Write a count with thousands separators.

    >>> count(12345)
    '12,345'
    """
    return NOT_AVAILABLE if value is None else _written(value, "z,.0f")


def number(value: float | None, digits: int = 1) -> str:
    """Write a plain number; what is written as 0 has no sign.

    >>> number(3.14159, 2), number(-0.04)
    ('3.14', '0.0')
    """
    return NOT_AVAILABLE if value is None else _written(value, f"z,.{digits}f")


def significant(value: float | None, digits: int = 6) -> str:
    """Write a number with so many digits that count, without zeros at its end, its sign as one types it.

    >>> significant(1234.50), significant(-0.25, 1), significant(3.0)
    ('1,234.5', '-0.2', '3')
    """
    return NOT_AVAILABLE if value is None else current().written(f"{value:,.{digits}g}")


def p_value(p: float) -> str:
    """Write a p-value as far as anybody reads it.

    >>> p_value(0.0341), p_value(3.6e-42)
    ('p = 0.034', 'p < 0.001')
    """
    return f"p < {significant(0.001)}" if p < 0.001 else f"p = {significant(p, 2)}"


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share (0 to 1) as a percentage; what is not nothing never reads as 0 %, nor what is not all as 100 %.

    >>> percent(0.4567), percent(0.00004), percent(-0.00004), percent(0.99999), percent(None)
    ('45.7 %', '<0.1 %', '−<0.1 %', '>99.9 %', 'not available')
    """
    if share is None:
        return NOT_AVAILABLE
    step, spec = 10.0**-digits, f",.{digits}f"
    sign = MINUS if share < 0 else ""
    if 0 < abs(share) * 100 < step / 2:
        return f"{sign}<" + current().in_percent(_written(step, spec))
    if 100 - step / 2 < share * 100 < 100:
        return ">" + current().in_percent(_written(100 - step, spec))
    return sign + current().in_percent(_written(abs(share * 100), spec))


def points(difference: float | None, digits: int = 1) -> str:
    """Write a difference of two shares in percentage points, with its sign.

    >>> points(-0.123)
    '−12.3 pts'
    """
    return NOT_AVAILABLE if difference is None else f"{signed(difference * 100, digits)} pts"


def signed(value: float | None, digits: int = 1) -> str:
    """Write a number with its sign, with a true minus; what is written as 0 has none.

    >>> signed(2.5), signed(-1.26), signed(-0.04)
    ('+2.5', '−1.3', '0.0')
    """
    if value is None:
        return NOT_AVAILABLE
    return _written(value, f"{'+' if round(value, digits) else ''}z,.{digits}f")


def duration(seconds: float | None) -> str:
    """Write a duration in its largest fitting unit.

    >>> duration(45), duration(5400), duration(259200), duration(None)
    ('45 s', '1.5 h', '3 d', 'not available')
    """
    if seconds is None:
        return NOT_AVAILABLE
    for size, unit in _UNITS:
        if abs(seconds) >= size:
            return tenths(seconds / size) + f" {unit}"
    return _written(seconds, ".0f") + " s"


def money(amount: float | None, currency: str, digits: int | None = None) -> str:
    """Write money with its currency's symbol, or its code where it has none.

    With `digits`, as from `money_digits`, it is written out with so many of them, so that amounts that stand together
    read alike.

    >>> money(1234.5, "EUR"), money(2_400_000, "USD"), money(-8.47, "SEK"), money(2_400_000, "USD", 0)
    ('€1,234.50', '$2.40m', '−SEK 8.47', '$2,400,000')
    """
    if amount is None:
        return NOT_AVAILABLE
    size = abs(amount)
    if digits is not None:
        return priced(number(size, digits), currency, below_zero=bool(round(amount, digits) < 0))
    if size >= 1_000_000:
        return priced(number(size / 1_000_000, 2) + "m", currency, below_zero=amount < 0)
    return priced(number(size, 0 if size >= 10_000 else 2), currency, below_zero=amount < 0)


def money_digits(amounts: Iterable[float | None]) -> int | None:
    """Return the digits behind the point that amounts of one column or sentence share; None where each is in millions.

    >>> money_digits([9_950.25, 10_420.0]), money_digits([8.47, None]), money_digits([1_200_000, 2_400_000])
    (0, 2, None)
    """
    sizes = [abs(one) for one in amounts if one is not None]
    if not sizes or min(sizes) >= 1_000_000:
        return None
    return 0 if max(sizes) >= 10_000 else 2


def money_range(low: float | None, high: float | None, currency: str, joined: str = "to") -> str:
    """Write two amounts alike, as the ends of an interval.

    >>> money_range(9_950.25, 10_420.0, "EUR"), money_range(-1_230_000, -550_000, "USD", "and")
    ('€9,950 to €10,420', '−$1,230,000 and −$550,000')
    """
    digits = money_digits((low, high))
    return f"{money(low, currency, digits)} {joined} {money(high, currency, digits)}"


def priced(written: str, currency: str, *, below_zero: bool = False) -> str:
    """Put a currency's symbol, or its code, to a number that is written already, without a sign.

    >>> priced("8", "CHF"), priced("8", "EUR", below_zero=True)
    ('CHF 8', '−€8')
    """
    return current().priced(written, SYMBOLS.get(currency, currency), below_zero=below_zero)


def day(value: date | datetime | None, *, whole_month: bool = False) -> str:
    """Write a day so that no reader takes the month for the day.

    >>> day(date(2026, 3, 4))
    '4 Mar 2026'
    """
    if value is None:
        return NOT_AVAILABLE
    month = f"{value:%B}" if whole_month else f"{value:%b}"
    return f"{month} {value.day}, {value.year}" if current().month_first else f"{value.day} {month} {value.year}"


def tenths(value: float) -> str:
    """Write a number with a tenth where there is one.

    >>> tenths(1.42), tenths(2.0)
    ('1.4', '2')
    """
    return current().written(f"{value:.1f}".removesuffix(".0").replace("-", MINUS))


def _written(value: float, spec: str) -> str:
    return current().written(f"{value:{spec}}".replace("-", MINUS))


def one_in(share: float | None) -> str:
    """Write a share in the words of a headline.

    >>> one_in(0.34), one_in(0.62), one_in(0.003), one_in(0.97)
    ('one in three', 'six in ten', 'fewer than one in a hundred', 'nearly all')
    """
    if share is None:
        return NOT_AVAILABLE
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if share >= 0.95:
        return "all" if share >= 1 else "nearly all"
    if share >= 0.45:
        return f"{words[round(share * 10)]} in ten"
    if share >= 0.095:
        return f"one in {words[min(10, round(1 / share))]}"
    if share >= 0.01:
        return f"one in {round(1 / share)}"
    return "none" if share <= 0 else "fewer than one in a hundred"


def one_line(text: str) -> str:
    """Return a text that came from data on one line, without signs that turn the direction of what follows.

    >>> one_line("a" + chr(0x202E) + "b" + chr(10) + " c")
    'ab c'
    """
    return _SPACES.sub(" ", text.translate(_TURNING)).strip()


def plain(text: str) -> str:
    r"""Escape a text that came from data so that markdown shows it as it is, on one line.

    What looks like an address gets an invisible sign, so that it does not become a link.

    >>> plain("**bold** ![x](y)")
    '\\*\\*bold\\*\\* \\!\\[x\\]\\(y\\)'
    >>> "//" in plain("http://evil") or "www" in plain("www.evil")
    False
    """
    unlinked = one_line(text)
    for start in ("://", "www.", "@"):
        unlinked = unlinked.replace(start, f"{start[0]}\u2060{start[1:]}")
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in unlinked)
