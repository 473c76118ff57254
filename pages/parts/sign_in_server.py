"""What sign-in needs between the network and Streamlit: who may send anything, safe cookies, and the way back."""

import base64
import binascii
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.access.configuration import CALLBACK, is_loopback
from core.access.settings import AccessSettings
from pages.parts import access, auth

UPLOADS, MEDIA, METRICS, LOGIN, LOGOUT = (
    "/_stcore/upload_file/", "/media/", "/_stcore/metrics", "/auth/login", "/auth/logout",
)  # fmt: skip
OURS = "_streamlit"
RETURN, RETURN_SECONDS, LONGEST_RETURN = "journey_office_return", 600, 2000


class LocalOnly:
    """Without sign-in, answer this machine only, however the server was started."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from this machine; refuse the rest."""
        open_to_all = scope["type"] not in ("http", "websocket") or auth.is_on() or _open_to_network()
        host = (scope.get("client") or ("",))[0]
        if open_to_all or is_loopback(host):
            await self.app(scope, receive, send)
        else:
            await _refuse(scope, receive, send, "No sign-in is set up here, so only this machine is answered.")


class SignedIn:
    """With sign-in, take uploads and hand out files only for a signed-in person's cookie, and keep cookies safe."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the cookie where a request needs it, and mend the cookies of the answer."""
        if scope["type"] != "http" or not auth.is_on():
            await self.app(scope, receive, send)
            return
        path, request = str(scope["path"]), HTTPConnection(scope)
        refusal = await anyio.to_thread.run_sync(_refusal, scope["method"], path, dict(request.cookies))
        if refusal:
            await _refuse(scope, receive, send, refusal)
            return
        if path.endswith(LOGOUT):
            claims = auth.claims_of(request.cookies)
            await anyio.to_thread.run_sync(access.end, claims)
        secure = scope["scheme"] == "https" or auth.is_secure()

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if path.endswith(LOGIN):
                    _note_the_way_back(headers, Headers(scope=scope))
                elif path.endswith(CALLBACK) and RETURN in request.cookies:
                    _send_back(headers, request.cookies[RETURN])
                _make_safe(message, secure=secure)
            await send(message)

        await self.app(scope, receive, mended)


def _refusal(method: str, path: str, cookies: Mapping[str, str]) -> str:
    """Return why a request is refused; empty when it isn't."""
    if path.endswith(METRICS):
        return "Metrics are not for visitors."
    if UPLOADS in path and method != "OPTIONS":
        person = access.visit_of(auth.claims_of(cookies)).person
        return "" if person.may("import data") else "Sign in with a role that may import data."
    if path.startswith(auth.base_path() + MEDIA):  # what Streamlit made for a page; its own files lie elsewhere
        return "" if access.visit_of(auth.claims_of(cookies)).person.may("look") else "Sign in first."
    return ""


def way_back(referer: str, host: str) -> str:
    """Return the path and query of the page that asked for sign-in; empty unless it is a page of this very host.

    >>> way_back("https://jo.example.org/paths?by=activity", "jo.example.org")
    '/paths?by=activity'
    >>> way_back("https://evil.example.org/paths", "jo.example.org"), way_back("https://a//evil.org", "a")
    ('', '')
    """
    try:
        parts = urlsplit(referer)
    except ValueError:
        return ""
    found = parts.path + (f"?{parts.query}" if parts.query else "")
    local = found.startswith("/") and not found.startswith("//") and "\\" not in found and found.isprintable()
    return found if local and parts.netloc == host and len(found) <= LONGEST_RETURN else ""


def _note_the_way_back(headers: MutableHeaders, asked: Headers) -> None:
    back = way_back(asked.get("referer", ""), asked.get("host", ""))
    if back and back != "/":
        response = Response()
        value = base64.urlsafe_b64encode(back.encode()).decode()
        response.set_cookie(RETURN, value, max_age=RETURN_SECONDS, httponly=True, samesite="lax")
        headers.append("set-cookie", response.headers["set-cookie"])


def _send_back(headers: MutableHeaders, value: str) -> None:
    try:
        back = base64.b64decode(value, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        back = ""
    back = way_back(f"http://here{back}", "here")
    if back and headers.get("location", "").rstrip("/") == "":
        headers["location"] = back
    response = Response()
    response.delete_cookie(RETURN)
    headers.append("set-cookie", response.headers["set-cookie"])


def _make_safe(message: Message, *, secure: bool) -> None:
    """Add what Streamlit leaves off its cookies: Secure, where visitors come by https."""
    if not secure:
        return
    kept = []
    for name, value in message["headers"]:
        if name.lower() == b"set-cookie" and b"; secure" not in value.lower():
            cookie = SimpleCookie(value.decode("latin-1"))
            if any(one.startswith((OURS, RETURN)) for one in cookie):
                value += b"; Secure"  # noqa: PLW2901
        kept.append((name, value))
    message["headers"] = kept


def _open_to_network() -> bool:
    return AccessSettings.from_environment().open_to_network


async def _refuse(scope: Scope, receive: Receive, send: Send, sentence: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": sentence})
    else:
        await PlainTextResponse(sentence, 403)(scope, receive, send)
