"""What changed since a day: imports, what was decided and defined, and signals of figures that were settled since."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from core.attention.visits import KIND as VISIT
from core.glossary.shipped import shipped
from core.intake.history import PastImport
from core.scorecard.findings import period_words
from core.scorecard.scorecard import Scorecard
from core.text import counted
from core.wording import count
from core.workspace import Workspace
from core.workspace.audit import Entry

_PAGE, _MOST_ROWS = 500, 5000
Body = Mapping[str, Any]


@dataclass(frozen=True)
class News:
    """One thing that changed: what, by whom (empty where nobody did it), when (UTC), and where to read it."""

    what: str
    who: str
    at: datetime
    address: str
    query: tuple[tuple[str, str], ...] = ()


def recorded_since(workspace: Workspace, since: date) -> list[Entry]:
    """Return the rows of the record from a day on, the last one first, without visits; at most the last 5,000."""
    found: list[Entry] = []
    before: int | None = None
    while len(found) < _MOST_ROWS:
        rows = workspace.changes(most=_PAGE, before=before, without=VISIT)
        recent = [row for row in rows if row.record.at[:10] >= since.isoformat()]
        found += recent
        if len(recent) < _PAGE:
            break
        before = rows[-1].number
    return found


def of_record(entries: Iterable[Entry]) -> list[News]:
    """Return what people changed that others should know; of several changes to one thing, the last that matters.

    A backlog item that was closed and opened again is no news.
    """
    found: dict[tuple[str, str], News] = {}
    for entry in sorted(entries, key=lambda one: one.number):
        record = entry.record
        if record.kind not in _READERS or record.action in ("adopted", "restored"):
            continue
        place, before, after = (record.kind, record.key), _body(record.before), _body(record.after)
        if record.kind == "backlog_item" and _over(before) and not _over(after):
            found.pop(place, None)
        told = _READERS[record.kind](record.key, before, after)
        if told is not None:
            what, address, query = told
            found[place] = News(what, record.actor, _moment(record.at), address, query)
    return list(found.values())


def of_imports(name: str, imports: Sequence[PastImport], since: date) -> list[News]:
    """Return what came into a dataset, and what was taken out of it."""
    query, found = (("dataset", name),), []
    for one in imports:
        at, file_name = _utc(one.imported_at), one.receipt.file_name
        if at.date() >= since:
            rows = counted(one.receipt.loaded, "pair of keys" if one.pair_table else "interaction",
                           "pairs of keys" if one.pair_table else "")  # fmt: skip
            rejected = f"; {count(one.receipt.rejected)} rejected" if one.receipt.rejected else ""
            found.append(News(f"{rows} came into {name} from {file_name}{rejected}", one.actor, at, "datasets", query))
        if one.undone_at is not None and _utc(one.undone_at).date() >= since:
            found.append(
                News(f"The import of {file_name} into {name} was undone", "", _utc(one.undone_at), "datasets", query)
            )
    return found


def of_signals(card: Scorecard, reached: date | None) -> list[News]:
    """Return the control-chart signals that could not be seen when the data went to `reached` only; one a metric.

    Without data then, there is nothing to compare with, and no news.
    """
    if reached is None:
        return []
    found = []
    for line in card.lines:
        fresh = [one for one in line.signals
                 if card.source.settled_on(line.metric, line.judged[one.last].period) > reached]  # fmt: skip
        if fresh:
            last = line.judged[fresh[-1].last].period
            at = datetime.combine(card.source.settled_on(line.metric, last), time(), UTC)
            what = f"{line.metric.name} left its ordinary range in {period_words(last)}: {fresh[-1].rule.words}"
            found.append(News(what, "", at, "scorecard", (("metric", line.metric.code),)))
    return found


def newest_first(found: Iterable[News]) -> tuple[News, ...]:
    """Return the news, the last first."""
    return tuple(sorted(sorted(found, key=lambda one: (one.what, one.who)), key=lambda one: one.at, reverse=True))


Told = tuple[str, str, tuple[tuple[str, str], ...]] | None


def _metric(key: str, before: Body, after: Body) -> Told:
    name = (after or before).get("name") or (shipped()[key].name if key in shipped() else key)
    return f"The definition of {name} was changed", "glossary", (("metric", key),)


def _decision(key: str, before: Body, after: Body) -> Told:
    del key
    title = (after or before).get("title", "")
    words = "Decided" if after and not before else "Decision changed" if after else "Decision removed"
    return f"{words}: {title}", "backlog", ()


def _frozen(key: str, before: Body, after: Body) -> Told:
    del before
    query = (("case", key.rpartition("/")[0]), ("case_part", "Sign-off"))
    return (f"{after.get('title', key)} was handed in for approval", "business_case", query) if after else None


def _approval(key: str, before: Body, after: Body) -> Told:
    del before
    query = (("case", key.rpartition("/")[0]), ("case_part", "Sign-off"))
    return (
        (f"{after.get('title', key)} was {after.get('choice', 'decided on')}", "business_case", query)
        if after
        else None
    )


def _item(key: str, before: Body, after: Body) -> Told:
    if not _over(after) or _over(before):
        return None
    word = "Dropped" if after.get("state") == "dropped" else "Finished"
    return f"{word}: {after.get('title', key)}", "backlog", (("item", key),)


def _ruling(key: str, before: Body, after: Body) -> Told:
    pair = str((after or before).get("pair", key.partition(":")[2])).split("|")
    names = [shipped()[code].name if code in shipped() else code for code in pair]
    return f"A conflict was {'ruled on' if after else 'opened again'}: {' against '.join(names)}", "scorecard", ()


def _objective(key: str, before: Body, after: Body) -> Told:
    found = after or before
    title = found.get("title") or found.get("counting", {}).get("name", key)
    word = "set" if after and not before else "changed" if after else "removed"
    return f"An objective was {word}: {title}", "objectives", (("objective", key),) if after else ()


def _published(key: str, before: Body, after: Body) -> Told:
    del before
    return (f"A scorecard was published: {after.get('title') or key}", "scorecard", ()) if after else None


_READERS: Mapping[str, Callable[[str, Body, Body], Told]] = {
    "metric_definition": _metric,
    "decision": _decision,
    "frozen_case": _frozen,
    "case_decision": _approval,
    "backlog_item": _item,
    "conflict_ruling": _ruling,
    "objective": _objective,
    "published_scorecard": _published,
}


def _over(body: Body) -> bool:
    return body.get("state") in ("done", "dropped")


def _body(text: str | None) -> Body:
    return {} if text is None else dict(json.loads(text))


def _moment(text: str) -> datetime:
    return _utc(datetime.fromisoformat(text))


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
