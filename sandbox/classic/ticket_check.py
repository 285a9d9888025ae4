"""Checks a user ticket as Sinch would; shares no code with the package that signs it.

``base64(JSON) ":" base64(HMAC-SHA256(secret, JSON))``
"""

import base64
import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from credentials import Application
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.credential_check import CLOCK_CURE, in_words
from strict_json import load_strict_json

MAX_TICKET_LENGTH = 8192
MAX_CLOCK_SKEW = timedelta(minutes=5)
SIGNATURE_BYTES = 32
CREATED = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(?P<offset>Z|[+-]\d\d:?\d\d)?", re.ASCII
)


def check_user_ticket(application: Application, ticket: str, *, now: datetime) -> str:
    """Return whose ticket it is.

    :param now: aware.
    :raises ClassicError: at the first fault.
    """
    data, signature = split_ticket(ticket)
    claims = read_claims(data)
    if claims.get("applicationKey") != application.key:
        raise ClassicError(
            ErrorCode.UNKNOWN_APPLICATION,
            "The ticket is for another application: "
            "check SINCH_APPLICATION_KEY where the tickets are signed.",
        )
    # Over the bytes as they came: JSON has many spellings.
    if not hmac.compare_digest(hmac.digest(application.secret, data, "sha256"), signature):
        raise ClassicError(
            ErrorCode.WRONG_SIGNATURE,
            "The ticket was signed with another secret: "
            "check SINCH_APPLICATION_SECRET where the tickets are signed.",
        )
    check_times(read_created(claims), claims.get("expiresIn"), now)
    return read_user_id(claims)


def split_ticket(ticket: str) -> tuple[bytes, bytes]:
    """Return the signed bytes and the signature."""
    data, colon, signature = ticket.partition(":")
    if not colon:
        raise malformed('it has no signature after a ":"')
    if len(ticket) > MAX_TICKET_LENGTH:
        raise malformed(f"it is longer than {MAX_TICKET_LENGTH} characters")
    decoded = decode_base64(signature, "signature")
    if len(decoded) != SIGNATURE_BYTES:
        raise malformed("its signature does not have 32 bytes")
    return decode_base64(data, "content"), decoded


def decode_base64(text: str, name: str) -> bytes:
    try:
        decoded = base64.b64decode(text)
    except ValueError:
        decoded = b""
    # What decodes loosely has several spellings; one ticket has one.
    if not decoded or base64.b64encode(decoded) != text.encode("utf-8", "replace"):
        raise malformed(f"its {name} is not standard base64")
    return decoded


def read_claims(data: bytes) -> dict[str, Any]:
    try:
        claims = load_strict_json(data.decode())
    except ValueError:
        raise malformed("its content is not JSON") from None
    if not isinstance(claims, dict):
        raise malformed("its content is not a JSON object")
    return claims


def read_created(claims: dict[str, Any]) -> datetime:
    created = claims.get("created")
    match = CREATED.fullmatch(created) if isinstance(created, str) else None
    if match and match["offset"] is None:
        raise malformed('its "created" has neither Z nor an offset, so it names no moment')
    try:
        if match:
            return datetime.fromisoformat(match[0]).astimezone(UTC)
    except (ValueError, OverflowError):  # the thirtieth of February, an offset of 99 hours
        pass
    raise malformed('its "created" is not a time such as 2026-11-20T12:00:00Z')


def check_times(created: datetime, lifetime: object, now: datetime) -> None:
    # True is an int for Python.
    if type(lifetime) is not int or lifetime < 1:
        raise malformed('its "expiresIn" is not a number of seconds')
    ahead = created - now
    if ahead > MAX_CLOCK_SKEW:
        raise ClassicError(
            ErrorCode.EXPIRED,
            f"The ticket was made {in_words(ahead.total_seconds())} in the future: {CLOCK_CURE}.",
        )
    late = -ahead.total_seconds() - lifetime
    if late >= 0:
        raise ClassicError(
            ErrorCode.EXPIRED,
            f"The ticket expired {in_words(late)} ago: "
            f"fetch a new one for each start, or {CLOCK_CURE}.",
        )


def read_user_id(claims: dict[str, Any]) -> str:
    identity = claims.get("identity")
    if not isinstance(identity, dict) or identity.get("type") != "username":
        raise ClassicError(ErrorCode.BAD_REQUEST, "The ticket's identity is not a username.")
    user_id = identity.get("endpoint")
    if not isinstance(user_id, str) or not user_id:
        raise ClassicError(ErrorCode.BAD_REQUEST, "The ticket's identity has no endpoint.")
    return user_id


def malformed(fault: str) -> ClassicError:
    return ClassicError(ErrorCode.MALFORMED_TICKET, f"The ticket is not a user ticket: {fault}.")
