"""Other people's output, accepted or refused as its vector says; and ours, proved by hand.

What is right is computed here with ``hmac`` and ``hashlib``, never with our own functions.
"""

import hashlib
import hmac
import json
import re
from base64 import b64decode, b64encode, urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from credentials import (
    Application,
    CredentialError,
    InvalidUserId,
    read_registration_token,
    read_user_ticket,
    sign_registration,
    sign_registration_token,
    sign_user_ticket,
)

from .forge import base64url

Case = dict[str, Any]


def application_of(case: Case) -> Application:
    inputs = case["inputs"]
    return Application.from_text(inputs["application_key"], inputs["application_secret"])


def issued_at(case: Case) -> datetime:
    return datetime.fromtimestamp(case["inputs"]["iat"], UTC)


def created_at(case: Case) -> datetime:
    return datetime.fromisoformat(case["inputs"]["created"])


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def test_a_token_is_accepted_or_refused_as_its_vector_says(registration_token_case: Case) -> None:
    case, inputs = registration_token_case, registration_token_case["inputs"]

    if case["strict_reasons"]:
        with pytest.raises(CredentialError) as refused:
            read_registration_token(application_of(case), case["output"], now=issued_at(case))
        assert refused.value.code in case["strict_reasons"]
        return

    read = read_registration_token(application_of(case), case["output"], now=issued_at(case))
    assert (read.application_key, read.user_id) == (inputs["application_key"], inputs["user_id"])
    assert read.issued_at.timestamp() == inputs["iat"]
    assert read.expires_at.timestamp() == inputs["exp"]
    assert read.nonce == case["decoded"]["payload"]["nonce"]


def test_a_ticket_is_accepted_or_refused_as_its_vector_says(user_ticket_case: Case) -> None:
    case, application = user_ticket_case, application_of(user_ticket_case)
    visible_reasons = set(case["strict_reasons"]) - {"user-id-changed"}

    if visible_reasons:
        with pytest.raises(CredentialError) as refused:
            read_user_ticket(application, case["output"], now=created_at(case))
        assert refused.value.code in visible_reasons
        return

    # A producer that removes spaces signs for another user, and no reader can see it: the signed
    # id is what it is. It shows to whoever knows which id was asked for, as we do here.
    read = read_user_ticket(application, case["output"], now=created_at(case))
    is_changed = read.user_id != case["inputs"]["user_id"]
    assert is_changed == ("user-id-changed" in case["strict_reasons"])
    claims = case["decoded"]["claims"]
    assert read.user_id == claims["identity"]["endpoint"]
    assert read.created_at == datetime.fromisoformat(claims["created"])
    assert read.expires_at - read.created_at == timedelta(seconds=claims["expiresIn"])


def test_a_registration_signature_equals_its_vector(registration_signature_case: Case) -> None:
    case, inputs = registration_signature_case, registration_signature_case["inputs"]
    text = inputs["user_id"] + inputs["application_key"] + inputs["sequence"]
    sha1 = hashlib.sha1((text + inputs["application_secret"]).encode())  # noqa: S324

    signature = sign_registration(
        application_of(case), inputs["user_id"], sequence=int(inputs["sequence"])
    )

    assert signature == b64encode(sha1.digest()).decode()
    # From 2^63 on, the Java producer signs a negative number.
    assert (signature == case["output"]) == (case["strict_reasons"] == [])


def test_our_token_for_the_same_inputs_has_the_signature_computed_by_hand(
    registration_token_case: Case,
) -> None:
    case, user_id = registration_token_case, registration_token_case["inputs"]["user_id"]
    moment, payload = issued_at(case), case["decoded"]["payload"]
    lifetime = timedelta(seconds=max(60, payload["exp"] - payload["iat"]))
    secret, date = b64decode(case["inputs"]["application_secret"]), f"{moment:%Y%m%d}".encode()

    try:
        token = sign_registration_token(
            application_of(case),
            user_id,
            issued_at=moment,
            nonce=payload["nonce"],
            lifetime=lifetime,
        )
    except InvalidUserId:
        assert not re.fullmatch("[A-Za-z0-9_=-]{1,255}", user_id)
        return

    header, claims, signature = token.split(".")
    signed = f"{header}.{claims}".encode()
    assert signature == base64url(hmac_sha256(hmac_sha256(secret, date), signed))
    assert json.loads(urlsafe_b64decode(header + "==")) == {
        "alg": "HS256",
        "kid": f"hkdfv1-{date.decode()}",
    }
    sent = json.loads(urlsafe_b64decode(claims + "=="))
    assert sent == payload | {"exp": payload["iat"] + lifetime.total_seconds()}


def test_our_ticket_for_the_same_inputs_has_the_signature_computed_by_hand(
    user_ticket_case: Case,
) -> None:
    case, inputs = user_ticket_case, user_ticket_case["inputs"]
    secret, moment = b64decode(inputs["application_secret"]), created_at(case)

    try:
        ticket = sign_user_ticket(application_of(case), inputs["user_id"], created_at=moment)
    except InvalidUserId:
        assert not re.fullmatch("[!-~]{1,40}", inputs["user_id"])
        return

    data, signature = (b64decode(part, validate=True) for part in ticket.split(":"))
    assert signature == hmac_sha256(secret, data)
    members = json.loads(data.decode("ascii"))
    written_at = datetime.fromisoformat(members.pop("created"))
    assert timedelta(0) <= moment - written_at < timedelta(milliseconds=1)
    assert members == {
        "identity": {"type": "username", "endpoint": inputs["user_id"]},
        "expiresIn": 3600,
        "applicationKey": inputs["application_key"],
    }
