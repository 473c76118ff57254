import pytest

from pages.parts.entries import ENTRIES, PEOPLE
from tests.browser.conftest import axe_findings, serving, settle, visiting
from tests.pages.conftest import hostile_home  # noqa: F401 - a fixture
from tests.pages.small_office import small_office

pytestmark = pytest.mark.browser
# the page People is there only while people sign in: test_sign_in.py
ADDRESSES = [entry.address for entry in ENTRIES if entry.address != PEOPLE]
SIDEWAYS = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
STRAY = "img[src*='evil'], img[src='x'], a[href^='http'][href*='evil'], a[href^='javascript'], script[src*='evil']"
ONE_OF_EACH_FOLDER = list({entry.section: entry.address for entry in ENTRIES if entry.address != PEOPLE}.values())


def framed(tab, address_of_page) -> None:
    title = next(entry.title for entry in ENTRIES if entry.address == address_of_page)
    assert tab.locator("[data-testid=stSidebarNav] [aria-current=page]").inner_text().strip().endswith(title)
    assert tab.locator("h1").count() == 1
    assert tab.get_by_text("Page not found").count() == 0
    assert tab.get_by_text("Dataset", exact=True).count() >= 1
    assert tab.title().startswith(title)
    assert tab.strangers == []


@pytest.mark.parametrize("address_of_page", ONE_OF_EACH_FOLDER)
def test_cold_deep_link_opens_that_page_in_its_frame(tmp_path, browser, address_of_page):
    """A server that has not shown a page yet finds pages by their folders; so one page of each folder is asked for."""
    small_office(tmp_path, journeys=60)
    with serving(tmp_path) as cold, visiting(browser, f"{cold}/{address_of_page}") as tab:
        framed(tab, address_of_page)


@pytest.fixture(scope="module")
def hostile_address(hostile_home):  # noqa: F811
    with serving(hostile_home) as found:
        yield found


@pytest.mark.parametrize("address_of_page", ADDRESSES)
def test_deep_link_opens_that_page_and_its_names_never_run_load_or_link(hostile_address, browser, address_of_page):
    """In light on a desk, then in the dark on a phone, in an office of which every name tries to be more than one."""
    with visiting(browser, f"{hostile_address}/{address_of_page}") as tab:
        framed(tab, address_of_page)
        assert axe_findings(tab) == []
        tab.emulate_media(color_scheme="dark")
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.reload()
        settle(tab)
        tab.mouse.move(200, 420)
        tab.wait_for_timeout(400)
        assert tab.locator(STRAY).count() == 0
        assert tab.get_by_text("This did not work").count() == 0
        assert axe_findings(tab) == []
        assert tab.evaluate(SIDEWAYS) <= 0
        assert tab.dialogs == []
        assert tab.strangers == []


def test_font_is_our_own_and_policy_is_on_every_response(address, browser):
    with visiting(browser, address) as tab:
        loaded = tab.evaluate("() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
        assert any("Inter" in family for family in loaded)
        answer = tab.request.get(address)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_policy_stops_a_request_to_another_host(address, browser):
    with visiting(browser, address) as tab:
        stopped = tab.evaluate("() => fetch('https://example.org/').then(() => 'sent', () => 'stopped')")
        assert stopped == "stopped"


def test_filters_travel_from_page_to_page_and_in_a_link(address, browser):
    with visiting(browser, f"{address}/paths?issue=Billing&outcome=Resolved") as tab:
        shown = tab.get_by_text("issue Billing; resolved").first
        assert shown.is_visible()
        first = tab.locator("h1 ~ *, [data-testid=stMarkdownContainer] p").first.inner_text()
        assert first
        tab.locator("[data-testid=stSidebarNav] a", has_text="Overview").click()
        settle(tab)
        assert "issue=Billing" in tab.url
        assert "outcome=Resolved" in tab.url
        assert tab.get_by_text("issue Billing; resolved").first.is_visible()
        link = tab.url
    with visiting(browser, link) as other:
        assert other.get_by_text("issue Billing; resolved").first.is_visible()
