"""The messages that a client may send, read strictly: what is not exactly right is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sandbox import message_fields as fields
from sandbox.message_fields import MalformedMessage
from strict_json import load_strict_json

MAX_FRAME_BYTES = 16 * 1024


HangupReason = Literal["pageClosed", "connectionLost", "notLoaded", "busy"]
HANGUP_REASONS: tuple[HangupReason, ...] = get_args(HangupReason)


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
    is_video: bool = False


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
    reason: HangupReason | None = None  # None: a person hung up, or declined


@dataclass(frozen=True)
class Candidate:
    call_id: str
    candidate: dict[str, Any]  # as the browser made it, passed on as it came


@dataclass(frozen=True)
class Dtmf:
    call_id: str
    digits: str


@dataclass(frozen=True)
class Restart:
    """The caller offers a new connection in place of a broken one."""

    call_id: str
    attempt: int
    offer: str


@dataclass(frozen=True)
class Restarted:
    call_id: str
    attempt: int  # which offer this answers
    answer: str


CallMessage = Ringing | Answer | Hangup | Candidate | Dtmf | Restart | Restarted
Message = Register | Invite | CallMessage


def parse_message(frame: str | bytes) -> Message:
    """Read one frame.

    :raises MalformedMessage: with a reason short enough for a close frame.
    """
    body = fields.read_object(load_json(frame), "message")
    kind = body.pop("type", None)
    parse = PARSERS.get(kind) if isinstance(kind, str) else None
    if parse is None:
        raise MalformedMessage("type is not one of this protocol")
    return parse(body)


def parse_register(body: dict[str, Any]) -> Register:
    fields.require_keys(body, "applicationKey", "userId", "instanceId", "registrationToken")
    return Register(
        application_key=fields.read_text(body, "applicationKey", 64),
        user_id=fields.read_text(body, "userId", 255),
        instance_id=fields.read_uuid(body, "instanceId"),
        registration_token=fields.read_text(body, "registrationToken", 8192),
    )


def parse_invite(body: dict[str, Any]) -> Invite:
    fields.require_keys(body, "callId", "callee", "callerIdentifier", "offer", "headers", "video")
    callee_type, endpoint = fields.read_callee(body)
    return Invite(
        call_id=fields.read_call_id(body),
        callee_type=callee_type,
        callee_endpoint=endpoint,
        caller_identifier=fields.read_optional_text(body, "callerIdentifier", 32),
        offer=fields.read_sdp(body, "offer"),
        headers=fields.read_headers(body),
        is_video=fields.read_boolean(body, "video"),
    )


def parse_hangup(body: dict[str, Any]) -> Hangup:
    if "reason" not in body:
        fields.require_keys(body, "callId")
        return Hangup(fields.read_call_id(body))
    fields.require_keys(body, "callId", "reason")
    return Hangup(fields.read_call_id(body), fields.read_choice(body, "reason", HANGUP_REASONS))


def parse_ringing(body: dict[str, Any]) -> Ringing:
    fields.require_keys(body, "callId")
    return Ringing(fields.read_call_id(body))


def parse_answer(body: dict[str, Any]) -> Answer:
    fields.require_keys(body, "callId", "answer")
    return Answer(fields.read_call_id(body), fields.read_sdp(body, "answer"))


def parse_candidate(body: dict[str, Any]) -> Candidate:
    fields.require_keys(body, "callId", "candidate")
    return Candidate(fields.read_call_id(body), fields.read_candidate(body))


def parse_dtmf(body: dict[str, Any]) -> Dtmf:
    fields.require_keys(body, "callId", "digits")
    return Dtmf(fields.read_call_id(body), fields.read_digits(body))


def parse_restart(body: dict[str, Any]) -> Restart:
    fields.require_keys(body, "callId", "attempt", "offer")
    call_id, attempt = fields.read_call_id(body), fields.read_attempt(body)
    return Restart(call_id, attempt, fields.read_sdp(body, "offer"))


def parse_restarted(body: dict[str, Any]) -> Restarted:
    fields.require_keys(body, "callId", "attempt", "answer")
    call_id, attempt = fields.read_call_id(body), fields.read_attempt(body)
    return Restarted(call_id, attempt, fields.read_sdp(body, "answer"))


PARSERS: dict[str, Callable[[dict[str, Any]], Message]] = {
    "register": parse_register,
    "invite": parse_invite,
    "ringing": parse_ringing,
    "answer": parse_answer,
    "hangup": parse_hangup,
    "candidate": parse_candidate,
    "dtmf": parse_dtmf,
    "restart": parse_restart,
    "restarted": parse_restarted,
}


def load_json(frame: str | bytes) -> object:
    if isinstance(frame, bytes):
        raise MalformedMessage("binary frames are not spoken here")
    if len(frame.encode("utf-8", "replace")) > MAX_FRAME_BYTES:
        raise MalformedMessage("longer than 16 KB")
    try:
        return load_strict_json(frame)
    except ValueError:
        raise MalformedMessage("not JSON") from None
