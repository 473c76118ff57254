"""Times as text: which formats there are, how a column's format is guessed, and local time to UTC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from core.errors import FileRefusedError

NAMED = ("iso", "epoch_s", "epoch_ms", "excel_serial")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?"
ISO_LOCAL = rf"\d{{4}}-\d{{2}}-\d{{2}}([T ]{_CLOCK})?"
ISO_OFFSET = rf"\d{{4}}-\d{{2}}-\d{{2}}[T ]{_CLOCK} ?([Zz]|UTC|[+-](0\d|1[0-4])(:?[0-5]\d)?)"
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"
    r"(?:(?P<gap>[T ]|, )(?P<h>\d{1,2}):\d{2}(?P<sec>:\d{2})?(?P<frac>\.\d{1,6})?(?P<half> ?[AaPp][Mm])?)?"
)
_NAMED_MONTH = re.compile(
    r"(?P<d>\d{1,2})(?P<s>[ -])(?P<m>[A-Za-z]{3,9})(?P=s)(?P<y>\d{4}|\d{2})"
    r"(?: (?P<h>\d{1,2}):\d{2}(?P<sec>:\d{2})?(?P<half> ?[AaPp][Mm])?)?"
)
_YEAR_FIRST = re.compile(r"\d{4}(?P<s>[/.])\d{1,2}(?P=s)\d{1,2}(?: (?P<h>\d{1,2}):\d{2}(?P<sec>:\d{2})?)?")


def formats_of(declared: str) -> tuple[str, ...]:
    """Split a declared format into its alternatives ("%d.%m.%Y|iso"); raises for what is no format.

    >>> formats_of("%d.%m.%Y %H:%M|iso")
    ('%d.%m.%Y %H:%M', 'iso')
    """
    formats = tuple(part for part in declared.split("|") if part)
    wrong = [part for part in formats if part not in NAMED and not re.search(r"%[dYymbBj]", part)]
    orders = {
        part.replace("-", "").find("%d") < part.replace("-", "").find("%m")
        for part in formats
        if part[:2] in ("%d", "%m")
    }
    if not formats or wrong or len(orders) > 1:
        raise FileRefusedError(
            f"The time format {declared!r} can't be used. Use one of {', '.join(NAMED)}, or a pattern "
            "such as %d/%m/%Y %H:%M; "
            "day-first and month-first can't be mixed."
        )
    return formats


@dataclass(frozen=True)
class TimeGuess:
    """How a column's times are written. `share` of the samples fit; `orders` holds both formats when day and month
    can't be told apart; `has_offset` and `has_local` say whether times with and without an offset were seen."""

    format: str
    share: float
    orders: tuple[str, ...] = ()
    has_offset: bool = False
    has_local: bool = False
    date_only: bool = False


def guess_times(samples: Sequence[str]) -> TimeGuess | None:
    """Guess the format of a column from samples; None when it holds no times.

    >>> guess_times(["29/2/2016 01:16", "1/3/2016 10:00"]).format
    '%d/%m/%Y %H:%M'
    >>> guess_times(["03/04/2026 10:00"]).orders
    ('%d/%m/%Y %H:%M', '%m/%d/%Y %H:%M')
    """
    texts = [text.strip() for text in samples if text.strip()]
    found: dict[str, int] = {}
    for text in texts:
        shape = _shape(text)
        if shape:
            found[shape] = found.get(shape, 0) + 1
    if not found:
        return None
    offset = sum(bool(re.fullmatch(ISO_OFFSET, text)) for text in texts)
    numeric = [match for text in texts if (match := _NUMERIC.fullmatch(text))]
    day_first = any(int(match["a"]) > 12 and _exists(match["y"], match["b"], match["a"]) for match in numeric)
    month_first = any(int(match["b"]) > 12 and _exists(match["y"], match["a"], match["b"]) for match in numeric)
    kept = [shape for shape, count in sorted(found.items(), key=lambda item: -item[1]) if count * 20 >= len(texts)]
    kept = [shape for shape in kept if shape not in NAMED[1:] or shape == kept[0]][:4]
    if kept and kept[0] in NAMED[1:]:
        kept = kept[:1]
    by_day = "|".join(dict.fromkeys(kept))
    by_month = by_day.replace("%d/%m", "%m/%d").replace("%d.%m", "%m.%d").replace("%d-%m", "%m-%d")
    chosen = by_month if month_first and not day_first else by_day
    open_order = by_day != by_month and day_first == month_first
    return TimeGuess(
        chosen,
        sum(found[shape] for shape in kept) / len(texts),
        (by_day, by_month) if open_order else (),
        has_offset=offset > 0,
        has_local=sum(found.values()) > offset and not set(kept) <= {"epoch_s", "epoch_ms"},
        date_only=all("%H" not in part and "%I" not in part for part in kept)
        and not any(":" in text for text in texts)
        and not set(kept) & set(NAMED[1:]),
    )


