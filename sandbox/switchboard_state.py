"""What the switchboard remembers: plain data that can be written as JSON.

Users and telephones are parties of one kind; so will be any other client that is put in front of
this switchboard. Times are seconds of the clock that the caller of the switchboard chose.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

NO_ANSWER_SECONDS = 45.0
PRIVATE = "private"  # a caller identifier that shows no number


@dataclass(frozen=True)
class Party:
    """Somebody who can be in a call: a user, or a telephone."""

    kind: Literal["user", "number"]
    id: str  # User ID or E.164 number
    name: str  # for people

    @property
    def address(self) -> str:
        """Unique over both kinds; all that identifies a party."""
        return f"{self.kind}:{self.id}"


@dataclass
class Line:
    """An open connection, and the one party that may speak through it."""

    address: str
    window_id: str | None = None  # set by registering


@dataclass
class Window:
    """A registered client: one browser window, the same one after it connected anew."""

    id: str
    address: str
    connection_id: str | None  # None: lost, and expected back until lost_until
    expires_at: float | None = None  # None: a virtual phone, which does not register
    lost_until: float | None = None
    is_given_up: bool = False  # its calls are over; kept only to tell it so
    missed: list[dict[str, Any]] = field(default_factory=list)  # messages to it while lost


@dataclass
class Call:
    """A call from the invitation to its end."""

    id: str
    caller: Party
    dialled: Party
    callee: Party  # as dialled, until the application says otherwise
    caller_window: str
    caller_identifier: str | None  # what a called phone shows: E.164 or "private"
    offer: str
    headers: dict[str, str]
    is_video: bool = False
    due_at: float | None = None  # when the next thing happens by itself
    dial_timeout_seconds: float = NO_ANSWER_SECONDS
    max_duration_seconds: float | None = None
    is_kept_quiet: bool = False  # the application wants no more callbacks about it
    answered_at: float | None = None
    status: Literal["deciding", "progressing", "ringing", "answered"] = "deciding"
    callee_windows: list[str] = field(default_factory=list)  # ringing ones; one once answered
    released_windows: list[str] = field(default_factory=list)  # knew of it, told that it ended

    @property
    def is_deciding(self) -> bool:
        """The application was asked what to do, and has not said it yet."""
        return self.status == "deciding"

    @property
    def is_answered(self) -> bool:
        return self.status == "answered"

    @property
    def is_to_phone(self) -> bool:
        return self.callee.kind == "number"


@dataclass
class EndedCall:
    """Kept for a moment: messages that crossed the end on the wire are no errors."""

    window_ids: list[str]
    forget_at: float


@dataclass
class State:
    """The whole memory, each part by its id."""

    lines: dict[str, Line] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    ended_calls: dict[str, EndedCall] = field(default_factory=dict)
    used_nonces: dict[str, float] = field(default_factory=dict)  # nonce -> when to forget it
