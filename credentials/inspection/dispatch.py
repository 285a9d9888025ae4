"""Tells which form a pasted text is."""

import re
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import datetime

from .._strict import MAX_LENGTH, JsonObject, parse_object
from ..application import Application
from ..callback_signature import AUTHORIZATION
from ..errors import CredentialError
from .other_forms import (
    inspect_callback,
    inspect_signature_alone,
    inspect_signature_answer,
    is_registration_signature,
)
from .result import Inspection, Part
from .ticket import inspect_ticket
from .token import inspect_token

# What '{"', '{}', '{ ' and '{' with a new line become in base64: both forms begin with an object.
JSON_START = re.compile(r"ey[JA]|e30|ew[0ok]")
TOKEN = re.compile(r"[\w+/=-]{8,}(\.[\w+/=-]*)+", re.ASCII)
TICKET = re.compile(r"[\w+/=-]{8,}:[\w+/=:-]*", re.ASCII)
HEADER_NAME = re.compile(r"authorization\s*:\s*", re.IGNORECASE)
# Of the secret's base64 or hex: long enough to be no chance, too short to be of use.
TELLING_LENGTH = 8
UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
BASE64 = re.compile(r"(?=.{22,90}\Z)[A-Za-z0-9+/]+={0,2}")


def inspect_credential(application: Application, pasted: object, *, now: datetime) -> Inspection:
    """Say which form a pasted text is, what its parts mean, and whether it is right.

    :param pasted: anything. White space and quotation marks around it are left out.
    :param now: aware.
    :return: never holds the Application Secret, nor enough to use what was pasted.
    """
    text = pasted.strip().strip("\"'`").strip() if isinstance(pasted, str) else ""
    if len(text) > MAX_LENGTH:
        return none_of_ours("too-long", f"This is longer than {MAX_LENGTH} characters.")
    found = inspect_text(application, text, now)
    return replace(found, parts=tuple(hide_secret(application, part) for part in found.parts))


def inspect_text(application: Application, text: str, now: datetime) -> Inspection:
    authorization = AUTHORIZATION.fullmatch(HEADER_NAME.sub("", text, count=1))
    if authorization:
        return inspect_callback(application, authorization)
    if text.startswith("{"):
        return inspect_json(application, text)
    return inspect_one_line(application, text, now)


def hide_secret(application: Application, part: Part) -> Part:
    """A faulty maker may have written it into a credential; the page must not repeat it.

    Its beginning is enough to hide all: the rest may have been cut off as too long to show.
    """
    standard, url_safe = application.base64_secret, urlsafe_b64encode(application.secret).decode()
    starts = {text[:TELLING_LENGTH] for text in (standard, url_safe, application.secret.hex())}

    def hide(text: str) -> str:
        is_told = any(start in text or start in text.lower() for start in starts if start)
        return "(hidden: it holds the Application Secret)" if is_told else text

    return replace(part, name=hide(part.name), value=hide(part.value), meaning=hide(part.meaning))


def inspect_json(application: Application, text: str) -> Inspection:
    """Explain an answer of POST /api/registration-signature."""
    answer = parse_json(text)
    if "signature" in answer:
        return inspect_signature_answer(application, answer)
    return none_of_ours("unknown-form", "This JSON is no answer that holds a signature.")


def parse_json(text: str) -> JsonObject:
    try:
        return parse_object(text.encode("utf-8", "surrogatepass"), "answer")
    except CredentialError:
        return {}


def inspect_one_line(application: Application, text: str, now: datetime) -> Inspection:
    line = "".join(text.split())
    if JSON_START.match(line) or TOKEN.fullmatch(line) or TICKET.fullmatch(line):
        inspect = inspect_ticket if is_ticket(line) else inspect_token
        found = inspect(application, line, now)
        if line != text and found.is_good:
            return replace(found, fault=broken_line())
        return found
    if is_registration_signature(line):
        return inspect_signature_alone(line)
    return none_of_ours(*describe_stranger(line))


def is_ticket(line: str) -> bool:
    """A ticket's separator is foreign to base64 of either kind, and so is a token's."""
    return ":" in line and "." not in line.partition(":")[0]


def broken_line() -> CredentialError:
    return CredentialError(
        "white-space",
        "There is white space within it, which the SDK or Sinch would refuse: keep it on one line."
        " Without the white space, all is right.",
    )


def describe_stranger(line: str) -> tuple[str, str]:
    """Return code and sentence for what is no credential; never the text itself."""
    if not line:
        return "nothing", "There is nothing to read: paste a credential."
    if UUID.fullmatch(line):
        return "application-key", "This looks like an Application Key, which is no credential."
    if BASE64.fullmatch(line):
        return (
            "application-secret",
            "This may be an Application Secret, which belongs on no page and in no message: if it"
            " is yours and others could see it, get a new one from the Sinch dashboard.",
        )
    return (
        "unknown-form",
        "This is none of the forms: a registration token has three parts with dots between them, a"
        " user ticket two with a colon, a callback's header begins with the word application, a"
        " registration signature is asked for as the JSON that the server answered.",
    )


def none_of_ours(code: str, sentence: str) -> Inspection:
    return Inspection("", (), CredentialError(code, sentence))
