"""The page on figures that move together, through the real frame."""

import pandas as pd
import pytest

from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.course import ask_courses
from core.scorecard.together import TogetherQuestion, contract, links, pair
from core.scorecard.together_words import lag_rows, link_rows, pair_finding
from tests.pages.entering import words

METRICS = tuple(shipped().values())


def chosen(app, **values):
    for key, value in values.items():
        app.session_state[key] = value
    return app.run()


def read(app) -> str:
    return words(app).replace("**", "")


@pytest.fixture
def page(visit, practice_home):
    return visit(practice_home, "together")


def test_the_page_says_what_core_says(page, database):
    app = chosen(page, figure_a="volume", channel_a="Website", figure_b="volume", channel_b="IVR")
    assert not app.exception
    found = ask_courses(database(), Scope(), METRICS, {}, "week", ("Website", "IVR"))
    link = pair(found, TogetherQuestion("volume", "Website", "volume", "IVR"))
    listed = links(found, "Website", "IVR")
    assert link.best is not None
    assert pair_finding(link, "week", changes=True, among=listed).text() in read(app)
    assert contract(found, link, changes=True).line() in words(app)
    lags, pairs = app.dataframe[0].value, app.dataframe[1].value
    wanted = lag_rows(link, "week")
    pd.testing.assert_series_equal(lags["r"], wanted["r"])
    assert list(lags["when"]) == list(wanted["when"])
    assert list(pairs["reading"]) == list(link_rows(listed, "week")["reading"])


def test_months_and_levels(page, database):
    app = chosen(page, figure_a="resolution", together_by="month", together_what="Levels")
    assert not app.exception
    found = ask_courses(database(), Scope(), METRICS, {}, "month")
    link = pair(found, TogetherQuestion("resolution", "", "volume", "", False))
    assert pair_finding(link, "month", changes=False).text() in read(app)


def test_the_same_figure_twice_asks_for_another(page):
    app = chosen(page, figure_a="csat", figure_b="csat")
    assert not app.exception
    assert "Choose two different figures" in words(app)
    app = chosen(app, channel_b="Phone")
    assert "Choose two different figures" not in words(app)


def test_what_is_not_known_says_why_and_warns_of_causes(page):
    app = chosen(page, figure_a="retention")
    assert not app.exception
    assert "Retention is not available. No leaving date is recorded" in words(app)
    assert "need not be cause and effect" in words(app)
