"""The switchboard's clock."""

import time


class SteadyClock:
    """Seconds since 1970 that never jump, even when somebody sets the machine's clock."""

    def __init__(self) -> None:
        self._started_at = time.time() - time.monotonic()

    def __call__(self) -> float:
        return self._started_at + time.monotonic()
