import threading
import time

import pytest

from core.background import Background
from core.errors import CancelledError, InvalidInputError
from core.intake.reading import Progress


@pytest.fixture
def background():
    made = Background(at_once=2)
    yield made
    made.shut_down()


def until(condition):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to pass")


def test_a_result_is_found_by_whoever_asks(background):
    work = background.start("add", lambda watch: watch.tell("adding", 0.5, 3) or 4)
    until(lambda: work.over)
    found = background.find(work.work_id)
    assert (found.state, found.result, found.progress) == ("done", 4, Progress("adding", 0.5, 3))
    assert background.find("nobody") is None


def test_cancel_reaches_the_task(background):
    started = threading.Event()

    def task(watch):
        started.set()
        until(watch.cancelled)
        raise CancelledError("stopped")

    work = background.start("long", task)
    started.wait(5)
    work.cancel()
    until(lambda: work.over)
    assert (work.state, work.error) == ("cancelled", None)


def test_work_cancelled_while_it_waits_never_begins(background):
    gate, ran = threading.Event(), []
    for _ in range(2):
        background.start("hold", lambda _: gate.wait(5))
    waiting = background.start("later", lambda _: ran.append(1))
    assert waiting.state == "waiting"
    waiting.cancel()
    gate.set()
    until(lambda: waiting.over)
    assert (waiting.state, ran) == ("cancelled", [])


def test_an_expected_failure_keeps_its_sentence_and_an_unforeseen_one_shows_nothing_inside(background):
    def wrong(_):
        raise InvalidInputError("The window is 0 days; it must be 1 to 365.")

    def broken(_):
        raise ZeroDivisionError("secret detail")

    first, second = background.start("a", wrong), background.start("b", broken)
    until(lambda: first.over and second.over)
    assert str(first.error) == "The window is 0 days; it must be 1 to 365."
    assert second.state == "failed"
    assert "secret" not in str(second.error)


def test_old_results_are_let_go_but_never_running_work(background):
    gate = threading.Event()
    running = background.start("hold", lambda _: gate.wait(10))
    done = [background.start("quick", lambda _: None) for _ in range(80)]
    until(lambda: all(work.over for work in done))
    background.start("one more", lambda _: None)
    assert background.find(running.work_id) is running
    assert background.find(done[0].work_id) is None
    assert background.find(done[-1].work_id) is done[-1]
    gate.set()
