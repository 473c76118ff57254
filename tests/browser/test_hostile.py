import pytest

from pages.parts.entries import ENTRIES
from tests.browser.conftest import axe_findings, serving, visiting
from tests.pages.conftest import hostile_home  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
SIDEWAYS = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth }"
STRAY = "img[src*='evil'], img[src='x'], a[href^='http'][href*='evil'], a[href^='javascript'], script[src*='evil']"


@pytest.fixture(scope="module")
def hostile_address(hostile_home):  # noqa: F811
    with serving(hostile_home) as found:
        yield found


@pytest.mark.parametrize("address", [entry.address for entry in ENTRIES])
def test_names_from_data_never_run_load_or_link_in_the_dark_and_on_a_phone(hostile_address, browser, address):
    with visiting(browser, f"{hostile_address}/{address}", width=390, height=844, tone="dark") as tab:
        tab.mouse.move(200, 420)
        tab.wait_for_timeout(400)
        assert tab.locator(STRAY).count() == 0
        assert tab.get_by_text("This did not work").count() == 0
        assert axe_findings(tab) == []
        assert tab.evaluate(SIDEWAYS) <= 0
        assert tab.dialogs == []
        assert tab.strangers == []
