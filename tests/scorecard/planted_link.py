"""An office in which the phone rings more two weeks after chat satisfied fewer."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from tests.journeys_dsl import START, Journey, Office, journey, office_of

WEEKS, LAG, ANSWERS, FEW_IN = 44, 2, 31, 20


@dataclass(frozen=True)
class Planted:
    office: Office
    satisfied_share: list[float | None]
    calls_a_day: list[float]


def planted(folder: Path) -> Planted:
    """The weeks' CSAT on chat (one week has too few answers) and calls by day, as they were written."""
    random = np.random.default_rng(11)
    satisfied = [int(one) for one in random.integers(6, 26, WEEKS)]
    calls = [40 - satisfied[week - LAG] if week >= LAG else 22 for week in range(WEEKS)]
    calls = [one + int(random.integers(-1, 2)) for one in calls]
    written: dict[str, Journey] = {}
    for week in range(WEEKS):
        start = START + timedelta(weeks=week)
        answers = 26 if week == FEW_IN else ANSWERS
        for place in range(answers):
            csat = 5.0 if place < satisfied[week] else 2.0
            moment = start + timedelta(hours=place)
            written[f"c{week}-{place}"] = journey("chat", start=moment, csat=csat, customer=None)
        for place in range(calls[week]):
            written[f"p{week}-{place}"] = journey("phone", start=start + timedelta(hours=place), customer=None)
    office = office_of(folder, written, until=START + timedelta(weeks=WEEKS + 3))
    shares = [None if week == FEW_IN else satisfied[week] / ANSWERS for week in range(WEEKS)]
    return Planted(office, shares, [one / 7 for one in calls])
