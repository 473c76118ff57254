"""How a locale writes numbers, money, percentages and days, as Unicode's CLDR has it; the language stays English."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from core.errors import InvalidInputError

SETTING = "JOURNEY_OFFICE_LOCALE"
USUAL = "en-GB"
OFFERED = (
    "en-GB", "en-US", "en-IE", "en-IN", "en-ZA", "cs-CZ", "da-DK", "nl-NL", "fi-FI", "fr-FR", "fr-CH", "de-DE", "de-AT",
    "de-CH", "hu-HU", "it-IT", "ja-JP", "nb-NO", "pl-PL", "pt-PT", "pt-BR", "es-ES", "es-MX", "sv-SE", "tr-TR",
)  # fmt: skip
MINUS = "−"
LONGEST_CODE = 35
_NUMBER = re.compile(r"([+−-]?)(\d[\d,]*)(\.\d+)?(.*)")
_TURNING = dict.fromkeys((0x200E, 0x200F, 0x061C))


@dataclass(frozen=True)
class NumberStyle:
    """How numbers are written. `code` is the locale's name, such as "de-CH".

    `grouping` says how many digits the last group has, and those before it. In `money` (an amount, and one below zero)
    and `percent` a 0 stands for the number and ¤ for the currency. `gap` parts a currency's letters from a number.
    `month_first` is for days: "Mar 4, 2026" instead of "4 Mar 2026"; the month is a word, so neither can be misread.
    """

    code: str
    decimal: str = "."
    group: str = ","
    grouping: tuple[int, int] = (3, 3)
    money: tuple[str, str] = ("¤0", f"{MINUS}¤0")
    percent: str = "0 %"
    gap: str = " "
    month_first: bool = False

    def __post_init__(self) -> None:
        holds_number = all(pattern.count("0") == 1 for pattern in (*self.money, self.percent))
        if not holds_number or self.decimal == self.group or min(self.grouping) < 1:
            raise InvalidInputError(f"The marks of {self.code} can't be told apart. Choose another locale.")

    def written(self, text: str) -> str:
        """Return a number that Python wrote ("-12,345.6") with this locale's marks; its sign stays as it is.

        >>> style("de-DE").written("-12,345.6"), style("en-IN").written("1,234,567")
        ('-12.345,6', '12,34,567')
        """
        found = _NUMBER.fullmatch(text)
        if found is None:
            return text
        sign, whole, fraction, rest = found.groups(default="")
        digits = self._grouped(whole.replace(",", "")) if "," in whole else whole
        return f"{sign}{digits}{fraction.replace('.', self.decimal)}{rest}"

    def in_percent(self, number: str) -> str:
        """Return a written number as a percentage.

        >>> style("en-US").in_percent("45.7"), style("en-GB").in_percent("45.7")
        ('45.7%', '45.7 %')
        """
        before, _, after = self.percent.partition("0")
        return f"{before}{number}{after}"

    def priced(self, number: str, symbol: str, *, below_zero: bool = False) -> str:
        """Return a written number without a sign as money.

        >>> style("en-GB").priced("8.47", "€"), style("en-GB").priced("8.47", "SEK", below_zero=True)
        ('€8.47', '−SEK 8.47')
        """
        before, _, after = self.money[bool(below_zero)].partition("0")
        before = before.replace("¤", symbol + self.gap if before.endswith("¤") and symbol[-1:].isalpha() else symbol)
        after = after.replace("¤", self.gap + symbol if after.startswith("¤") and symbol[:1].isalpha() else symbol)
        return f"{before}{number}{after}"

    def _grouped(self, digits: str) -> str:
        last, others = self.grouping
        groups, rest = [digits[-last:]], digits[:-last]
        while rest:
            groups.insert(0, rest[-others:])
            rest = rest[:-others]
        return self.group.join(groups)


_chosen: ContextVar[NumberStyle | None] = ContextVar("number_style", default=None)
_asked: list[Callable[[], NumberStyle | None]] = []


@lru_cache(maxsize=100)
def style(code: str) -> NumberStyle:
    """Return how a locale writes, with Latin digits; British English as this app always wrote: "45.7 %".

    Raises `InvalidInputError` for a locale that CLDR does not know.

    >>> style("de-CH").group, style("fr_FR").decimal, style("en-US").month_first
    ("'", ',', True)
    """
    if code == USUAL:
        return NumberStyle(code)
    found = _known(code)
    symbols = found.number_symbols.get("latn", {})
    money, percent = found.currency_formats["standard"], found.percent_formats[None]
    order = found.date_formats["long"].pattern
    return NumberStyle(
        str(found).replace("_", "-"),
        symbols.get("decimal", "."),
        symbols.get("group", ","),
        found.decimal_formats[None].grouping,
        (_pattern(money.prefix[0], money.suffix[0]), _pattern(money.prefix[1], money.suffix[1])),
        _pattern(percent.prefix[0], percent.suffix[0]),
        "\u00a0",
        found.language == "en" and order.index("M") < order.index("d"),
    )


@lru_cache(maxsize=100)
def unbroken(chosen: NumberStyle) -> NumberStyle:
    """Return a locale so that no line ends between a number and its percent sign: for screens, not for what is kept.

    >>> unbroken(style("en-GB")).in_percent("45.7") == "45.7" + chr(0xA0) + "%"
    True
    """
    return replace(chosen, percent=chosen.percent.replace(" ", "\u00a0"))


def label(code: str) -> str:
    """Return what a locale is called, with a number as it writes it.

    >>> label("de-CH")
    "German (Switzerland): 1'234.5"
    """
    return f"{_known(code).get_display_name('en')}: {style(code).written('1,234.5')}"


def of_office() -> NumberStyle:
    """Return the locale of the office, from `JOURNEY_OFFICE_LOCALE`; raises `InvalidInputError` when it is unknown."""
    code = os.environ.get(SETTING, "").strip()
    try:
        return style(code or USUAL)
    except InvalidInputError as error:
        raise InvalidInputError(f"The setting {SETTING} can't be used. {error}") from error


def current() -> NumberStyle:
    """Return the locale that is written in now: this context's, else what the one to `ask` says, else the office's."""
    chosen = _chosen.get()
    if chosen is None and _asked:
        chosen = _asked[0]()
    return chosen or of_office()


def ask(who: Callable[[], NumberStyle | None]) -> None:
    """Have somebody asked where nothing was chosen in a context, such as in a thread that a screen begins."""
    _asked[:] = [who]


def choose(chosen: NumberStyle) -> None:
    """Write in a locale from now on, in this context: one thread, one task."""
    _chosen.set(chosen)


@contextmanager
def writing(chosen: NumberStyle) -> Iterator[None]:
    """Write in a locale what is written inside.

    >>> with writing(style("de-DE")):
    ...     current().written("1,234.5")
    '1.234,5'
    """
    before = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(before)


@contextmanager
def for_the_record() -> Iterator[None]:
    """Write in the office's locale what is kept or compared, whoever asks: also as a decorator."""
    with writing(of_office()):
        yield


def _known(code: str) -> Locale:
    try:
        return Locale.parse(code[:LONGEST_CODE].replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise InvalidInputError(
            f"{code[:LONGEST_CODE]!r} is no locale that is known here. Choose one such as en-GB, de-DE or fr-CH."
        ) from error


def _pattern(before: str, after: str) -> str:
    return f"{before}0{after}".replace("-", MINUS).translate(_TURNING)
