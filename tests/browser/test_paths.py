import re

import pytest

from tests.browser.conftest import settle, visiting

pytestmark = pytest.mark.browser
COUNT = re.compile(r"[\d,]+")


def number(text: str) -> int:
    return int(COUNT.search(text).group().replace(",", ""))


def panel_count(tab) -> int:
    return number(
        tab.locator("[data-testid=stMetric]", has_text="Journeys")
        .locator("[data-testid=stMetricValue]")
        .first.inner_text()
    )


def click_first_step(tab) -> None:
    box = tab.locator("[data-testid=stMain] canvas").first.bounding_box()
    tab.mouse.click(box["x"] + box["width"] * 0.01 + 6, box["y"] + 50)
    settle(tab)


def choose_first_row(tab, place: int) -> None:
    """Choose the first row of the table at this place, as a person does: by its box at the left."""
    grid = tab.locator("[data-testid=stDataFrame]:visible").nth(place)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    tab.mouse.click(box["x"] + 18, box["y"] + 52)
    settle(tab)


def journeys_total(tab) -> int:
    tab.get_by_role("link", name="See these journeys").last.click()
    tab.wait_for_url("**/journeys?**")
    settle(tab)
    tab.get_by_text("Choose a row to see its interactions").wait_for()
    return number(tab.get_by_text("Choose a row to see its interactions").inner_text())


def test_click_in_the_picture_leads_to_exactly_those_journeys(address, browser):
    with visiting(browser, f"{address}/paths?issue=Billing", height=1600) as tab:
        assert tab.get_by_role("heading", name="Nothing chosen").is_visible()
        click_first_step(tab)
        shown = panel_count(tab)
        assert shown > 0
        assert journeys_total(tab) == shown
        assert "issue=Billing" in tab.url
        link = tab.url
    with visiting(browser, link) as other:
        assert number(other.get_by_text("Choose a row to see its interactions").inner_text()) == shown


def test_row_of_the_links_table_does_the_same_as_a_click(address, browser):
    with visiting(browser, f"{address}/paths", height=1600) as tab:
        tab.get_by_role("tab", name="Links as a table").click()
        choose_first_row(tab, 0)
        heading = tab.locator("h2", has_text="→").first.inner_text()
        assert " → " in heading
        shown = panel_count(tab)
        assert journeys_total(tab) == shown


def test_chosen_path_filters_the_picture_and_stays_in_the_link(address, browser):
    with visiting(browser, f"{address}/paths", height=1600) as tab:
        choose_first_row(tab, 0)
        assert tab.get_by_text("The picture shows only the").is_visible()
        assert "variants=channel" in tab.url
        link = tab.url
    with visiting(browser, link, height=1600) as other:
        assert other.get_by_text("The picture shows only the").is_visible()


def test_chosen_journey_shows_its_contacts_and_stays_in_the_link(address, browser):
    with visiting(browser, f"{address}/journeys", height=1600) as tab:
        choose_first_row(tab, 0)
        assert tab.locator("h2", has_text="interactions in time").is_visible()
        assert "journey=" in tab.url
        link = tab.url
    with visiting(browser, link) as other:
        assert other.locator("h2", has_text="interactions in time").is_visible()


def test_files_hold_as_many_journeys_as_the_page_says(address, browser):
    with visiting(browser, f"{address}/journeys?outcome=Resolved", height=1600) as tab:
        shown = number(tab.get_by_text("Choose a row to see its interactions").inner_text())
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name=re.compile(r"journeys as CSV$")).click()
        content = waiting.value.path().read_text(encoding="utf-8-sig")
        assert len(content.strip().splitlines()) - 1 == shown


def test_loop_map_row_leads_to_exactly_those_journeys(address, browser):
    with visiting(browser, f"{address}/loops?coverage=100", height=1700) as tab:
        choose_first_row(tab, 0)
        shown = panel_count(tab)
        assert journeys_total(tab) == shown


def test_pattern_leads_to_exactly_its_matches(address, browser):
    with visiting(browser, f"{address}/patterns?first=IVR&then=Phone", height=1400) as tab:
        matches = tab.locator("[data-testid=stMetric]", has_text="Matches").locator("[data-testid=stMetricValue]")
        shown = number(matches.inner_text())
        assert journeys_total(tab) == shown


def test_keyboard_reaches_navigation_filters_and_controls(address, browser):
    with visiting(browser, f"{address}/paths") as tab:
        seen = ""
        for _ in range(40):
            tab.keyboard.press("Tab")
            seen += tab.evaluate(
                "() => (document.activeElement.innerText || document.activeElement.ariaLabel || '') + ' | '"
            )
        assert [name for name in ("Overview", "Loop map", "Filters", "Channel", "Detail") if name not in seen] == []
