"""A public incident log of 141,712 lines, from the drop to the downloaded list, against a count in plain Python."""

import csv
import gzip
import io
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from core.datasets import Office
from core.settings import Settings
from tests.browser.conftest import serving, settle, visiting
from tests.browser.test_paths import choose_first_row, journeys_total, number, panel_count

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
LOG = "servicenow_incident_event_log.csv.gz"


@pytest.fixture(scope="module")
def states(real_data: Path) -> dict[str, list[str]]:
    """The states of each incident in time, ties as the file has them."""
    contacts: dict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
    with gzip.open(real_data / "raw" / LOG, "rt", encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            at = datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")
            contacts[row["number"]].append((at, place, row["incident_state"]))
    return {name: [state for _, _, state in sorted(found)] for name, found in contacts.items()}


@pytest.fixture
def empty_address(tmp_path: Path):
    office = Office(Settings(home=tmp_path / "home"))
    office.create("Office", "office")
    office.close_all()
    with serving(tmp_path / "home") as address:
        yield address


def test_from_the_drop_to_the_downloaded_list(real_data, states, empty_address, browser):
    with visiting(browser, f"{empty_address}/import", height=1800) as tab:
        tab.locator("input[type=file]").first.set_input_files(real_data / "raw" / LOG)
        tab.get_by_text("Only you can know").first.wait_for(timeout=60_000)
        settle(tab)
        tab.get_by_role("combobox", name="In which time zone").click()
        tab.keyboard.type("UTC")
        tab.wait_for_timeout(400)
        tab.keyboard.press("Enter")
        settle(tab)
        tab.get_by_role("button", name="Load servicenow").click()
        tab.get_by_text("All 141,712 records were loaded.").first.wait_for(timeout=120_000)
        settle(tab)
        tab.get_by_role("link", name="See the path flows").click()
        tab.wait_for_url("**/paths**")
        settle(tab)
        assert tab.get_by_text("24,918 journeys").first.is_visible()
        tab.get_by_role("radio", name="Activity").click()
        settle(tab)
        tab.get_by_role("tab", name="Links as a table").click()
        choose_first_row(tab, 0)
        source, target = tab.locator("h2", has_text="→").first.inner_text().split(" → ")
        links = Counter(tuple(path[:2]) for path in states.values() if len(path) > 1)
        assert panel_count(tab) == links[source, target] == max(links.values())
        assert journeys_total(tab) == links[source, target]
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name="journeys", exact=False).last.click()
        listed = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
        assert len(listed) == links[source, target]
        assert all(tuple(states[row["journey_id"]][:2]) == (source, target) for row in listed)
        assert all(row["route"] == " > ".join(states[row["journey_id"]]) for row in listed)
        choose_first_row(tab, 0)
        heading = tab.locator("h2", has_text="interactions in time").inner_text()
        assert number(heading) == len(states[listed[0]["journey_id"]])
        assert tab.strangers == []


@pytest.mark.parametrize(
    ("file", "zone_known", "records", "journeys"),
    [
        ("raw/sf311_cases_sample_10000.csv.gz", False, "10,000", "10,000 journeys"),
        ("raw/cfpb_bank_of_america_complaints.xlsx", True, "62,516", "62,516 journeys"),
    ],
)
def test_other_public_files_go_through_the_wizard(
    real_data, empty_address, browser, file, zone_known, records, journeys
):
    with visiting(browser, f"{empty_address}/import", height=1800) as tab:
        tab.locator("input[type=file]").first.set_input_files(real_data / file)
        load = tab.get_by_role("button", name="Load ")
        load.first.wait_for(timeout=60_000)
        settle(tab)
        if not zone_known:
            tab.get_by_role("combobox", name="In which time zone").click()
            tab.keyboard.type("UTC")
            tab.wait_for_timeout(400)
            tab.keyboard.press("Enter")
            settle(tab)
        load.first.click()
        tab.get_by_text(f"All {records} records were loaded.").first.wait_for(timeout=120_000)
        settle(tab)
        tab.get_by_role("link", name="See the path flows").click()
        tab.wait_for_url("**/paths**")
        settle(tab)
        assert tab.get_by_text(journeys).first.is_visible()
