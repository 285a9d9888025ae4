"""Five hundred windows at the sandbox's switchboard, and pairs of them that call each other."""

import json
import selectors
from collections import Counter
from contextlib import suppress
from threading import Event, Lock
from typing import Any

from flask import Flask
from websocket import WebSocketException, create_connection

from credentials import sign_registration_token
from models.utc_datetime import utc_now
from tests.logged_in import LoggedIn, new_person
from tests.sandbox import wire
from tests.sandbox.site import Window
from tests.sandbox.wire import new_uuid

TIMEOUT_SECONDS = 30
WHOLE_CALL = (
    *(("caller", "progressing"), ("callee", "incoming"), ("caller", "answered")),
    *(("caller", "ended"), ("callee", "ended")),
)


class Phone:
    """One registered window of one person."""

    def __init__(self, app: Flask, port: int) -> None:
        self.person: LoggedIn = new_person(app)
        application = app.config["SETTINGS"].application
        self.window = Window(
            create_connection(
                f"ws://127.0.0.1:{port}/sandbox/signalling",
                cookie=self.person.cookie,
                origin=f"http://127.0.0.1:{port}",
                timeout=TIMEOUT_SECONDS,
            )
        )
        name = self.person.username
        token = sign_registration_token(application, name, issued_at=utc_now(), nonce=new_uuid())
        self.window.say(wire.register(name, token, new_uuid(), application.key))
        assert self.window.hear()["type"] == "registered"


def answer_pings(phones: list[Phone], stop: Event) -> None:
    """Read what comes to windows that do nothing, which is only "are you there?"."""
    with selectors.DefaultSelector() as selector:
        for phone in phones:
            selector.register(phone.window.socket.sock, selectors.EVENT_READ, phone)
        while not stop.is_set():
            for key, _ in selector.select(timeout=0.2):
                key.data.window.socket.recv_data(control_frame=True)


class Heard:
    """What was said about each call, by all pairs together."""

    def __init__(self) -> None:
        self.events: Counter[tuple[str, str, str]] = Counter()
        self.placed: list[str] = []
        self.surprises: list[str] = []
        self._lock = Lock()

    def note(self, side: str, message: dict[str, Any]) -> str:
        kind = str(message["type"])
        with self._lock:
            self.events[message.get("callId", ""), side, kind] += 1
        return kind

    def ended_well(self) -> int:
        """How many calls were answered."""
        return sum(1 for _, side, kind in self.events if (side, kind) == ("caller", "answered"))

    def due(self, call_id: str) -> tuple[tuple[str, str], ...]:
        """Which events it should have, and on which side."""
        is_decided = (call_id, "caller", "progressing") in self.events
        return WHOLE_CALL if is_decided else (("caller", "ended"),)

    def lost_or_doubled(self) -> list[str]:
        """Every call has each event once, and no other; one that nobody decided only its end."""
        expected = Counter(
            (call_id, side, kind) for call_id in self.placed for side, kind in self.due(call_id)
        )
        wrong = (expected - self.events) | (self.events - expected)
        return [f"{side} {kind} of {call_id}" for call_id, side, kind in wrong]


def call_once(caller: Phone, callee: Phone, heard: Heard) -> None:
    """Set a call up, and hang up as soon as it stands."""
    call_id = new_uuid()
    heard.placed.append(call_id)
    caller.window.say(wire.invite(call_id, callee.person.username))
    if not hear_until(caller, "caller", heard, "progressing"):
        return  # refused, or nobody decided in time
    hear_until(callee, "callee", heard, "incoming")
    callee.window.say(wire.answer(call_id))
    hear_until(caller, "caller", heard, "answered")
    caller.window.say(wire.hangup(call_id))
    for phone, side in ((caller, "caller"), (callee, "callee")):
        hear_until(phone, side, heard, "ended")


def hear_until(phone: Phone, side: str, heard: Heard, wanted: str) -> bool:
    """Note what comes; false: the call ended first, or nothing came."""
    try:
        while (kind := heard.note(side, phone.window.hear())) != wanted:
            if kind in ("ended", "error"):
                return False
    except (WebSocketException, OSError, json.JSONDecodeError) as error:
        heard.surprises.append(f"{side}: {error!r}")
        return False
    return True


def hang_up_all(phones: list[Phone]) -> None:
    for phone in phones:
        with suppress(WebSocketException, OSError):
            phone.window.cut()
