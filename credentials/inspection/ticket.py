"""Explains a user ticket."""

from datetime import datetime, timedelta

from .._strict import JsonObject, decode_base64, is_whole_number, parse_object
from .._times import parse_timestamp
from ..application import Application
from ..errors import CredentialError, InvalidUserId
from ..user_id import check_ticket_user_id
from ..user_ticket import read_user_ticket
from .diagnosis import diagnose_ticket, has_signed
from .result import Inspection, Part
from .words import show_lifetime, show_moment, show_signature, show_text, show_value

FORM = "user ticket"

EXPLANATIONS = {
    "identity": "Which user may start a client with it.",
    "identity.type": 'What kind of name follows: always "username".',
    "identity.endpoint": "The User ID: who starts the client.",
    "expiresIn": "The lifetime, in seconds after created.",
    "applicationKey": "Which application made the ticket.",
    "created": "When it was made, in UTC.",
}
UNKNOWN = "None of the members that Sinch names."
SIGNATURE = "HMAC-SHA256 of the JSON, byte by byte as sent, keyed with the Application Secret."
EXPIRES = "Created and lifetime together: until when a client can start with it."


def inspect_ticket(application: Application, text: str, now: datetime) -> Inspection:
    data_text, _, signature_text = text.partition(":")
    data, signature = decode(data_text, "data"), decode(signature_text, "signature")
    members = read_members(data)
    parts = [
        explain(name, value, now)
        for outer, content in members.items()
        for name, value in spread(outer, content)
    ]
    parts += work_out(members, now)
    if signature_text:
        parts.append(Part("signature", "signature", show_signature(signature_text), SIGNATURE))
    fault, diagnosis = find_fault(application, text, now), ""
    if fault and fault.code == "signature-mismatch":
        diagnosis = diagnose_ticket(application, data, signature)
    is_verified = has_signed(application.secret, data, signature)
    return Inspection(FORM, tuple(parts), fault, is_verified, diagnosis)


def find_fault(application: Application, text: str, now: datetime) -> CredentialError | None:
    try:
        read_user_ticket(application, text, now=now)
    except CredentialError as fault:
        return fault
    return None


def decode(text: str, what: str) -> bytes:
    """Return what can be decoded; the reader says elsewhere why nothing can."""
    try:
        return decode_base64(text, what)
    except CredentialError:
        return b""


def read_members(data: bytes) -> JsonObject:
    try:
        return parse_object(data, "data")
    except CredentialError:
        return {}


def spread(name: str, value: object) -> list[tuple[str, object]]:
    """Name the members of the identity one by one."""
    if name == "identity" and isinstance(value, dict):
        return [(f"identity.{inner}", content) for inner, content in value.items()]
    return [(name, value)]


def explain(name: str, value: object, now: datetime) -> Part:
    meaning = ""
    if name == "created":
        meaning = explain_created(value, now)
    elif name == "expiresIn" and is_whole_number(value):
        meaning = show_lifetime(value)
    elif name == "identity.endpoint" and isinstance(value, str):
        meaning = judge_user_id(value)
    return Part(
        "JSON", show_text(name), show_value(value), EXPLANATIONS.get(name, UNKNOWN), meaning
    )


def explain_created(value: object, now: datetime) -> str:
    try:
        return show_moment(parse_timestamp(value, "created"), now)
    except CredentialError as fault:
        return str(fault)


def judge_user_id(user_id: str) -> str:
    try:
        check_ticket_user_id(user_id)
    except InvalidUserId as error:
        return f"The classic SDK (1.x) refuses it. {error}"
    return ""


def work_out(members: JsonObject, now: datetime) -> list[Part]:
    """Until when it is valid, which stands in no member of its own."""
    seconds = members.get("expiresIn")
    if not is_whole_number(seconds):
        return []
    try:
        expires_at = parse_timestamp(members.get("created"), "created") + timedelta(seconds=seconds)
    except (CredentialError, OverflowError):
        return []
    meaning = show_moment(expires_at, now)
    return [Part("worked out", "expires", "created + expiresIn", EXPIRES, meaning)]
