"""What happens to the switchboard, as data: it may happen in another process than it is told in."""

from dataclasses import dataclass

from sandbox.effects import Effect
from sandbox.messages import CallMessage, Candidate, Invite
from sandbox.switchboard import Switchboard
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party


@dataclass(frozen=True)
class Registration:
    """A connection showed a good token."""

    connection_id: str
    user_id: str
    instance_id: str
    nonce: str
    valid_for_seconds: float

    def __call__(self, switchboard: Switchboard, now: float) -> list[Effect]:
        return switchboard.register(
            self.connection_id,
            user_id=self.user_id,
            instance_id=self.instance_id,
            nonce=self.nonce,
            forget_nonce_at=now + self.valid_for_seconds,
            now=now,
        )


@dataclass(frozen=True)
class Admission:
    """A connection whose owner has proved otherwise who it is registers, or stays longer."""

    connection_id: str
    instance_id: str

    def __call__(self, switchboard: Switchboard, now: float) -> list[Effect]:
        return switchboard.admit(self.connection_id, self.instance_id, now)


@dataclass(frozen=True)
class Invitation:
    """A window places a call."""

    connection_id: str
    message: Invite
    caller: Party
    callee: Party | Ending

    def __call__(self, switchboard: Switchboard, now: float) -> list[Effect]:
        return switchboard.invite(
            self.connection_id, self.message, caller=self.caller, callee=self.callee, now=now
        )


@dataclass(frozen=True)
class Said:
    """A window says something about a call it is in."""

    connection_id: str
    message: CallMessage

    def __call__(self, switchboard: Switchboard, now: float) -> list[Effect]:
        return switchboard.handle(self.connection_id, self.message, now)


Event = Registration | Admission | Invitation | Said


def may_set_deadline(event: object) -> bool:
    """False for what comes most often and never sets one: looking for it can be saved."""
    return not (isinstance(event, Said) and isinstance(event.message, Candidate))
