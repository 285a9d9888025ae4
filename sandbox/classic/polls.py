"""Long polls: a request that is answered when there is something to tell."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from sandbox.classic.desk import Desk
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instances import FULL, Instances
from sandbox.classic.mailbox import Letter, Mailbox
from sandbox.classic.presence import Presence
from sandbox.front import Front

HOLD_SECONDS = 25.0
REFUSE_AFTER_SECONDS = 2.0
# Each holds a thread of the server.
MAX_POLLS = 500
MAX_POLLS_OF_STRANGERS = 100
MAX_POLLS_OF_INSTANCE = 16

IsGone = Callable[[], bool]


class Polls:
    """All that are open."""

    def __init__(self, hub: Front, instances: Instances, desk: Desk) -> None:
        self._hub, self._instances, self._desk = hub, instances, desk
        self._strangers = Presence(time.monotonic())
        self._open = 0
        self._lock = threading.Lock()

    def answer(self, channels: set[str], since: int, has_left: IsGone) -> tuple[list[Letter], int]:
        """Wait for letters; see :meth:`sandbox.classic.mailbox.Mailbox.fetch`.

        :param has_left: whether the page does not wait any more.
        :raises ClassicError:
        """
        instance = self._instances.listening_on(channels)
        if instance is None:
            self._refuse(since, has_left)
        if instance.ended_at is not None:
            last_words, latest = instance.mailbox.fetch(channels, since, timeout=0)
            if not last_words:
                self._refuse(since, has_left)
            return last_words, latest
        self._desk.attend(instance)
        is_in_call = instance.signal_channel in channels
        presence = instance.in_call if is_in_call else instance.listening
        with self._counted(presence, MAX_POLLS_OF_INSTANCE, has_left):
            found = instance.mailbox.fetch(channels, since, timeout=HOLD_SECONDS, is_gone=has_left)
        if since == 0 and not is_in_call:
            instance.calls.ring_again()
        return found

    def _refuse(self, since: int, has_left: IsGone) -> NoReturn:
        """Refuse a page that we do not know, or no more, which then may register anew.

        Slowly: a page that does not understand asks again at once, for as long as it is open.
        """
        with self._counted(self._strangers, MAX_POLLS_OF_STRANGERS, has_left):
            Mailbox().fetch(
                set(),
                since,
                timeout=REFUSE_AFTER_SECONDS,
                is_gone=lambda: self._hub.is_closed or has_left(),
            )
        raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, "There are no such channels.")

    @contextmanager
    def _counted(self, presence: Presence, limit: int, has_left: IsGone) -> Iterator[None]:
        with self._lock:
            if self._open >= MAX_POLLS or presence.open_polls >= limit:
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
