"""A token bucket: bursts are welcome, a flood is not."""


class TokenBucket:
    """Holds at most ``burst`` tokens and gains ``per_second`` of them.

    :param now: seconds of a clock that never goes back, as in :meth:`take`.
    """

    def __init__(self, *, per_second: float, burst: float, now: float) -> None:
        self._per_second, self._burst = per_second, burst
        self._tokens, self._filled_at = burst, now

    def take(self, now: float) -> bool:
        """Take one token, if there is one."""
        gained = (now - self._filled_at) * self._per_second
        self._tokens, self._filled_at = min(self._burst, self._tokens + gained), now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
