"""As a service leader would: from an exported file to a business case that is signed, on paper and as a workbook."""

import csv
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from core.access import OPERATOR
from core.business_case.result import result
from core.casebook import keeping
from core.casebook.freezing import versions
from core.datasets import Office
from core.settings import Settings
from core.wording import money
from core.workspace import Workspace
from tests.browser.conftest import axe_findings, serving, settle, visiting
from tests.business_case.cases import small

pytestmark = pytest.mark.browser
CHANNELS = ("Phone", "Chat", "E-mail")


def export(path: Path, journeys: int = 900) -> Path:
    """Write an export in which each further channel adds to a journey's cost."""
    chance = random.Random(5)
    start = datetime(2025, 1, 6, 8, tzinfo=UTC)
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["customer_id", "contact_time", "channel", "issue", "cost", "outcome"])
        for number in range(journeys):
            issue, at = chance.choice(("Billing", "Outage")), start + timedelta(hours=9 * number)
            used = chance.sample(CHANNELS, chance.choice((1, 1, 2, 3)))
            for place, channel in enumerate(used):
                cost = round(6 + 3 * place + chance.random(), 2)
                outcome = "resolved" if place == len(used) - 1 else "open"
                lines.writerow(
                    [f"c{number % 700}", (at + timedelta(hours=place)).isoformat(), channel, issue, cost, outcome]
                )
    return path


def part(tab, name: str) -> None:
    tab.get_by_role("radio", name=name).click()
    settle(tab)


def fill(tab, label: str, text: str) -> None:
    tab.get_by_label(label, exact=True).fill(text)
    tab.keyboard.press("Tab")
    settle(tab)


def test_from_an_imported_file_to_a_signed_case(browser, tmp_path):
    home = tmp_path / "home"
    office = Office(Settings(home=home))
    office.create("Office", "office")
    office.close_all()
    with serving(home) as address, visiting(browser, f"{address}/import", height=1800) as tab:
        tab.locator("input[type=file]").first.set_input_files(export(tmp_path / "contacts.csv"))
        tab.get_by_role("button", name="Load ").first.wait_for(timeout=60_000)
        settle(tab)
        tab.get_by_role("button", name="Load ").first.click()
        tab.get_by_text("records were loaded.").first.wait_for(timeout=60_000)
        settle(tab)
        tab.get_by_role("link", name="Business case").click()
        tab.wait_for_url("**/business_case**")
        settle(tab)
        tab.get_by_role("combobox", name="On the numbers of").click()
        tab.get_by_role("option", name="Billing").click()
        tab.keyboard.press("Escape")
        settle(tab)
        fill(tab, "Price of one US dollar", "0.9")
        fill(tab, "Owner", "Ann Meyer")
        tab.get_by_role("button", name="Begin the case").click()
        tab.get_by_text("Fix Billing").first.wait_for()
        settle(tab)
        part(tab, "Assumptions")
        fill(tab, "Who answers for them", "Ann Meyer")
        tab.get_by_role("button", name="Answer for").click()
        settle(tab)
        part(tab, "Benefits and costs")
        fill(tab, "Why", "They are other journeys.")
        tab.get_by_role("button", name="Answer", exact=True).click()
        settle(tab)
        tab.get_by_role("button", name="Save", exact=True).click()
        settle(tab)
        part(tab, "Sign-off")
        tab.get_by_role("button", name="Freeze for approval").click()
        settle(tab)
        fill(tab, "Decided by", "Carla CFO")
        tab.get_by_role("button", name="Decide", exact=True).click()
        settle(tab)
        assert tab.get_by_text("approved by Carla CFO").first.is_visible()
        workspace = Workspace(home)
        kept = next(one for one in keeping.cases(workspace) if one.case.title == "Fix Billing")
        (frozen,) = versions(workspace, kept.case_id)
        workspace.close()
        assert frozen.case.by_code["cost_of_extra_channel"].evidence == "measured"
        assert 2.5 < frozen.case.by_code["cost_of_extra_channel"].value < 12
        paper, book = tmp_path / "brief.pdf", tmp_path / "case.xlsx"
        for name, target in (("Brief (PDF)", paper), ("Excel", book)):
            with tab.expect_download() as waiting:
                tab.get_by_role("button", name=name).click()
            waiting.value.save_as(target)
        assert tab.strangers == []
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("\f") == 2
    assert "Approved by Carla CFO" in text
    found = result(frozen.case)
    assert money(found.npv, frozen.case.currency).lstrip("−") in text
    name = openpyxl.load_workbook(book, data_only=True).defined_names["res_npv"].attr_text
    sheet, cell = name.replace("$", "").replace("'", "").split("!")
    assert openpyxl.load_workbook(book, data_only=True)[sheet][cell].value == pytest.approx(found.npv, rel=1e-12)


def test_each_part_of_a_case_has_no_serious_finding_in_light_and_in_the_dark_on_a_phone(browser, tmp_path):
    office = Office(Settings(home=tmp_path))
    office.create("Office", "office")
    office.close_all()
    workspace = Workspace(tmp_path)
    keeping.save(workspace.by(OPERATOR), "c1", small(), 0)
    workspace.close()
    with serving(tmp_path) as address:
        for width, tone in ((1440, "light"), (390, "dark")):
            with visiting(browser, f"{address}/business_case?case=c1", width=width, height=2400, tone=tone) as tab:
                for name in ("Result", "Assumptions", "Benefits and costs", "Uncertainty", "Scenarios", "Sign-off"):
                    part(tab, name)
                    assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
                    assert axe_findings(tab) == [], name
