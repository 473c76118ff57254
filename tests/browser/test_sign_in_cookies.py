"""Old, forged and copied cookies against the real server: they open no page and no upload."""

import secrets
import time
import urllib.error
import urllib.request

import pytest

from tests.browser.conftest import settle
from tests.browser.signing_in import cookie_of, email, heading, put_upload, sign_in, signed, visitor, words

pytestmark = pytest.mark.browser


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
