"""From a messy file to a receipt that adds up, in a real browser: questions, check, load, rejects, undo."""

import csv
import io
from pathlib import Path

import pytest

from core.datasets import Office
from core.settings import Settings
from tests.browser.conftest import axe_findings, serving, settle, visiting

pytestmark = pytest.mark.browser

HEADER = "call;case;customer;time;channel;reason;result;cost"
GOOD = [
    f"C{n};T{n // 3};K{n % 9};0{n % 9 + 1}/0{n % 6 + 1}/2026 1{n % 9}:{n % 60:02d};"
    f"{'Phone' if n % 2 else 'Chat'};Billing;{'Solved' if n % 3 else 'Open'};4,50"
    for n in range(60)
]
BAD = {
    "no date": "C90;T90;K1;05/01/20x6 10:00;Phone;Billing;Open;4,50",
    "a line too short": "C91;T91;K1",
    "no number": 'C92;T92;K1;01/02/2026 10:00;=HYPERLINK("http://x.example");Billing;Open;cheap',
}
MESSY = (
    "\n".join(
        [
            HEADER,
            *GOOD[:20],
            BAD["no date"],
            *GOOD[20:40],
            BAD["a line too short"],
            *GOOD[40:],
            BAD["no number"],
            GOOD[3],
        ]
    )
    + "\n"
)


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory):
    home = tmp_path_factory.mktemp("empty")
    office = Office(Settings(home=home))
    office.create("Office", "office")
    office.close_all()
    with serving(home) as address:
        yield address


def shows(tab, text: str, seconds: float = 30) -> None:
    tab.get_by_text(text).first.wait_for(timeout=seconds * 1000)
    settle(tab)


def answer(tab) -> None:
    """Answer the two questions that the calls raise."""
    tab.get_by_text("Day first:").click()
    settle(tab)
    tab.get_by_role("combobox", name="In which time zone").click()
    tab.keyboard.type("Europe/Berlin")
    tab.wait_for_timeout(400)
    tab.keyboard.press("Enter")
    settle(tab)


