"""What clients say, brought to the switchboard: who may say what, and with which credentials."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from credentials import Application
from sandbox.connection import Connection, say
from sandbox.credential_check import RegistrationRefused, check_registration_token
from sandbox.directory import find_dialled, find_own_number, find_user
from sandbox.events import Invitation, Registration, Said
from sandbox.front import Front
from sandbox.messages import Invite, Message, Register
from sandbox.switchboard import refuse_registration
from sandbox.switchboard_sending import tell_error
from sandbox.switchboard_state import Party

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reception:
    """Between the WebSockets and the hub."""

    hub: Front
    application: Application

    def receive_from_user(self, connection: Connection, user_id: str, message: Message) -> None:
        """A window of a logged-in user says something."""
        match message:
            case Register():
                self._register(connection, message)
            case Invite():
                callee = find_dialled(message.callee_type, message.callee_endpoint)
                caller = find_user(user_id)
                self.hub.apply(Invitation(connection.id, message, caller, callee))
            case _:
                self.hub.apply(Said(connection.id, message))

    def receive_from_phone(self, connection: Connection, phone: Party, message: Message) -> None:
        """A virtual phone says something: it can call, ring, answer and hang up."""
        match message:
            case Invite(callee_type="number"):
                callee = find_own_number(message.callee_endpoint)
                self.hub.apply(Invitation(connection.id, message, phone, callee))
            case Register() | Invite():
                sentence = "A virtual phone cannot do this."
                say(connection, tell_error(connection.id, "not_for_phones", sentence))
            case _:
                self.hub.apply(Said(connection.id, message))

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
            say(connection, refuse_registration(connection.id, refusal.code, str(refusal)))
            return
        self.hub.apply(
            Registration(
                connection.id,
                user_id=message.user_id,
                instance_id=message.instance_id,
                nonce=token.nonce,
                valid_for_seconds=token.valid_for_seconds,
            )
        )
