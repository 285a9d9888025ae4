"""Credentials made with the standard library alone: right, but for what a test asks for.

``...`` as a value drops the member.
"""

import hashlib
import hmac
import json
from base64 import b64encode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

from credentials import Application

KEY = "a32e5a8d-f7d8-411c-9645-9038e8dd051d"
SECRET = bytes(range(32))
APPLICATION = Application(KEY, SECRET)
ISSUER = f"//rtc.sinch.com/applications/{KEY}"

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NOON_SECOND = 1_795_176_000


def forge_token(header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A registration token for alice, of noon."""
    right_header = {"alg": "HS256", "kid": "hkdfv1-20261120"}
    right_claims = {
        "iss": ISSUER,
        "sub": f"{ISSUER}/users/alice",
        "iat": NOON_SECOND,
        "exp": NOON_SECOND + 600,
        "nonce": "n",
    }
    return sign_token_parts(to_json(right_header | (header or {})), to_json(right_claims | claims))


def sign_token_parts(header: bytes, claims: bytes, *, date: str = "20261120") -> str:
    key = hmac.new(SECRET, date.encode(), hashlib.sha256).digest()
    signed = f"{base64url(header)}.{base64url(claims)}"
    return f"{signed}.{base64url(hmac.new(key, signed.encode(), hashlib.sha256).digest())}"


def forge_ticket(**members: Any) -> str:
    """A user ticket for alice, of noon."""
    right = {
        "identity": {"type": "username", "endpoint": "alice"},
        "expiresIn": 3600,
        "applicationKey": KEY,
        "created": "2026-11-20T12:00:00Z",
    }
    return sign_ticket_data(to_json(right | members))


def sign_ticket_data(data: bytes) -> str:
    signature = hmac.new(SECRET, data, hashlib.sha256).digest()
    return f"{b64encode(data).decode()}:{b64encode(signature).decode()}"


def to_json(members: dict[str, Any]) -> bytes:
    kept = {name: value for name, value in members.items() if value is not ...}
    return json.dumps(kept).encode()


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
