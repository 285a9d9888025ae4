"""The hub's face in one of several processes: it has the connections, the leader has the hub."""

import json
import logging
import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from sandbox.connection import Connection, say
from sandbox.effects import CloseCode, Farewell
from sandbox.events import Event, Registration
from sandbox.guard import BROKEN
from sandbox.hub import CLOSING_SECONDS, STOPPING, Hub
from sandbox.shared.codec import Left, Opened, SessionEnded, Told, to_json
from sandbox.shared.link import Link, RedisError
from sandbox.shared.membership import NO_REDIS, PULSE_SECONDS, Membership
from sandbox.switchboard import refuse_used_nonce
from sandbox.switchboard_state import Party

logger = logging.getLogger(__name__)


class Branch:
    """See :class:`sandbox.front.Front`; asks Redis nothing before its first connection."""

    def __init__(self, link: Link, make_hub: Callable[[], Hub]) -> None:
        self._link = link
        self.membership = Membership(link, make_hub=make_hub, end_connections=self._end_connections)
        self._connections: dict[str, Connection] = {}
        self._addresses: dict[str, str] = {}  # whose they are
        self._is_closed = False
        self._changed = threading.Condition()
        self._listener: threading.Thread | None = None

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    @property
    def is_spread(self) -> bool:
        self._start()
        return self.membership.is_spread

    def open(self, connection: Connection, party: Party) -> None:
        self._start()
        with self._changed:
            if self._is_closed or self.membership.leader is None:
                connection.close(STOPPING if self._is_closed else NO_REDIS)
                return
            self._connections[connection.id] = connection
            self._addresses[connection.id] = party.address
        self._tell(Opened(connection.id, party, connection.session_id))

    def apply(self, event: Event) -> None:
        if not isinstance(event, Registration) or self._claim_nonce(event):
            self._tell(event)

    def leave(self, connection: Connection) -> None:
        self._tell(Left(connection.id))
        with self._changed:
            self._connections.pop(connection.id, None)
            self._addresses.pop(connection.id, None)
            self._changed.notify_all()

    def end_session(self, session_id: int) -> None:
        """May be called by a process without connections too, such as one of the command line."""
        try:
            leader = self.membership.leader or self._link.find_leader()
            if leader is not None and not self.membership.is_away:
                self._tell_leader(leader, SessionEnded(session_id))
        except RedisError as error:
            self.membership.note_failure(error)

    def online_user_ids(self) -> AbstractSet[str]:
        """As the leader noted it; nobody, while Redis is away."""
        if self.membership.is_away:
            return frozenset()
        try:
            return self._link.online_user_ids()
        except RedisError as error:
            self.membership.note_failure(error)
            return frozenset()

    def wait_until_closed(self, timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed, timeout)

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._end_connections(STOPPING)
        with self._changed:
            self._changed.wait_for(lambda: not self._connections, CLOSING_SECONDS)
        self.membership.end()
        if self._listener is not None:
            self._listener.join()
        self._link.close()

    def _start(self) -> None:
        self.membership.start()
        with self._changed:
            if self._listener is None and not self._is_closed:
                self._listener = threading.Thread(
                    target=self._listen, name="sandbox-listener", daemon=True
                )
                self._listener.start()

    def _end_connections(self, farewell: Farewell) -> None:
        with self._changed:
            for connection in self._connections.values():
                connection.close(farewell)

    def _claim_nonce(self, registration: Registration) -> bool:
        """Tokens are good once, over all processes and whoever leads."""
        if self._addresses.get(registration.connection_id) != f"user:{registration.user_id}":
            return True  # the switchboard refuses it, and the token stays good for its user
        try:
            is_new = self._link.claim_nonce(registration.nonce, registration.valid_for_seconds)
        except RedisError as error:
            self.membership.note_failure(error)
            return False
        connection = self._connections.get(registration.connection_id)
        if not is_new and connection is not None:
            say(connection, refuse_used_nonce(connection.id))
        return is_new

    def _tell(self, told: Told) -> None:
        leader = self.membership.leader
        if leader is None:  # all connections have been ended
            return
        try:
            self._tell_leader(leader, told)
        except RedisError as error:
            self.membership.note_failure(error)

    def _tell_leader(self, leader: str, told: Told) -> None:
        self._link.tell({leader: [f"{self.membership.process} {to_json(told)}"]})

    def _listen(self) -> None:
        while not self._is_closed:
            if self.membership.wait_for_leader(PULSE_SECONDS) is None:
                continue
            try:
                effects = self._link.hear(self.membership.process)
            except RedisError as error:
                self.membership.note_failure(error)
                continue
            for effect in effects:
                self._carry_out(effect)

    def _carry_out(self, text: str) -> None:
        connection = None
        try:
            effect = json.loads(text)
            connection = self._connections.get(effect["to"])
            if connection is None:  # it left a moment ago
                return
            if "send" in effect:
                connection.send(effect["send"])
            else:
                code, reason = effect["close"]
                connection.close(Farewell(CloseCode(code), reason))
        except Exception:
            logger.exception("sandbox: a message of the leader was not passed on")
            if connection is not None:
                connection.close(BROKEN)
