"""What people write, in a real browser: two editors of one thing, a respondent on a phone, actions to the backlog."""

import re
from datetime import UTC, datetime

import pytest

from core.access import OPERATOR
from core.improvement.items import items
from core.maturity.rounds import answer_of, responses, rounds
from core.workspace import Workspace
from tests.browser.conftest import axe_findings, serving, settle, visiting
from tests.pages.small_office import small_office
from tests.pages.written_office import answered_round, written_office

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    small_office(folder, journeys=60)
    written_office(folder)
    return folder


@pytest.fixture(scope="module")
def written(home):
    with serving(home) as found:
        yield found


@pytest.fixture
def workspace(home):
    opened = Workspace(home)
    yield opened
    opened.close()


def choose_first_row(tab) -> None:
    box = tab.locator("[data-testid=stMain] canvas").first.bounding_box()
    tab.mouse.click(box["x"] + 18, box["y"] + 52)
    settle(tab)


def test_of_two_people_who_edit_one_item_neither_loses_what_they_typed(browser, written, workspace):
    first = items(workspace)[0]
    with visiting(browser, f"{written}/backlog") as ann, visiting(browser, f"{written}/backlog") as bob:
        for tab in (ann, bob):
            choose_first_row(tab)
            assert tab.get_by_role("textbox", name="Title", exact=True).first.input_value() == first.title
        ann.get_by_role("textbox", name="Owner", exact=True).first.fill("Ann was here")
        ann.get_by_role("button", name="Save", exact=True).first.click()
        ann.get_by_text("Saved:").wait_for()
        bob.get_by_role("textbox", name="Title", exact=True).first.fill("Bob's own words")
        bob.get_by_role("button", name="Save", exact=True).first.click()
        bob.get_by_text("Two people edited this").wait_for()
        assert bob.get_by_role("textbox", name="Title", exact=True).first.input_value() == "Bob's own words"
        assert (items(workspace)[0].title, items(workspace)[0].owner) == (first.title, "Ann was here")
        bob.get_by_role("button", name="Keep mine").click()
        settle(bob)
        bob.get_by_role("button", name="Save", exact=True).first.click()
        bob.get_by_text("Saved:").wait_for()
    assert items(workspace)[0].title == "Bob's own words"
    assert [entry.record.action for entry in workspace.changes(kind="backlog_item", most=2)] == ["changed", "changed"]
    assert workspace.check().problems == ()


def test_taking_theirs_fills_the_fields_with_what_is_kept(browser, written, workspace):
    with visiting(browser, f"{written}/backlog") as ann, visiting(browser, f"{written}/backlog") as bob:
        for tab in (ann, bob):
            choose_first_row(tab)
        ann.get_by_role("textbox", name="Detail", exact=True).first.fill("Ann's detail")
        ann.get_by_role("button", name="Save", exact=True).first.click()
        ann.get_by_text("Saved:").wait_for()
        bob.get_by_role("textbox", name="Detail", exact=True).first.fill("Bob's detail")
        bob.get_by_role("button", name="Save", exact=True).first.click()
        bob.get_by_role("button", name="Take theirs").click()
        settle(bob)
        choose_first_row(bob)
        assert bob.get_by_role("textbox", name="Detail", exact=True).first.input_value() == "Ann's detail"
    assert items(workspace)[0].detail == "Ann's detail"


def test_a_respondent_answers_on_a_phone_by_link(browser, written, workspace):
    one = rounds(workspace)[0]
    seat = one.seats[-1]
    link = f"{written}/answer?round={one.round_id}&seat={seat.token}"
    with visiting(browser, link, width=390, height=844) as tab:
        assert tab.get_by_text("30 statements").count() == 1
        for group in tab.get_by_role("radiogroup").all()[:6]:
            group.get_by_text("Yes", exact=True).click()
        tab.get_by_role("textbox", name="Comment", exact=True).first.fill("From the phone <b>x</b>")
        tab.get_by_role("button", name="Send my answers").click()
        tab.get_by_text(re.compile(r"Kept\. You answered")).wait_for()
        assert tab.get_by_text("You have answered.").count() == 1
        assert axe_findings(tab) == []
    found, version = answer_of(workspace, one, seat)
    assert version == 1
    assert [found.reply(s.code) for s in one.model.statements()[:6]] == ["yes"] * 6
    assert found.comments["measurement"] == "From the phone <b>x</b>"
    with visiting(browser, f"{written}/rounds") as tab:
        assert tab.get_by_text("Everybody has answered.", exact=True).count() == 1


def test_an_anonymous_answer_can_be_given_again_but_not_read(browser, written, workspace):
    one = answered_round(workspace.by(OPERATOR), "Secret", datetime.now(UTC), anonymous=True)
    before = len(responses(workspace, one))
    link = f"{written}/answer?round={one.round_id}&seat={one.seats[0].token}"
    with visiting(browser, link) as tab:
        assert tab.get_by_text("Nobody sees who answered what").count() == 1
        assert tab.locator("input[type=radio]:checked").count() == 0
        tab.get_by_role("radiogroup").first.get_by_text("No", exact=True).click()
        tab.get_by_role("button", name="Send my answers").click()
        tab.get_by_text(re.compile(r"Kept\. You answered 1 of 30")).wait_for()
    assert len(responses(workspace, one)) == before
    with visiting(browser, f"{written}/audit") as tab:
        assert tab.get_by_text("the record is whole").first.is_visible()


def test_a_wrong_link_gives_a_sentence(browser, written, workspace):
    one = rounds(workspace)[-1]
    with visiting(browser, f"{written}/answer?round={one.round_id}&seat=guessed") as tab:
        assert tab.get_by_text("does not belong to anybody").count() == 1
    with visiting(browser, f"{written}/answer?round=none&seat=guessed") as tab:
        assert tab.get_by_text("There is no such round").count() == 1


def test_an_action_goes_to_the_backlog_once(browser, written, workspace):
    before = len(items(workspace))
    with visiting(browser, f"{written}/maturity", height=2600) as tab:
        tab.get_by_text("All actions, targets and the backlog").wait_for()
        grid = tab.locator("[data-testid=stDataFrame]", has=tab.locator("canvas")).last
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        tab.mouse.click(box["x"] + 37, box["y"] + 52)
        tab.wait_for_timeout(300)
        tab.get_by_role("button", name="Send 1 to the backlog").click()
        tab.get_by_text("Sent 1 action to the backlog.").wait_for()
    found = [item for item in items(workspace) if item.item_id.startswith("maturity/")]
    assert len(items(workspace)) == before + 1
    assert found[0].origin.startswith("Maturity: Continuous improvement")
    assert found[0].state == "open"
