"""Reads what the classic SDK sends to place a call."""

from typing import Any

from sandbox import message_fields as fields
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.message_fields import MalformedMessage
from sandbox.messages import Invite
from strict_json import load_strict_json

# What is called, by the last part of the address; the SDK also knows "sip" and "conference".
CALLEE_TYPES = {"data": "username", "pstn": "number"}


def read_call(domain: str, body: bytes, *, caller_identifier: str | None) -> Invite:
    """Read the body of ``POST calls/{domain}``.

    :param caller_identifier: what the phone shows; what the page wants does not count.
    :raises ClassicError:
    """
    callee_type = CALLEE_TYPES.get(domain)
    if callee_type is None:
        raise ClassicError(ErrorCode.NOTHING_HERE, "Only people and phone numbers can be called.")
    try:
        return read_invite(read_body(body), callee_type, caller_identifier)
    except MalformedMessage as fault:
        raise ClassicError(ErrorCode.BAD_REQUEST, f"The call cannot be placed: {fault}.") from None


def read_invite(body: dict[str, Any], callee_type: str, caller_identifier: str | None) -> Invite:
    destination = fields.read_object(body.get("destination"), "destination")
    endpoint = destination.get("endpoint")
    if type(endpoint) is int:  # a page that passed a number as a number
        destination["endpoint"] = str(endpoint)
    if destination.get("type") != callee_type:
        raise MalformedMessage(f"destination is not of the type {callee_type}")
    description = fields.read_object(body.get("sdp"), "sdp")
    if description.get("type") != "offer":
        raise MalformedMessage("sdp is not an offer")
    return Invite(
        call_id=fields.read_uuid(body, "callId"),
        callee_type=callee_type,
        callee_endpoint=fields.read_text(destination, "endpoint", 255),
        caller_identifier=caller_identifier if callee_type == "number" else None,
        offer=fields.read_sdp(description, "sdp"),
        headers=read_custom_headers(body),
    )


def read_custom_headers(body: dict[str, Any]) -> dict[str, str]:
    """The headers that the page gave the call; they come as JSON in a text."""
    text = fields.read_object(body.get("headers") or {}, "headers").get("ph")
    if text is None:
        return {}
    if not isinstance(text, str):
        raise MalformedMessage("headers.ph is not a text")
    return fields.read_headers({"headers": load_json(text)})


def read_body(body: bytes) -> dict[str, Any]:
    """Read a JSON object.

    :raises MalformedMessage:
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise MalformedMessage("the body is not UTF-8") from None
    return fields.read_object(load_json(text), "the body")


def load_json(text: str) -> object:
    try:
        return load_strict_json(text)
    except ValueError:
        raise MalformedMessage("not JSON") from None
