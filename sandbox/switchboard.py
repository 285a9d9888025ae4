"""The switchboard: who is registered, which calls exist, and what may happen next.

Pure: it does no input or output, starts no thread and reads no clock. Each method is told what
happened and at what time, and returns what is to be done about it. The rules are in the modules
beside this one; all that is remembered is in one :class:`~sandbox.switchboard_state.State`.
"""

from collections.abc import Set as AbstractSet

from sandbox import switchboard_windows as windows
from sandbox.decisions import Decision
from sandbox.effects import Effect, Send
from sandbox.messages import CallMessage, Invite
from sandbox.switchboard_calls import handle
from sandbox.switchboard_decisions import decide
from sandbox.switchboard_invitations import propose, refuse
from sandbox.switchboard_sending import Ending, forget_calls, tell_error
from sandbox.switchboard_state import Call, Party, State, Window
from sandbox.switchboard_timers import next_deadline, tick


class Switchboard:
    """One state, and the events that change it."""

    def __init__(self, state: State | None = None) -> None:
        self.state = State() if state is None else state

    def connect(self, connection_id: str, party: Party) -> list[Effect]:
        """A connection was opened for somebody whose identity is certain."""
        return windows.connect(self.state, connection_id, party)

    def register(
        self,
        connection_id: str,
        *,
        user_id: str,
        instance_id: str,
        nonce: str,
        forget_nonce_at: float,
        now: float,
    ) -> list[Effect]:
        """A connection showed a good token; what is left to check is whose it is, and the nonce."""
        line = self.state.lines.get(connection_id)
        if line is None:
            return []
        if line.address != f"user:{user_id}":
            message = "You are logged in as another user than registers."
            return refuse_registration(connection_id, "wrong_user", message)
        if nonce in self.state.used_nonces:
            return refuse_used_nonce(connection_id)
        if line.window_id not in (None, f"{line.address}#{instance_id}"):
            message = "This connection is registered as another instance."
            return refuse_registration(connection_id, "instance_changed", message)
        self.state.used_nonces[nonce] = forget_nonce_at
        return windows.register(self.state, connection_id, instance_id, now)

    def admit(self, connection_id: str, instance_id: str, now: float) -> list[Effect]:
        """A connection whose owner has proved otherwise who it is registers, or stays longer."""
        if connection_id not in self.state.lines:
            return []
        return windows.register(self.state, connection_id, instance_id, now)

    def invite(
        self,
        connection_id: str,
        message: Invite,
        *,
        caller: Party,
        callee: Party | Ending,
        now: float,
    ) -> list[Effect]:
        """A window places a call; the application is asked what to do with it.

        :param callee: who is dialled, or how the call ends because nobody can be dialled so.
        """
        window = self._window_of(connection_id)
        if window is None or window.address != caller.address:
            return self._tell_not_registered(connection_id, message.call_id)
        if message.call_id in self.state.calls or message.call_id in self.state.ended_calls:
            sentence = "There is a call of this id already."
            return tell_error(connection_id, "call_id_used", sentence, message.call_id)
        if isinstance(callee, Ending):
            return refuse(self.state, window.id, message.call_id, callee, now)
        own_number = caller.id if caller.kind == "number" else message.caller_identifier
        call = Call(
            id=message.call_id,
            caller=caller,
            dialled=callee,
            callee=callee,
            caller_window=window.id,
            caller_identifier=own_number if callee.kind == "number" else None,
            offer=message.offer,
            headers=message.headers,
            is_video=message.is_video,
        )
        return propose(self.state, call, now)

    def decide(self, call_id: str, decision: Decision, now: float) -> list[Effect]:
        """The application answered an ICE or ACE; the call may be over long since."""
        return decide(self.state, call_id, decision, now)

    def handle(self, connection_id: str, message: CallMessage, now: float) -> list[Effect]:
        """A window says something about a call it is in."""
        window = self._window_of(connection_id)
        if window is None:
            return self._tell_not_registered(connection_id, message.call_id)
        return handle(self.state, connection_id, window, message, now)

    def lose(self, connection_id: str, now: float) -> list[Effect]:
        """A connection broke; a window in a call may come back for some seconds."""
        return windows.lose(self.state, connection_id, now)

    def log_out(self, connection_id: str, now: float) -> list[Effect]:
        """The login session behind a connection ended; its calls end at once."""
        return windows.log_out(self.state, connection_id, now)

    def tick(self, now: float) -> list[Effect]:
        """Time has passed."""
        return tick(self.state, now)

    def stop(self, now: float) -> list[Effect]:
        """The server stops, and forgets the calls that are up."""
        return forget_calls(self.state, now)

    def next_deadline(self) -> float | None:
        """When :meth:`tick` is needed next, if nothing else happens."""
        return next_deadline(self.state)

    def online_user_ids(self) -> AbstractSet[str]:
        """The User IDs that have a registered window."""
        return {
            window.address.removeprefix("user:")
            for window in self.state.windows.values()
            if window.connection_id is not None and window.address.startswith("user:")
        }

    def _window_of(self, connection_id: str) -> Window | None:
        line = self.state.lines.get(connection_id)
        return self.state.windows.get(line.window_id) if line and line.window_id else None

    def _tell_not_registered(self, connection_id: str, call_id: str) -> list[Effect]:
        if connection_id not in self.state.lines:  # closed by us, with messages still on the way
            return []
        return tell_error(connection_id, "not_registered", "Register first.", call_id)


def refuse_registration(connection_id: str, code: str, message: str) -> list[Effect]:
    """What a client is told whose registration failed; a window that it had stays registered."""
    failed = {"type": "registrationFailed", "code": code, "message": message}
    return [Send(connection_id, failed)]


def refuse_used_nonce(connection_id: str) -> list[Effect]:
    message = "The ticket was used before: fetch a new one for each registration."
    return refuse_registration(connection_id, "nonce_used", message)
