"""What one connection does, or suffers, is no trouble to the others."""

import json
import socket
import threading

import pytest
from simple_websocket import Server

from extensions import db
from sandbox import hub
from sandbox.switchboard import Switchboard
from tests.sandbox import wire
from tests.sandbox.site import wait_until
from tests.sandbox.wire import PHONE, new_uuid


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"hello", 4400),
        (b'{"type": "hangup", "callId": 1}', 4400),
        (b"\xff\xfe", 1007),
        (b"x" * 16_385, 4400),
    ],
)
def test_a_malformed_message_ends_that_connection_and_nothing_else(site, talking, frame, code):
    alices, bobs, alice, call_id = talking
    other = site.window(alice)

    other.socket.send(frame)

    assert other.hear_close() == code
    bobs.say(wire.candidate(call_id))
    assert alices.hear()["type"] == "candidate"


def test_endless_messages_are_not_received(site):
    alice = site.person()
    window = site.window(alice)

    window.socket.send(b"x" * 1_000_000)

    wait_until(lambda: alice.user_id not in site.app.extensions["online_user_ids"]())


def test_binary_frames_are_malformed(site):
    window = site.window(site.person())

    window.socket.send_binary(json.dumps(wire.hangup(new_uuid())).encode())

    assert window.hear_close() == 4400


def test_a_flood_ends_the_connection(site):
    window = site.window(site.person())

    for _ in range(80):
        window.say(wire.hangup(new_uuid()))

    assert window.hear_close() == 1008


def test_the_ninth_window_of_a_user_is_closed(site):
    alice = site.person()
    for _ in range(8):
        site.window(alice)

    assert site.connect(cookie=alice.cookie).hear_close() == 4409


def test_a_full_sandbox_says_so(site, monkeypatch):
    monkeypatch.setattr(hub, "MAX_CONNECTIONS", 0)

    assert site.connect(cookie=site.person().cookie).hear_close() == 1013


def test_virtual_phones_leave_room_for_people(site, monkeypatch):
    monkeypatch.setattr(hub, "MAX_PHONE_CONNECTIONS", 0)

    assert site.connect(f"/sandbox/phone/{PHONE}/signalling").hear_close() == 1013
    assert site.window(site.person())


def test_a_reader_that_has_stopped_delays_nobody_and_is_let_go(site, talking):
    alices, bobs, _, call_id = talking
    wait_until(lambda: count_writers() == 2)
    stalled = site.person()
    window = site.window(stalled, sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)])
    long_message = {"type": "error", "code": "long", "message": "x" * 100_000}

    site.push(stalled.user_id, long_message, 200)
    bobs.say(wire.candidate(call_id))

    assert alices.hear()["type"] == "candidate"
    wait_until(lambda: count_writers() == 2)
    assert window.socket.connected


def test_a_reader_that_is_late_is_told_why_it_was_let_go(site):
    slow = site.person()
    window = site.window(slow)

    site.push(slow.user_id, {"type": "error"}, 5000)

    assert window.hear_close() == 4408


def test_a_mistake_of_ours_closes_one_connection_and_is_logged(site, monkeypatch, caplog):
    window = site.window(site.person())

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(Switchboard, "handle", fail)
    window.say(wire.hangup(new_uuid()))

    assert window.hear_close() == 1011
    wait_until(lambda: "ZeroDivisionError" in caplog.text)


def test_a_window_that_vanished_without_a_word_is_let_go(site, monkeypatch):
    monkeypatch.setitem(site.app.config["SOCK_SERVER_OPTIONS"], "ping_interval", 0.1)
    vanished = site.person()

    window = site.window(vanished)  # answers no ping, since nobody reads there any more

    wait_until(lambda: vanished.user_id not in site.app.extensions["online_user_ids"]())
    wait_until(lambda: count_writers() == 0)
    assert window.socket.connected


def test_a_writer_that_fails_ends_its_connection_and_is_logged(site, monkeypatch, caplog):
    alice = site.person()
    site.window(alice)

    monkeypatch.setattr(Server, "send", lambda *_: 1 / 0)
    site.push(alice.user_id, {"type": "error"}, 1)

    wait_until(lambda: count_writers() == 0)
    assert "ZeroDivisionError" in caplog.text


def test_waiting_windows_hold_no_database_connection(site):
    for _ in range(15):
        site.window(site.person())
        caller = site.window(site.person())
        caller.say(wire.invite(new_uuid(), "nobody"))
        assert caller.hear()["type"] == "ended"
    site.wait_for_callbacks()

    with site.app.app_context():
        assert "Current Checked out connections: 0" in db.engine.pool.status()


def test_no_thread_is_left_behind_by_a_closed_connection(site):
    site.window(site.person())
    assert count_writers() > 0

    site.close_windows()

    wait_until(lambda: count_writers() == 0)


def count_writers():
    return sum(thread.name == "sandbox-writer" for thread in threading.enumerate())