def test_messy_file_to_receipt_and_back(empty_office, browser, tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(MESSY, encoding="utf-8")
    with visiting(browser, f"{empty_office}/import") as tab:
        tab.locator("input[type=file]").first.set_input_files(path)
        shows(tab, "Only you can know")
        load = tab.get_by_role("button", name="Load calls.csv")
        assert load.is_disabled()
        answer(tab)
        assert axe_findings(tab) == []
        load.click()
        shows(tab, "60 of 64 records were loaded;")
        values = [value.inner_text() for value in tab.locator("[data-testid=stMetricValue]").all()]
        read, loaded, rejected, duplicates = map(int, values)
        assert (read, loaded, rejected, duplicates) == (64, 60, 3, 1)
        assert read == loaded + rejected + duplicates
        rejects = downloaded(tab)
        assert sorted(int(row["line number"]) for row in rejects) == [22, 43, 64]
        assert {row["line as in the file"].lstrip("'") for row in rejects} == set(BAD.values())
        assert all(row["reason"] for row in rejects)
        assert axe_findings(tab) == []
        link = tab.get_by_role("link", name="See the path flows").get_attribute("href")
        assert "paths" in link
        tab.locator("[data-testid=stSidebarNav] a", has_text="Datasets").click()
        shows(tab, "60 interactions of your own")
        tab.locator("[data-testid=stSidebarNav] a", has_text="Import").click()
        shows(tab, "60 of 64 records were loaded;")
        tab.get_by_role("button", name="Undo this import").click()
        tab.get_by_role("button", name="Yes, undo it").click()
        shows(tab, "was taken out again")
        tab.locator("[data-testid=stSidebarNav] a", has_text="Datasets").click()
        shows(tab, "no interactions of your own")
        assert tab.strangers == []


def downloaded(tab) -> list[dict[str, str]]:
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Download 3 rejects").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_next_file_of_that_shape_needs_no_setting_up(browser, tmp_path):
    office = Office(Settings(home=tmp_path / "home"))
    office.create("Office", "office")
    office.close_all()
    first, following = tmp_path / "calls.csv", tmp_path / "calls of the next week.csv"
    first.write_text("\n".join([HEADER, *GOOD]) + "\n", encoding="utf-8")
    later = [line.replace("2026", "2025").replace("C", "D", 1) for line in GOOD]
    following.write_text("\n".join([HEADER, *later]) + "\n", encoding="utf-8")
    with serving(tmp_path / "home") as address:
        with visiting(browser, f"{address}/import") as tab:
            tab.locator("input[type=file]").first.set_input_files(first)
            shows(tab, "Only you can know")
            answer(tab)
            tab.get_by_role("button", name="Load calls.csv").click()
            shows(tab, "All 60 records were loaded.")
        with visiting(browser, f"{address}/import") as tab:
            tab.locator("input[type=file]").first.set_input_files(following)
            shows(tab, "As remembered for calls")
            assert tab.get_by_text("Only you can know").count() == 0
            tab.get_by_role("button", name="Load calls of the next week.csv").click()
            shows(tab, "All 60 records were loaded.")


def test_a_reload_goes_on_with_the_same_upload(empty_office, browser, tmp_path):
    path = tmp_path / "web.csv"
    path.write_text(
        "user,when,place\n" + "".join(f"u{n},2026-01-{n:02d}T10:00:00Z,Web\n" for n in range(1, 20)), encoding="utf-8"
    )
    with visiting(browser, f"{empty_office}/import") as tab:
        tab.locator("input[type=file]").first.set_input_files(path)
        shows(tab, "How the file is read")
        link = tab.url
    with visiting(browser, link) as other:
        assert other.get_by_text("web.csv").first.is_visible()
        assert other.get_by_role("button", name="Load web.csv").is_visible()


def test_a_file_that_is_no_table_gives_a_sentence(empty_office, browser, tmp_path):
    path = tmp_path / "calls.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with visiting(browser, f"{empty_office}/import") as tab:
        tab.locator("input[type=file]").first.set_input_files(path)
        shows(tab, "This did not work")
        assert "Traceback" not in tab.content()


def test_a_large_file_goes_to_disk_and_not_through_memory(browser, tmp_path):
    office = Office(Settings(home=tmp_path / "home"))
    office.create("Office", "office")
    office.close_all()
    path = tmp_path / "large.csv"
    filler = "x" * 400
    lines = (f"u{n % 900},2026-01-{n % 28 + 1:02d}T10:00:00Z,Web,{filler}{n}\n" for n in range(25_000))
    path.write_text("customer,time,channel,text\n" + "".join(lines), encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    with serving(tmp_path / "home") as address, visiting(browser, f"{address}/import") as tab:
        noted = []
        tab.on("request", lambda request: noted.append(request.method) if "upload_file" in request.url else None)
        tab.locator("input[type=file]").first.set_input_files(path)
        shows(tab, "How the file is read")
        assert "PUT" in noted
        assert list((tmp_path / "home" / "uploads" / "arriving").iterdir()) == []
        tab.get_by_role("button", name="Load large.csv").click()
        shows(tab, "All 25,000 records were loaded.", 60)


def test_a_folder_loads_every_file_of_the_same_columns(empty_office, browser, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    for name in ("january", "february"):
        lines = (f"{name}{n},u{n % 5},2026-02-{n % 28 + 1:02d}T10:00:00Z,Web\n" for n in range(30))
        (folder / f"{name}.csv").write_text("id,customer,time,channel\n" + "".join(lines), encoding="utf-8")
    (folder / "a readme.txt").write_text("Exports of the winter.\n", encoding="utf-8")
    with visiting(browser, f"{empty_office}/import") as tab:
        tab.get_by_role("radio", name="A folder").click()
        settle(tab)
        tab.locator("input[type=file]").first.set_input_files(folder)
        shows(tab, "How the file is read")
        tab.get_by_role("button", name="Load ").first.click()
        shows(tab, "were loaded", 60)
        text = tab.locator("[data-testid=stMain]").inner_text()
        assert "january.csv" in text, text
        assert "february.csv" in text


def test_a_running_import_can_be_cancelled(empty_office, browser, tmp_path):
    path = tmp_path / "slow.csv"
    lines = (f"s{n},u{n % 900},2026-02-{n % 28 + 1:02d}T10:00:00Z,Web,some text {n}\n" for n in range(600_000))
    path.write_text("number,customer,time,channel,note\n" + "".join(lines), encoding="utf-8")
    with visiting(browser, f"{empty_office}/import") as tab:
        tab.locator("input[type=file]").first.set_input_files(path)
        shows(tab, "How the file is read")
        tab.get_by_role("button", name="Load slow.csv").click()
        tab.get_by_role("button", name="Cancel").first.click()
        shows(tab, "Cancelled: Load slow.csv. Nothing was changed.")
