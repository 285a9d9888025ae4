"""What the switchboard wants done. It does nothing itself: the hub carries these out."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal, NamedTuple


class CloseCode(IntEnum):
    """Why a WebSocket of the sandbox was closed."""

    NORMAL = 1000
    POLICY_VIOLATION = 1008
    INTERNAL_ERROR = 1011
    SERVER_STOPS = 1012
    TRY_AGAIN_LATER = 1013
    MALFORMED = 4400
    SESSION_ENDED = 4401
    WRONG_ORIGIN = 4403
    SLOW_READER = 4408
    TOO_MANY_WINDOWS = 4409
    REGISTRATION_EXPIRED = 4410


class Farewell(NamedTuple):
    """How a connection ends: a code and at most 123 bytes of reason."""

    code: CloseCode
    reason: str


@dataclass(frozen=True)
class Send:
    """Send one message of the signalling protocol to one connection."""

    connection_id: str
    message: dict[str, Any]


@dataclass(frozen=True)
class Close:
    """Close one connection after everything sent to it so far."""

    connection_id: str
    farewell: Farewell


@dataclass(frozen=True)
class Callback:
    """Tell the application about a call; its answer comes back as an event of the switchboard.

    :param caller: address; callbacks about calls of one caller are sent one after the other.
    """

    call_id: str
    caller: str
    event: Literal["ice", "ace", "dice"]
    body: dict[str, Any]


Effect = Send | Close | Callback
