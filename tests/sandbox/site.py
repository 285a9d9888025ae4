"""The real application on a real server, and windows that talk to it as a browser does."""

import itertools
import json
import struct
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import current_user
from websocket import ABNF, WebSocket, create_connection
from werkzeug.serving import make_server

from extensions import db
from login import log_in
from models import User
from sandbox.effects import Send
from tests.sandbox import wire
from tests.sandbox.tokens import make_token
from tests.sandbox.wire import new_uuid

TIMEOUT_SECONDS = 10


def wait_until(condition: Callable[[], object], *, seconds: float = TIMEOUT_SECONDS) -> None:
    """Wait for something that no message tells of."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.01)


class Person(NamedTuple):
    user_id: str
    cookie: str
    session_id: int


class Window:
    """One WebSocket."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket

    def say(self, message: dict[str, Any]) -> None:
        self.socket.send(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        """The next message; waits for it."""
        message: dict[str, Any] = json.loads(self.socket.recv())
        return message

    def hear_close(self) -> int:
        """The code that this window is closed with; skips what comes before."""
        return self.hear_farewell()[0]

    def hear_farewell(self) -> tuple[int, str]:
        while True:
            opcode, data = self.socket.recv_data()
            if opcode == ABNF.OPCODE_CLOSE:
                return int(struct.unpack("!H", data[:2])[0]), data[2:].decode()

    def close(self) -> None:
        self.socket.close(timeout=TIMEOUT_SECONDS)
        self.cut()

    def cut(self) -> None:
        """Go without a word."""
        self.socket.shutdown()


class Site:
    """Serves until the ``with`` block ends; users are new in every test."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.windows: list[Window] = []
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._numbers = itertools.count(1)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.reception = app.extensions["sandbox"]

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close_windows()
        self.reception.close()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def close_windows(self) -> None:
        while self.windows:
            self.windows.pop().close()

    def person(self, display_name: str = "Somebody") -> Person:
        """Make an account and log in."""
        with self.app.test_request_context("/"):
            user = User.register(f"user-{next(self._numbers)}", display_name, None)
            log_in(user)
            serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
            cookie = f"{self.app.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(session))}"
            return Person(user.sinch_user_id, cookie, current_user.session_id)

    def wait_for_callbacks(self) -> None:
        """Wait until the application knows of all that has happened."""
        assert self.reception.hub.callbacks.wait_until_empty(TIMEOUT_SECONDS)

    def give_number(self, person: Person, number: str) -> None:
        """Make a phone number a person's own."""
        with self.app.app_context():
            user = User.find(person.user_id)
            assert user is not None
            user.phone_number = number
            db.session.commit()

    def token(self, user_id: str, **changes: Any) -> str:
        changes = {"issued_at": datetime.now(UTC), "nonce": new_uuid(), **changes}
        return make_token(self.reception.application, user_id, **changes)

    def connect(
        self, path: str = "/sandbox/signalling", *, cookie: str | None = None, **options: Any
    ) -> Window:
        options = {"origin": self.origin, "timeout": TIMEOUT_SECONDS, **options}
        url = self.origin.replace("http", "ws") + path
        window = Window(create_connection(url, cookie=cookie, **options))
        self.windows.append(window)
        return window

    def registration(self, user_id: str, token: str | None = None) -> dict[str, Any]:
        key = self.reception.application.key
        return wire.register(user_id, token or self.token(user_id), new_uuid(), key)

    def window(self, person: Person, **options: Any) -> Window:
        """A registered window."""
        window = self.connect(cookie=person.cookie, **options)
        window.say(self.registration(person.user_id))
        assert window.hear()["type"] == "registered"
        return window

    def talk(self) -> tuple[Window, Window, Person, str]:
        """Alice calls Bob, who answers: their windows, Alice, and the call's id."""
        alice, bob = self.person("Alice"), self.person("Bob")
        alices, bobs = self.window(alice), self.window(bob)
        call_id = new_uuid()
        alices.say(wire.invite(call_id, bob.user_id))
        assert bobs.hear()["type"] == "incoming"
        bobs.say(wire.answer(call_id))
        assert [alices.hear()["type"] for _ in range(2)] == ["progressing", "answered"]
        return alices, bobs, alice, call_id

    def push(self, user_id: str, message: dict[str, Any], count: int) -> None:
        """Send the same message to all windows of a user many times, faster than it can be read."""
        self.reception.hub.apply(
            lambda switchboard, now: (
                [
                    Send(connection_id, message)
                    for connection_id, line in switchboard.state.lines.items()
                    if line.address == f"user:{user_id}"
                ]
                * count
            )
        )

    def phone(self, number: str) -> Window:
        window = self.connect(f"/sandbox/phone/{number}/signalling")
        assert window.hear() == {"type": "registered", "number": number}
        return window
