"""Long polls: a request that is answered when there is something to tell."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sandbox.classic.desk import Desk
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.instances import FULL, Instances
from sandbox.classic.mailbox import Letter, Mailbox
from sandbox.classic.presence import Presence
from sandbox.classic.registrar import SESSION_OVER

HOLD_SECONDS = 25.0
# Each holds a thread of the server.
MAX_POLLS = 500
MAX_POLLS_OF_INSTANCE = 16

IsGone = Callable[[], bool]


class Polls:
    """All that are open."""

    def __init__(self, instances: Instances, desk: Desk) -> None:
        self._instances, self._desk = instances, desk
        self._open = 0
        self._lock = threading.Lock()

    def answer(self, channels: set[str], since: int, has_left: IsGone) -> tuple[list[Letter], int]:
        """Wait for letters; see :meth:`sandbox.classic.mailbox.Mailbox.fetch`.

        :param has_left: whether the page does not wait any more.
        :raises ClassicError:
        """
        instance = self._instances.listening_on(channels)
        if instance is None or instance.ended_at is not None:
            return self._find_last_words(instance, channels, since)
        self._desk.attend(instance)
        is_in_call = instance.signal_channel in channels
        presence = instance.in_call if is_in_call else instance.listening
        with self._counted(presence, has_left):
            found = instance.mailbox.fetch(channels, since, timeout=HOLD_SECONDS, is_gone=has_left)
        if since == 0 and not is_in_call:
            instance.calls.ring_again()
        return found

    def _find_last_words(
        self, instance: Instance | None, channels: set[str], since: int
    ) -> tuple[list[Letter], int]:
        """What a page is told that is registered no more, or was before the server restarted.

        Listening is allowed to begin, or the SDK would wait with its call and never hear why not.
        """
        mailbox = Mailbox() if instance is None else instance.mailbox
        letters, latest = mailbox.fetch(channels, since, timeout=0)
        if since and not letters:
            raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, SESSION_OVER)
        return letters, latest

    @contextmanager
    def _counted(self, presence: Presence, has_left: IsGone) -> Iterator[None]:
        with self._lock:
            if self._open >= MAX_POLLS or presence.open_polls >= MAX_POLLS_OF_INSTANCE:
                raise ClassicError(ErrorCode.FULL, FULL)
            self._open += 1
            presence.begin()
        try:
            yield
        finally:
            is_closed = has_left()
            with self._lock:
                self._open -= 1
                presence.end(time.monotonic(), is_closed=is_closed)
