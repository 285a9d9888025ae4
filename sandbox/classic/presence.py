"""Whether somebody still listens: a page that goes away says nothing, its polls just end."""


class Presence:
    """The open polls of one kind; ``now`` is in seconds that never go back."""

    def __init__(self, now: float) -> None:
        self.open_polls = 0
        self._silent_since = now

    def silent_seconds(self, now: float) -> float:
        return 0.0 if self.open_polls else now - self._silent_since

    def note(self, now: float) -> None:
        """A sign of life of another kind than a poll."""
        self._silent_since = now

    def begin(self) -> None:
        self.open_polls += 1

    def end(self, now: float) -> None:
        self.open_polls -= 1
        self._silent_since = now
