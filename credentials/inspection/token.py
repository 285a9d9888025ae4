"""Explains a registration token."""

from datetime import datetime

from .._strict import JsonObject, decode_base64url, is_whole_number, parse_object
from .._times import LATEST_SECOND
from ..application import Application
from ..errors import CredentialError, InvalidUserId
from ..registration_claims import ISSUER
from ..registration_token import read_registration_token
from ..signing_key import parse_key_id
from ..user_id import check_token_user_id
from .diagnosis import diagnose_token, is_token_signed
from .result import Inspection, Part
from .words import show_lifetime, show_seconds_since_1970, show_signature, show_text, show_value

FORM = "registration token"

EXPLANATIONS = {
    "alg": "The algorithm of the signature. Sinch takes HS256: HMAC with SHA-256.",
    "kid": "Which key signed: the key of one day, derived from the Application Secret.",
    "typ": "Says that this is a JWT. Sinch does not need it, and it does no harm.",
    "iss": "The issuer: which application made the token.",
    "sub": "The subject: which user of that application may register with it.",
    "iat": "Issued at: when it was made, in seconds since 1970. Its date, in UTC, is the key's.",
    "exp": "Expires at: until when a client may register with it, in seconds since 1970.",
    "nonce": "A random text, used once: it makes each token different from all others.",
    "sinch:rtc:instance:exp": "Until when the registration itself lasts; optional.",
}
UNKNOWN = "None of those that Sinch names."
SIGNATURE = "HMAC-SHA256 of header and claims as sent, keyed with the key of the day."
LIFETIME = "The time from iat to exp; 60 seconds or more."
USER_ID = "What follows /users/ in sub: who registers."


def inspect_token(application: Application, text: str, now: datetime) -> Inspection:
    header_text, claims_text, signature = [*text.split("."), "", ""][:3]
    header, claims = read_part(header_text, "header"), read_part(claims_text, "claims")
    parts = [explain("header", name, value, now) for name, value in header.items()]
    parts += [explain("claims", name, value, now) for name, value in claims.items()]
    parts += work_out(claims)
    if signature:
        parts.append(Part("signature", "signature", show_signature(signature), SIGNATURE))
    fault, diagnosis = find_fault(application, text, now), ""
    if fault and fault.code == "signature-mismatch":
        diagnosis = diagnose_token(application, text, header, claims)
    is_verified = is_token_signed(application, text, header)
    return Inspection(FORM, tuple(parts), fault, is_verified, diagnosis)


def find_fault(application: Application, text: str, now: datetime) -> CredentialError | None:
    try:
        read_registration_token(application, text, now=now)
    except CredentialError as fault:
        return fault
    return None


def read_part(text: str, what: str) -> JsonObject:
    """Return what can be read; the fault says why, when it is nothing."""
    try:
        return parse_object(decode_base64url(text, what), what)
    except CredentialError:
        return {}


def explain(section: str, name: str, value: object, now: datetime) -> Part:
    meaning = ""
    if name == "kid":
        meaning = explain_key_id(value)
    elif name in ("iat", "exp", "sinch:rtc:instance:exp"):
        meaning = show_seconds_since_1970(value, now)
    elif name == "iss" and isinstance(value, str) and value.startswith(ISSUER):
        meaning = f"Application Key {show_text(value.removeprefix(ISSUER))}"
    explanation = EXPLANATIONS.get(name, UNKNOWN)
    return Part(section, show_text(name), show_value(value), explanation, meaning)


def explain_key_id(value: object) -> str:
    try:
        return f"the key of {parse_key_id(value).isoformat()}, in UTC"
    except CredentialError:
        return "names no day"


def work_out(claims: JsonObject) -> list[Part]:
    """The two facts that people look for, which stand in no claim of their own."""
    parts, iat, exp, subject = [], claims.get("iat"), claims.get("exp"), claims.get("sub")
    if isinstance(subject, str) and "/users/" in subject:
        user_id = subject.split("/users/", 1)[1]
        meaning = judge_user_id(user_id)
        parts.append(Part("worked out", "User ID", show_text(user_id), USER_ID, meaning))
    # Bounded: the difference of two numbers may be too long for Python to write.
    if is_whole_number(iat) and is_whole_number(exp) and abs(exp - iat) <= LATEST_SECOND:
        value, meaning = f"exp - iat = {exp - iat}", show_lifetime(exp - iat)
        parts.append(Part("worked out", "lifetime", value, LIFETIME, meaning))
    return parts


def judge_user_id(user_id: str) -> str:
    """Reading takes any id; the SDK does not."""
    try:
        check_token_user_id(user_id)
    except InvalidUserId as error:
        return f"The current SDK (2.x) refuses it. {error}"
    return ""
