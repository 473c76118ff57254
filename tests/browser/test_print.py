"""What comes out of the printer: the whole page, its content alone, dark ink on white, under a line that says what."""

import pytest

from tests.browser.conftest import visiting
from tests.export.poppler import pages, squeezed

pytestmark = pytest.mark.browser
# Only on screen: the navigation, the ways on, the map of pages, the buttons.
SCREEN_ONLY = ("Path flows", "Loop map", "Analyse a file", "Where is what", "Put away", "Filters")


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_the_front_page_prints_whole_and_without_what_is_only_of_use_on_screen(address, browser, tone):
    with visiting(browser, f"{address}/?issue=Billing", tone=tone) as tab:
        content = tab.pdf(format="A4", print_background=True)
        tab.emulate_media(media="print")
        inks = tab.evaluate(
            """() => [...document.querySelectorAll('h1, h2, [data-testid=stMetricValue], [data-testid=stMarkdown] p')]
                .filter(one => one.getClientRects().length)
                .map(one => getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).map(Number))"""
        )
        paper = tab.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    said = "".join(pages(content))
    for words in ("Needs a decision", "In the last 7 days", "Decided: Two journeys first", "Where this comes from"):
        assert squeezed(words) in said
    assert not [words for words in SCREEN_ONLY if squeezed(words) in said]
    for words in ("Practice data", "issue Billing", "data version 1", "printed"):
        assert squeezed(words) in pages(content)[0]
    assert "localhost" not in said
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert inks
    assert max(max(ink) for ink in inks) < 140  # dark ink on every line


def test_a_long_page_goes_on_over_the_sheets_to_its_last_card(address, browser):
    with visiting(browser, f"{address}/switching") as tab:
        last = tab.locator("h2").all_inner_texts()[-1]
        sheets = pages(tab.pdf(format="A4", print_background=True))
    assert len(sheets) > 1
    assert squeezed(last) in "".join(sheets[1:])
    assert "Filters" not in "".join(sheets)
