"""The hub wakes the switchboard when something is due, and speaks through its connections."""

import itertools
import queue

import pytest

from sandbox import hub as hub_module
from sandbox.callback_queue import CallbackQueue
from sandbox.hub import Hub
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS, PhoneTestNumber
from sandbox.switchboard import Switchboard
from tests.sandbox import wire
from tests.sandbox.exchange import agree, number, user
from tests.sandbox.wire import numbered_uuid

TEST_NUMBER = "+46000000000"


class Listener(queue.Queue):
    """A connection that keeps what it was sent."""

    id = "c1"
    session_id = 1

    def send(self, message):
        self.put(message)

    def close(self, farewell):
        self.put(farewell.code)


@pytest.fixture
def hub():
    hub = Hub(Switchboard(), CallbackQueue(agree, threads=1))
    yield hub
    hub.close()


def test_what_is_due_happens_without_any_message(hub, monkeypatch):
    monkeypatch.setitem(PHONE_TEST_NUMBERS, TEST_NUMBER, PhoneTestNumber(0.1, prompts=1))
    listener = Listener()
    hub.open(listener, user("alice"))
    claims = {"user_id": "alice", "instance_id": numbered_uuid(), "nonce": "n"}
    hub.apply(lambda board, now: board.register("c1", **claims, forget_nonce_at=now, now=now))
    message = wire.read(wire.invite(numbered_uuid(), TEST_NUMBER))
    parties = {"caller": user("alice"), "callee": number(TEST_NUMBER)}

    hub.apply(lambda board, now: board.invite("c1", message, **parties, now=now))

    types = [listener.get(timeout=10)["type"] for _ in range(3)]
    assert types == ["registered", "progressing", "answered"]
    hub.leave(listener)


def test_the_end_of_another_session_closes_nothing(hub):
    listener = Listener()
    hub.open(listener, user("alice"))

    hub.end_session(2)
    hub.end_session(1)

    assert listener.get(timeout=10) == 4401
    assert listener.empty()
    hub.leave(listener)


def test_a_mistake_in_what_is_due_is_logged_and_stops_no_later_deadline(hub, monkeypatch, caplog):
    monkeypatch.setattr(hub_module, "AFTER_MISTAKE_SECONDS", 0.01)
    ticks: queue.Queue[float] = queue.Queue()
    tries = itertools.count()

    def fail_once(switchboard, now):
        ticks.put(now)
        if next(tries) == 0:
            raise ZeroDivisionError
        return []

    monkeypatch.setattr(Switchboard, "tick", fail_once)
    listener = Listener()

    hub.open(listener, user("alice"))

    ticks.get(timeout=10)
    assert ticks.get(timeout=10)
    assert "ZeroDivisionError" in caplog.text
    hub.leave(listener)
