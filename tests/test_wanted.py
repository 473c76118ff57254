"""What takes long is worked on once per question, and not at all when nobody wants it by its turn."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.wanted import KEPT, Wanted


def fail() -> None:
    raise InvalidInputError("It can't be told. Take more.")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), min_size=1, max_size=20))
def test_what_is_begun_is_what_is_wanted_by_its_turn(asked):
    wanted, go, begun = Wanted(), threading.Event(), []
    wanted.ask("first of all", "hold", "Hold", lambda: go.wait(30))
    for who, question in asked:
        wanted.ask(who, question, "Count", lambda question=question: begun.append(question))
    go.set()
    wanted.wait()
    assert sorted(begun) == sorted(set(dict(asked).values()))
    wanted.shut_down()


def test_a_failure_stays_until_it_is_forgotten():
    wanted = Wanted()
    work = wanted.ask("a", 1, "Count", fail)
    wanted.wait()
    assert (work.state, str(work.error)) == ("failed", "It can't be told. Take more.")
    assert wanted.ask("b", 1, "Count", lambda: 2) is work
    wanted.forget(1)
    again = wanted.ask("b", 1, "Count", lambda: 2)
    wanted.wait()
    assert (again.state, again.result) == ("done", 2)


def test_what_was_skipped_is_begun_when_it_is_wanted_again():
    wanted, go = Wanted(), threading.Event()
    wanted.ask("x", "hold", "Hold", lambda: go.wait(30))
    first = wanted.ask("a", 1, "Count", lambda: 1)
    wanted.ask("a", 2, "Count", lambda: 2)
    go.set()
    wanted.wait()
    assert first.state == "cancelled"
    second = wanted.ask("a", 1, "Count", lambda: 1)
    wanted.wait()
    assert second.state == "done"


def test_no_more_is_kept_than_bearable():
    wanted = Wanted()
    for question in range(KEPT + 20):
        wanted.ask(f"person {question}", question, "Count", lambda: None)
        wanted.wait()
    assert len(wanted._work) <= KEPT
    assert len(wanted._by) <= KEPT
