"""Makes the end of a WebSocket's reader the end of the waiting for its messages."""

import threading
from collections.abc import Callable
from typing import Any


class ReaderThread(threading.Thread):
    """The thread in which simple-websocket reads one socket.

    The library wakes the handler just before it notes that the connection is closed, and not at
    all when its reading fails in an unexpected way: the handler would wait on.
    """

    def __init__(self, *, target: Callable[[], None]) -> None:
        super().__init__(target=target, name="sandbox-reader", daemon=True)
        self._websocket: Any = target.__self__  # type: ignore[attr-defined]

    def run(self) -> None:
        try:
            super().run()
        finally:
            self._websocket.connected = False
            self._websocket.event.set()
