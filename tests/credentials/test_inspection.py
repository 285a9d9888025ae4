"""What an inspection says about a credential: form, parts, verdict, advice."""

import hmac
import json
from base64 import b64encode
from datetime import datetime, timedelta

import pytest

from credentials import Application
from credentials import sign_registration as sign
from credentials.inspection import Inspection, inspect_credential

from .forge import (
    APPLICATION,
    ISSUER,
    KEY,
    NOON,
    NOON_SECOND,
    SECRET,
    base64url,
    forge_ticket,
    forge_token,
    sign_token_parts,
)

MINUTE = timedelta(minutes=1)
ANOTHER = Application(KEY, b"\1" * 32)


def inspect(
    pasted: object, now: datetime = NOON + 3 * MINUTE, application: Application = APPLICATION
) -> Inspection:
    return inspect_credential(application, pasted, now=now)


def meanings(found: Inspection) -> dict[str, tuple[str, str]]:
    return {part.name: (part.value, part.meaning) for part in found.parts}


def test_a_good_token_is_told_and_explained_part_by_part_in_its_order() -> None:
    found = inspect(forge_token())

    assert (found.form, found.is_good, found.is_verified) == ("registration token", True, True)
    assert list(meanings(found)) == [
        *("alg", "kid"),
        *("iss", "sub", "iat", "exp", "nonce"),
        *("User ID", "lifetime", "signature"),
    ]
    assert meanings(found)["kid"] == ("hkdfv1-20261120", "the key of 2026-11-20, in UTC")
    assert meanings(found)["iat"][1] == "2026-11-20 12:00:00 UTC, 3 minutes ago"
    assert meanings(found)["exp"][1] == "2026-11-20 12:10:00 UTC, in 7 minutes"
    assert meanings(found)["lifetime"][1] == "10 minutes"
    assert meanings(found)["User ID"][0] == "alice"
    assert all(part.explanation for part in found.parts)


def test_a_good_ticket_is_told_and_explained_part_by_part_in_its_order() -> None:
    found = inspect(forge_ticket())

    assert (found.form, found.is_good, found.is_verified) == ("user ticket", True, True)
    assert list(meanings(found)) == [
        *("identity.type", "identity.endpoint", "expiresIn", "applicationKey", "created"),
        *("expires", "signature"),
    ]
    assert meanings(found)["identity.endpoint"][0] == "alice"
    assert meanings(found)["created"][1] == "2026-11-20 12:00:00 UTC, 3 minutes ago"
    assert meanings(found)["expires"][1] == "2026-11-20 13:00:00 UTC, in 57 minutes"


def test_the_answer_of_the_signature_route_is_checked_whole() -> None:
    answer = {"applicationKey": KEY, "userId": "alice", "sequence": 7}
    answer["signature"] = sign(APPLICATION, "alice", sequence=7)

    assert inspect(json.dumps(answer)).is_good
    assert inspect(json.dumps(answer | {"sequence": "7"})).is_good
    assert not inspect(json.dumps(answer | {"sequence": 8})).is_good
    assert not inspect(json.dumps(answer | {"userId": "bob"})).is_good


def test_a_registration_signature_alone_is_told_but_not_called_good() -> None:
    found = inspect(sign(APPLICATION, "alice", sequence=7))

    assert found.form == "registration signature"
    assert "holds none of what it signs" in str(found.fault)


@pytest.mark.parametrize("prefix", ["", "Authorization: "])
def test_the_header_of_a_callback_is_told_but_not_called_good(prefix: str) -> None:
    found = inspect(f"{prefix}application {KEY}:{'a' * 43}=")

    assert (found.form, found.is_good) == ("callback signature", False)
    assert meanings(found)["application"][0] == KEY


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_another_secret_is_said_and_the_parts_are_shown_unverified(make) -> None:
    found = inspect(make(), application=ANOTHER)

    assert "signed with another secret" in str(found.fault)
    assert not found.is_verified
    assert len(found.parts) == len(inspect(make()).parts)


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_an_expired_credential_is_still_verified(make) -> None:
    found = inspect(make(), now=NOON + timedelta(hours=3))

    assert found.fault
    assert found.fault.code == "expired"
    assert "ago: is this machine's clock right?" in str(found.fault)
    assert found.is_verified


def test_a_wrong_key_date_is_said_with_both_dates() -> None:
    claims = json.dumps(
        {
            "iss": ISSUER,
            "sub": f"{ISSUER}/users/alice",
            "iat": NOON_SECOND,
            "exp": NOON_SECOND + 600,
            "nonce": "n",
        }
    ).encode()
    header = b'{"alg":"HS256","kid":"hkdfv1-20261119"}'

    found = inspect(sign_token_parts(header, claims, date="20261119"))
    with_key_of_iat = inspect(sign_token_parts(header, claims, date="20261120"))

    assert str(found.fault).startswith(
        "The key date 20261119 is not the date of iat (20261120, UTC)"
    )
    assert with_key_of_iat.advice.startswith("The key of the date of iat has signed, but kid names")


def test_the_wrong_keys_that_people_take_are_named() -> None:
    signed = forge_token().rpartition(".")[0]
    text = b64encode(SECRET)

    def advice(key: bytes) -> str:
        signature = hmac.digest(key, signed.encode(), "sha256")
        return inspect(f"{signed}.{base64url(signature)}").advice

    assert "with the Application Secret itself" in advice(SECRET)
    assert "with the secret as text" in advice(text)
    assert "derived from the secret as text" in advice(hmac.digest(text, b"20261120", "sha256"))
    assert advice(b"any other") == ""


def test_a_cut_off_token_shows_what_is_left() -> None:
    found = inspect(forge_token()[:80])

    assert found.form == "registration token"
    assert list(meanings(found)) == ["alg", "kid"]
    assert found.advice.startswith("Copy it whole")


def test_what_stands_around_a_pasted_credential_is_left_out() -> None:
    assert inspect(f'  "{forge_token()}"\n').is_good


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_a_broken_line_is_read_and_named(make) -> None:
    found = inspect(f"{make()[:60]}\n  {make()[60:]}")

    assert found.fault
    assert found.fault.code == "white-space"
    assert found.is_verified


def test_a_user_id_that_the_sdk_refuses_is_named() -> None:
    token = inspect(forge_token(sub=f"{ISSUER}/users/alice@example.com"))
    ticket = inspect(forge_ticket(identity={"type": "username", "endpoint": "a" * 41}))

    assert token.is_good
    assert "The current SDK (2.x) refuses it." in meanings(token)["User ID"][1]
    assert "The classic SDK (1.x) refuses it." in meanings(ticket)["identity.endpoint"][1]


@pytest.mark.parametrize("seconds", [10**18, -(10**18), True, "3600"])
def test_a_lifetime_that_gives_no_end_is_named(seconds: object) -> None:
    found = inspect(forge_ticket(expiresIn=seconds))

    assert found.fault
    assert found.fault.code == "expires-in-form"
    assert "expires" not in meanings(found)
