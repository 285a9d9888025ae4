"""Texts that wait for the long polls of one instance, each on a channel."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from sandbox.clock import SteadyClock

KEEP_SECONDS = 60
CAPACITY = 256
TICKS_PER_SECOND = 10_000_000  # timetokens count in 100 nanoseconds
WATCH_SECONDS = 0.5


class Letter(NamedTuple):
    timetoken: int
    channel: str
    text: str


# Whoever sets the machine's clock back must not make all that comes older than what has been read.
_clock = SteadyClock()


def new_timetoken() -> int:
    return int(_clock() * TICKS_PER_SECOND)


class Mailbox:
    """Keeps each text for a minute, so that a poll that comes late misses nothing."""

    def __init__(self) -> None:
        self._letters: deque[Letter] = deque(maxlen=CAPACITY)
        self._changed = threading.Condition()
        self._latest = 0
        self._is_closed = False

    def post(self, channel: str, text: str) -> None:
        with self._changed:
            self._latest = max(new_timetoken(), self._latest + 1)
            self._letters.append(Letter(self._latest, channel, text))
            too_old = self._latest - KEEP_SECONDS * TICKS_PER_SECOND
            while self._letters[0].timetoken < too_old:
                self._letters.popleft()
            self._changed.notify_all()

    def close(self) -> None:
        """No poll waits any longer; what is there can still be fetched."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def reopen(self) -> None:
        self._is_closed = False

    def fetch(
        self,
        channels: set[str],
        since: int,
        *,
        timeout: float,
        is_gone: Callable[[], bool] = lambda: False,
    ) -> tuple[list[Letter], int]:
        """Wait for letters that are newer than ``since``.

        :param since: a timetoken; 0 is answered at once, and means "from now on".
        :param is_gone: whether nobody waits for the answer any more; asked twice a second.
        :return: the letters, and the timetoken to ask with next time.
        """
        deadline = time.monotonic() + timeout
        with self._changed:
            if since == 0:
                return [], max(new_timetoken(), self._latest)
            while not (found := self._find(channels, since)):
                seconds = deadline - time.monotonic()
                if seconds <= 0 or self._is_closed or is_gone():
                    break
                self._changed.wait(min(seconds, WATCH_SECONDS))
            return found, found[-1].timetoken if found else since

    def _find(self, channels: set[str], since: int) -> list[Letter]:
        return [
            letter
            for letter in self._letters
            if letter.timetoken > since and letter.channel in channels
        ]
