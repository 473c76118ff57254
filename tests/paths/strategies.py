"""Random journeys and random questions about them."""

import string
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st

from core.paths.flow import FlowQuestion
from core.paths.lens import BY, Lens
from core.paths.pattern import PatternQuestion
from tests.journeys_dsl import START, Journey, Office, Step, office_of

CHANNELS = ("", "ivr", "chat", "phone")
ACTIVITIES = ("", "ask", "pay")
names = st.sampled_from


@st.composite
def random_journeys(draw: st.DrawFn) -> list[Journey]:
    found = []
    for _ in range(draw(st.integers(1, 12))):
        at = START + timedelta(hours=draw(st.integers(0, 2000)))
        steps = []
        for _ in range(draw(st.integers(1, 6))):
            seconds = [draw(names((None, 1.0, 2.5))) for _ in range(3)]
            team, outcome = draw(st.integers(0, 2)), draw(st.integers(0, 1))
            steps.append(Step(draw(names(CHANNELS)), draw(names(ACTIVITIES)), at, *seconds, team, outcome))
            at += timedelta(seconds=draw(st.integers(0, 90_000)))
        found.append(
            Journey(
                tuple(steps),
                customer=draw(names((None, "ann", "bob", "cy"))),
                issue=draw(names(("", "Billing", "Cards"))),
                region=draw(names(("", "North"))),
                segment=draw(names(("", "Gold"))),
                resolved=draw(names((None, True, False))),
                csat=draw(names((None, 1.0, 5.0))),
            )
        )
    return found


lenses = st.builds(Lens, names(BY), st.booleans())


@st.composite
def flow_questions(draw: st.DrawFn, found: list[Journey]) -> FlowQuestion:
    """A question whose anchors exist in the journeys, sometimes in none after the other."""
    lens = draw(lenses)
    labels = sorted({step.shown(lens.by) or "not given" for one in found for step in one.steps})
    anchor = draw(names(("start", "after", "before", "between")))
    return FlowQuestion(
        lens,
        steps=draw(st.integers(2, 7)),
        top=draw(st.integers(1, 3)),
        anchor=anchor,
        anchor_label=None if anchor == "start" else draw(names(labels)),
        anchor_to_label=draw(names(labels)) if anchor == "between" else None,
        opened=tuple(draw(st.lists(st.integers(1, 4), max_size=2, unique=True))),
    )


@contextmanager
def office_from(found: list[Journey]) -> Iterator[Office]:
    """A database of these journeys, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        written = {f"{string.ascii_lowercase[place]}": one for place, one in enumerate(found)}
        office = office_of(Path(folder), written)
        try:
            yield office
        finally:
            office.database.close()


@st.composite
def pattern_questions(draw: st.DrawFn, found: list[Journey]) -> PatternQuestion:
    lens = draw(lenses)
    labels = sorted({step.shown(lens.by) or "not given" for one in found for step in one.steps})
    then = draw(names(labels))
    without = draw(names([None, *(label for label in labels if label != then)]))
    within = draw(st.none() | st.integers(0, 200_000))
    return PatternQuestion(lens, draw(names(labels)), then, without, within, draw(st.booleans()))
