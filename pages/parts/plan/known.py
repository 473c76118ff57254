"""What is asked about initiatives, once per content: ranks under uncertainty, and the best plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from core.planning.joining import Joined, joined
from core.planning.options import Problem
from core.planning.scores import Score, Scores, scores
from core.planning.scoring import PrioritySetup
from core.portfolio.choose import choose
from core.portfolio.frontier import Point, frontier
from core.portfolio.model import Timing
from core.portfolio.result import Portfolio
from core.portfolio.schedule import schedule
from core.portfolio.worth import Gain, gains
from core.priorities.initiative import Initiative
from core.priorities.method import Method
from core.priorities.stability import Stability, stability
from pages.parts.by_locale import kept_by_locale
from pages.parts.manage.workspace import workspace

ENTRIES = 50
SECONDS, SECONDS_EACH = 6.0, 1.5
FAILED, SAID = "plan_failed", "plan_said"


@dataclass(frozen=True)
class Seen:
    """The initiatives of this run of the page, and how the office scores them."""

    found: tuple[Joined, ...]
    setup: PrioritySetup

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Return them without where they come from."""
        return tuple(one.initiative for one in self.found)

    @property
    def titles(self) -> dict[str, str]:
        """Return their titles by id."""
        return {one.initiative_id: one.title for one in self.initiatives}


def seen(setup: PrioritySetup) -> Seen:
    """Return what is there now."""
    return Seen(joined(workspace()), setup)


def all_scores(of: Seen) -> Scores:
    """Return every initiative under every method."""
    by_method, refused = _scores(repr((of.initiatives, of.setup)), of)
    return Scores(of.setup.methods(), by_method, refused)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Drawing the inputs from their ranges …")
def _scores(key: str, _of: Seen) -> tuple[Mapping[str, Mapping[str, Score]], Mapping[str, str]]:
    del key  # what is kept has to be plain: a method is made of functions
    found = scores(_of.initiatives, _of.setup)
    return found.by_method, found.refused


def stable(of: Seen, method: Method) -> Stability:
    """Return how stable the order under one method is."""
    return _stable(repr((of.initiatives, method.code, of.setup)), of, method)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Drawing the inputs from their ranges …")
def _stable(key: str, _of: Seen, _method: Method) -> Stability:
    del key
    return stability(_of.initiatives, _method, _of.setup.top)


def best(problem: Problem, timing: Timing) -> Portfolio:
    """Return the best set, with its timetable where it is timed."""
    return _best(repr((problem.options, problem.constraints, timing)), problem, timing)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Looking for the best set …")
def _best(key: str, _problem: Problem, timing: Timing) -> Portfolio:
    del key
    return _solver(timing, SECONDS)(_problem.options, _problem.constraints)


def more(problem: Problem, timing: Timing, base: Portfolio) -> tuple[tuple[Point, ...], tuple[Gain, ...]]:
    """Return the best value for each budget, and what one more person or a larger budget is worth."""
    return _more(repr((problem.options, problem.constraints, timing)), problem, timing, base)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Solving again with more and with less …")
def _more(key: str, _problem: Problem, timing: Timing, _base: Portfolio) -> tuple[tuple[Point, ...], tuple[Gain, ...]]:
    del key
    solve = _solver(timing, SECONDS_EACH)
    return (
        frontier(_problem.options, _problem.constraints, solve=solve),
        gains(_problem.options, _problem.constraints, solve, _base),
    )


def _solver(timing: Timing, seconds: float) -> partial[Portfolio]:
    return partial(schedule if timing == "scheduled" else choose, seconds=seconds)
