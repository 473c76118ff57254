"""Signing in with a real OpenID provider on this machine: its people, and what a visitor does."""

import json
import secrets
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

from oidc_provider_mock import User
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from core.access import OPERATOR, ROLES
from core.access.members import put_member
from core.access.settings import AccessSettings
from core.workspace import Workspace
from tests.browser.conftest import READY, settle

COOKIE, SECRET = "_streamlit_user", secrets.token_urlsafe(48)
OWNER = "boss@journeys.example"
NONE = AccessSettings()
TITLES = {
    "viewer": {
        "Overview",
        "Scorecard",
        "Path flows",
        "Loop map",
        "Patterns",
        "Compare",
        "Figures together",
        "Datasets",
        "Data quality",
        "Glossary",
        "Backlog",
        "Maturity",
        "Switching cost",
        "Retention impact",
        "Business case",
        "Priorities",
        "Initiatives",
        "Objectives",
        "Answer",
    },
    "analyst": {"Journeys", "Import", "Identities"},
    "editor": {"Rounds", "Audit", "Reported figures"},
    "owner": {"People"},
}


def titles_of(role: str) -> set[str]:
    return set().union(*(TITLES[one] for one in ROLES[: ROLES.index(role) + 1]))


def email(role: str) -> str:
    return f"{role}@journeys.example"


def people() -> list[User]:
    found = [User(sub=f"sub-{role}", claims={"email": email(role), "name": role}) for role in (*ROLES, "stranger")]
    found += [
        User(sub="sub-boss", claims={"email": OWNER.upper()}),
        User(sub="sub-claimed", claims={"email": "claimed@journeys.example", "jo_roles": ["nonsense", "editor"]}),
        User(sub="sub-unverified", claims={"email": email("owner"), "email_verified": False}),
        User(sub="sub-leaver", claims={"email": email("leaver")}),
        User(sub="sub-replayed", claims={"email": email("replayed")}),
    ]
    return found


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


@contextmanager
def visitor(browser, cookies=()):
    """A fresh browser that reaches this machine only."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
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
