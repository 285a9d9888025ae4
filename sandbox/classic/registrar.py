"""Who may register, and for how long: by a ticket, as long as the login session lives."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from credentials import Application
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.instances import Instances
from sandbox.classic.ticket_check import check_user_ticket
from sandbox.switchboard_state import Party

MAX_TICKETS = 10_000
SESSION_CHECK_SECONDS = 30.0

SESSION_OVER = "Your session has ended, or the sandbox was restarted: reload the page."


@dataclass(frozen=True)
class People:
    """Who there is, as the database knows; asked in the thread of a request.

    :param find_owner: whose login session it is, while it lives.
    :param find_session: the newest login session of a User ID.
    :param is_session_alive: whether a login session is.
    """

    find_owner: Callable[[int], Party | None]
    find_session: Callable[[str], int | None]
    is_session_alive: Callable[[int], bool]


class TicketBook:
    """Remembers which login session each ticket of our own server was made for."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[bytes, int] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, sender: object, *, ticket: str, session_id: int) -> None:
        """Receives the signal ``ticket_issued``."""
        with self._lock:
            self._sessions[sha256(ticket.encode()).digest()] = session_id
            while len(self._sessions) > MAX_TICKETS:
                self._sessions.popitem(last=False)

    def find(self, ticket: str) -> int | None:
        return self._sessions.get(sha256(ticket.encode("utf-8", "replace")).digest())


class Registrar:
    """Gives instances to those who show a good ticket."""

    def __init__(self, application: Application, instances: Instances, people: People) -> None:
        self.tickets = TicketBook()
        self._application, self._instances, self._people = application, instances, people

    def register(self, ticket: str) -> Instance:
        """Make a new instance.

        :raises ClassicError:
        """
        user_id = check_user_ticket(self._application, ticket, now=datetime.now(UTC))
        session_id = self._find_session(ticket, user_id)
        owner = None if session_id is None else self._people.find_owner(session_id)
        if session_id is None or owner is None or owner.id != user_id:
            raise ClassicError(ErrorCode.NOT_LOGGED_IN, f"{user_id} is not logged in here.")
        instance = Instance(owner, session_id)
        self._instances.add(instance)
        return instance

    def renew(self, instance_id: str, ticket: str) -> Instance:
        """Find the instance that this browser registered as before; its secret stays the same,
        for other tabs may be using it.

        :raises ClassicError: ``INSTANCE_TO_RENEW``: the SDK then registers anew.
        """
        user_id = check_user_ticket(self._application, ticket, now=datetime.now(UTC))
        instance = self._instances.find(instance_id)
        # Also if another user registered it: a login session has one user.
        if instance is None or instance.session_id != self._find_session(ticket, user_id):
            raise ClassicError(ErrorCode.INSTANCE_TO_RENEW, "There is no such instance.")
        return instance

    def check_session(self, instance: Instance) -> bool:
        """Whether the login session is still there; looked up every half minute."""
        now = time.monotonic()
        if now - instance.checked_at > SESSION_CHECK_SECONDS:
            instance.checked_at = now
            if not self._people.is_session_alive(instance.session_id):
                return False
        return instance.ended_at is None

    def _find_session(self, ticket: str, user_id: str) -> int | None:
        """A ticket made elsewhere belongs to where its user logged in last."""
        session_id = self.tickets.find(ticket)
        return self._people.find_session(user_id) if session_id is None else session_id
