"""The same counts as core/quality, taken row by row from the interactions in plain Python."""

from collections import defaultdict
from datetime import date, timedelta

COLUMN = {"customer": "identity_key"}
CODED = ("channel", "activity", "issue", "region", "segment", "team")


def rows_of(database):
    found = database.read(
        "select i.* exclude (dedupe_key, content_check), s.label as source, c.label as channel, c.service, "
        "d.customer_key, m.imported_at as imported_at "
        "from interactions i join labels s on s.kind = 'source' and s.code = i.source_code "
        "join labels c on c.kind = 'channel' and c.code = i.channel_code "
        "join imports m on m.import_number = i.import_number "
        "left join identities d on d.identity_key = i.identity_key"
    )
    return found.records()


def is_given(row, field):
    if field in CODED:
        return row[f"{field}_code"] != 0
    return row[COLUMN.get(field, field)] is not None


def given(rows, field, source=None):
    chosen = [row for row in rows if source in (None, row["source"])]
    return sum(is_given(row, field) for row in chosen), len(chosen)


def given_by_month(rows, field):
    found = defaultdict(lambda: [0, 0])
    for row in rows:
        cell = found[row["source"], date(row["occurred_at"].year, row["occurred_at"].month, 1)]
        cell[0] += is_given(row, field)
        cell[1] += 1
    return {key: tuple(value) for key, value in found.items()}


def days_without(rows, source, last_import):
    """Count (missing, expected) days of a source, weekday by weekday."""
    days = {row["occurred_at"].date() for row in rows if row["source"] == source and row["occurred_at"] <= last_import
            and row["occurred_at"].year >= 1990}  # fmt: skip
    every = []
    day = min(days)
    while day <= max(days):
        every.append(day)
        day += timedelta(days=1)
    expected = []
    for weekday in range(7):
        of_weekday = [day for day in every if day.weekday() == weekday]
        if of_weekday and sum(day in days for day in of_weekday) >= len(of_weekday) / 2:
            expected += of_weekday
    return sum(day not in days for day in expected), len(expected)
