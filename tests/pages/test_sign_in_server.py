"""What stands between the network and Streamlit, asked as a client asks it."""

import json
import secrets
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import auth_util
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from core.access import Person
from pages.parts import access, auth, sign_in_server
from pages.parts.access import Visit
from pages.parts.sign_in_server import LocalOnly, SignedIn, way_back
from tests.pages.test_sign_in import SECTION

ORIGIN = "https://jo.example.org"


def answers(request):
    path = request.url.path
    if path.endswith("/oauth2callback"):
        response = RedirectResponse("/", 302)
    elif path.endswith("/auth/login"):
        response = RedirectResponse("https://login.example.org/authorize", 302)
    else:
        response = PlainTextResponse("passed")
    response.set_cookie("_streamlit_user", "x", httponly=True, samesite="lax", max_age=10)
    response.set_cookie("_streamlit_session", "y")
    response.set_cookie("other", "z")
    return response


@pytest.fixture
def client(monkeypatch):
    def make(section=SECTION, peer="203.0.113.9"):
        monkeypatch.setattr(auth, "_once", set())
        monkeypatch.setattr(auth, "section", lambda: section)
        route = Route("/{rest:path}", answers, methods=["GET", "PUT", "DELETE", "OPTIONS"])
        app = Starlette(routes=[route], middleware=[Middleware(LocalOnly), Middleware(SignedIn)])
        return TestClient(app, base_url=ORIGIN.replace("https", "http"), client=(peer, 1), follow_redirects=False)

    return make


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.2", "::2", "testclient", ""])
def test_without_sign_in_only_this_machine_is_answered(client, monkeypatch, peer):
    assert client(None, peer).get("/").status_code == 403
    assert client(None, "127.0.0.1").get("/").text == "passed"
    assert client(None, "::1").get("/").text == "passed"
    assert client(SECTION, peer).get("/").text == "passed"
    monkeypatch.setenv("JOURNEY_OFFICE_OPEN_TO_NETWORK", "1")
    assert client(None, peer).get("/").text == "passed"


@pytest.mark.parametrize("section", [SECTION | {"redirect_uri": f"{ORIGIN}/oauth2callback"}, SECTION])
def test_cookies_are_secure_where_visitors_come_by_https(client, section):
    cookies = client(section).get("/").headers.get_list("set-cookie")
    secure = {one.split("=")[0] for one in cookies if "secure" in one.lower()}
    assert secure == (
        {"_streamlit_user", "_streamlit_session"} if section["redirect_uri"].startswith("https") else set()
    )
    assert all(one.lower().count("secure") <= 1 for one in cookies)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), ("viewer", 403), ("analyst", 200), ("editor", 200), ("owner", 200)]
)
def test_uploads_take_a_role(client, monkeypatch, method, role, status):
    monkeypatch.setattr(access, "visit_of", lambda said: Visit(Person("a", role if said else None), bool(said)))
    monkeypatch.setattr(auth, "claims_of", lambda cookies: cookies)
    answer = client().request(method, "/base/_stcore/upload_file/a/b", cookies={"any": "x"})
    assert answer.status_code == status
    assert client().request(method, "/_stcore/upload_file/a/b").status_code == 403


def test_claims_of_cookies_are_those_that_streamlit_signed(monkeypatch):
    key = SECTION["cookie_secret"]
    monkeypatch.setattr(auth, "get_cookie_secret", lambda: key)
    monkeypatch.setattr(auth, "get_origin_from_redirect_uri", lambda: ORIGIN)
    claims = {
        "is_logged_in": True,
        "origin": ORIGIN,
        "email": "a@b.org",
        "iat": time.time(),
        "pad": secrets.token_hex(4000),
    }
    jar = {}

    def keep(name, value):
        jar[name] = create_signed_value(key, name, value).decode()

    auth_util.set_cookie_with_chunks(
        keep,
        lambda name, value: create_signed_value(key, name, value),
        "_streamlit_user",
        claims,
        cookie_attr_size=60,
    )
    assert len(jar) > 2
    assert auth.claims_of(jar) == claims
    assert auth.claims_of(jar | {"_streamlit_user_2": jar["_streamlit_user_1"]}) == {}
    assert auth.claims_of({"_streamlit_user": jar["_streamlit_user"]}) == {}
    keep("_streamlit_user", "chunks-999999999")
    assert auth.claims_of(jar) == {}
    for wrong in ("[]", "{", "7", json.dumps(claims | {"origin": "x"}), json.dumps(claims | {"is_logged_in": 1})):
        keep("_streamlit_user", wrong)
        assert auth.claims_of(jar) == {}
    assert auth.claims_of({}) == {}
    assert auth.claims_of({"_streamlit_user": "nonsense"}) == {}


def test_the_way_back_is_kept_over_the_provider_and_used_once(client):
    visitor = client()
    host = "jo.example.org"
    asked = visitor.get("/auth/login", headers={"referer": f"http://{host}/paths?issue=Billing&issue=A%20B"})
    assert asked.headers["location"].startswith("https://login.example.org")
    back = visitor.get("/oauth2callback?code=1&state=2")
    assert back.headers["location"] == "/paths?issue=Billing&issue=A%20B"
    assert "journey_office_return" not in visitor.cookies
    assert visitor.get("/oauth2callback?code=1&state=2").headers["location"] == "/"


@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/paths", "http://jo.example.org//evil.example/", "http://jo.example.org/\\evil.example",
        "javascript:alert(1)", "http://jo.example.org@evil.example/x", "http://[broken", "", "/paths",
        "http://jo.example.org/" + "a" * 3000, "http://jo.example.org/\u202e",
    ],
)  # fmt: skip
def test_the_way_back_leads_nowhere_else(referer):
    assert way_back(referer, "jo.example.org") == ""


@pytest.mark.parametrize(
    "value", ["Ly9ldmlsLmV4YW1wbGU=", "aHR0cHM6Ly9ldmlsLmV4YW1wbGU=", "not base64!", "L1xldmls", "", "gA=="]
)
def test_a_planted_way_back_leads_nowhere_else(client, value):
    visitor = client()
    answer = visitor.get("/oauth2callback", headers={"cookie": f"journey_office_return={value}"})
    assert answer.headers["location"] == "/"


def test_signing_out_by_the_address_ends_the_sign_in(client, monkeypatch):
    ended = []
    monkeypatch.setattr(access, "end", ended.append)
    monkeypatch.setattr(auth, "claims_of", lambda cookies: {"email": "a@b.org"})
    client().get("/auth/logout")
    assert ended == [{"email": "a@b.org"}]


def test_what_is_closed(client):
    assert client().get("/_stcore/metrics").status_code == 403
    assert client().get("/media/abc.csv").status_code == 403
    assert client().get("/static/media/icons.woff2").status_code == 200
    assert client().get("/_stcore/health").status_code == 200
    assert sign_in_server.RETURN_SECONDS <= 600
