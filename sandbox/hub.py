"""The hub: one switchboard, the connections it speaks through, and its timer.

Messages come in by the threads of the WebSocket handlers, time by a thread of the hub's own, ends
of login sessions by whichever request ended them. One lock puts them in order. Nothing is waited
for while it is held: :meth:`Connection.send` only queues, and so do the callbacks.
"""

import logging
import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from sandbox.callback_queue import CallbackQueue
from sandbox.clock import SteadyClock
from sandbox.connection import Connection
from sandbox.decisions import Decision
from sandbox.effects import Callback, CloseCode, Effect, Farewell, Send
from sandbox.events import may_set_deadline
from sandbox.instance_lock import InstanceLock
from sandbox.switchboard import Switchboard
from sandbox.switchboard_state import Party

MAX_CONNECTIONS = 1000
# Anyone may open a virtual phone: that must not keep the people with an account out.
MAX_PHONE_CONNECTIONS = 200
CLOSING_SECONDS = 2.0
AFTER_MISTAKE_SECONDS = 1.0

FULL = Farewell(CloseCode.TRY_AGAIN_LATER, "The sandbox is full: try again later.")
STOPPING = Farewell(CloseCode.SERVER_STOPS, "The server stops.")
ELSEWHERE = Farewell(
    CloseCode.TRY_AGAIN_LATER,
    "Another server process has the sandbox: run one process, or set REDIS_URL.",
)

logger = logging.getLogger(__name__)

# The events of events.py are such; tests make more.
Happening = Callable[[Switchboard, float], list[Effect]]


class Hub:
    """One per application; starts its timer with the first connection.

    :param clock: may be replaced by one that is ahead; whoever does that lets a tick happen.
    :param instance_lock: must be had before the first connection; none, when there is no need.
    """

    is_spread = False

    def __init__(
        self,
        switchboard: Switchboard,
        callbacks: CallbackQueue,
        clock: Callable[[], float] | None = None,
        instance_lock: InstanceLock | None = None,
    ) -> None:
        self.callbacks = callbacks
        self.clock = SteadyClock() if clock is None else clock
        self._switchboard = switchboard
        self._instance_lock = instance_lock
        self._connections: dict[str, Connection] = {}
        self._changed = threading.Condition()  # its lock is the one; RLock: methods may nest
        self._timer: threading.Thread | None = None
        self._wakes_at: float | None = None
        self._is_closed = False

    def open(self, connection: Connection, party: Party) -> None:
        """Take a connection in; it is closed at once when there is no room for it."""
        with self._changed:
            refusal = self._find_refusal(party)
            if refusal is not None:
                connection.close(refusal)
                return
            self._connections[connection.id] = connection
            self._start_timer()
            self.apply(lambda switchboard, now: switchboard.connect(connection.id, party))

    def apply(self, event: Happening) -> None:
        """Let something happen to the switchboard, and carry out what follows from it."""
        with self._changed:
            self._let_happen(event)
            if may_set_deadline(event):
                self._wake_timer()

    def leave(self, connection: Connection) -> None:
        """The connection's handler is done with it."""
        with self._changed:
            self.apply(lambda switchboard, now: switchboard.lose(connection.id, now))
            self._connections.pop(connection.id, None)
            self._changed.notify_all()

    def end_session(self, session_id: int) -> None:
        """Close all connections of a login session that has ended."""
        with self._changed:
            for connection in list(self._connections.values()):
                if connection.session_id == session_id:
                    self._log_out(connection.id)

    def close(self) -> None:
        """Close all connections and stop the timer; waits a moment for the last words."""
        with self._changed:
            self._is_closed = True
            if self._instance_lock:  # windows that are closed now may go to the next process
                self._instance_lock.release()
            for connection in self._connections.values():
                connection.close(STOPPING)
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._connections, CLOSING_SECONDS)
            self.apply(lambda switchboard, now: switchboard.stop(now))
        self.callbacks.close()

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    def wait_until_closed(self, timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed, timeout)

    def online_user_ids(self) -> AbstractSet[str]:
        """The User IDs that have a registered window at the moment."""
        with self._changed:
            return self._switchboard.online_user_ids()

    def _find_refusal(self, party: Party) -> Farewell | None:
        if self._is_closed:
            return STOPPING
        if self._instance_lock and not self._instance_lock.take():
            return ELSEWHERE
        phones = sum(connection.session_id is None for connection in self._connections.values())
        is_full = len(self._connections) >= MAX_CONNECTIONS
        is_full_of_phones = party.kind == "number" and phones >= MAX_PHONE_CONNECTIONS
        return FULL if is_full or is_full_of_phones else None

    def _log_out(self, connection_id: str) -> None:
        self.apply(lambda switchboard, now: switchboard.log_out(connection_id, now))

    def _decide(self, call_id: str, decision: Decision) -> None:
        self.apply(lambda switchboard, now: switchboard.decide(call_id, decision, now))

    def _let_happen(self, event: Happening) -> None:
        for effect in event(self._switchboard, self.clock()):
            self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        if isinstance(effect, Callback):
            self.callbacks.put(effect, self._decide)
            return
        connection = self._connections.get(effect.connection_id)
        if connection is None:  # it left a moment ago
            return
        if isinstance(effect, Send):
            connection.send(effect.message)
        else:
            connection.close(effect.farewell)

    def _start_timer(self) -> None:
        if self._timer is None:
            self._timer = threading.Thread(target=self._tick, name="sandbox-timer", daemon=True)
            self._timer.start()

    def _wake_timer(self) -> None:
        deadline = self._switchboard.next_deadline()
        if deadline is not None and (self._wakes_at is None or deadline < self._wakes_at):
            self._wakes_at = deadline
            self._changed.notify_all()

    def _tick(self) -> None:
        with self._changed:
            while not self._is_closed:
                try:
                    self._let_happen(lambda switchboard, now: switchboard.tick(now))
                    self._wakes_at = self._switchboard.next_deadline()
                except Exception:
                    # Other calls have deadlines too: without this thread none would be kept.
                    logger.exception("sandbox: something that was due failed")
                    self._changed.wait(AFTER_MISTAKE_SECONDS)
                else:
                    self._changed.wait(self._seconds_to_wait())

    def _seconds_to_wait(self) -> float | None:
        return None if self._wakes_at is None else max(0.0, self._wakes_at - self.clock())
