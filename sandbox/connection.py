"""A connection as the hub sees it: something to send to and to close, without waiting."""

import json
from typing import Any, Protocol
from uuid import uuid4

from simple_websocket import Server

from sandbox.effects import CloseCode, Effect, Farewell, Send
from sandbox.outbox import Outbox

TOO_SLOW = Farewell(CloseCode.SLOW_READER, "This window does not read its messages.")


class Connection(Protocol):
    """Both methods may be called from any thread, and while the hub's lock is held."""

    id: str
    session_id: int | None

    def send(self, message: dict[str, Any]) -> None: ...

    def close(self, farewell: Farewell) -> None: ...


def say(connection: Connection, effects: list[Effect]) -> None:
    """Answer a connection what needs no switchboard."""
    for effect in effects:
        if isinstance(effect, Send):
            connection.send(effect.message)


class SocketConnection:
    """One open WebSocket; made by its handler, which alone receives and finishes."""

    def __init__(self, websocket: Server, *, session_id: int | None = None) -> None:
        self.id = uuid4().hex
        self.session_id = session_id  # the login session; None: a virtual phone has none
        self.farewell: Farewell | None = None
        self._websocket = websocket
        self._outbox = Outbox(websocket)

    def send(self, message: dict[str, Any]) -> None:
        if not self._outbox.put(json.dumps(message)):
            self.close(TOO_SLOW)

    def close(self, farewell: Farewell) -> None:
        """Ask the handler to end; the first to ask decides how."""
        if self.farewell is None:
            self.farewell = farewell
            # The handler waits for a message: "nothing came" wakes it.
            self._websocket.input_buffer.append(None)
            self._websocket.event.set()

    def receive(self, timeout: float) -> str | bytes | None:
        """Wait for the next message; ``None``: look again at the time and at ``farewell``.

        :raises simple_websocket.ConnectionClosed: the other side has gone.
        """
        frame: str | bytes | None = self._websocket.receive(timeout=timeout)
        return frame

    def finish(self) -> None:
        """Write what is left; afterwards only the handler's own thread uses the socket."""
        self._outbox.close()
