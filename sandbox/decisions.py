"""What the application may decide about a call, as far as the sandbox can do it."""

from dataclasses import dataclass, field

from sandbox.call_outcomes import CALLBACK_ERROR, Outcome
from sandbox.switchboard_state import Party


@dataclass(frozen=True)
class HangUp:
    """End the call."""

    spoken: str | None = None  # what the caller is told first; heard by phones only


@dataclass(frozen=True)
class Continue:
    """Let an answered call go on."""


@dataclass(frozen=True)
class ConnectPhone:
    """Ring a telephone; what is ``None`` stays as it was dialled."""

    number: str | None = None
    caller_identifier: str | None = None  # E.164 or "private"
    max_duration_seconds: float | None = None
    dial_timeout_seconds: float | None = None
    is_kept_quiet: bool = False


@dataclass(frozen=True)
class ConnectUser:
    """Ring the windows of a user; ``None``: the one who was dialled."""

    user: Party | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fail:
    """The call cannot be, in words for its caller and for the application."""

    sentence: str
    outcome: Outcome


Decision = HangUp | Continue | ConnectPhone | ConnectUser | Fail

NO_ANSWER = Fail("The application did not answer the callback.", CALLBACK_ERROR)
