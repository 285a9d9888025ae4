"""One process leads: it runs the hub for the connections of all processes, its own among them.

What they tell comes from one list in Redis, in order; what they are to do goes into one list for
each of them. Nobody waits for Redis while the hub's lock is held: effects are queued here first.
"""

import json
import logging
import threading
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

from sandbox.effects import Farewell
from sandbox.guard import BROKEN
from sandbox.hub import Hub
from sandbox.shared.codec import Left, Opened, SessionEnded, Told, from_json
from sandbox.shared.link import Link, RedisError

logger = logging.getLogger(__name__)


class FarConnection:
    """A connection as the hub sees it; its socket is in the process that told of it."""

    def __init__(
        self, opened: Opened, process: str, queue: Callable[[str, dict[str, Any]], None]
    ) -> None:
        self.id, self.session_id, self.process = opened.connection_id, opened.session_id, process
        self._queue = queue

    def send(self, message: dict[str, Any]) -> None:
        self._queue(self.process, {"to": self.id, "send": message})

    def close(self, farewell: Farewell) -> None:
        self._queue(self.process, {"to": self.id, "close": farewell})


class Leadership:
    """From the election of this process until it ends or Redis is away; begins empty."""

    def __init__(
        self, name: str, link: Link, hub: Hub, note_failure: Callable[[RedisError], None]
    ) -> None:
        self.name = name
        self.hub = hub
        self._link, self._note_failure = link, note_failure
        self._connections: dict[str, FarConnection] = {}
        self._door = threading.Lock()  # to the connections
        self._absent: AbstractSet[str] = frozenset()  # processes that were not heard of
        self._waiting: dict[str, list[str]] = defaultdict(list)  # texts by process
        self._is_presence_new = True
        self._has_ended = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, args=(work,), name="sandbox-leader", daemon=True)
            for work in (self._hear, self._tell)
        ]
        for thread in self._threads:
            thread.start()

    def look_after(self, processes: AbstractSet[str]) -> None:
        """Give up the connections of processes that are dead, and say again who is online.

        Dead is who is missing twice: a process may be newer than the list.
        """
        with self._door:
            absent = {connection.process for connection in self._connections.values()} - processes
            for connection in list(self._connections.values()):
                if connection.process in absent & self._absent:
                    self._leave(connection.id)
            self._absent = absent
        self._note_presence()

    def end(self) -> None:
        """Forget everything; the application hears of the end of calls."""
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
        with self._door:
            for connection_id in list(self._connections):
                self._leave(connection_id)
        self.hub.close()
        for thread in self._threads:
            thread.join()

    def _work(self, work: Callable[[], None]) -> None:
        try:
            while not self._has_ended:
                work()
        except RedisError as error:
            self._note_failure(error)

    def _hear(self) -> None:
        for line in self._link.hear(self.name):
            process, _, text = line.partition(" ")
            with self._door:
                if not self._has_ended:
                    self._try_to_take(process, text)

    def _try_to_take(self, process: str, text: str) -> None:
        told = None
        try:
            told = from_json(text)
            self._take(process, told)
        except Exception:
            # As with a handler of its own: this connection ends, and nothing else.
            logger.exception("sandbox: an event of another process failed")
            connection = self._connections.get(getattr(told, "connection_id", ""))
            if connection is not None:
                connection.close(BROKEN)

    def _take(self, process: str, told: Told) -> None:
        match told:
            case Opened():
                connection = FarConnection(told, process, self._queue)
                self._connections[connection.id] = connection
                self.hub.open(connection, told.party)
            case Left():
                self._leave(told.connection_id)
            case SessionEnded():
                self.hub.end_session(told.session_id)
            case _:
                self.hub.apply(told)

    def _leave(self, connection_id: str) -> None:
        connection = self._connections.pop(connection_id, None)
        if connection is not None:
            self.hub.leave(connection)
            self._note_presence()

    def _note_presence(self) -> None:
        with self._changed:
            self._is_presence_new = True
            self._changed.notify_all()

    def _queue(self, process: str, effect: dict[str, Any]) -> None:
        """Called while the hub's lock is held."""
        with self._changed:
            self._waiting[process].append(json.dumps(effect))
            is_about_calls = "callId" in effect.get("send", {})
            self._is_presence_new |= not is_about_calls
            self._changed.notify_all()

    def _tell(self) -> None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._waiting or self._is_presence_new or self._has_ended
            )
            waiting, self._waiting = self._waiting, defaultdict(list)
            is_presence_new, self._is_presence_new = self._is_presence_new, False
        # After what waits was taken, and told before it: who hears "registered" is online.
        online = self.hub.online_user_ids() if is_presence_new else None
        self._link.tell(waiting, online)
