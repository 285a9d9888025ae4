"""The texts that wait for one connection's network, and the thread that writes them.

Only this thread writes to its socket, so a reader who is slow, or has stopped, delays nobody else.
"""

import contextlib
import logging
import socket
import threading
from collections import deque

from simple_websocket import ConnectionClosed, Server
from wsproto.utilities import LocalProtocolError

CAPACITY = 64
# For what is still waiting when the connection ends; after that the network is given up.
LAST_WORDS_SECONDS = 1.0

logger = logging.getLogger(__name__)

# All the ways in which a socket says that it is closed, or being closed.
SOCKET_CLOSED = (ConnectionClosed, LocalProtocolError, OSError)


class Outbox:
    """At most :data:`CAPACITY` texts."""

    def __init__(self, websocket: Server) -> None:
        self._websocket = websocket
        self._texts: deque[str] = deque()
        self._changed = threading.Condition()
        self._is_closed = False
        self._writer = threading.Thread(target=self._write, name="sandbox-writer", daemon=True)
        self._writer.start()

    def put(self, text: str) -> bool:
        """Queue a text without waiting; false: the reader is too slow, nothing was queued."""
        with self._changed:
            if len(self._texts) >= CAPACITY:
                return False
            self._texts.append(text)
            self._changed.notify()
        return True

    def close(self) -> None:
        """Let the writer finish what waits, or cut the network; then nobody writes any more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._writer.join(LAST_WORDS_SECONDS)
        if self._writer.is_alive():
            self._cut()
            self._writer.join()

    def _take(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: self._texts or self._is_closed)
            return self._texts.popleft() if self._texts else None

    def _write(self) -> None:
        try:
            # A closed socket ends the handler as well, by what it reads.
            with contextlib.suppress(*SOCKET_CLOSED):
                while (text := self._take()) is not None:
                    self._websocket.send(text)
        except Exception:
            logger.exception("sandbox: a window can be sent nothing more")
            self._cut()

    def _cut(self) -> None:
        """End the connection: its handler hears of it, by what it reads."""
        with contextlib.suppress(OSError):
            self._websocket.sock.shutdown(socket.SHUT_RDWR)
