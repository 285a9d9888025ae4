"""Those who write while the server is killed: each keeps what was acknowledged."""

import itertools
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import Any

from credentials import Application, callback_timestamp, sign_callback
from tests.logged_in import LoggedIn
from tests.sinch_voice import CONTENT_TYPE, PATH, dice, ice
from tests.soak.asking import NO_ANSWER, Client

_numbers = itertools.count(1)


@dataclass
class Acknowledged:
    """What the server has said it did."""

    accounts: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    sequences: list[int] = field(default_factory=list)
    unexpected: list[int] = field(default_factory=list)  # statuses

    def kinds(self) -> tuple[list[Any], ...]:
        return self.accounts, self.calls, self.decided, self.ended, self.sequences

    def keep(self, status: int, kept: list[Any], value: Any) -> None:
        if status in (200, 201, 303):
            kept.append(value)
        elif status != 503:  # it says by itself that nothing was stored
            self.unexpected.append(status)


class Writer:
    """Writes until it is told to stop, and begins anew after every kill."""

    def __init__(self, port: int, done: Acknowledged) -> None:
        self.client, self.done = Client(port), done

    def write_until(self, stop: Event) -> None:
        while not stop.is_set():
            try:
                self.write()
            except NO_ANSWER:
                stop.wait(0.01)
        self.client.close()

    def write(self) -> None:
        raise NotImplementedError


class Registering(Writer):
    """Makes account after account."""

    def write(self) -> None:
        self.client.cookie = ""
        username = f"new-{next(_numbers)}"
        answer = self.client.register(username)
        self.done.keep(answer.status, self.done.accounts, username)


class Reporting(Writer):
    """A page that reports calls, and asks for signatures between them."""

    def __init__(self, port: int, done: Acknowledged, person: LoggedIn) -> None:
        super().__init__(port, done)
        self.headers = person.headers

    def write(self) -> None:
        call_id = f"reported-{next(_numbers)}"
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        report = {"sinchCallId": call_id, "remote": "bob", "endCause": "HungUp"}
        times = {"startedAt": now, "endedAt": now}
        answer = self.client.post_json("/api/calls", report | times, self.headers)
        self.done.keep(answer.status, self.done.calls, call_id)
        signed = self.client.ask("POST", "/api/registration-signature", b"", self.headers)
        sequence = signed.json["sequence"] if signed.status == 200 else 0
        self.done.keep(signed.status, self.done.sequences, sequence)


class Telling(Writer):
    """Sinch, which asks about calls and tells their ends."""

    def __init__(self, port: int, done: Acknowledged, application: Application) -> None:
        super().__init__(port, done)
        self.application = application

    def write(self) -> None:
        incoming = ice("alice", "bob", f"told-{next(_numbers)}")
        self.deliver(incoming, self.done.decided)
        self.deliver(dice(incoming), self.done.ended)

    def deliver(self, event: dict[str, Any], kept: list[str]) -> None:
        body, now = json.dumps(event).encode(), callback_timestamp(datetime.now(UTC))
        signed = sign_callback(
            self.application,
            method="POST",
            path=PATH,
            content_type=CONTENT_TYPE,
            timestamp=now,
            body=body,
        )
        headers = {"Authorization": signed, "x-timestamp": now, "Content-Type": CONTENT_TYPE}
        answer = self.client.ask("POST", PATH, body, headers)
        # Without the database an ICE is answered with a hangup, and nothing is promised by it.
        if answer.status != 200 or b"connectMxp" in answer.body or not answer.body:
            self.done.keep(answer.status, kept, event["callid"])
