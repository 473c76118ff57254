"""Sign-in with a real OpenID provider, a real server and a real browser, all on this machine."""

import json
import secrets
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import User, run_server_in_thread
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from core.access import OPERATOR, ROLES
from core.access.members import Members, put_member
from core.access.settings import AccessSettings
from core.workspace import Workspace
from pages.parts.navigation import ENTRIES
from tests.browser.conftest import READY, axe_findings, serving, settle
from tests.pages.small_office import small_office

pytestmark = pytest.mark.browser
COOKIE, SECRET = "_streamlit_user", secrets.token_urlsafe(48)
OWNER = "boss@journeys.example"
NONE = AccessSettings()
TITLES = {
    "viewer": {
        "Overview",
        "Path flows",
        "Loop map",
        "Patterns",
        "Compare",
        "Datasets",
        "Data quality",
        "Backlog",
        "Maturity",
        "Answer",
    },
    "analyst": {"Journeys", "Import", "Identities"},
    "editor": {"Rounds", "Audit"},
    "owner": {"People"},
}


def titles_of(role: str) -> set[str]:
    return set().union(*(TITLES[one] for one in ROLES[: ROLES.index(role) + 1]))


def email(role: str) -> str:
    return f"{role}@journeys.example"


@pytest.fixture(scope="module")
def provider():
    people = [User(sub=f"sub-{role}", claims={"email": email(role), "name": role}) for role in (*ROLES, "stranger")]
    people += [
        User(sub="sub-boss", claims={"email": OWNER.upper()}),
        User(sub="sub-claimed", claims={"email": "claimed@journeys.example", "jo_roles": ["nonsense", "editor"]}),
        User(sub="sub-unverified", claims={"email": email("owner"), "email_verified": False}),
        User(sub="sub-leaver", claims={"email": email("leaver")}),
        User(sub="sub-replayed", claims={"email": email("replayed")}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


def members(home, *listed):
    workspace = Workspace(home)
    for who, role in listed:
        put_member(workspace.by(OPERATOR), who, role, "", 0, NONE)
    workspace.close()


def secrets_file(folder, provider, secret=SECRET):
    path = folder / "secrets.toml"
    path.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{{port}}/oauth2callback"\ncookie_secret = "{secret}"\n'
        f'client_id = "journey-office"\nclient_secret = "only for this test"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    return str(path)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed")
    small_office(folder, journeys=120)
    listed = [(email(role), role) for role in ROLES]
    members(folder, *listed, (email("leaver"), "editor"), (email("replayed"), "analyst"))
    return folder


@pytest.fixture(scope="module")
def guarded(home, provider):
    with serving(
        home,
        "--secrets.files",
        secrets_file(home, provider),
        JOURNEY_OFFICE_OWNERS=OWNER,
        JOURNEY_OFFICE_ROLE_CLAIM="jo_roles",
    ) as address:
        yield address


@contextmanager
def visitor(browser, cookies=()):
    """A fresh browser that reaches this machine only."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.route(
        "**/*",
        lambda route: route.continue_() if urlsplit(route.request.url).hostname == "localhost" else route.abort(),
    )
    if cookies:
        context.add_cookies(list(cookies))
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(tab, who):
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/oauth2/authorize**", timeout=20_000)
    tab.get_by_role("button", name=f"sub-{who}", exact=True).click()
    tab.wait_for_selector(READY, timeout=30_000)
    settle(tab)


def listed_pages(tab) -> set[str]:
    found = tab.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
    return {text.split("\n")[-1].strip() for text in found}


def words(tab, where="body") -> str:
    """Return what is read there, without the word joiners that keep an address from becoming a link."""
    return tab.inner_text(where).replace("\u2060", "")


def heading(tab) -> str:
    return tab.locator("h1").first.inner_text()


def cookie_of(tab):
    return [one for one in tab.context.cookies() if one["name"].startswith(COOKIE)]


def test_nobody_sees_anything_by_any_link_right_after_start(browser, tmp_path, provider):
    small_office(tmp_path, journeys=60)
    with serving(tmp_path, "--secrets.files", secrets_file(tmp_path, provider)) as cold:
        for entry in reversed(ENTRIES):
            with visitor(browser) as tab:
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


def test_a_cookie_is_void_after_sign_out(browser, guarded):
    with visitor(browser) as tab:
        tab.goto(guarded)
        settle(tab)
        sign_in(tab, "replayed")
        kept = cookie_of(tab)
        assert kept
        assert put_upload(guarded, kept) != 403
        tab.get_by_role("button", name="Sign out").click()
        tab.wait_for_url(lambda url: "end_session" in url, timeout=20_000)
    with visitor(browser, kept) as tab:
        tab.goto(guarded)
        settle(tab)
        assert heading(tab) == "Sign in to Journey Office"
        assert "was ended" in words(tab)
    assert put_upload(guarded, kept) == 403


def claims(address, **changed):
    said = {"sub": "x", "email": email("owner"), "iat": int(time.time()), "is_logged_in": True, "provider": "default"}
    return {**said, "origin": address, **changed}


def signed(address, secret=SECRET, **changed):
    value = create_signed_value(secret, COOKIE, json.dumps(claims(address, **changed))).decode()
    return [{"name": COOKIE, "value": value, "url": address}]


def put_upload(address, cookies) -> int:
    """Send an upload as a script would; 403 is what our door says, anything else came from behind it."""
    request = urllib.request.Request(f"{address}/_stcore/upload_file/session/file", data=b"x", method="PUT")
    request.add_header("Cookie", "; ".join(f"{one['name']}={one['value']}" for one in cookies))
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        body = error.read().decode()
        return 403 if "Sign in with a role" in body else 1000 + error.code


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": secrets.token_urlsafe(48)},
        {"iat": int(time.time()) - 13 * 3600},
        {"iat": int(time.time()) + 3600},
        {"iat": None},
        {"email_verified": False},
        {"origin": "https://elsewhere.example"},
    ],
    ids=["wrong secret", "over-age", "from the future", "no time", "unverified", "another app"],
)
def test_forged_and_stale_cookies_open_nothing(browser, guarded, forged):
    cookies = signed(guarded, **forged)
    with visitor(browser, cookies) as tab:
        tab.goto(f"{guarded}/people")
        settle(tab)
        assert heading(tab) == "Sign in to Journey Office"
    assert put_upload(guarded, cookies) == 403


def test_the_same_cookie_made_rightly_does_open(browser, guarded):
    """So that the refusals above are due to what was changed."""
    cookies = signed(guarded)
    with visitor(browser, cookies) as tab:
        tab.goto(f"{guarded}/people")
        settle(tab)
        assert heading(tab) == "Who may do what here?"
    assert put_upload(guarded, cookies) != 403


def test_uploads_and_files_need_a_cookie_and_metrics_are_closed(guarded):
    assert put_upload(guarded, []) == 403
    assert put_upload(guarded, signed(guarded, email=email("viewer"))) == 403
    for path in ("media/abc.csv", "_stcore/metrics"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{guarded}/{path}", timeout=10)
        assert refused.value.code == 403


def test_a_role_that_is_taken_away_ends_with_the_next_click(browser, guarded, home):
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
            choose_row(owner, "leaver@journeys.example", home)
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
