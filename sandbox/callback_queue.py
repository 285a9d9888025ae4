"""Callbacks on their way to the application, and the few threads that bring them there.

Callbacks about calls of one caller are sent one after the other, so that the end of a call is
known before the next one begins; callers take turns, so that a busy one delays nobody else.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

from sandbox.decisions import NO_ANSWER, Decision
from sandbox.effects import Callback

# For one caller, who is limited to a few calls at once. Questions are dropped first: a call without
# an answer just fails, but one whose end is not told is never over for the application.
MAX_WAITING = 64
MAX_WAITING_AT_ALL = 4 * MAX_WAITING
CLOSING_SECONDS = 2.0

logger = logging.getLogger(__name__)

OnDecision = Callable[[str, Decision], None]  # with the call's id


class CallbackQueue:
    """Starts its threads with the first callback.

    :param send: delivers one callback; the decision that came back, if one was asked for.
    :param threads: how many callbacks are under way at once.
    """

    def __init__(self, send: Callable[[Callback], Decision | None], *, threads: int) -> None:
        self._send = send
        self._thread_count = threads
        self._waiting: dict[str, deque[tuple[Callback, OnDecision]]] = {}  # by caller
        self._turns: deque[str] = deque()  # callers with something to send, none twice
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._is_closed = False

    def put(self, callback: Callback, on_decision: OnDecision) -> None:
        """Queue a callback without waiting for anything.

        :param on_decision: called later, by another thread.
        """
        with self._changed:
            if self._is_closed:
                return
            waiting = self._waiting.get(callback.caller)
            if waiting is None:
                waiting = self._waiting[callback.caller] = deque()
                self._turns.append(callback.caller)
            if len(waiting) >= (MAX_WAITING if callback.event == "ice" else MAX_WAITING_AT_ALL):
                logger.warning("sandbox: too many callbacks of one caller: one is dropped")
                return
            waiting.append((callback, on_decision))
            self._start_threads()
            self._changed.notify_all()

    def wait_until_empty(self, seconds: float) -> bool:
        """Wait until everything is delivered; false: it was not, in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, seconds)

    def close(self) -> None:
        """Deliver what waits, for a moment; then stop."""
        self.wait_until_empty(CLOSING_SECONDS)
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _start_threads(self) -> None:
        while len(self._threads) < self._thread_count:
            name = f"sandbox-callbacks-{len(self._threads)}"
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while (turn := self._take_turn()) is not None:
            callback, on_decision = turn
            decision = self._try_to_send(callback)
            if decision is not None:
                self._try_to_tell(on_decision, callback.call_id, decision)
            self._end_turn(callback.caller)

    def _take_turn(self) -> tuple[Callback, OnDecision] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._turns or self._is_closed)
            # The caller's place is kept, though nothing may wait in it, until the turn ends.
            return None if self._is_closed else self._waiting[self._turns.popleft()].popleft()

    def _end_turn(self, caller: str) -> None:
        with self._changed:
            if self._waiting[caller]:
                self._turns.append(caller)
            else:
                del self._waiting[caller]
            self._changed.notify_all()

    def _try_to_send(self, callback: Callback) -> Decision | None:
        try:
            return self._send(callback)
        except Exception:
            # Whatever is wrong in the application is no answer, as it would be at Sinch.
            logger.exception("sandbox: the callback %s failed", callback.event)
            return NO_ANSWER if callback.event == "ice" else None

    def _try_to_tell(self, on_decision: OnDecision, call_id: str, decision: Decision) -> None:
        try:
            on_decision(call_id, decision)
        except Exception:
            # This call ends by its own deadline; the thread has others to bring callbacks for.
            logger.exception("sandbox: a decision could not be carried out")
