"""What the legs of a classic window's calls have in common, whoever called.

A leg translates: what the switchboard says becomes messages of the SDK, and the other way. Towards
the SDK the server is the other side of the call, on a channel of the leg's own.
"""

import json
from typing import Any, Protocol

from sandbox.classic.mxp import Method, Party, Said, build_message, write_candidate
from sandbox.messages import CallMessage

Reply = dict[str, Any]

# The number comes before the sentence in what the SDK makes of it.
BUSY_CODE = 486


class Leg(Protocol):
    call_id: str
    key: bytes
    channel: str  # the server's end
    is_ended: bool

    @property
    def needs_page(self) -> bool:
        """Whether it cannot go on without the page it is in."""

    def tell(self, message: dict[str, Any]) -> list[Reply]:
        """Translate what the switchboard says."""

    def hear(self, said: Said) -> list[CallMessage]:
        """Translate what the SDK says.

        :raises sandbox.message_fields.MalformedMessage:
        """

    def follow_up(self) -> list[Reply]:
        """What the SDK hears after the switchboard has heard it."""


def hang_up(server: Party) -> Reply:
    return build_message(server, Method.HANGUP)


def cancel(server: Party) -> Reply:
    return build_message(server, Method.CANCEL)


def deny(server: Party, sentence: str | None) -> Reply:
    if sentence is None:
        return build_message(server, Method.DENY)
    body = json.dumps({"code": BUSY_CODE, "reason": sentence})
    return build_message(server, Method.DENY, body_type="error/json", body=body)


def fail(server: Party, sentence: str) -> Reply:
    return build_message(server, Method.FAIL, body_type="message", body=sentence)


def pass_candidate(server: Party, candidate: dict[str, Any], to: str | None = None) -> list[Reply]:
    """Tell the SDK where the other side can be reached.

    :param to: one client of the instance; left out: all of them.
    """
    if not candidate["candidate"]:  # the end of the candidates, which the SDK does not know
        return []
    pairs = {"to": to} if to else None
    body = write_candidate(candidate)
    return [build_message(server, Method.PEER_EVENT, body_type="sdp", body=body, pairs=pairs)]
