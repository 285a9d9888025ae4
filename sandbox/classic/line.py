"""A classic instance as the hub sees it: the face of a connection, without a socket."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from sandbox.effects import Farewell


class ClassicLine:
    """See :class:`sandbox.connection.Connection`."""

    def __init__(
        self,
        session_id: int,
        *,
        tell: Callable[[dict[str, Any]], None],
        note_closed: Callable[[Farewell], None],
    ) -> None:
        self.id = uuid4().hex
        self.session_id: int | None = session_id
        self.farewell: Farewell | None = None
        self._tell, self._note_closed = tell, note_closed

    def send(self, message: dict[str, Any]) -> None:
        self._tell(message)

    def close(self, farewell: Farewell) -> None:
        """The first to ask decides how."""
        if self.farewell is None:
            self.farewell = farewell
            self._note_closed(farewell)
