import pytest

from pages.parts.navigation import ENTRIES
from tests.browser.conftest import serving, visiting
from tests.pages.conftest import hostile_home  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
STRAY = "img[src*='evil'], img[src='x'], a[href^='http'][href*='evil'], a[href^='javascript'], script[src*='evil']"


@pytest.fixture(scope="module")
def hostile_address(hostile_home):  # noqa: F811
    with serving(hostile_home) as found:
        yield found


@pytest.mark.parametrize("address", [entry.address for entry in ENTRIES])
def test_names_from_data_never_run_load_or_link(hostile_address, browser, address):
    with visiting(browser, f"{hostile_address}/{address}", height=1600) as tab:
        tab.mouse.move(500, 420)
        tab.wait_for_timeout(400)
        assert tab.dialogs == []
        assert tab.strangers == []
        assert tab.locator(STRAY).count() == 0
        assert tab.get_by_text("This did not work").count() == 0
