"""Messages as clients send them."""

import itertools
import json
from typing import Any
from uuid import UUID, uuid4

from sandbox.messages import Message, parse_message

SDP = (
    "v=0\r\no=- 4611 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\n"
    "a=ice-pwd:0123456789abcdef01234567\r\na=fingerprint:sha-256 "
    + ":".join(["AB"] * 32)
    + "\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtpmap:111 opus/48000/2\r\n"
)
CANDIDATE = {
    "candidate": "candidate:1 1 udp 2122260223 127.0.0.1 50000 typ host generation 0 ufrag abcd",
    "sdpMid": "0",
    "sdpMLineIndex": 0,
    "usernameFragment": "abcd",
}
PHONE = "+46701740605"
CALLER_IDENTIFIER = "+46700000000"

_numbers = itertools.count(1)


def new_uuid() -> str:
    return str(uuid4())


def numbered_uuid() -> str:
    """Like a random one, and the same in every run."""
    return str(UUID(int=next(_numbers), version=4))


def register(user_id: str, token: str, instance_id: str, application_key: str) -> dict[str, Any]:
    return {
        "type": "register",
        "applicationKey": application_key,
        "userId": user_id,
        "instanceId": instance_id,
        "registrationToken": token,
    }


def invite(call_id: str, endpoint: str, **changes: Any) -> dict[str, Any]:
    callee_type = "number" if endpoint.startswith("+") else "username"
    message = {
        "type": "invite",
        "callId": call_id,
        "callee": {"type": callee_type, "endpoint": endpoint},
        "callerIdentifier": CALLER_IDENTIFIER,
        "offer": SDP,
        "headers": {},
        "video": False,
    }
    return {**message, **changes}


def ringing(call_id: str) -> dict[str, Any]:
    return {"type": "ringing", "callId": call_id}


def answer(call_id: str) -> dict[str, Any]:
    return {"type": "answer", "callId": call_id, "answer": SDP}


def hangup(call_id: str, reason: str | None = None) -> dict[str, Any]:
    message = {"type": "hangup", "callId": call_id}
    return message if reason is None else {**message, "reason": reason}


def restart(call_id: str, attempt: int = 1) -> dict[str, Any]:
    return {"type": "restart", "callId": call_id, "attempt": attempt, "offer": SDP}


def restarted(call_id: str, attempt: int = 1) -> dict[str, Any]:
    return {"type": "restarted", "callId": call_id, "attempt": attempt, "answer": SDP}


def candidate(call_id: str) -> dict[str, Any]:
    return {"type": "candidate", "callId": call_id, "candidate": CANDIDATE}


def dtmf(call_id: str, digits: str) -> dict[str, Any]:
    return {"type": "dtmf", "callId": call_id, "digits": digits}


def ended(call_id: str, end_cause: str, message: str | None = None) -> dict[str, Any]:
    """What the server says at the end."""
    return {"type": "ended", "callId": call_id, "endCause": end_cause, "message": message}


def read(message: dict[str, Any]) -> Message:
    """The typed message."""
    return parse_message(json.dumps(message))
