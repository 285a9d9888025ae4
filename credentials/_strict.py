"""Base64, JSON and text, read so that every value has one spelling only.

Python's own decoders skip foreign characters, ignore trailing bits, take the last of two equal
members and accept ``NaN``. Each of these lets two readers see different things in one credential.
"""

import base64
import json
from typing import TypeGuard

from .errors import CredentialError

JsonObject = dict[str, object]

MAX_LENGTH = 16_384
"""Characters; the longest user id that any SDK takes makes a credential of some 2,500."""

SIGNATURE_BYTES = 32


def require_text(value: object, what: str) -> str:
    """Return the value if it is a str without characters outside ASCII and not too long."""
    if not isinstance(value, str) or not value.isascii():
        raise CredentialError("not-ascii-text", f"The {what} is not plain ASCII text.")
    if len(value) > MAX_LENGTH:
        raise CredentialError("too-long", f"The {what} is longer than {MAX_LENGTH} characters.")
    return value


def decode_base64(text: str, what: str) -> bytes:
    """Decode standard base64 with padding, in its one canonical spelling.

    :raises CredentialError: ``WHAT-not-base64``.
    """
    try:
        data = base64.b64decode(text)
    except ValueError:
        data = b""
    # Comparing covers white space, foreign characters, missing padding and trailing bits at once.
    if not text or base64.b64encode(data).decode("ascii") != text:
        raise CredentialError(
            f"{what}-not-base64", f"The {what} part is not standard base64 with padding."
        )
    return data


def decode_base64url(text: str, what: str) -> bytes:
    """Decode URL-safe base64 without padding, in its one canonical spelling.

    :raises CredentialError: ``WHAT-not-base64url``.
    """
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        data = b""
    if not text or base64.urlsafe_b64encode(data).decode("ascii").rstrip("=") != text:
        raise CredentialError(
            f"{what}-not-base64url", f"The {what} part is not URL-safe base64 without padding."
        )
    return data


def parse_object(data: bytes, what: str) -> JsonObject:
    """Parse UTF-8 JSON that is one object; no member may stand twice in an object.

    :raises CredentialError: ``WHAT-not-utf8`` or ``WHAT-not-json``.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CredentialError(f"{what}-not-utf8", f"The {what} part is not UTF-8.") from None
    try:
        value = json.loads(text, object_pairs_hook=_members, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise CredentialError(
            f"{what}-not-json", f"The {what} part is not a JSON object with each member once."
        )
    return value


def check_signature_length(signature: bytes) -> None:
    """Refuse what cannot be HMAC-SHA256; some generators strip white space off the raw bytes."""
    if len(signature) != SIGNATURE_BYTES:
        raise CredentialError(
            "signature-length",
            f"The signature has {len(signature)} bytes where HMAC-SHA256 has {SIGNATURE_BYTES}.",
        )


def is_words(value: object) -> TypeGuard[str]:
    """Whether the value is a str, not empty, that UTF-8 can hold: no half surrogate pair."""
    try:
        return isinstance(value, str) and value.encode("utf-8") != b""
    except UnicodeEncodeError:
        return False


def is_whole_number(value: object) -> TypeGuard[int]:
    """Whether the value is an int; ``True`` and ``1.0`` are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _members(pairs: list[tuple[str, object]]) -> JsonObject:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError
    return members


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
