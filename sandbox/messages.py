"""The messages that a client may send, read strictly: what is not exactly right is refused."""

from dataclasses import dataclass
from typing import Any

from sandbox import message_fields as fields
from sandbox.message_fields import MalformedMessage
from strict_json import load_strict_json

MAX_FRAME_BYTES = 16 * 1024


@dataclass(frozen=True)
class Register:
    application_key: str
    user_id: str
    instance_id: str
    registration_token: str


@dataclass(frozen=True)
class Invite:
    call_id: str
    callee_type: str  # "username" or "number"
    callee_endpoint: str
    caller_identifier: str | None
    offer: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Ringing:
    call_id: str


@dataclass(frozen=True)
class Answer:
    call_id: str
    answer: str


@dataclass(frozen=True)
class Hangup:
    call_id: str


@dataclass(frozen=True)
class Candidate:
    call_id: str
    candidate: dict[str, Any]  # as the browser made it, passed on as it came


@dataclass(frozen=True)
class Dtmf:
    call_id: str
    digits: str


CallMessage = Ringing | Answer | Hangup | Candidate | Dtmf
Message = Register | Invite | CallMessage


def parse_message(frame: str | bytes) -> Message:
    """Read one frame.

    :raises MalformedMessage: with a reason short enough for a close frame.
    """
    body = fields.read_object(load_json(frame), "message")
    match body.pop("type", None):
        case "register":
            return parse_register(body)
        case "invite":
            return parse_invite(body)
        case "ringing":
            return Ringing(read_only_call_id(body))
        case "hangup":
            return Hangup(read_only_call_id(body))
        case "answer":
            fields.require_keys(body, "callId", "answer")
            return Answer(fields.read_call_id(body), fields.read_sdp(body, "answer"))
        case "candidate":
            fields.require_keys(body, "callId", "candidate")
            return Candidate(fields.read_call_id(body), fields.read_candidate(body))
        case "dtmf":
            fields.require_keys(body, "callId", "digits")
            return Dtmf(fields.read_call_id(body), fields.read_digits(body))
        case _:
            raise MalformedMessage("type is not one of this protocol")


def parse_register(body: dict[str, Any]) -> Register:
    fields.require_keys(body, "applicationKey", "userId", "instanceId", "registrationToken")
    return Register(
        application_key=fields.read_text(body, "applicationKey", 64),
        user_id=fields.read_text(body, "userId", 255),
        instance_id=fields.read_uuid(body, "instanceId"),
        registration_token=fields.read_text(body, "registrationToken", 8192),
    )


def parse_invite(body: dict[str, Any]) -> Invite:
    fields.require_keys(body, "callId", "callee", "callerIdentifier", "offer", "headers")
    callee_type, endpoint = fields.read_callee(body)
    return Invite(
        call_id=fields.read_call_id(body),
        callee_type=callee_type,
        callee_endpoint=endpoint,
        caller_identifier=fields.read_optional_text(body, "callerIdentifier", 32),
        offer=fields.read_sdp(body, "offer"),
        headers=fields.read_headers(body),
    )


def read_only_call_id(body: dict[str, Any]) -> str:
    fields.require_keys(body, "callId")
    return fields.read_call_id(body)


def load_json(frame: str | bytes) -> object:
    if isinstance(frame, bytes):
        raise MalformedMessage("binary frames are not spoken here")
    if len(frame.encode("utf-8", "replace")) > MAX_FRAME_BYTES:
        raise MalformedMessage("longer than 16 KB")
    try:
        return load_strict_json(frame)
    except ValueError:
        raise MalformedMessage("not JSON") from None
