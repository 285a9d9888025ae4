"""Long polls: a request that is answered when there is something to tell."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sandbox.classic.desk import Desk
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.instances import FULL, Instances
from sandbox.classic.mailbox import Letter

HOLD_SECONDS = 25.0
# Each holds a thread of the server.
MAX_POLLS = 500
MAX_POLLS_OF_INSTANCE = 16


class Polls:
    """All that are open."""

    def __init__(self, instances: Instances, desk: Desk) -> None:
        self._instances, self._desk = instances, desk
        self._open = 0
        self._lock = threading.Lock()

    def answer(
        self, channels: set[str], since: int, is_gone: Callable[[], bool]
    ) -> tuple[list[Letter], int]:
        """Wait for letters; see :meth:`sandbox.classic.mailbox.Mailbox.fetch`.

        :raises ClassicError:
        """
        instance = self._instances.listening_on(channels)
        if instance is None:
            raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, "There are no such channels.")
        if instance.ended_at is None:
            self._desk.attend(instance)
        with self._counted(instance, channels):
            letters, timetoken = instance.mailbox.fetch(
                channels, since, timeout=HOLD_SECONDS, is_gone=is_gone
            )
        if not letters and instance.ended_at is not None:
            self._desk.attend(instance)  # says why
        if since == 0 and instance.broadcast_channel in channels:
            instance.calls.ring_again()
        return letters, timetoken

    @contextmanager
    def _counted(self, instance: Instance, channels: set[str]) -> Iterator[None]:
        is_in_call = instance.signal_channel in channels
        presence = instance.in_call if is_in_call else instance.listening
        with self._lock:
            if self._open >= MAX_POLLS or presence.open_polls >= MAX_POLLS_OF_INSTANCE:
                raise ClassicError(ErrorCode.FULL, FULL)
            self._open += 1
            presence.begin()
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                presence.end(time.monotonic())
