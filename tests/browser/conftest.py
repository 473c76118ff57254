"""A real server on a small real office, and a real browser. Without Chromium these tests skip; under CI they fail."""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pages.small_office import small_office
from tests.pages.written_office import written_office

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = gzip.decompress((Path(__file__).parent / "axe.min.js.gz").read_bytes()).decode()
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
PLACES = "[data-testid=stSkeletonElement], [data-testid=stSkeleton]"  # of slow cards; of what the browser still loads
SETTLED = 600


def chromium() -> str:
    """Return the browser: the headless shell where it is installed, as it takes half the time of a whole browser."""
    known = ("chromium-headless-shell", "chromium", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    if found:
        return found
    message = "No Chromium found. Get one with 'apt-get install chromium-headless-shell', or set CHROMIUM to its path."
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def serving(home: Path, *arguments: str, **environment: str) -> Iterator[str]:
    """Run the app on a free port, with more arguments and settings where given; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.headless",
        "true",
        "--server.port",
        str(port),
        *arguments,
    ]
    settings = os.environ | {"JOURNEY_OFFICE_HOME": str(home)} | environment
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(120):
            if process.poll() is not None:
                raise RuntimeError("The server ended while it was starting.")
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def office_home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("office")
    small_office(home)
    written_office(home)
    return home


@pytest.fixture(scope="session")
def address(office_home) -> Iterator[str]:
    with serving(office_home) as found:
        yield found


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@contextmanager
def visiting(browser, url: str, *, width: int = 1440, height: int = 1000, tone: str = "light"):
    """Open an address in a fresh visitor's browser and wait until the page stands; notes requests to other hosts."""
    size: dict[str, int] = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=tone, reduced_motion="reduce")
    tab = context.new_page()
    tab.strangers = []
    local = ("http://localhost:", "ws://localhost:", "data:", "blob:")
    tab.on("request", lambda request: None if request.url.startswith(local) else tab.strangers.append(request.url))
    tab.dialogs = []
    tab.on("dialog", lambda dialog: (tab.dialogs.append(dialog.message), dialog.dismiss()))
    try:
        tab.goto(url)
        settle(tab)
        yield tab
    finally:
        context.close()


def settle(tab) -> None:
    """Wait until the script has run, slow cards are there and pictures are drawn."""
    tab.wait_for_selector(READY, timeout=30_000)
    tab.wait_for_selector("h1", timeout=30_000)
    tab.wait_for_function("selector => !document.querySelector(selector)", arg=PLACES, timeout=30_000)
    tab.wait_for_timeout(SETTLED)
    tab.wait_for_selector(READY, timeout=30_000)


# Faults of Streamlit's own markup, with the part of the page they are allowed in.
UPSTREAM = {"list": "stSidebarNav", "listitem": "stSidebarNav", "svg-img-alt": "stMetricChart"}
RUN_AXE = """async (upstream) => {
  const found = (await axe.run(document, {resultTypes: ['violations']})).violations;
  const theirs = (rule, node) => upstream[rule] &&
    document.querySelector(node.target[0])?.closest(`[data-testid=${upstream[rule]}]`);
  return found.filter(f => ['serious', 'critical'].includes(f.impact))
    .map(f => ({rule: f.id, nodes: f.nodes.filter(n => !theirs(f.id, n)).map(n => n.html.slice(0, 200))}))
    .filter(f => f.nodes.length);
}"""


def axe_findings(tab) -> list[dict]:
    """Return what axe-core finds serious or critical on the page and is not Streamlit's own."""
    tab.evaluate(AXE)
    return tab.evaluate(RUN_AXE, UPSTREAM)


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """A real OpenID provider on this machine; yields its address."""
    from oidc_provider_mock import run_server_in_thread  # noqa: PLC0415

    from tests.browser.signing_in import people  # noqa: PLC0415

    with run_server_in_thread(user_claims=people()) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def signed_home(tmp_path_factory) -> Path:
    """An office with a member of each role."""
    from core.access import ROLES  # noqa: PLC0415
    from tests.browser.signing_in import email, members  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("signed")
    small_office(folder, journeys=120)
    listed = [(email(role), role) for role in ROLES]
    members(folder, *listed, (email("leaver"), "editor"), (email("replayed"), "analyst"))
    return folder


@pytest.fixture(scope="session")
def guarded(signed_home, provider) -> Iterator[str]:
    """The app with sign-in on; yields its address."""
    from tests.browser.signing_in import OWNER, secrets_file  # noqa: PLC0415

    settings = {"JOURNEY_OFFICE_OWNERS": OWNER, "JOURNEY_OFFICE_ROLE_CLAIM": "jo_roles"}
    with serving(signed_home, "--secrets.files", secrets_file(signed_home, provider), **settings) as found:
        yield found
