"""The server refuses to start where sign-in would protect nothing, and says in one sentence why."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.conftest import REPOSITORY


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(folder, *arguments, seconds=60, **environment):
    """Start the server; returns what it printed and its exit code, None when it stood and was stopped by us."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    (folder / "datasets").mkdir(exist_ok=True)  # an office that is not new brings no demo
    settings = {name: value for name, value in os.environ.items() if not name.startswith("JOURNEY_OFFICE_")}
    process = subprocess.Popen(
        [*command, "--server.port", str(port), *arguments],
        cwd=REPOSITORY,
        env=settings | {"JOURNEY_OFFICE_HOME": str(folder)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stands = False
    for _ in range(seconds * 4):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                stands = True
                break
        except OSError:
            time.sleep(0.25)
    if stands:
        process.terminate()
    out, err = process.communicate(timeout=30)
    return out, err, None if stands else process.returncode


def auth_file(folder, **changed):
    values = {
        "redirect_uri": "http://localhost:{port}/oauth2callback",
        "cookie_secret": secrets.token_urlsafe(48),
        "client_id": "journey-office",
        "client_secret": "only for this test",
        "server_metadata_url": "http://localhost:1/.well-known/openid-configuration",
    } | changed
    path = folder / "secrets.toml"
    path.write_text(
        "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items() if value is not None)
    )
    return ("--secrets.files", str(path))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"cookie_secret": None}, "cookie_secret is missing"),
        ({"cookie_secret": "short"}, "it needs 32"),
        ({"cookie_secret": "ab" * 32}, "repeats itself"),
        ({"cookie_secret": "put-your-own-secret-here-please-thanks"}, "sample from a guide"),
        ({"redirect_uri": "http://journeys.example.org/oauth2callback"}, "must begin with https"),
    ],
)
def test_a_sign_in_that_protects_nothing_does_not_start(tmp_path, changed, sentence):
    _, err, code = start(tmp_path, *auth_file(tmp_path, **changed))
    assert code == 1
    assert "Journey Office did not start." in err
    assert sentence in err
    assert "Traceback" not in err


def test_a_secrets_file_that_cannot_be_read_does_not_mean_no_sign_in(tmp_path):
    (tmp_path / "secrets.toml").write_text("[auth\nbroken")
    _, err, code = start(tmp_path, "--secrets.files", str(tmp_path / "secrets.toml"))
    assert code == 1
    assert "can't be read, so it is unknown who may sign in" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--server.address", "0.0.0.0"), "must listen on localhost only"),
        (("--server.trustedUserHeaders", '{"X-User": "email"}'), "any visitor could send such a header"),
    ],
)
def test_without_sign_in_nobody_else_is_let_in(tmp_path, arguments, sentence):
    _, err, code = start(tmp_path, *arguments)
    assert code == 1
    assert sentence in err


def test_what_holds_is_said_at_start(tmp_path):
    out, _, code = start(tmp_path)
    assert code is None
    assert "No sign-in is set up, so the app listens on localhost only." in out


def test_sign_in_on_a_network_starts_and_says_so(tmp_path):
    out, _, code = start(tmp_path, "--server.address", "127.0.0.1", *auth_file(tmp_path))
    assert code is None
    assert "Sign-in is on" in out


def test_doing_without_on_a_network_is_possible_and_loud(tmp_path):
    out, _, code = start(tmp_path, "--server.address", "127.0.0.1", JOURNEY_OFFICE_OPEN_TO_NETWORK="1")
    assert code is None
    assert "WARNING: no sign-in is set up" in out


def test_a_setting_that_cannot_be_is_said_before_anything_runs(tmp_path):
    _, err, code = start(tmp_path, JOURNEY_OFFICE_SESSION_HOURS="soon")
    assert code == 1
    assert "JOURNEY_OFFICE_SESSION_HOURS is 'soon'" in err
