"""The groups that curves are drawn for: their names, their curves, and which one the others are compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.engine import Answer
from core.numbers.clustered_survival import Followed
from core.numbers.log_rank import LogRank, log_rank
from core.numbers.survival import Counts, Curve, kaplan_meier
from core.retention.basis import labels_of
from core.text import NOT_GIVEN, counted

NOT_KNOWN = -1
_NAMED: Mapping[str, Mapping[int, str]] = {
    "everyone": {0: "all"},
    "repeat": {0: "not back within 30 days", 1: "back on the same issue within 30 days"},
    "resolution": {0: "not resolved", 1: "resolved"},
    "effort": {1: "CES under 4", 2: "CES 4", 3: "CES over 4"},
}
_COUNTED = {"channels": ("channel", 4), "switches": ("switch", 3), "contacts": ("contact", 5)}
_PLURALS = {"switch": "switches"}
# "month" is the cohort view's own
_MONTH = "month"


@dataclass(frozen=True, eq=False)
class Group:
    """One group with its curve; `counts` for independent tests, `place` among the groups of `Followed`."""

    code: int
    label: str
    place: int
    curve: Curve
    counts: Counts


def group_label(by: str, code: int, labels: Mapping[int, str]) -> str:
    """Return what a group is called.

    >>> group_label("channels", 1, {}), group_label("channels", 4, {}), group_label("month", 24300, {})
    ('1 channel', '4 or more channels', '2025-01')
    """
    if by in _NAMED:
        return _NAMED[by][code]
    if by in _COUNTED:
        noun, most = _COUNTED[by]
        plural = _PLURALS.get(noun, noun + "s")
        return f"{code} or more {plural}" if code >= most else counted(code, noun, plural)
    if by == _MONTH:
        return f"{code // 12}-{code % 12 + 1:02d}"
    return labels.get(code, NOT_GIVEN)


def base_of(by: str, groups: Sequence[Group]) -> Group | None:
    """Return the group that others are compared with: the smallest count, resolved, least effort, else the largest."""
    if not groups:
        return None
    if by in ("resolution", "effort"):
        return max(groups, key=lambda group: group.code)
    if by in _COUNTED or by in _NAMED:
        return min(groups, key=lambda group: group.code)
    return max(groups, key=lambda group: (group.curve.n, -group.code))


def groups_of(by: str, answers: Mapping[str, Answer], rows: pd.DataFrame) -> tuple[list[Group], Followed | None]:
    """Return the known groups of counts or rows; where a customer may be there twice, also the rows behind them."""
    labels = labels_of(answers, by) if by in ("issue", "segment", "region") else {}
    known = rows[rows.group_code != NOT_KNOWN]
    codes = sorted({int(code) for code in known.group_code})
    followed = None
    if "journeys" not in rows.columns:
        place = np.searchsorted(codes, known.group_code.to_numpy())
        columns = (known[name].to_numpy() for name in ("customer_key", "days", "left_then"))
        customer, days, left = columns
        followed = Followed.of(customer, place, days, left)
    found = []
    for place_of, code in enumerate(codes):
        mine = known[known.group_code == code]
        counts = _counts(mine) if followed is None else Counts.of(mine.days.to_numpy(), mine.left_then.to_numpy())
        curve = kaplan_meier(counts) if followed is None else followed.curve(place_of)
        found.append(Group(code, group_label(by, code, labels), place_of, curve, counts))
    return found, followed


def unknown_of(rows: pd.DataFrame) -> int:
    """Return how many journeys are in no group."""
    lost = rows[rows.group_code == NOT_KNOWN]
    return int(lost.journeys.sum()) if "journeys" in rows.columns else len(lost)


def test_of(groups: Sequence[Group], followed: Followed | None) -> LogRank | None:
    """Test whether the groups' curves differ, counting customers where journeys share them."""
    if len(groups) < 2:
        return None
    if followed is None:
        return log_rank([group.counts for group in groups])
    new = np.full(followed.groups, -1)
    new[[group.place for group in groups]] = np.arange(len(groups))
    kept = new[followed.group] >= 0
    return Followed.of(
        followed.cluster[kept], new[followed.group[kept]], followed.time[kept], followed.left[kept]
    ).log_rank()


def _counts(rows: pd.DataFrame) -> Counts:
    days = np.unique(rows.days.to_numpy(dtype=np.float64))
    place = np.searchsorted(days, rows.days.to_numpy(dtype=np.float64))
    journeys, left = (rows[name].to_numpy(dtype=np.float64) for name in ("journeys", "left_then"))
    gone, stayed = (np.bincount(place, journeys * each, len(days)).astype(np.float64) for each in (left, 1 - left))
    return Counts(days, gone, stayed)