def _exists(year: str, month: str, day: str) -> bool:
    """Tell whether there is such a day: a slip like 31/02 says nothing about which comes first."""
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _shape(text: str) -> str:  # noqa: PLR0911 - one per shape
    if re.fullmatch(ISO_LOCAL, text) or re.fullmatch(ISO_OFFSET, text):
        return "iso"
    if match := _NUMERIC.fullmatch(text):
        if int(match["a"]) > 31 or int(match["b"]) > 31 or max(int(match["a"]), int(match["b"])) == 0:
            return ""
        year = "%Y" if len(match["y"]) == 4 else "%y"
        return f"%d{match['s']}%m{match['s']}{year}" + _clock(match, match["gap"] or "", bool(match["frac"]))
    if match := _NAMED_MONTH.fullmatch(text):
        month = "%b" if len(match["m"]) == 3 else "%B"
        year = "%Y" if len(match["y"]) == 4 else "%y"
        return f"%d{match['s']}{month}{match['s']}{year}" + _clock(match, " ", False)
    if match := _YEAR_FIRST.fullmatch(text):
        return f"%Y{match['s']}%m{match['s']}%d" + _clock(match, " ", False)
    if re.fullmatch(r"1\d{12}", text):
        return "epoch_ms"
    if re.fullmatch(r"1\d{9}(\.\d+)?", text):
        return "epoch_s"
    return "excel_serial" if re.fullmatch(r"[345]\d{4}(\.\d+)?", text) else ""


def _clock(match: re.Match[str], gap: str, fraction: bool) -> str:
    if not match["h"]:
        return ""
    half = match.groupdict().get("half")
    hours = "%I" if half else "%H"
    return (
        f"{gap}{hours}:%M"
        + (":%S" if match["sec"] else "")
        + (".%f" if fraction else "")
        + (half.replace(half.strip(), "%p") if half else "")
    )


@lru_cache(maxsize=16)
def _spans(zone: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return start (UTC), local start and local end of each span of constant offset, in microseconds, 1900 to 2101."""
    try:
        rules = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise FileRefusedError(
            f"The time zone {zone!r} is not known. Use a name such as Europe/Berlin or UTC."
        ) from error

    def offset(second: int) -> int:
        moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(rules).utcoffset()
        assert moment is not None
        return round(moment.total_seconds())

    first, last, day = -2_208_988_800, 4_133_980_800, 86_400
    starts, offsets = [first], [offset(first)]
    for second in range(first, last, day):
        if offset(second + day) != offsets[-1]:
            low, high = second, second + day
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offsets[-1] else (low, middle)
            starts.append(high)
            offsets.append(offset(high))
    begin = np.array(starts, dtype=np.int64)
    shift = np.array(offsets, dtype=np.int64)
    finish = np.append(begin[1:], np.int64(400_000_000_000))
    begin[0] = -100_000_000_000
    return begin * 1_000_000, (begin + shift) * 1_000_000, (finish + shift) * 1_000_000


def local_to_utc(local: NDArray[np.int64], zone: str) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Turn local microseconds into UTC; also say which fall in the skipped hour and which in the repeated one.

    A repeated time is taken as its first occurrence; a skipped one has no UTC time.

    >>> moment = np.array([np.datetime64("2026-10-25T02:30", "us").astype("int64")])
    >>> utc, skipped, repeated = local_to_utc(moment, "Europe/Berlin")
    >>> str(utc.astype("datetime64[us]")[0])[:16], bool(skipped[0]), bool(repeated[0])
    ('2026-10-25T00:30', False, True)
    """
    if zone == "UTC":
        never = np.zeros(len(local), dtype=bool)
        return local, never, never
    begin, local_begin, local_end = _spans(zone)
    span = np.minimum(np.searchsorted(local_end, local, side="right"), len(begin) - 1)
    skipped = local < local_begin[span]
    after = np.minimum(span + 1, len(begin) - 1)
    repeated = ~skipped & (after > span) & (local >= local_begin[after])
    return local - (local_begin[span] - begin[span]), skipped, repeated
