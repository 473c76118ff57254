"""The speed of leaving: like compared with like, and a sentence where nothing can be said."""

from datetime import date

import pytest

from core.retention.findings import speed_finding
from core.retention.hazard import speed_of_leaving
from core.retention.question import RetentionQuestion
from core.scope import Scope
from tests.retention.conftest import Build, Stay
from tests.retention.test_adjusted import confounded

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "customers")


def test_the_hazard_ratio_with_the_issue_held_fixed(stays: Build) -> None:
    found = speed_of_leaving(stays(confounded()).database, Scope(), QUESTION)
    # easy: -log(0.8) / -log(0.9) = 2.1; hard: -log(0.5) / -log(0.6) = 1.4; pooled in between
    assert 1.3 < found.hazard.ratio < 2.1
    assert found.hazard.low < 1 < found.hazard.ratio
    assert (found.journeys, found.left, found.customers) == (200, 60, 200)
    assert "times as fast per extra channel" in speed_finding(found).text()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Stay(f"c{place}", left=50 if place < 9 else None) for place in range(40)], "nothing varies"),
        ([Stay(f"c{place}", path="phone > chat" if place % 2 else "phone") for place in range(40)]
         + [Stay("x", day=1, left=399)], "Only 1 customer left"),
    ],
    ids=["one channel only", "hardly anybody left"],
)  # fmt: skip
def test_what_cannot_be_estimated_gets_a_sentence(stays: Build, rows: list[Stay], words: str) -> None:
    found = speed_of_leaving(stays(rows).database, Scope(), QUESTION)
    assert found.hazard is None
    assert words in found.unavailable
