"""Asks whether something answers, and waits no longer than a load balancer likes to."""

import threading
import time
from collections.abc import Callable

ANSWER_SECONDS = 1.5


class HealthCheck:
    """Asks in a thread of its own, one at a time: what never answers holds one thread at most.

    :param ask: returns when there is an answer, raises one of ``failures`` when there is none.
    """

    def __init__(self, ask: Callable[[], object], failures: tuple[type[Exception], ...]) -> None:
        self._ask = ask
        self._failures = failures
        self._lock = threading.Lock()
        self._asking: threading.Thread | None = None
        self._is_ok = False

    def begin(self) -> None:
        """Ask, unless an earlier question is still open: its answer will be as good."""
        with self._lock:
            if self._asking is None or not self._asking.is_alive():
                self._asking = threading.Thread(target=self._run, name="health", daemon=True)
                self._asking.start()

    def is_ok(self, *, deadline: float) -> bool:
        """:param deadline: on the monotonic clock; who has not answered by then does not answer."""
        asking = self._asking
        if asking is None:
            return False
        asking.join(max(0.0, deadline - time.monotonic()))
        return self._is_ok and not asking.is_alive()

    def _run(self) -> None:
        try:
            self._ask()
            self._is_ok = True
        except self._failures:
            self._is_ok = False


def ask_all(checks: dict[str, HealthCheck]) -> dict[str, str]:
    """Ask them all at once; ``ok`` or ``away`` for each."""
    deadline = time.monotonic() + ANSWER_SECONDS
    for check in checks.values():
        check.begin()
    return {
        name: "ok" if check.is_ok(deadline=deadline) else "away" for name, check in checks.items()
    }
