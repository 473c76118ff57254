import re
import secrets

import pytest

from core.access.configuration import fault_of_network, fault_of_sign_in, is_loopback

GOOD = {
    "redirect_uri": "https://journeys.example.org/oauth2callback",
    "cookie_secret": "hT7_4kWmZr0vQxLpN2sYd8uJgB5eFa1C",
    "client_id": "journey-office",
    "client_secret": "s",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
PROVIDER = {name: GOOD[name] for name in ("client_id", "client_secret", "server_metadata_url")}
SHARED = {name: GOOD[name] for name in ("redirect_uri", "cookie_secret")}


@pytest.mark.parametrize(
    "auth",
    [
        GOOD,
        GOOD | {"redirect_uri": "http://localhost:8501/oauth2callback"},
        GOOD | {"redirect_uri": "http://localhost:{port}/oauth2callback"},
        GOOD | {"redirect_uri": "http://127.0.0.1:8501/sub/oauth2callback"},
        GOOD | {"client_kwargs": {"scope": "openid email"}},
        SHARED | {"google": PROVIDER},
        SHARED | {"google": PROVIDER, "microsoft": PROVIDER},
    ],
)
def test_what_protects_is_accepted(auth):
    assert fault_of_sign_in(auth) == ""


@pytest.mark.parametrize(
    "secret",
    [
        None, "", 7, "short", "a" * 64, "ab" * 32, "0123456789" * 4, "abcdefghijklmnopqrstuvwxyz0123456789",
        "0123456789abcdef0123456789abcdef", "your-secret-key-your-secret-key-1", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "replace-me-by-something-long-and-safe", "CHANGE-ME-CHANGE-ME-hT7_4kWmZr0vQx",
        "hT7_4kWmZr0vQxLpN2sYd8uJgB5eFa1",
        "aaaaaaaaaaaaaaaaaaaaaaaabcdefghijk", "passwordpassword1234567890passwo",
    ],
)  # fmt: skip
def test_weak_secrets_are_refused_with_the_way_to_a_good_one(secret):
    fault = fault_of_sign_in(GOOD | {"cookie_secret": secret})
    assert "cookie_secret" in fault
    assert "secrets.token_urlsafe" in fault


def test_made_secrets_are_accepted():
    for _ in range(2000):
        for made in (secrets.token_urlsafe(32), secrets.token_hex(32)):
            assert fault_of_sign_in(GOOD | {"cookie_secret": made}) == "", made


@pytest.mark.parametrize(
    "redirect",
    [
        None, "", "journeys.example.org/oauth2callback", "http://journeys.example.org/oauth2callback",
        "https://journeys.example.org/", "https:///oauth2callback", "ftp://localhost/oauth2callback",
        "http://localhost.evil.org/oauth2callback", "http://[::1/oauth2callback",
    ],
)  # fmt: skip
def test_addresses_that_give_cookies_away_are_refused(redirect):
    assert "redirect_uri" in fault_of_sign_in(GOOD | {"redirect_uri": redirect})


@pytest.mark.parametrize(
    ("auth", "sentence"),
    [
        (SHARED, "names no identity provider"),
        ({**GOOD, "client_secret": ""}, "lacks client_secret"),
        (SHARED | {"google": {"client_id": "a"}}, r"\[auth.google\] lacks client_secret, server_metadata_url"),
        (SHARED | {"my_idp": PROVIDER}, "underscore"),
        (GOOD | {"server_metadata_url": "http://login.example.org/x"}, "must begin with https"),
    ],
)
def test_a_provider_that_is_not_whole_is_refused(auth, sentence):
    assert re.search(sentence, fault_of_sign_in(auth))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.4", "journeys.example.org", "", "unix:///run/jo.sock"])
def test_without_sign_in_only_this_machine(address):
    assert "JOURNEY_OFFICE_OPEN_TO_NETWORK=1" in fault_of_network(address, open_to_network=False)
    assert fault_of_network(address, open_to_network=True) == ""


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine(address):
    assert is_loopback(address)
    assert fault_of_network(address, open_to_network=False) == ""
