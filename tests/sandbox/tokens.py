"""Registration tokens made by hand, right in every respect but those that a test changes."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from credentials import Application
from sandbox.credential_check import RegistrationRefused, check_registration_token

ISSUED_AT = datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC)
KEY = "396f387f-2e22-4b29-9b94-1df41a05f0dc"
SECRET = "4sxPfbyPzfvhZuemQRWaZQ=="
APPLICATION = Application.from_text(KEY, SECRET)
NOW = ISSUED_AT + timedelta(seconds=1)


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def make_token(
    application: Application,
    user_id: str = "alice",
    *,
    issued_at: datetime = ISSUED_AT,
    header: dict[str, Any] | None = None,
    secret: bytes | None = None,
    registration_ends_at: object = ...,
    **claims: Any,
) -> str:
    """A token valid for ten minutes; a claim that is ``...`` is left out."""
    date = issued_at.strftime("%Y%m%d")
    issuer = f"//rtc.sinch.com/applications/{application.key}"
    issued = int(issued_at.timestamp())
    body = {
        "iss": issuer,
        "sub": f"{issuer}/users/{user_id}",
        "iat": issued,
        "exp": issued + 600,
        "nonce": "6fa8c1d0",
        "sinch:rtc:instance:exp": registration_ends_at,
        **claims,
    }
    body = {name: value for name, value in body.items() if value is not ...}
    head = {"alg": "HS256", "kid": f"hkdfv1-{date}", **(header or {})}
    return sign_text(application, json.dumps(head), json.dumps(body), date, secret)


def sign_text(
    application: Application, header: str, claims: str, date: str, secret: bytes | None = None
) -> str:
    signed = f"{encode(header.encode())}.{encode(claims.encode())}"
    key = hmac.digest(secret or application.secret, date.encode(), "sha256")
    return f"{signed}.{encode(hmac.digest(key, signed.encode(), 'sha256'))}"


def check(token: str, *, user_id: str = "alice", now: datetime = NOW, key: str = KEY):
    return check_registration_token(
        APPLICATION, token, application_key=key, user_id=user_id, now=now
    )


def refusal_of(token: str, **changes) -> RegistrationRefused:
    with pytest.raises(RegistrationRefused) as refused:
        check(token, **changes)
    return refused.value
