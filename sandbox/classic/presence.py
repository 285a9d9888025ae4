"""Whether somebody still listens: a page that goes away says nothing, its polls just end."""

# A page that closed its poll is gone, or comes back at once after a change of network.
PATIENCE_WITH_A_CLOSED_POLL = 2.0
# One that got its answer asks again within some hundredths of a second, in the background later.
PATIENCE_WITH_AN_ANSWERED_POLL = 6.0


class Presence:
    """The open polls of one kind; ``now`` is in seconds that never go back."""

    def __init__(self, now: float) -> None:
        self.open_polls = 0
        self._gone_at = now + PATIENCE_WITH_AN_ANSWERED_POLL

    def is_gone(self, now: float) -> bool:
        return not self.open_polls and now >= self._gone_at

    def note(self, now: float) -> None:
        """A sign of life."""
        self._gone_at = now + PATIENCE_WITH_AN_ANSWERED_POLL

    def begin(self) -> None:
        self.open_polls += 1

    def end(self, now: float, *, is_closed: bool) -> None:
        """:param is_closed: the page did not wait for the answer."""
        self.open_polls -= 1
        self.note(now)
        if is_closed:
            self._gone_at = now + PATIENCE_WITH_A_CLOSED_POLL
