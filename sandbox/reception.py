"""What clients say, brought to the switchboard: who may say what, and with which credentials."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from credentials import Application
from sandbox.connection import Connection
from sandbox.credential_check import RegistrationRefused, check_registration_token
from sandbox.hub import Hub
from sandbox.messages import CallMessage, Candidate, Invite, Message, Register
from sandbox.switchboard import refuse_registration
from sandbox.switchboard_sending import Ending, tell_error
from sandbox.switchboard_state import Party

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reception:
    """Between the WebSockets and the hub.

    :param find_party: looks up who a ``username`` or a ``number`` is.
    """

    hub: Hub
    application: Application
    find_party: Callable[[str, str], Party | Ending]

    def receive_from_user(self, connection: Connection, user_id: str, message: Message) -> None:
        """A window of a logged-in user says something."""
        match message:
            case Register():
                self._register(connection, message)
            case Invite():
                self._invite(connection, user_id, message)
            case _:
                self._handle(connection, message)

    def receive_from_phone(self, connection: Connection, message: Message) -> None:
        """A virtual phone says something: it can ring, answer and hang up."""
        if isinstance(message, Register | Invite):
            sentence = "A virtual phone cannot do this."
            error = tell_error(connection.id, "not_for_phones", sentence)
            self.hub.apply(lambda switchboard, now: error)
        else:
            self._handle(connection, message)

    def note_session_ended(self, sender: object, *, session_id: int) -> None:
        """A login session ended; its windows end with it."""
        self.hub.end_session(session_id)

    def close(self) -> None:
        """The server stops."""
        self.hub.close()

    def _register(self, connection: Connection, message: Register) -> None:
        try:
            token = check_registration_token(
                self.application,
                message.registration_token,
                application_key=message.application_key,
                user_id=message.user_id,
                now=datetime.now(UTC),
            )
        except RegistrationRefused as refusal:
            logger.warning("sandbox: registration refused: %s", refusal.code)
            failed = refuse_registration(connection.id, refusal.code, str(refusal))
            self.hub.apply(lambda switchboard, now: failed)
            return
        self.hub.apply(
            lambda switchboard, now: switchboard.register(
                connection.id,
                user_id=message.user_id,
                instance_id=message.instance_id,
                nonce=token.nonce,
                forget_nonce_at=now + token.valid_for_seconds,
                now=now,
            )
        )

    def _invite(self, connection: Connection, user_id: str, message: Invite) -> None:
        caller = self.find_party("username", user_id)
        callee = self.find_party(message.callee_type, message.callee_endpoint)
        if isinstance(caller, Ending):  # the account was deleted a moment ago
            return
        self.hub.apply(
            lambda switchboard, now: switchboard.invite(
                connection.id, message, caller=caller, callee=callee, now=now
            )
        )

    def _handle(self, connection: Connection, message: CallMessage) -> None:
        self.hub.apply(
            lambda switchboard, now: switchboard.handle(connection.id, message, now),
            sets_timer=not isinstance(message, Candidate),
        )
