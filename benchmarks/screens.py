"""S9: what a person waits for before the first page: the second start of the app."""

import gzip
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.results import Figure
from core.datasets import Office
from core.settings import PROJECT_ROOT, Settings
from data.demo.load import load_demo

PORT = 8599


def figures(folder: Path) -> list[Figure]:
    """Measure the start on the default demo, in a home of its own."""
    home = folder / "demo-home"
    os.environ["JOURNEY_OFFICE_HOME"] = str(home)
    office = Office(Settings(home=home))
    if office.is_new:
        office.create("Office", "office")
        load_demo(office)
    office.close_all()
    return _start(home)


def _start(home: Path) -> list[Figure]:
    starts = [_one_start(home) for _ in range(3)][1:]
    seconds, size = statistics.median(start[0] for start in starts), starts[-1][1]
    return [
        Figure("S9", "`streamlit run` to the page's HTML, second start", f"{seconds:.1f} s", "≤ 5 s", seconds <= 5),
        Figure("S9", "HTML and the scripts and styles it names, packed", f"{size / 1e6:.2f} MB", "≤ 2 MB in all"),
    ]  # fmt: skip


def _one_start(home: Path) -> tuple[float, int]:
    """Start the app; return the seconds to its first page and the bytes of that page over the wire."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={PORT}"]
    environment = os.environ | {"JOURNEY_OFFICE_HOME": str(home)}
    started = time.perf_counter()
    quiet = subprocess.DEVNULL
    app = subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        while True:
            try:
                page, size = _get("/")
                break
            except OSError:
                assert app.poll() is None, "the app did not start"
                assert time.perf_counter() - started < 60, "the app did not answer"
                time.sleep(0.05)
        taken = time.perf_counter() - started
        assets = set(re.findall(r'(?:src|href)="\.?/?(static/[^"]+)"', page))
        return taken, size + sum(_get(f"/{asset}")[1] for asset in assets)
    finally:
        app.terminate()
        app.wait()


def _get(path: str) -> tuple[str, int]:
    request = urllib.request.Request(f"http://localhost:{PORT}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode("utf-8", "replace"), len(body)
