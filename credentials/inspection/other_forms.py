"""Explains what is signed over more than itself: registration signature, callback header."""

import hmac
import re

from .._strict import JsonObject, decode_base64, is_whole_number, is_words
from ..application import Application
from ..errors import CredentialError
from ..registration_signature import MAX_SEQUENCE, sign_registration
from .result import Inspection, Part
from .words import show_signature, show_text, show_value

SIGNATURE_FORM = "registration signature"
CALLBACK_FORM = "callback signature"
SHA1_BYTES = 20

EXPLANATIONS = {
    "applicationKey": "Which application the user registers with.",
    "userId": "The User ID: who registers.",
    "sequence": "Greater than any before it for this user, so that no signature works twice.",
}
SIGNATURE = "SHA-1 of User ID, Application Key, sequence and the secret's base64 text, in base64."
CALLBACK = "HMAC-SHA256 of method, MD5 of the body, Content-Type, x-timestamp and path."


def is_registration_signature(text: str) -> bool:
    try:
        return len(decode_base64(text, "signature")) == SHA1_BYTES
    except CredentialError:
        return False


def inspect_signature_alone(text: str) -> Inspection:
    part = Part("signature", "signature", show_signature(text), SIGNATURE)
    fault = CredentialError(
        "unproved",
        "A registration signature holds none of what it signs, so it is not checked: paste the"
        " whole JSON answer of POST /api/registration-signature instead.",
    )
    return Inspection(SIGNATURE_FORM, (part,), fault)


def inspect_signature_answer(application: Application, answer: JsonObject) -> Inspection:
    """Explain ``{"applicationKey", "userId", "sequence", "signature"}``."""
    parts = [
        Part("JSON", name, show_value(answer[name]), explanation)
        for name, explanation in EXPLANATIONS.items()
        if name in answer
    ]
    signature = str(answer.get("signature", ""))
    parts.append(Part("signature", "signature", show_signature(signature), SIGNATURE))
    fault = find_signature_fault(application, answer, signature)
    return Inspection(SIGNATURE_FORM, tuple(parts), fault, is_verified=fault is None)


def find_signature_fault(
    application: Application, answer: JsonObject, signature: str
) -> CredentialError | None:
    user_id, sequence = answer.get("userId"), read_sequence(answer.get("sequence"))
    if not is_words(user_id) or sequence is None:
        return CredentialError("signature-form", '"userId" or "sequence" is missing or no such.')
    if answer.get("applicationKey", application.key) != application.key:
        return CredentialError(
            "wrong-application",
            f"The registration signature is for another Application Key than {application.key}.",
        )
    expected = sign_registration(application, user_id, sequence=sequence)
    if hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogatepass")):
        return None
    return CredentialError(
        "signature-mismatch",
        "The registration signature was made with another secret, user id or sequence: compare the"
        " Application Secret with the Sinch dashboard.",
    )


def read_sequence(value: object) -> int | None:
    """Also from text: JavaScript cannot hold numbers above 2^53."""
    if isinstance(value, str) and re.fullmatch("[0-9]{1,20}", value):
        value = int(value)
    return value if is_whole_number(value) and 1 <= value <= MAX_SEQUENCE else None


def inspect_callback(application: Application, header: re.Match[str]) -> Inspection:
    """Explain ``application KEY:SIGNATURE``, of :data:`AUTHORIZATION`."""
    key, signature = header.groups()
    parts = (
        Part("header", "application", show_text(key), "Which application Sinch calls."),
        Part("signature", "signature", show_signature(signature), CALLBACK),
    )
    if key.lower() != application.key.lower():
        code, sentence = "wrong-application", "The callback is for another Application Key."
    else:
        code, sentence = (
            "unproved",
            "The header holds none of what it signs: method, body, Content-Type, time and path.",
        )
    return Inspection(CALLBACK_FORM, parts, CredentialError(code, sentence))
