"""Reading the fields of a message; each function refuses whatever is not exactly right."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

MAX_SDP_BYTES = 12 * 1024  # twice what Chromium offers with video
MAX_ATTEMPTS = 10_000
MAX_CANDIDATE_LENGTH = 512
MAX_HEADER_BYTES = 1024  # as the SDK allows

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UUID_V4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DIGITS = re.compile(r"[0-9#*A-D]{1,32}")
SDP = re.compile(r"v=0\r?\n([a-z]=[\x20-\x7e]*\r?\n)+")
CANDIDATE = re.compile(r"(candidate:[\x20-\x7e]+)?")  # empty: the end of the candidates


Choice = TypeVar("Choice", bound=str)


class MalformedMessage(ValueError):
    """The message breaks the protocol; the text says where, in at most 123 bytes."""


def require_keys(body: dict[str, Any], *names: str) -> None:
    if body.keys() != set(names):
        raise MalformedMessage(f"must have type, {', '.join(names)} and nothing else")


def read_object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedMessage(f"{name} is not an object")
    return value


def read_text(body: dict[str, Any], name: str, max_length: int) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= max_length:
        raise MalformedMessage(f"{name} is not a text of 1 to {max_length} characters")
    return value


def read_optional_text(body: dict[str, Any], name: str, max_length: int) -> str | None:
    return None if body.get(name) is None else read_text(body, name, max_length)


def read_boolean(body: dict[str, Any], name: str) -> bool:
    value = body[name]
    if not isinstance(value, bool):
        raise MalformedMessage(f"{name} is not true or false")
    return value


def read_attempt(body: dict[str, Any]) -> int:
    attempt: object = body["attempt"]
    # True is an int for Python.
    if type(attempt) is not int or not 1 <= attempt <= MAX_ATTEMPTS:
        raise MalformedMessage(f"attempt is not a number from 1 to {MAX_ATTEMPTS}")
    return attempt


def read_choice(body: dict[str, Any], name: str, choices: Sequence[Choice]) -> Choice:
    for choice in choices:
        if body[name] == choice:
            return choice
    raise MalformedMessage(f"{name} is not one of this protocol")


def read_uuid(body: dict[str, Any], name: str, pattern: re.Pattern[str] = UUID) -> str:
    value = read_text(body, name, 36)
    if not pattern.fullmatch(value):
        raise MalformedMessage(f"{name} is not a UUID in lower case")
    return value


def read_call_id(body: dict[str, Any]) -> str:
    return read_uuid(body, "callId", UUID_V4)


def read_digits(body: dict[str, Any]) -> str:
    digits = read_text(body, "digits", 32)
    if not DIGITS.fullmatch(digits):
        raise MalformedMessage("digits has other characters than 0-9 # * A-D")
    return digits


def read_callee(body: dict[str, Any]) -> tuple[str, str]:
    """Return the type, ``username`` or ``number``, and the endpoint."""
    callee = read_object(body["callee"], "callee")
    if callee.keys() != {"type", "endpoint"} or callee["type"] not in ("username", "number"):
        raise MalformedMessage("callee must be {type: username or number, endpoint}")
    return callee["type"], read_text(callee, "endpoint", 255)


def read_headers(body: dict[str, Any]) -> dict[str, str]:
    headers = read_object(body["headers"], "headers")
    if not all(isinstance(value, str) for value in headers.values()):
        raise MalformedMessage("headers holds something that is no text")
    if sum(len((name + value).encode()) for name, value in headers.items()) > MAX_HEADER_BYTES:
        raise MalformedMessage("headers is longer than 1024 bytes")
    return headers


def read_sdp(body: dict[str, Any], name: str) -> str:
    """Return a session description with one audio stream, at most one video, and a fingerprint."""
    sdp = read_text(body, name, MAX_SDP_BYTES)
    if not SDP.fullmatch(sdp):
        raise MalformedMessage(f"{name} is not a session description")
    media = re.findall(r"^m=(\S*) ", sdp, re.MULTILINE)
    if sorted(media) not in (["audio"], ["audio", "video"]):
        raise MalformedMessage(f"{name} must have one audio stream and at most one video stream")
    if not re.search(r"^a=fingerprint:\S+ \S+", sdp, re.MULTILINE):
        raise MalformedMessage(f"{name} has no fingerprint")
    return sdp


def read_candidate(body: dict[str, Any]) -> dict[str, Any]:
    """Return an ICE candidate, of the shape that ``RTCIceCandidate.toJSON()`` makes."""
    candidate = read_object(body["candidate"], "candidate")
    required = {"candidate", "sdpMid", "sdpMLineIndex"}
    if candidate.keys() - {"usernameFragment"} != required:
        raise MalformedMessage("candidate must have candidate, sdpMid and sdpMLineIndex")
    text = candidate["candidate"]
    if (
        not isinstance(text, str)
        or len(text) > MAX_CANDIDATE_LENGTH
        or not CANDIDATE.fullmatch(text)
    ):
        raise MalformedMessage("candidate.candidate is not an ICE candidate")
    read_optional_text(candidate, "sdpMid", 64)
    read_optional_text(candidate, "usernameFragment", 256)
    index = candidate["sdpMLineIndex"]
    # True is an int for Python.
    if index is not None and (type(index) is not int or not 0 <= index <= 15):
        raise MalformedMessage("candidate.sdpMLineIndex is not a small number")
    return candidate
