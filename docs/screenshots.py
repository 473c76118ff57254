"""Take the README's pictures from the running app: `make screenshots`.

Starts the app on the demo data in a temporary home, opens it in Chromium, and writes docs/pictures.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SHOTS = (
    ("overview", "", "light", 1280),
    ("scorecard", "scorecard", "light", 1280),
    ("paths", "paths", "light", 1280),
    ("loops-dark", "loops", "dark", 1280),
    ("import", "import", "light", 1280),
    ("overview-phone", "", "light", 390),
    ("priorities", "priorities", "light", 1280),
)


@contextmanager
def running_app(home: Path) -> Iterator[str]:
    """Start the app on a free port with its data in `home`, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "JOURNEY_OFFICE_HOME": str(home)})
    address = f"http://localhost:{port}"
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def main() -> None:
    """Take every picture."""
    known = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    if chromium is None:
        raise SystemExit(
            "No Chromium found. Install it (apt-get install chromium-headless-shell) or set CHROMIUM to its path."
        )
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, running_app(Path(home)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, page_address, scheme, width in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            page.goto(f"{address}/{page_address}")
            page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)
            page.wait_for_selector("[data-testid=stSkeletonElement]", state="detached", timeout=120_000)
            page.wait_for_timeout(2_500)
            page.screenshot(path=PICTURES / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
