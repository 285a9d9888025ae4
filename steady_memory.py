"""Counters in memory whose ends stay as far away as they were when somebody sets the clock."""

import threading
import time

from limits.storage import MemoryStorage

# What may pass between reading two clocks, on a machine that is busy or was asleep for a moment.
NO_JUMP_SECONDS = 2.0


class SteadyMemoryStorage(MemoryStorage):
    """Without it, a wait of 15 seconds lasts three hours when the clock goes back by three."""

    STORAGE_SCHEME = ["memory+steady"]  # noqa: RUF012 - the library's own
    sweep_seconds = 10.0

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._ahead = time.time() - time.monotonic()
        self._lock = threading.RLock()
        self._swept_at = time.monotonic()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter; the library would start a thread each time, to sweep."""
        with self._lock:
            self._sweep()
            count = self.get(key) + amount
            self.storage[key] = count
            if count == amount:
                self.expirations[key] = time.time() + expiry
            return count

    def get(self, key: str) -> int:
        self._follow_clock()
        return super().get(key)

    def get_expiry(self, key: str) -> float:
        self._follow_clock()
        return super().get_expiry(key)

    def _sweep(self) -> None:
        """Forget counters whose time is over; each of them is looked at once in a while."""
        now = time.monotonic()
        if now - self._swept_at < self.sweep_seconds:
            return
        self._swept_at = now
        for key in list(self.expirations):
            self.get(key)

    def _follow_clock(self) -> None:
        ahead = time.time() - time.monotonic()
        jump, self._ahead = ahead - self._ahead, ahead
        if abs(jump) > NO_JUMP_SECONDS:
            for key in list(self.expirations):
                self.expirations[key] += jump
