"""Sees that a page has gone: the classic SDK says nothing when its page closes or reloads."""

import logging
import threading
import time

from sandbox.classic.instance import Instance
from sandbox.classic.instances import Instances
from sandbox.classic.line import ClassicLine
from sandbox.messages import Hangup
from sandbox.reception import Reception

LOOK_SECONDS = 0.5

logger = logging.getLogger(__name__)


class Watch:
    """A thread, from the first instance until the hub closes."""

    def __init__(self, reception: Reception, instances: Instances) -> None:
        self._reception, self._hub = reception, reception.hub
        self._instances = instances
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="sandbox-classic-watch", daemon=True
                )
                self._thread.start()

    def _run(self) -> None:
        while not self._hub.is_closed:
            self._try_to_look()
            self._hub.wait_until_closed(LOOK_SECONDS)
        for instance in self._instances.all():
            self._leave(instance)

    def _try_to_look(self) -> None:
        try:
            self._look(time.monotonic())
        except Exception:
            # Nobody else sees that pages have gone: the next look may go well.
            logger.exception("sandbox: looking for pages that have gone failed")

    def _look(self, now: float) -> None:
        for instance in self._instances.all():
            line = instance.line
            if line is None:
                continue
            if instance.in_call.is_gone(now):  # perhaps it was loaded anew, and knows no more
                self._hang_up(instance, line)
            if line.farewell is not None or instance.is_gone(now):
                self._leave(instance)
        self._instances.forget_ended(now)

    def _hang_up(self, instance: Instance, line: ClassicLine) -> None:
        for call_id in instance.calls.ids_in_need_of_page():
            self._reception.receive_from_user(line, instance.party.id, Hangup(call_id))

    def _leave(self, instance: Instance) -> None:
        with instance.door:
            line, instance.line = instance.line, None
            if line is not None:
                self._hub.leave(line)
