"""S7: the server's time for each page on the demo: a warm rerun and a changed filter, beside an empty page.

A warm rerun is timed in the CPU seconds of its thread: nothing else works for it, and a busy machine does not lengthen
it. A changed filter asks the engine, which has threads of its own, so it is timed by the clock: until the page answers,
and until everything is there that is worked out beside it.
"""

import logging
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.results import Figure, milliseconds
from core.access import OPERATOR
from core.business_case.catalogue import Start, start
from core.casebook import keeping
from core.datasets import Office
from core.measured.journey_type import figures as measured
from core.planning.example import load_example
from core.scope import Scope, choices
from core.settings import PROJECT_ROOT, Settings
from core.workspace import Workspace
from data.demo.load import load_demo
from pages.parts.case.measured import at_start
from pages.parts.entries import ENTRIES, PEOPLE
from pages.parts.fitting import wait_for_all
from pages.parts.show import packed
from tests.pages.written_office import written_office

FRAME = PROJECT_ROOT / "pages" / "frame.py"
FIRST = date(2025, 2, 1)
RERUNS, FILTERS = 15, 6
WARM, FILTER = 0.025, 0.150
# Views behind a choice of a page, each with what its address says.
VIEWS = {
    "business_case": ("Assumptions", "Benefits and costs", "Uncertainty", "Scenarios", "Sign-off"),
    "priorities": ("Touchpoints",),
    "initiatives": ("Effort and impact", "Plan", "How we score"),
}
PARTS = {"business_case": "case_part", "priorities": "priority_part", "initiatives": "plan_part"}


class Spent(NamedTuple):
    """The seconds of one run by the clock, and those its thread worked."""

    clock: float
    cpu: float


def figures(folder: Path) -> list[Figure]:
    """Measure every page that needs no sign-in, in one process and a home of its own; people's work is made up."""
    os.environ["JOURNEY_OFFICE_HOME"] = str(filled(folder / "looking-home"))
    logging.disable(logging.WARNING)
    with timed() as spent:
        empty = AppTest.from_string("import streamlit as st\nst.title('Nothing')").run()
        nothing = _warm(empty, spent)
        found = [_figure("an empty page: warm rerun", nothing, nothing)]
        for entry in ENTRIES:
            for view in ("", *VIEWS.get(entry.address, ())) if entry.address != PEOPLE else ():
                found += _looked_at(entry.address, f"{entry.title}{', ' if view else ''}{view}", view, spent, nothing)
        found += _slider(spent, nothing)
    logging.disable(logging.NOTSET)
    return found


def _looked_at(address: str, name: str, view: str, spent: list[Spent], nothing: float) -> list[Figure]:
    app = AppTest.from_file(str(FRAME), default_timeout=120)
    app._page_hash = calc_hash(address)
    if view:
        app.query_params[PARTS[address]] = view
    app.run()
    warm = _warm(app, spent)
    answers: list[float] = []
    whole: list[float] = []
    beside = False
    for number in range(FILTERS):
        app.session_state["from"] = FIRST + timedelta(days=number)
        started = time.perf_counter()
        app.run()
        answers.append(spent[-1].clock)
        while app.get("skeleton"):
            beside = True
            wait_for_all()
            app.run()
        whole.append(time.perf_counter() - started)
    assert not app.exception, (name, app.exception)
    found = [
        _figure(f"{name}: warm rerun", warm, nothing, WARM),
        _figure(f"{name}: a new filter", statistics.median(answers), nothing, FILTER),
    ]
    there = f"{name}: a new filter, everything there"
    return [*found, _figure(there, statistics.median(whole), nothing)] if beside else found


def _slider(spent: list[Spent], nothing: float) -> list[Figure]:
    app = AppTest.from_file(str(FRAME), default_timeout=120)
    app._page_hash = calc_hash("business_case")
    app.run()
    moved: list[float] = []
    for _ in range(FILTERS):
        one = app.slider[0]
        one.set_value(one.value - one.step).run()
        moved.append(spent[-1].clock)
    assert not app.exception
    return [_figure("Business case: a slider moved", statistics.median(moved), nothing, FILTER)]


def _figure(what: str, seconds: float, nothing: float, limit: float | None = None) -> Figure:
    text = f"{milliseconds(seconds)}, {seconds / nothing:,.0f} × the empty page"
    return Figure("S7", what, text, "" if limit is None else f"≤ {milliseconds(limit)}",
                  None if limit is None else seconds <= limit)  # fmt: skip


def _warm(app: AppTest, spent: list[Spent]) -> float:
    app.run()
    wait_for_all()
    app.run()
    del spent[:]
    for _ in range(RERUNS):
        app.run()
    return statistics.median(one.cpu for one in spent)


@contextmanager
def timed() -> Iterator[list[Spent]]:
    """Yield the seconds of each run of the script, without what the test driver does before and after it.

    The driver compiles the pages anew at each run; a server does so once, and so do the runs measured here.
    """
    spent: list[Spent] = []
    plain, compiled = ScriptRunner._run_script, ScriptCache()

    def run(self: ScriptRunner, *given: Any) -> None:
        self._script_cache = self._pages_manager._script_cache = compiled
        clock, cpu = time.perf_counter(), time.thread_time()
        plain(self, *given)
        spent.append(Spent(time.perf_counter() - clock, time.thread_time() - cpu))

    ScriptRunner._run_script = run  # type: ignore[method-assign]
    try:
        yield spent
    finally:
        ScriptRunner._run_script = plain  # type: ignore[method-assign]


def filled(home: Path) -> Path:
    """Return a home with the demo, and made-up work of people: rounds, a backlog, initiatives, a measured case."""
    office = Office(Settings(home=home))
    if office.is_new:
        office.create("Office", "office")
        load_demo(office)
        workspace = Workspace(home)
        author = workspace.by(OPERATOR)
        load_example(author)
        office.close_all()  # one engine at a time holds the file
        written_office(home)
        today = datetime.now(UTC).date()
        data, issue = office.info("demo"), choices(office.open("demo")).issues[0]
        scope = Scope(issues=(issue,))
        begun = Start("two_managers", f"Fix {issue}", data.currency, date(today.year + 1, 1, 1), today,
                      0.9, "Ann", (issue,), "demo", packed(scope.to_query()))  # fmt: skip
        found = measured(office.open("demo"), Scope(), issue)
        keeping.save(author, keeping.new_id(), start(begun, at_start(found)), 0)
        workspace.close()
    office.close_all()
    return home
