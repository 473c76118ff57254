"""Times: formats, the guess of a format, local time to UTC."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FileRefusedError
from core.intake.reading.times import formats_of, guess_times, local_to_utc

Reader = Callable[..., Any]
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "America/Sao_Paulo")


@given(st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES))
@settings(deadline=None, max_examples=300)
def test_local_time_to_utc_agrees_with_the_zone_rules(moment: datetime, zone: str) -> None:
    micros = np.array([np.datetime64(moment, "us").astype(np.int64)])
    utc, skipped, repeated = local_to_utc(micros, zone)
    first = moment.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    back = first.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert bool(skipped[0]) == (back != moment)
    if not skipped[0]:
        assert utc[0] == round((first - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))
        assert bool(repeated[0]) == (moment.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC) != first)


def _times(read: Reader, texts: list[str], **changes: Any) -> Any:
    return read("case_id;timestamp\n" + "".join(f"A;{text}\n" for text in texts), **changes)


def test_clock_changes_skip_or_repeat_an_hour(read: Reader) -> None:
    texts = [
        "2026-03-29 01:30:00",
        "2026-03-29 02:30:00",
        "2026-10-25 02:30:00",
        "2026-10-25T02:30:00+01:00",
        "2026-07-01",
    ]
    found = _times(read, texts, zone="Europe/Berlin")
    assert [f"{moment:%m-%d %H:%M}" for moment in found.column("occurred_at")] == [
        "03-29 00:30",
        "10-25 00:30",
        "10-25 01:30",
        "06-30 22:00",
    ]
    assert [row["reason"] for row in found.rejects] == [
        "a local time in the hour that is skipped when clocks go forward in Europe/Berlin"
    ]
    assert found.result.flags["times_ambiguous"] == 1
    assert found.result.flags["times_in_gap"] == 1
    assert any("repeated when clocks go back; the first was taken" in note for note in found.result.notes)
    assert any("no offset and were read as Europe/Berlin time" in note for note in found.result.notes)


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("29/2/2016 01:16", "%d/%m/%Y %H:%M", "2016-02-29T01:16:00"),
        ("04/30/2014 02:51:52 PM", "%m/%d/%Y %I:%M:%S %p", "2014-04-30T14:51:52"),
        ("5-Jan-2026", "%d-%b-%Y", "2026-01-05T00:00:00"),
        ("1767607200", "epoch_s", "2026-01-05T10:00:00"),
        ("1767607200123", "epoch_ms", "2026-01-05T10:00:00.123000"),
        ("46027.375", "excel_serial", "2026-01-05T09:00:00"),
        ("2026-01-05T10:00:00,250", "iso", "2026-01-05T10:00:00.250000"),
        ("2026-01-05 10:00:00 +0530", "iso", "2026-01-05T04:30:00"),
        ("2026-01-05T10:00Z", "iso", "2026-01-05T10:00:00"),
        ("2026-01-05 10:00:00 UTC", "iso", "2026-01-05T10:00:00"),
        ("2026-01-05 10:00:00-08", "iso", "2026-01-05T18:00:00"),
        ("05.01.2026", "%d.%m.%Y|iso", "2026-01-05T00:00:00"),
    ],
)
def test_each_declared_format_is_read(text: str, declared: str, expected: str, read: Reader) -> None:
    found = _times(read, [text], time_format=declared)
    assert found.column("occurred_at") == [datetime.fromisoformat(expected)]


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("30/2/2016 01:16", "%d/%m/%Y %H:%M"),
        ("5/1/16 01:16", "%d/%m/%Y %H:%M"),
        ("2026-02-30", "iso"),
        ("2026-01-05T24:00", "iso"),
        ("2026-01-05T10:60", "iso"),
        ("infinity", "iso"),
        ("epoch", "iso"),
        ("2026-1-5", "iso"),
        ("2026-01-05 (BC)", "iso"),
        ("nan", "epoch_s"),
        ("-1e9", "excel_serial"),
        ("2026-01-05T10:00:00+99:00", "iso"),
        ("2026-01-05T10:00 Europe/Berlin", "iso"),
        ("46027", "iso"),
    ],
)
def test_what_is_no_such_time_is_rejected(text: str, declared: str, read: Reader) -> None:
    found = _times(read, [text, "2026-01-05"], time_format=declared if declared == "iso" else f"{declared}|iso")
    assert [row["value"] for row in found.rejects] == [text]


def test_the_guess_asks_when_day_and_month_can_be_either() -> None:
    assert guess_times(["13/04/2026", "03/04/2026"]).orders == ()  # type: ignore[union-attr]
    assert guess_times(["04/13/2026", "03/04/2026"]).format == "%m/%d/%Y"  # type: ignore[union-attr]
    both = guess_times(["13/04/2026", "04/13/2026"])
    assert both is not None
    assert len(both.orders) == 2
    assert guess_times(["phone", "web"]) is None
    assert guess_times(["Jan"]) is None


def test_formats_that_contradict_each_other_or_do_not_exist_are_refused() -> None:
    for wrong in ("", "later", "%d/%m/%Y|%m/%d/%Y"):
        with pytest.raises(FileRefusedError, match="time format"):
            formats_of(wrong)


def test_an_unknown_zone_is_refused(read: Reader) -> None:
    with pytest.raises(FileRefusedError, match="time zone"):
        _times(read, ["2026-01-05"], zone="Mars/Base")


def test_dates_in_the_year_9999_mean_never(read: Reader) -> None:
    found = read("case_id,timestamp,customer_left_on\nA,2026-01-05,9999-12-31\nB,2026-01-05,2026-02-01\n")
    assert [str(value) for value in found.column("customer_left_on")] == ["None", "2026-02-01"]
    assert found.result.flags["customer_left_on_never"] == 1


def test_a_day_that_does_not_exist_says_nothing_about_the_order() -> None:
    guess = guess_times(["31/02/2026 10:00", "03/04/2026 10:00"])
    assert guess is not None
    assert guess.orders == ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")
    settled = guess_times(["31/01/2026 10:00", "03/04/2026 10:00"])
    assert settled is not None
    assert settled.orders == ()
