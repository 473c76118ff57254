"""How numbers are written by locale, held against Babel's own writing of the same CLDR data."""

import threading
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from babel.localedata import locale_identifiers
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    parse_decimal,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from core import locales, text, wording
from core.errors import InvalidInputError
from core.locales import for_the_record, style, writing

OTHERS = tuple(code for code in locales.OFFERED if code != locales.USUAL)
NARROW, WIDE = "\u202f", "\u00a0"


def babel(code: str) -> str:
    return code.replace("-", "_")


@pytest.mark.parametrize(
    ("code", "number", "amount", "share", "day"),
    [
        ("en-GB", "1,234,567.9", "−€1,234.50", "12.5 %", "4 Mar 2026"),
        ("en-US", "1,234,567.9", "−€1,234.50", "12.5%", "Mar 4, 2026"),
        ("en-IN", "12,34,567.9", "−€1,234.50", "12.5%", "4 Mar 2026"),
        ("de-DE", "1.234.567,9", f"−1.234,50{WIDE}€", f"12,5{WIDE}%", "4 Mar 2026"),
        ("fr-FR", f"1{NARROW}234{NARROW}567,9", f"−1{NARROW}234,50{WIDE}€", f"12,5{WIDE}%", "4 Mar 2026"),
        ("nl-NL", "1.234.567,9", f"€{WIDE}−1.234,50", "12,5%", "4 Mar 2026"),
        ("sv-SE", f"1{WIDE}234{WIDE}567,9", f"−1{WIDE}234,50{WIDE}€", f"12,5{WIDE}%", "4 Mar 2026"),
        ("tr-TR", "1.234.567,9", "−€1.234,50", "%12,5", "4 Mar 2026"),
    ],
)
def test_worked_examples(code, number, amount, share, day):
    with writing(style(code)):
        assert wording.number(1234567.89) == number
        assert wording.money(-1234.5, "EUR") == amount
        assert wording.percent(0.125) == share
        assert wording.day(date(2026, 3, 4)) == day


def test_what_is_written_as_nothing_has_no_sign():
    for value in (0.0, -0.0, 0.04, -0.04, np.float64(-0.04)):
        assert wording.signed(value) == wording.number(value) == "0.0"
        assert wording.points(value / 100) == "0.0 pts"
        assert wording.count(value) == "0"
    assert wording.signed(-0.05001) == "−0.1"
    assert wording.signed(0.05001) == "+0.1"


def test_all_the_rest_of_wording_follows():
    with writing(style("de-DE")):
        assert wording.count(12345) == "12.345"
        assert wording.points(-0.123) == "−12,3 pts"
        assert wording.signed(1234.5) == "+1.234,5"
        assert wording.duration(5400) == "1,5 h"
        assert wording.money(2_400_000, "USD") == f"2,40m{WIDE}$"
        assert wording.percent(0.00004) == f"<0,1{WIDE}%"
        assert wording.percent(0.99999) == f">99,9{WIDE}%"
        assert text.counted(12345, "journey") == "12.345 journeys"
        assert text.percent(1, 3) == f"33,3{WIDE}%"
        assert text.percent(3, 3) == f"100{WIDE}%"
    with writing(style("de-CH")):
        assert wording.money(12345, "CHF") == f"CHF{WIDE}12'345"
        assert wording.money(-8.47, "CHF") == "CHF−8.47"


@pytest.mark.parametrize("code", locales.OFFERED)
def test_an_amount_from_a_table_is_written_as_any_other(code):
    with writing(style(code)):
        for amount in (-8.47, 0.0, 8.47, -12_345.0, 2_400_000.0):
            assert wording.money(np.float64(amount), "EUR") == wording.money(amount, "EUR")


def test_a_share_below_zero_has_a_true_minus():
    assert wording.percent(-0.05) == "−5.0 %"
    assert wording.percent(-0.00004) == "−<0.1 %"


@pytest.mark.parametrize("code", OTHERS)
def test_it_is_what_babel_writes(code):
    with writing(style(code)):
        # Babel takes two apostrophes in one number for quotation marks and drops them: the Swiss stay below a million.
        for value in (0, 7.5, 999.25, 1234.5, 12345.75, 999999.25 if "CH" in code else 1234567.25, -1234.5):
            assert wording.number(value, 2) == format_decimal(
                Decimal(value).quantize(Decimal("0.01")), format=_two(code), locale=babel(code)
            ).replace("-", "−")
        for amount in (8.5, 1234.5, -8.5):
            shown = format_currency(amount, "EUR", locale=babel(code)).replace("-", "−")
            assert wording.money(amount, "EUR") == shown.replace(get_currency_symbol("EUR", babel(code)), "€")
        assert wording.percent(0.5, 0) == format_percent(0.5, locale=babel(code))


def _two(code: str) -> str:
    return "#,##,##0.00" if style(code).grouping == (3, 2) else "#,##0.00"


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(locales.OFFERED),
    st.decimals(-(10**12), 10**12, places=3),
    st.integers(0, 3),
)
def test_what_is_written_can_be_read_back(code, value, digits):
    with writing(style(code)):
        shown = wording.number(float(value), digits)
    typed = shown.replace("−", "-")  # Babel reads a true minus in no locale, not even where CLDR has it
    assert parse_decimal(typed, locale=babel(code)) == Decimal(f"{float(value):.{digits}f}")


@settings(deadline=None, max_examples=100)
@given(st.integers(-(10**12), 10**12))
def test_british_english_is_what_python_writes(value):
    assert wording.count(value) == f"{value:,}".replace("-", "−")


def test_every_locale_of_cldr_can_be_written():
    for code in locale_identifiers()[::7]:
        with writing(style(code)):
            assert "8" in wording.money(-8.5, "SEK")
            assert wording.plain(wording.count(1234567)).count("1") == 1


@pytest.mark.parametrize("code", ["de-XX", "", "../../de", "x" * 500, "de DE; rm"])
def test_an_unknown_locale_is_refused_in_words(code):
    with pytest.raises(InvalidInputError, match="Choose one such as en-GB"):
        style(code)


def test_the_office_writes_by_its_setting(monkeypatch):
    monkeypatch.setenv(locales.SETTING, "de-DE")
    assert wording.count(12345) == "12.345"
    with writing(style("en-US")):
        assert wording.count(12345) == "12,345"
        with for_the_record():
            assert wording.count(12345) == "12.345"
    monkeypatch.setenv(locales.SETTING, "klingon")
    with pytest.raises(InvalidInputError, match="JOURNEY_OFFICE_LOCALE"):
        locales.of_office()


def test_threads_do_not_write_in_one_anothers_locale():
    both = threading.Barrier(2)
    found: dict[str, list[str]] = {}

    def write(code: str) -> None:
        locales.choose(style(code))
        both.wait(10)
        found[code] = [wording.number(1234.5) for _ in range(200)]

    threads = [threading.Thread(target=write, args=(code,)) for code in ("de-DE", "en-US")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {code: set(shown) for code, shown in found.items()} == {"de-DE": {"1.234,5"}, "en-US": {"1,234.5"}}
    assert wording.number(1234.5) == "1,234.5"


def test_the_gaps_in_a_number_survive_on_one_line():
    with writing(style("fr-FR")):
        assert wording.plain(wording.count(1234567)) == f"1{NARROW}234{NARROW}567"
    assert wording.one_line(" a \n\t b ") == "a b"
