"""Visitors who ask again and again, and remember what they were answered."""

import threading
from http.client import HTTPException
from types import TracebackType

from tests.sandbox.site import wait_until
from tests.serve.visitor import TIMEOUT_SECONDS, Visitor

PAUSE_SECONDS = 0.02


class Load:
    """One thread for each visitor, all of one user, until the ``with`` block ends."""

    def __init__(self, visitor: Visitor, *, threads: int) -> None:
        self._visitor = visitor
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(threads)]
        self.sequences: list[int] = []  # of acknowledged writes
        self.failures: list[str] = []

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, answers: int) -> None:
        """Wait until that many more requests are answered."""
        enough = len(self.sequences) + answers
        wait_until(lambda: len(self.sequences) >= enough or self.failures, seconds=TIMEOUT_SECONDS)

    def _ask(self) -> None:
        visitor = Visitor(self._visitor.address, dict(self._visitor.cookies))
        visitor.csrf_token = self._visitor.csrf_token
        while not self._is_over.wait(PAUSE_SECONDS):  # a server that starts needs the processor too
            try:
                answer = visitor.post_json("/api/registration-signature")
            except (OSError, HTTPException) as error:
                self.failures.append(repr(error))
                continue
            if answer.status == 200:
                self.sequences.append(answer.json["sequence"])
            else:
                self.failures.append(f"{answer.status} {answer.text}")
