"""Registration tokens, signed and read."""

import json
import shutil
import subprocess
from base64 import b64decode, urlsafe_b64decode
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from credentials import (
    Application,
    InvalidUserId,
    RegistrationToken,
    read_registration_token,
    sign_registration_token,
)
from credentials.signing_key import derive_signing_key

from .forge import APPLICATION, ISSUER, KEY, NOON, NOON_SECOND, SECRET, base64url

PUBLISHED = Application.from_text(KEY, "ax8hTTQJF0OPXL32r1LHMA==")
PUBLISHED_TOKEN = (
    "eyJhbGciOiJIUzI1NiIsImtpZCI6ImhrZGZ2MS0yMDE4MDEwMiJ9.eyJleHAiOjE1MTQ4NjI4NDUsImlhdCI6MTUxNDg2"
    "MjI0NSwiaXNzIjoiLy9ydGMuc2luY2guY29tL2FwcGxpY2F0aW9ucy9hMzJlNWE4ZC1mN2Q4LTQxMWMtOTY0NS05MDM4Z"
    "ThkZDA1MWQiLCJub25jZSI6IjZiNDM4YmRhLTJkNWMtNGU4Yy05MmIwLTM5ZjIwYTk0YjM0ZSIsInN1YiI6Ii8vcnRjLn"
    "NpbmNoLmNvbS9hcHBsaWNhdGlvbnMvYTMyZTVhOGQtZjdkOC00MTFjLTk2NDUtOTAzOGU4ZGQwNTFkL3VzZXJzL2ZvbyJ"
    "9.10N-QAvRK0-dacox5X5YusK7C0AWb-kZLiNNTKLQw8I"
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def read(token: object, now: datetime = NOON) -> RegistrationToken:
    return read_registration_token(APPLICATION, token, now=now)


def sign(user_id: str = "alice", **changes: Any) -> str:
    arguments: dict[str, Any] = {"issued_at": NOON, "nonce": "n"} | changes
    return sign_registration_token(APPLICATION, user_id, **arguments)


def part_of(token: str, index: int) -> Any:
    return json.loads(urlsafe_b64decode(token.split(".")[index] + "=="))


def test_sinchs_published_example_is_reproduced_byte_for_byte() -> None:
    token = sign_registration_token(
        PUBLISHED,
        "foo",
        issued_at=datetime(2018, 1, 2, 3, 4, 5, tzinfo=UTC),
        nonce="6b438bda-2d5c-4e8c-92b0-39f20a94b34e",
    )

    assert token == PUBLISHED_TOKEN


def test_the_published_signing_key_is_derived() -> None:
    key = derive_signing_key(PUBLISHED, date(2018, 1, 2))

    assert key == b64decode("AZj5EsS8S7wb06xr5jERqPHsraQt3w/+Ih5EfrhisBQ=")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_computes_the_same_signature() -> None:
    def openssl_hmac(key: bytes, message: str) -> bytes:
        command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-binary"]
        option = ["-macopt", f"hexkey:{key.hex()}"]
        done = subprocess.run(
            command + option, input=message.encode(), capture_output=True, check=True
        )
        return done.stdout

    signed, _, signature = sign().rpartition(".")

    assert signature == base64url(openssl_hmac(openssl_hmac(SECRET, "20261120"), signed))


def test_header_and_claims_are_those_of_the_specification_and_no_others() -> None:
    token = sign("alice", registration_lifetime=2 * DAY)

    assert part_of(token, 0) == {"alg": "HS256", "kid": "hkdfv1-20261120"}
    assert part_of(token, 1) == {
        "iss": ISSUER,
        "sub": f"{ISSUER}/users/alice",
        "iat": NOON_SECOND,
        "exp": NOON_SECOND + 600,
        "nonce": "n",
        "sinch:rtc:instance:exp": NOON_SECOND + 48 * 3600,
    }


def test_what_was_signed_is_read() -> None:
    token = sign("Zm9v_-=", lifetime=MINUTE, registration_lifetime=3 * DAY)

    assert read(token) == RegistrationToken(
        user_id="Zm9v_-=",
        application_key=KEY,
        issued_at=NOON,
        expires_at=NOON + MINUTE,
        nonce="n",
        registration_expires_at=NOON + 3 * DAY,
    )


def test_a_fraction_of_a_second_never_rounds_into_the_next_day() -> None:
    last = datetime(2024, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)

    token = sign(issued_at=last)

    assert part_of(token, 0)["kid"] == "hkdfv1-20241231"
    assert part_of(token, 1)["iat"] == 1_735_689_599


def test_the_key_date_is_that_of_utc_whatever_the_time_zone_given() -> None:
    in_kiritimati = NOON.astimezone(timezone(timedelta(hours=14)))

    assert in_kiritimati.date() == date(2026, 11, 21)
    assert sign(issued_at=in_kiritimati) == sign(issued_at=NOON)


@pytest.mark.parametrize(
    "user_id",
    ["", "a" * 256, "alice@example.com", "al ice", "alice\n", "Åsa", "a.b", "a/b", "٣", "\ud800"],
)
def test_an_id_that_the_current_sdk_refuses_is_not_signed(user_id: str) -> None:
    with pytest.raises(InvalidUserId, match="1 to 255 characters"):
        sign(user_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"issued_at": datetime(2026, 11, 20, 12, 0)},  # noqa: DTZ001 - naive, on purpose
        {"issued_at": datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)},
        {"issued_at": datetime(9999, 12, 31, 23, 59, 0, tzinfo=UTC)},
        {"lifetime": timedelta(seconds=59)},
        {"lifetime": timedelta(0)},
        {"lifetime": timedelta(seconds=-600)},
        {"lifetime": timedelta(seconds=60.5)},
        {"registration_lifetime": timedelta(hours=48) - timedelta(seconds=1)},
        {"registration_lifetime": timedelta.max},
        {"nonce": ""},
        {"nonce": "\ud800"},
    ],
)
def test_an_argument_out_of_range_is_a_value_error(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        sign(**changes)
