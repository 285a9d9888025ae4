"""Callbacks are delivered by a few threads: in order for one caller, side by side for many."""

import queue
import threading
from collections.abc import Iterator

import pytest

from sandbox import callback_queue
from sandbox.callback_queue import CallbackQueue
from sandbox.decisions import NO_ANSWER, Decision, HangUp
from tests.sandbox.callback_site import CallbackSite, callback

TIMEOUT_SECONDS = 10


class SlowApplication:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.asked: queue.Queue[str] = queue.Queue()
        self.may_answer = threading.Event()

    def __call__(self, asked):
        self.asked.put(asked.call_id)
        assert self.may_answer.wait(TIMEOUT_SECONDS)
        return HangUp()


@pytest.fixture
def slow() -> Iterator[SlowApplication]:
    application = SlowApplication()
    yield application
    application.may_answer.set()


def raise_something(body):
    raise ZeroDivisionError


def decide_nothing(call_id, decision):
    """For callbacks whose answer is not looked at."""


def test_the_answer_comes_back_with_the_call_it_is_for():
    decided: queue.Queue[tuple[str, Decision]] = queue.Queue()
    callbacks = CallbackQueue(lambda asked: HangUp(), threads=4)

    callbacks.put(callback("ice", "c1"), lambda *answer: decided.put(answer))

    assert decided.get(timeout=TIMEOUT_SECONDS) == ("c1", HangUp())
    callbacks.close()


def test_callbacks_of_one_caller_are_delivered_one_after_the_other(slow):
    callbacks = CallbackQueue(slow, threads=4)

    for number in range(10):
        callbacks.put(callback("ice", str(number)), decide_nothing)
    first = slow.asked.get(timeout=TIMEOUT_SECONDS)
    is_alone = slow.asked.empty()
    slow.may_answer.set()
    callbacks.close()

    assert (first, is_alone) == ("0", True)
    assert [slow.asked.get_nowait() for _ in range(9)] == [str(number) for number in range(1, 10)]


def test_a_caller_whose_callbacks_are_slow_does_not_delay_another(slow):
    callbacks = CallbackQueue(slow, threads=4)
    for number in range(10):
        callbacks.put(callback("ice", f"slow {number}"), decide_nothing)

    callbacks.put(callback("ice", "other", caller="user:bob"), decide_nothing)

    assert {slow.asked.get(timeout=TIMEOUT_SECONDS) for _ in range(2)} == {"slow 0", "other"}
    slow.may_answer.set()
    callbacks.close()


def test_callers_take_turns(slow):
    callbacks = CallbackQueue(slow, threads=1)
    for name in ("a", "b"):
        for number in range(2):
            callbacks.put(callback("ice", f"{name}{number}", caller=name), decide_nothing)

    slow.may_answer.set()
    callbacks.close()

    assert [slow.asked.get_nowait() for _ in range(4)] == ["a0", "b0", "a1", "b1"]


def test_what_one_caller_piles_up_has_an_end(slow, monkeypatch):
    monkeypatch.setattr(callback_queue, "MAX_WAITING", 3)
    callbacks = CallbackQueue(slow, threads=4)
    callbacks.put(callback("ice", "under way"), decide_nothing)
    slow.asked.get(timeout=TIMEOUT_SECONDS)

    for number in range(5):
        callbacks.put(callback("ice", str(number)), decide_nothing)
    slow.may_answer.set()
    callbacks.close()

    assert [slow.asked.get_nowait() for _ in range(slow.asked.qsize())] == ["0", "1", "2"]


def test_the_ends_of_calls_have_room_when_questions_have_none(slow, monkeypatch):
    monkeypatch.setattr(callback_queue, "MAX_WAITING", 1)
    callbacks = CallbackQueue(slow, threads=4)
    callbacks.put(callback("ice", "under way"), decide_nothing)
    slow.asked.get(timeout=TIMEOUT_SECONDS)

    for event in ("ice", "ice", "dice", "ace"):
        callbacks.put(callback(event, event), decide_nothing)
    slow.may_answer.set()
    callbacks.close()

    asked = [slow.asked.get_nowait() for _ in range(slow.asked.qsize())]
    assert asked == ["ice", "dice", "ace"]


@pytest.mark.parametrize("event", ["ice", "ace", "dice"])
def test_an_application_that_raises_has_not_answered_and_is_asked_again_next_time(event, caplog):
    site = CallbackSite(raise_something)
    site.app.config["PROPAGATE_EXCEPTIONS"] = True
    decided = []
    callbacks = CallbackQueue(site.send, threads=4)

    for _ in range(2):
        callbacks.put(callback(event), lambda *answer: decided.append(answer))
    callbacks.close()

    assert len(site.bodies) == 2
    assert decided == ([("c", NO_ANSWER)] * 2 if event == "ice" else [])
    assert "ZeroDivisionError" in caplog.text


def test_what_waits_is_delivered_before_the_queue_closes_and_nothing_after_it(slow):
    callbacks = CallbackQueue(slow, threads=4)
    slow.may_answer.set()
    for number in range(5):
        callbacks.put(callback("ice", str(number)), decide_nothing)

    callbacks.close()
    callbacks.put(callback("ice", "late"), decide_nothing)

    assert slow.asked.qsize() == 5


def test_an_application_that_hangs_does_not_keep_the_server_from_stopping(slow, monkeypatch):
    monkeypatch.setattr(callback_queue, "CLOSING_SECONDS", 0.05)
    callbacks = CallbackQueue(slow, threads=4)
    callbacks.put(callback("ice"), decide_nothing)

    callbacks.close()

    assert not slow.may_answer.is_set()


def test_a_decision_that_cannot_be_carried_out_stops_no_later_callback(caplog):
    decided: queue.Queue[str] = queue.Queue()
    callbacks = CallbackQueue(lambda asked: HangUp(), threads=1)

    callbacks.put(callback("ice", "c1"), lambda *_: raise_something(None))
    callbacks.put(callback("ice", "c2"), lambda call_id, _: decided.put(call_id))

    assert decided.get(timeout=TIMEOUT_SECONDS) == "c2"
    assert "ZeroDivisionError" in caplog.text
    callbacks.close()
