"""What Streamlit's secrets say about sign-in, whether the app may start with it, and claims out of signed cookies."""

import json
import os
from collections.abc import Mapping
from typing import Any

from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from core import locales
from core.access import configuration
from core.access.settings import AccessSettings
from core.errors import JourneyOfficeError

MOST_CHUNKS = 20
_once: set[str] = set()


def section() -> Mapping[str, Any] | None:
    """Return the `[auth]` section of the secrets; None when there is none."""
    if not secrets_singleton.load_if_toml_exists() or "auth" not in secrets_singleton:
        return None
    found = secrets_singleton["auth"]
    return {name: found[name] for name in found} if isinstance(found, Mapping) else {}


def is_on() -> bool:
    """Say whether people must sign in. Once seen it stays so: a secrets file that goes away opens nothing."""
    if "on" not in _once and section() is not None:
        _once.add("on")
    return "on" in _once


def fault_of_start() -> str:
    """Return why the app may not start, as a sentence; empty when it may."""
    try:
        settings = AccessSettings.from_environment()
        locales.of_office()
    except JourneyOfficeError as error:
        return str(error)
    broken = [path for path in config.get_option("secrets.files") if os.path.exists(path)]
    if broken and not secrets_singleton.load_if_toml_exists():
        return f"The secrets file {broken[0]} can't be read, so it is unknown who may sign in. Mend or remove it."
    auth = section()
    if config.get_option("server.trustedUserHeaders"):
        return "server.trustedUserHeaders is set: any visitor could send such a header. Unset it and set sign-in up."
    if auth is None:
        address = config.get_option("server.address") or "0.0.0.0"  # noqa: S104 - Streamlit's own default
        return configuration.fault_of_network(address, open_to_network=settings.open_to_network)
    if not config.get_option("server.enableXsrfProtection"):
        return "server.enableXsrfProtection is off; sign-in needs it. Remove that setting."
    return configuration.fault_of_sign_in(auth)


def state_at_start() -> str:
    """Return what holds, as a sentence for the operator."""
    if is_on():
        return "Sign-in is on: nobody sees anything without it."
    if AccessSettings.from_environment().open_to_network:
        return (
            "WARNING: no sign-in is set up and JOURNEY_OFFICE_OPEN_TO_NETWORK is 1, so everybody who reaches this "
            "address sees and changes everything."
        )
    return "No sign-in is set up, so the app listens on localhost only."


def is_secure() -> bool:
    """Say whether visitors reach the app by https, as its redirect_uri has it."""
    auth = section() or {}
    return str(auth.get("redirect_uri", "")).startswith("https://")


def base_path() -> str:
    """Return where the app lies on its host: empty, or a path without a slash at its end."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def claims_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the claims in a request's signed cookies; empty when they are missing, forged or of another app."""

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value) if value else None

    whole = one(USER_COOKIE_NAME)
    if whole is None or (whole.startswith(b"chunks-") and not _few_chunks(whole)):
        return {}
    try:
        claims = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    mine = isinstance(claims, dict) and claims.get("origin") == get_origin_from_redirect_uri()
    return claims if mine and claims.get("is_logged_in") is True else {}


def _few_chunks(head: bytes) -> bool:
    number = head.removeprefix(b"chunks-")
    return number.isdigit() and int(number) <= MOST_CHUNKS
