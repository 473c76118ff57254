"""A leader's way in a real browser: from the front page to a conflict, to a ruling; at a desk and on a phone."""

from collections.abc import Iterator

import pytest

from core.workspace import Workspace
from tests.browser.conftest import serving, settle, visiting
from tests.pages.driven_office import driven_office

pytestmark = pytest.mark.browser
CONFLICT = "Handle time got better while CSAT got worse."


@pytest.fixture(scope="module")
def driven_home(tmp_path_factory):
    return driven_office(tmp_path_factory.mktemp("driven"))


@pytest.fixture(scope="module")
def driven(driven_home) -> Iterator[str]:
    with serving(driven_home) as found:
        yield found


def sideways(tab) -> int:
    """How many pixels the page is wider than its window."""
    return tab.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_a_phone_shows_the_front_page_and_the_scorecard_without_scrolling_sideways(driven, browser):
    with visiting(browser, driven, width=390, height=844) as tab:
        assert CONFLICT in tab.locator("[data-testid=stMain]").inner_text()
        assert sideways(tab) <= 0
        cards = tab.locator("[data-testid=stMetric]")
        tops = [cards.nth(at).bounding_box()["y"] for at in range(2)]
        assert abs(tops[0] - tops[1]) < 5  # two cards a row
        tab.goto(f"{driven}/scorecard?metric=csat")
        settle(tab)
        assert sideways(tab) <= 0
        assert tab.get_by_text("What changed").first.is_visible()


def test_a_leader_finds_the_conflict_on_the_first_screen_and_rules_on_it(driven, driven_home, browser):
    with visiting(browser, driven, height=900) as tab:
        decision = tab.get_by_text(CONFLICT).first
        assert decision.bounding_box()["y"] < 900  # no scrolling
        links = tab.locator("[data-testid=stMain] a[href*=scorecard]", has_text="Scorecard")
        links.first.click()
        settle(tab)
        assert "/scorecard" in tab.url
        tab.get_by_text("Rule on it").first.click()
        tab.get_by_role("textbox", name="Ruling").fill("CSAT counts: the drive stops.")
        tab.get_by_role("textbox", name="Decided by").fill("Head of service")
        tab.get_by_role("button", name="Keep the ruling").click()
        tab.get_by_text("holds until").first.wait_for()
        workspace = Workspace(driven_home)
        assert workspace.find("conflict_ruling", "demo:handle_time|csat").body["decided_by"] == "Head of service"
        workspace.close()
        tab.goto(driven)
        settle(tab)
        assert CONFLICT not in tab.locator("[data-testid=stMain]").inner_text()


def test_the_chosen_figure_and_the_periods_are_in_a_link(driven, browser):
    with visiting(browser, f"{driven}/scorecard?metric=handle_time&periods_by=Weeks") as tab:
        assert "Read beside it: CSAT" in tab.locator("[data-testid=stMain]").inner_text()
        assert tab.get_by_text("Handle time in the week of").first.is_visible()
        assert "periods_by=Weeks" in tab.url
