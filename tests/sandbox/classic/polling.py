"""HTTP as the classic SDK uses it: single requests, and long polls on connections of their own."""

import contextlib
import http.client
import json
import queue
import socket
import threading
from typing import Any, NamedTuple
from urllib.parse import quote

from tests.sandbox.site import TIMEOUT_SECONDS, Site

BASE = "/sandbox/classic"
POLL_SECONDS = 40


class Answer(NamedTuple):
    status: int
    body: Any
    headers: dict[str, str]


class Wire:
    """HTTP to one server; remembers nothing."""

    def __init__(self, site: Site) -> None:
        self.address = site.origin.removeprefix("http://")

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection(self.address, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, BASE + path, body, headers or {})
            response = connection.getresponse()
            text = response.read()
            return Answer(
                response.status, json.loads(text) if text else None, dict(response.headers)
            )
        finally:
            connection.close()


class Subscription:
    """Asks again and again on a connection of its own, as a browser does."""

    def __init__(self, address: str, key: str, channels: str) -> None:
        self.letters: queue.Queue[str] = queue.Queue()
        self._path = f"{BASE}/subscribe/{key}/{quote(channels, safe='')}/0/"
        self._connection = http.client.HTTPConnection(address, timeout=POLL_SECONDS)
        self._is_closed = False
        self._timetoken = self._ask("0")
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Go without a word, as when a page is closed."""
        self._is_closed = True
        while self._thread.is_alive():
            # Perhaps it is between two questions at the moment.
            if (sock := self._connection.sock) is not None:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
            self._thread.join(0.02)
        self._connection.close()

    def _ask(self, timetoken: str) -> str:
        self._connection.request("GET", self._path + timetoken)
        answer = json.loads(self._connection.getresponse().read())
        if isinstance(answer, dict):
            self._is_closed = True
            return timetoken
        for text in answer[0]:
            self.letters.put(text)
        return str(answer[1])

    def _run(self) -> None:
        try:
            while not self._is_closed:
                self._timetoken = self._ask(self._timetoken)
        except (OSError, http.client.HTTPException, ValueError):
            if not self._is_closed:
                raise
