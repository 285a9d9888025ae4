"""Reads the application's answer to an ICE or ACE, a SVAML document, as strictly as Sinch.

Source: https://developers.sinch.com/docs/voice/api-reference/svaml/
"""

import re
from collections.abc import Callable
from typing import Any

from sandbox.call_outcomes import INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Continue, Decision, Fail, HangUp
from sandbox.switchboard_state import Party
from strict_json import load_strict_json

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
MAX_SECONDS = 14400
MAX_SPOKEN_LENGTH = 600
MAX_ENDPOINT_LENGTH = 255

FindUser = Callable[[str], Party]


class InvalidSvaml(ValueError):
    """The answer cannot be obeyed; the text says why."""


def read_svaml(event: str, body: bytes, find_user: FindUser) -> Decision:
    """Read an answer; one that cannot be obeyed fails the call, in words.

    :param event: ``ice`` or ``ace``, that it answers.
    :param find_user: who a User ID is.
    """
    try:
        document = read_document(body)
        action = document["action"]
        spoken = read_spoken(document.get("instructions", []))
        return read_action(event, action, spoken, find_user)
    except InvalidSvaml as fault:
        return Fail(f"The application's answer to the callback is wrong: {fault}.", INVALID_SVAML)


def read_document(body: bytes) -> dict[str, Any]:
    try:
        document = load_strict_json(body.decode())
    except ValueError:
        raise InvalidSvaml("it is not JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("action"), dict):
        raise InvalidSvaml("it has no action")
    return document


def read_spoken(instructions: object) -> str | None:
    """What ``say`` instructions say; all other instructions are not for a sandbox."""
    if not isinstance(instructions, list):
        raise InvalidSvaml("instructions is not a list")
    if not all(isinstance(instruction, dict) for instruction in instructions):
        raise InvalidSvaml("an instruction is not an object")
    texts = [
        read_text(instruction, "text", MAX_SPOKEN_LENGTH)
        for instruction in instructions
        if instruction.get("name") == "say"
    ]
    return " ".join(texts) or None


def read_action(
    event: str, action: dict[str, Any], spoken: str | None, find_user: FindUser
) -> Decision:
    match (event, action.get("name")):
        case _, "hangup":
            return HangUp(spoken)
        case "ace", "continue":
            return Continue()
        case "ice", "connectPstn":
            return read_connect_pstn(action)
        case "ice", "connectMxp":
            return read_connect_mxp(action, find_user)
        case _, str() as name:
            raise InvalidSvaml(f"the sandbox has no {name[:40]} for {event.upper()}")
    raise InvalidSvaml("its action has no name")


def read_connect_pstn(action: dict[str, Any]) -> ConnectPhone:
    if action.get("cli") not in (None, "private"):
        read_number(action, "cli")
    return ConnectPhone(
        number=None if action.get("number") is None else read_number(action, "number"),
        caller_identifier=action.get("cli"),
        max_duration_seconds=read_seconds(action, "maxDuration"),
        dial_timeout_seconds=read_seconds(action, "dialTimeout"),
        is_kept_quiet=action.get("suppressCallbacks") is True,
    )


def read_connect_mxp(action: dict[str, Any], find_user: FindUser) -> ConnectUser:
    headers = read_call_headers(action.get("callHeaders") or [])
    destination = action.get("destination")
    if destination is None:
        return ConnectUser(None, headers)
    if not isinstance(destination, dict) or destination.get("type") != "username":
        raise InvalidSvaml("connectMxp needs a destination of type username")
    return ConnectUser(find_user(read_text(destination, "endpoint", MAX_ENDPOINT_LENGTH)), headers)


def read_number(action: dict[str, Any], name: str) -> str:
    number = action[name]
    if not isinstance(number, str) or not E164.fullmatch(number):
        raise InvalidSvaml(f"{name} is not an E.164 number")
    return number


def read_seconds(action: dict[str, Any], name: str) -> float | None:
    seconds = action.get(name)
    # True is an int for Python.
    if seconds is not None and (type(seconds) is not int or not 1 <= seconds <= MAX_SECONDS):
        raise InvalidSvaml(f"{name} is not a number of 1 to {MAX_SECONDS} seconds")
    return seconds


def read_call_headers(headers: object) -> dict[str, str]:
    if not isinstance(headers, list) or not all(isinstance(header, dict) for header in headers):
        raise InvalidSvaml("callHeaders is not a list of objects")
    return {read_text(header, "key", 255): read_text(header, "value", 1024) for header in headers}


def read_text(body: dict[str, Any], name: str, max_length: int) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not 1 <= len(text) <= max_length:
        raise InvalidSvaml(f"{name} is not a text of 1 to {max_length} characters")
    return text
