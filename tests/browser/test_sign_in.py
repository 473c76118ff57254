"""Sign-in with a real OpenID provider, a real server and a real browser, all on this machine."""

from urllib.parse import urlsplit

import pytest

from core.access import ROLES
from core.access.members import Members
from core.workspace import Workspace
from pages.parts.entries import ENTRIES
from tests.browser.conftest import axe_findings, serving, settle
from tests.browser.signing_in import (
    OWNER,
    email,
    heading,
    listed_pages,
    secrets_file,
    sign_in,
    titles_of,
    visitor,
    words,
)  # fmt: skip
from tests.pages.small_office import small_office

pytestmark = pytest.mark.browser


def test_nobody_sees_anything_by_any_link_right_after_start(browser, tmp_path, provider):
    small_office(tmp_path, journeys=60)
    with serving(tmp_path, "--secrets.files", secrets_file(tmp_path, provider)) as cold, visitor(browser) as tab:
        # a server that has just started finds pages by their folders; tests/pages tries every page without sign-in
        for entry in reversed({one.section: one for one in ENTRIES}.values()):
            tab.goto(f"{cold}/{entry.address}")
            settle(tab)
            assert heading(tab) == "Sign in to Journey Office"
            assert tab.locator("[data-testid=stSidebarNavLink]").count() == 0
            text = words(tab)
            assert "Practice data" not in text
            assert "Page not found" not in text


def test_sign_in_page_is_reached_by_keyboard_and_has_no_serious_finding(browser, guarded):
    with visitor(browser) as tab:
        failed = []
        tab.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        tab.goto(guarded)
        settle(tab)
        assert failed == []  # its letters and icons are there too
        assert axe_findings(tab) == []
        for _ in range(12):
            tab.keyboard.press("Tab")
            on = tab.evaluate("() => document.activeElement.tagName + ' ' + document.activeElement.innerText")
            if on.startswith("BUTTON") and on.endswith("Sign in"):
                break
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/oauth2/authorize**", timeout=20_000)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_its_pages_and_no_other(browser, guarded, role):
    with visitor(browser) as tab:
        tab.goto(f"{guarded}/datasets")
        settle(tab)
        sign_in(tab, role)
        assert listed_pages(tab) == titles_of(role)
        assert f"{email(role)}, {role}" in words(tab, "[data-testid=stSidebar]")
        # each page for each role is tried in tests/pages; here those that refuse, and the last one that does not
        refused = [entry for entry in ENTRIES if entry.title not in titles_of(role)]
        last = [entry for entry in ENTRIES if entry.title in titles_of(role)][-1]
        for entry in (*refused, last):
            tab.goto(f"{guarded}/{entry.address}")
            settle(tab)
            text = words(tab)
            assert "Page not found" not in text
            if entry.title in titles_of(role):
                assert heading(tab) not in ("This page is not open to you", "Sign in to Journey Office")
            else:
                assert heading(tab) == "This page is not open to you"
                assert "Practice data" not in words(tab, "[data-testid=stMain]")
        assert axe_findings(tab) == []


def test_the_asked_page_opens_after_sign_in_with_its_question(browser, guarded):
    with visitor(browser) as tab:
        tab.goto(f"{guarded}/paths?issue=Billing&steps=4")
        settle(tab)
        sign_in(tab, "viewer")
        assert urlsplit(tab.url).path == "/paths"
        assert "issue=Billing" in tab.url
        assert tab.get_by_text("issue Billing").first.is_visible()
        assert not [one for one in tab.context.cookies() if one["name"] == "journey_office_return"]


def test_somebody_without_a_role_sees_whom_to_ask(browser, guarded):
    with visitor(browser) as tab:
        tab.goto(f"{guarded}/paths")
        settle(tab)
        sign_in(tab, "stranger")
        assert heading(tab) == "You have no role here yet"
        text = words(tab)
        assert email("stranger") in text
        assert OWNER in text
        assert "Practice data" not in text
        assert axe_findings(tab) == []


def test_roles_come_from_the_setting_and_from_the_claim(browser, guarded):
    for who, role in (("boss", "owner"), ("claimed", "editor")):
        with visitor(browser) as tab:
            tab.goto(guarded)
            settle(tab)
            sign_in(tab, who)
            assert listed_pages(tab) == titles_of(role)


def test_an_unverified_email_is_refused(browser, guarded):
    with visitor(browser) as tab:
        tab.goto(guarded)
        settle(tab)
        sign_in(tab, "unverified")
        assert heading(tab) == "Sign in to Journey Office"
        assert "not verified" in words(tab)


def test_a_role_that_is_taken_away_ends_with_the_next_click(browser, guarded, signed_home):
    with visitor(browser) as tab:
        tab.goto(f"{guarded}/paths")
        settle(tab)
        sign_in(tab, "leaver")
        assert "leaver@journeys.example, editor" in words(tab, "[data-testid=stSidebar]")
        with visitor(browser) as owner:
            owner.goto(f"{guarded}/people")
            settle(owner)
            sign_in(owner, "owner")
            table = owner.locator("[data-testid=stDataFrame]").first
            table.wait_for()
            choose_row(owner, "leaver@journeys.example", signed_home)
            owner.get_by_role("button", name="Take off the list").click()
            owner.get_by_text("is no longer on the list").wait_for(timeout=15_000)
            assert axe_findings(owner) == []
        tab.get_by_text("Activity", exact=True).first.click()
        tab.get_by_text("You have no role here yet").wait_for(timeout=15_000)
        assert "Practice data" not in words(tab)


def choose_row(tab, who, home):
    """Click the box of a member's row; the table is a canvas, so its place is counted."""
    workspace = Workspace(home)
    place = [one.email for one in Members(workspace).all()].index(who)
    workspace.close()
    box = tab.locator("[data-testid=stDataFrame]").first.bounding_box()
    tab.mouse.click(box["x"] + 18, box["y"] + 35 * (place + 1) + 18)
    tab.get_by_role("button", name="Take off the list").wait_for(timeout=15_000)
