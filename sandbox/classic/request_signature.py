"""How the classic SDK signs its requests with the secret of its instance.

The path is as the browser asked for it, still percent-encoded, without the query.
"""

import hmac
import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import md5

from sandbox.classic.errors import ClassicError, ErrorCode

CLOCK_LEEWAY = timedelta(minutes=5)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)


@dataclass(frozen=True)
class SignedRequest:
    """What the signature covers."""

    method: str
    path: str
    content_type: str
    timestamp: str
    body: bytes


def sign_request(secret: bytes, request: SignedRequest) -> str:
    """Return the signature in base64."""
    # MD5 is what the SDK uses here; the signature over it is not made with MD5.
    digest = md5(request.body, usedforsecurity=False).digest() if request.body else b""
    string_to_sign = "\n".join(
        (
            request.method,
            b64encode(digest).decode("ascii"),
            request.content_type,
            f"x-timestamp:{request.timestamp}",
            request.path,
        )
    )
    return b64encode(hmac.digest(secret, string_to_sign.encode(), "sha256")).decode("ascii")


def check_request(
    secrets: list[bytes], request: SignedRequest, signature: str, *, now: datetime
) -> None:
    """Check that one of the instance's secrets signed this.

    :raises ClassicError:
    """
    check_timestamp(request.timestamp, now)
    for secret in secrets:
        # As bytes: texts are only compared when they are ASCII.
        if hmac.compare_digest(sign_request(secret, request).encode(), signature.encode()):
            return
    raise ClassicError(ErrorCode.WRONG_SIGNATURE, "The request is signed with a wrong secret.")


def check_timestamp(text: str, now: datetime) -> None:
    """Check ``X-Timestamp``; the SDK corrects its clock by ours beforehand.

    :raises ClassicError:
    """
    if not text:
        raise ClassicError(ErrorCode.NO_TIMESTAMP, "The request has no X-Timestamp.")
    try:
        is_near = TIMESTAMP.fullmatch(text) and abs(datetime.fromisoformat(text) - now) <= (
            CLOCK_LEEWAY
        )
    except ValueError:  # the thirtieth of February
        is_near = False
    if not is_near:
        raise ClassicError(
            ErrorCode.WRONG_CLOCK,
            "The request's X-Timestamp is not a time within five minutes of the server's.",
        )
