"""What Sinch tells about calls: the signed JSON bodies, read into the fields that are used here.

Unknown fields are passed over, as are ``custom`` and ``callHeaders``: the caller's page sets them.

Source: https://developers.sinch.com/docs/voice/api-reference/voice/tag/Callbacks/
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from calling.event_fields import (
    Fields,
    MalformedEvent,
    Money,
    read_money,
    read_object,
    read_seconds,
    read_text,
    read_time,
)
from strict_json import load_strict_json

CALL_ID = re.compile(r"[!-~]{1,128}")
EVENT_NAME = re.compile(r"[!-~]{1,32}")
WORD_LENGTH = 32


@dataclass(frozen=True)
class Event:
    """What every event has; of this class itself are those that are only noted."""

    name: str  # in small letters
    call_id: str
    application_key: str  # empty: not said
    timestamp: datetime | None


@dataclass(frozen=True)
class IncomingCallEvent(Event):
    """ICE: somebody calls, and Sinch asks what to do."""

    user: str  # the caller's User ID; empty: the call comes from a phone
    cli: str  # of a call from a phone: the caller's number
    to_type: str  # in small letters, as are the next two
    domain: str
    origination_type: str
    to_endpoint: str
    user_rate: Money


@dataclass(frozen=True)
class AnsweredCallEvent(Event):
    """ACE: a phone was answered. There is none for calls from app to app."""


@dataclass(frozen=True)
class DisconnectedCallEvent(Event):
    """DiCE: a call is over."""

    user: str
    caller: str  # Sinch's "from"
    to_type: str
    to_endpoint: str
    result: str  # in capitals, as is the reason
    reason: str
    duration_seconds: int | None
    debit: Money
    user_rate: Money


def read_event(body: bytes) -> Event:
    """Read the body of a callback.

    :raises MalformedEvent: not JSON, or not of the form of such an event.
    """
    try:
        fields = load_strict_json(body.decode("utf-8"))
    except ValueError:
        raise MalformedEvent("the body is not strict JSON") from None
    if not isinstance(fields, dict):
        raise MalformedEvent("the body is not an object")
    name = read_text(fields, "event", longest=WORD_LENGTH)
    if not EVENT_NAME.fullmatch(name):
        raise MalformedEvent("event is not a name")
    return READERS.get(name.lower(), _read_other)(fields)


def _read_incoming(fields: Fields) -> IncomingCallEvent:
    to = read_object(fields, "to")
    return IncomingCallEvent(
        *_read_common(fields),
        user=read_text(fields, "user"),
        cli=read_text(fields, "cli"),
        to_type=read_text(to, "type").lower(),
        domain=read_text(fields, "domain").lower(),
        origination_type=read_text(fields, "originationType").lower(),
        to_endpoint=read_text(to, "endpoint"),
        user_rate=read_money(fields, "userRate"),
    )


def _read_answered(fields: Fields) -> AnsweredCallEvent:
    return AnsweredCallEvent(*_read_common(fields))


def _read_disconnected(fields: Fields) -> DisconnectedCallEvent:
    to = read_object(fields, "to")
    return DisconnectedCallEvent(
        *_read_common(fields),
        user=read_text(fields, "user"),
        caller=read_text(fields, "from"),
        to_type=read_text(to, "type").lower(),
        to_endpoint=read_text(to, "endpoint"),
        result=read_text(fields, "result", longest=WORD_LENGTH).upper(),
        reason=read_text(fields, "reason", longest=WORD_LENGTH).upper(),
        duration_seconds=read_seconds(fields, "duration"),
        debit=read_money(fields, "debit"),
        user_rate=read_money(fields, "userRate"),
    )


def _read_other(fields: Fields) -> Event:
    return Event(*_read_common(fields, is_about_a_call=False))


def _read_common(
    fields: Fields, *, is_about_a_call: bool = True
) -> tuple[str, str, str, datetime | None]:
    name = read_text(fields, "event", longest=WORD_LENGTH).lower()
    call_id = read_text(fields, "callid", longest=128)
    if not CALL_ID.fullmatch(call_id) and (is_about_a_call or call_id):
        raise MalformedEvent("callid is not the id of a call")
    return name, call_id, read_text(fields, "applicationKey"), read_time(fields, "timestamp")


READERS: dict[str, Callable[[Fields], Event]] = {
    "ice": _read_incoming,
    "ace": _read_answered,
    "dice": _read_disconnected,
}
