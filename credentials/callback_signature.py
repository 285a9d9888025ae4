"""The signature by which Sinch proves that a callback (ICE, ACE, DiCE) is its own.

Source: https://developers.sinch.com/docs/voice/api-reference/authentication/callback-signed-request
"""

import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from ._times import CLOCK_LEEWAY, in_words, parse_timestamp, to_utc
from .application import Application
from .errors import BadCallbackSignature, CredentialError

AUTHORIZATION = re.compile(r"application +([^:\s]+):([^:\s]+)", re.ASCII | re.IGNORECASE)


class Headers(Protocol):
    """A mapping of names to values, or what Flask has: several of a name are seen as such."""

    def items(self) -> Iterable[tuple[str, str]]: ...


def sign_callback(
    application: Application,
    *,
    method: str,
    path: str,
    content_type: str,
    timestamp: str | datetime,
    body: bytes,
) -> str:
    """Return the ``Authorization`` header with which Sinch would send a callback.

    :param path: as sent, without host and query.
    :param content_type: the ``Content-Type`` header as sent, parameters and all.
    :param timestamp: the ``x-timestamp`` header as sent; a time stands for its
        :func:`callback_timestamp`.
    """
    if isinstance(timestamp, datetime):
        timestamp = callback_timestamp(timestamp)
    signature = _sign(application, method, path, content_type, timestamp, body)
    return f"application {application.key}:{signature}"


def callback_timestamp(moment: datetime) -> str:
    """Write an aware time for the ``x-timestamp`` header: ISO 8601 in UTC, with ``Z``."""
    return to_utc(moment).replace(tzinfo=None).isoformat() + "Z"


def check_callback(
    application: Application,
    *,
    method: str,
    path: str,
    headers: Headers,
    body: bytes,
    now: datetime,
) -> None:
    """Prove that Sinch sent this request within the last 5 minutes; before parsing its body.

    Everything is text, and the body bytes, as web frameworks give them.

    :param path: as Sinch sent it, without host and query; behind a proxy, the public one.
    :param headers: names in any letter case; ``Authorization``, ``x-timestamp``, ``Content-Type``.
    :param now: aware; a clock may differ by 5 minutes in either direction.
    :raises BadCallbackSignature: answer 401, and log the ``code``.
    """
    authorization = AUTHORIZATION.fullmatch(_header(headers, "authorization"))
    if not authorization:
        raise BadCallbackSignature(
            "authorization-form", 'The Authorization header is not "application KEY:SIGNATURE".'
        )
    # A UUID is the same in capitals, and people type it so; the signature proves the rest.
    if authorization[1].lower() != application.key.lower():
        raise BadCallbackSignature("wrong-application", "The callback is for another application.")
    timestamp = _header(headers, "x-timestamp")
    _check_timestamp(timestamp, now)
    content_type = _header(headers, "content-type")
    expected = _sign(application, method, path, content_type, timestamp, body)
    # As bytes: compare_digest refuses text outside ASCII with an error of its own.
    if not hmac.compare_digest(expected.encode("ascii"), _to_bytes(authorization[2])):
        raise BadCallbackSignature(
            "signature-mismatch",
            "The callback was signed with another secret, or changed on its way: compare the"
            " Application Secret, and the path that Sinch calls.",
        )


def _sign(
    application: Application, method: str, path: str, content_type: str, timestamp: str, body: bytes
) -> str:
    md5 = hashlib.md5(body, usedforsecurity=False).digest() if body else b""
    content_md5 = b64encode(md5).decode("ascii")
    lines = [method, content_md5, content_type, f"x-timestamp:{timestamp}", path]
    signature = hmac.digest(application.secret, _to_bytes("\n".join(lines)), "sha256")
    return b64encode(signature).decode("ascii")


def _to_bytes(text: str) -> bytes:
    """UTF-8, for any text: a stranger's half surrogate pair must not raise."""
    return text.encode("utf-8", "surrogatepass")


def _header(headers: Headers, name: str) -> str:
    values = [value for key, value in headers.items() if key.lower() == name]
    if len(values) > 1:
        raise BadCallbackSignature("header-twice", f"The callback has the header {name} twice.")
    return values[0] if values else ""


def _check_timestamp(timestamp: str, now: datetime) -> None:
    try:
        sent_at = parse_timestamp(timestamp, "x-timestamp")
    except CredentialError as error:
        raise BadCallbackSignature(error.code, error.sentence) from None
    difference = abs(sent_at - to_utc(now))
    if difference > CLOCK_LEEWAY:
        raise BadCallbackSignature(
            "timestamp-not-now",
            f"The callback is dated {in_words(difference)} from now: is this machine's clock"
            " right?",
        )
