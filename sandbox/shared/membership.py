"""That this process is alive, who leads, and what it takes to lead oneself.

Every half second each process says that it is alive and hears who leads. When the leader changes
or Redis is away, everything begins anew, as with a server that was restarted: all connections of
all processes end, and the windows come back by themselves.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from sandbox.effects import CloseCode, Farewell
from sandbox.hub import Hub
from sandbox.shared.leadership import Leadership
from sandbox.shared.link import ALIVE_SECONDS, REDIS_SECONDS, Link, RedisError

PULSE_SECONDS = 0.5

MOVED = Farewell(CloseCode.SERVER_STOPS, "The sandbox has moved to another process.")
NO_REDIS = Farewell(
    CloseCode.TRY_AGAIN_LATER, "The server's Redis is away: it goes on when that is back."
)

logger = logging.getLogger(__name__)


class Membership:
    """Of this process, in the processes that share the sandbox.

    :param make_hub: for the time when this process leads.
    :param end_connections: called when they have to begin anew.
    """

    def __init__(
        self,
        link: Link,
        *,
        make_hub: Callable[[], Hub],
        end_connections: Callable[[Farewell], None],
    ) -> None:
        self.process = self._candidate = ""  # not yet: a server may fork after this
        self.leader: str | None = None  # None: there is none, or it was not asked for yet
        self.leadership: Leadership | None = None  # of this process
        self.is_away = False  # Redis
        self.is_spread = False
        self._link, self._make_hub, self._end_connections = link, make_hub, end_connections
        self._alive_until = 0.0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._resigning: threading.Thread | None = None
        self._is_first_pulse_over = threading.Event()
        self._is_ending = threading.Event()

    def start(self) -> None:
        """Begin, if it has not; wait until it is known who leads."""
        with self._changed:
            if self._thread is None and not self._is_ending.is_set():
                self.process = f"{os.getpid()}-{uuid4().hex}"
                self._candidate = self._new_candidate()
                self._thread = threading.Thread(
                    target=self._live, name="sandbox-pulse", daemon=True
                )
                self._thread.start()
        self._is_first_pulse_over.wait(2 * REDIS_SECONDS)

    def wait_for_leader(self, seconds: float) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: self.leader or self._is_ending.is_set(), seconds)
            return self.leader

    def note_failure(self, error: Exception) -> None:
        """Redis did not do what it was asked for, whoever asked."""
        with self._changed:
            if self._thread is None or self.is_away or self._is_ending.is_set():
                return
            self.is_away = True
            logger.warning("sandbox: Redis is away: %s: %s", type(error).__name__, error)
            self._follow(None, NO_REDIS)

    def end(self) -> None:
        """Leave; if this process leads, another one may at once."""
        with self._changed:
            self._is_ending.set()
            self._changed.notify_all()
            leadership, self.leadership = self.leadership, None
        self._is_first_pulse_over.set()
        if self._thread is None:
            return
        self._thread.join()
        if self._resigning is not None:
            self._resigning.join()
        with suppress(RedisError):
            self._link.retire(self.process, self._candidate)
        if leadership is not None:
            leadership.end()

    def _live(self) -> None:
        while not self._is_ending.is_set():
            try:
                self._beat(time.monotonic())
            except RedisError as error:
                self.note_failure(error)
            except Exception as error:
                logger.exception("sandbox: a pulse failed")
                self.note_failure(error)
            self._is_first_pulse_over.set()
            self._is_ending.wait(PULSE_SECONDS)

    def _beat(self, began_at: float) -> None:
        pulse = self._link.pulse(self.process, self._candidate)
        with self._changed:
            if self._is_ending.is_set():
                return
            if self.is_away:
                self.is_away = False
                logger.warning("sandbox: Redis is back")
            if self.leader is not None and began_at > self._alive_until:
                self._follow(None, MOVED)  # it stood still: the others took it for dead
            self._alive_until = began_at + ALIVE_SECONDS - PULSE_SECONDS
            self.is_spread = len(pulse.processes) > 1
            self._follow(None if self._was_mine(pulse.leader) else pulse.leader, MOVED)
            leadership = self.leadership
        if leadership is not None:
            leadership.look_after(pulse.processes)

    def _was_mine(self, leader: str) -> bool:
        return leader.startswith(self.process) and leader != self._candidate

    def _follow(self, leader: str | None, farewell: Farewell) -> None:
        if leader == self.leader:
            return
        self.leader = leader
        self._end_connections(farewell)
        if self.leadership is not None:
            self._resigning = threading.Thread(
                target=self._resign, args=(self.leadership,), name="sandbox-resigning", daemon=True
            )
            self._resigning.start()
            self.leadership, self._candidate = None, self._new_candidate()
        elif leader == self._candidate:
            self.leadership = Leadership(leader, self._link, self._make_hub(), self.note_failure)
        self._changed.notify_all()

    def _resign(self, leadership: Leadership) -> None:
        with suppress(RedisError):  # else it expires by itself
            self._link.resign(leadership.name)
        leadership.end()

    def _new_candidate(self) -> str:
        """A name to lead by that was never used before."""
        return f"{self.process}.{uuid4().hex}"
