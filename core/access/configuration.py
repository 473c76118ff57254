"""Whether the sign-in is set up so that it protects anything: secrets, addresses, and who may reach the server."""

import ipaddress
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

SECRET_LENGTH = 32
DISTINCT_CHARACTERS = 10
# Words of the samples that stand in guides; no generated secret is likely to hold one.
SAMPLE_WORDS = (
    "secret", "change", "replace", "example", "sample", "random", "cookie", "placeholder", "password", "streamlit",
    "generate", "xxxxxx", "123456", "abcdef",
)  # fmt: skip
ADVICE = 'Make a new one: python -c "import secrets; print(secrets.token_urlsafe(48))"'
PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"


def fault_of_sign_in(auth: Mapping[str, Any]) -> str:
    """Return what is wrong with the `[auth]` section of the secrets, as a sentence; empty when nothing is.

    >>> fault_of_sign_in({"redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": "short"})[:52]
    'The cookie_secret has 5 characters; it needs 32, for'
    """
    faults = (
        _secret_fault(auth.get("cookie_secret")),
        _redirect_fault(auth.get("redirect_uri")),
        _provider_fault(auth),
    )
    return next((fault for fault in faults if fault), "")


def providers(auth: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the identity providers; 'default' is the one that stands in `[auth]` itself.

    >>> providers({"client_id": "a"}), providers({"cookie_secret": "s", "google": {"client_id": "a"}})
    (('default',), ('google',))
    """
    named = tuple(name for name, value in auth.items() if isinstance(value, Mapping) and name != "client_kwargs")
    return ("default", *named) if "client_id" in auth else named


def fault_of_network(address: str, *, open_to_network: bool) -> str:
    """Return why an app without sign-in may not listen on an address; empty when it may.

    >>> fault_of_network("localhost", open_to_network=False)
    ''
    >>> fault_of_network("0.0.0.0", open_to_network=False)[:49]
    'No sign-in is set up, so the app must listen on l'
    """
    if open_to_network or is_loopback(address):
        return ""
    return (
        f"No sign-in is set up, so the app must listen on localhost only, but server.address is {address!r}. Set "
        "server.address to localhost, or set sign-in up (docs/deployment.md). Where everybody on the network may see "
        "and change everything, set JOURNEY_OFFICE_OPEN_TO_NETWORK=1."
    )


def is_loopback(host: str) -> bool:
    """Say whether a host or an address is this machine alone.

    >>> [is_loopback(one) for one in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "", "localhost.evil.org")]
    [True, True, True, False, False, False]
    """
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _secret_fault(secret: Any) -> str:
    if not isinstance(secret, str) or not secret:
        return f"The cookie_secret is missing from the [auth] section of the secrets. {ADVICE}"
    if len(secret) < SECRET_LENGTH:
        return (
            f"The cookie_secret has {len(secret)} characters; it needs {SECRET_LENGTH}, for whoever guesses it can "
            f"sign in as anybody. {ADVICE}"
        )
    if any(word in secret.lower() for word in SAMPLE_WORDS):
        return f"The cookie_secret looks like a sample from a guide. {ADVICE}"
    if len(set(secret)) < DISTINCT_CHARACTERS or secret in (secret + secret)[1:-1] or _is_a_row(secret):
        return f"The cookie_secret repeats itself or follows a row of letters, so it can be guessed. {ADVICE}"
    return ""


def _is_a_row(secret: str) -> bool:
    steps = [abs(ord(one) - ord(next_one)) for one, next_one in pairwise(secret)]
    return sum(step <= 1 for step in steps) * 2 > len(steps)


def _redirect_fault(redirect: Any) -> str:
    if not isinstance(redirect, str) or not redirect:
        return "The redirect_uri is missing from the [auth] section: the app's own address, then /oauth2callback."
    try:
        parts = urlsplit(redirect.replace("{port}", "1"))
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or not parts.path.endswith(CALLBACK):
        return f"The redirect_uri is {redirect!r}; it must be the app's own address, then {CALLBACK}."
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)):
        return ""
    return f"The redirect_uri is {redirect!r}; it must begin with https:// unless its host is localhost."


def _provider_fault(auth: Mapping[str, Any]) -> str:
    found = providers(auth)
    if not found:
        return "The [auth] section names no identity provider: add client_id, client_secret and server_metadata_url."
    for name in found:
        section = auth if name == "default" else auth[name]
        missing = [key for key in PROVIDER_KEYS if not isinstance(section.get(key), str) or not section[key]]
        place = "[auth]" if name == "default" else f"[auth.{name}]"
        if missing:
            return f"The section {place} lacks {', '.join(missing)}."
        if "_" in name:
            return f"The section {place} has an underscore in its name, which Streamlit does not take. Rename it."
        address = urlsplit(section["server_metadata_url"])
        if address.scheme != "https" and not (address.scheme == "http" and is_loopback(address.hostname or "")):
            return f"The server_metadata_url of {place} must begin with https:// unless its host is localhost."
    return ""
