"""MXP messages: what the classic SDK and its other side say to each other about one call."""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sandbox import message_fields as fields
from sandbox.message_fields import MalformedMessage
from strict_json import load_strict_json

# Where the SDK looks for a media relay after the third slash; it must be there, and is not used.
RELAY = "audio:ISAC/0.0.0.0/0/127.0.0.1:9"
VERSION = 10
MAX_FI_LENGTH = 255


class Method(IntEnum):
    INVITE = 1
    ACK = 2
    JOIN = 3
    JOINED = 4
    HANGUP = 5
    DENY = 6
    CANCEL = 7
    FAIL = 9
    PEER_EVENT = 10


@dataclass(frozen=True)
class Party:
    """Who speaks, as messages name it."""

    user_id: str
    fi: str  # instance and client; empty: the server itself
    channel: str  # where answers go

    def as_fields(self) -> dict[str, Any]:
        return {
            "fu": self.user_id,
            "fi": self.fi,
            "fd": self.fi.partition(":")[0],
            "fc": "",
            "fs": self.channel,
        }


@dataclass(frozen=True)
class Said:
    """A message of the SDK."""

    method: int
    body_type: str  # empty: none
    body: str  # likewise
    fi: str


def build_message(
    sender: Party,
    method: Method,
    *,
    body_type: str | None = None,
    body: str | None = None,
    pairs: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Make a message of ours; :param pairs: the name-value pairs, ``nvps``."""
    message: dict[str, Any] = {"md": int(method), "bv": VERSION, "bd": body}
    if body_type is not None:
        message["bt"] = body_type
    if pairs:
        message["nvps"] = pairs
    return message | sender.as_fields()


def read_message(plain: bytes) -> Said:
    """Read a message of the SDK; members that we need not know are let through.

    :raises MalformedMessage:
    """
    message = fields.read_object(load_json(plain), "message")
    method, body_type, body = message.get("md"), message.get("bt") or "", message.get("bd") or ""
    if type(method) is not int:
        raise MalformedMessage("md is not a number")
    if not isinstance(body_type, str) or not isinstance(body, str):
        raise MalformedMessage("bt or bd is not a text")
    fi = fields.read_text(message, "fi", MAX_FI_LENGTH)
    return Said(method, body_type, body, fi)


def read_description(body: str, kind: str) -> str:
    """Return the SDP of a session description in JSON.

    :param kind: ``offer`` or ``answer``.
    :raises MalformedMessage:
    """
    description = fields.read_object(load_json(body.encode()), kind)
    if description.get("type") != kind:
        raise MalformedMessage(f"not a description of the type {kind}")
    return fields.read_sdp(description, "sdp")


def write_description(kind: str, sdp: str) -> str:
    return json.dumps({"type": kind, "sdp": sdp})


def read_candidate(body: str) -> dict[str, Any]:
    """Return a candidate in the shape that ``RTCIceCandidate.toJSON()`` makes.

    :raises MalformedMessage:
    """
    sent = fields.read_object(load_json(body.encode()), "candidate")
    candidate = {
        "candidate": sent.get("candidate", sent.get("cand")),
        "sdpMid": sent.get("sdpMid"),
        "sdpMLineIndex": sent.get("sdpMLineIndex", sent.get("sdpMLI")),
    }
    return fields.read_candidate({"candidate": candidate})


def write_candidate(candidate: dict[str, Any]) -> str:
    text, index = candidate["candidate"], candidate["sdpMLineIndex"]
    return json.dumps(
        {
            "cand": text,
            "candidate": text,
            "sdpMLI": index,
            "sdpMLineIndex": index,
            "sdpMid": candidate["sdpMid"],
        }
    )


def load_json(text: bytes) -> object:
    try:
        return load_strict_json(text.decode())
    except ValueError:
        raise MalformedMessage("not JSON") from None
