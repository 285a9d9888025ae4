"""What the rest of the sandbox sees of the hub, whether it lives in this process or in another."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from sandbox.connection import Connection
from sandbox.events import Event
from sandbox.switchboard_state import Party


class Front(Protocol):
    """:class:`sandbox.hub.Hub`, or :class:`sandbox.shared.branch.Branch` with Redis."""

    @property
    def is_closed(self) -> bool: ...

    @property
    def is_spread(self) -> bool:
        """Several processes serve the sandbox at the moment."""

    def open(self, connection: Connection, party: Party) -> None:
        """Take a connection in; it is closed at once when there is no room for it."""

    def apply(self, event: Event) -> None:
        """Let something happen to the switchboard, and carry out what follows from it."""

    def leave(self, connection: Connection) -> None:
        """The connection's handler is done with it."""

    def end_session(self, session_id: int) -> None:
        """Close all connections of a login session that has ended."""

    def online_user_ids(self) -> AbstractSet[str]:
        """The User IDs that have a registered window at the moment."""

    def wait_until_closed(self, timeout: float) -> None: ...

    def close(self) -> None:
        """Close all connections; waits a moment for the last words."""
