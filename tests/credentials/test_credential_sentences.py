"""What a refusal says to the person on the page, and when time refuses."""

from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

import pytest

from credentials import (
    Application,
    CredentialError,
    RegistrationToken,
    read_registration_token,
)

from .forge import APPLICATION, KEY, NOON, forge_token
from .forge import sign_token_parts as sign_parts

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def read(token: object, now: datetime = NOON) -> RegistrationToken:
    return read_registration_token(APPLICATION, token, now=now)


def test_a_token_lives_from_five_minutes_before_iat_to_just_before_exp() -> None:
    token = forge_token()

    read(token, NOON - 5 * MINUTE)
    read(token, NOON + 10 * MINUTE - timedelta(microseconds=1))

    with pytest.raises(CredentialError, match="in the future"):
        read(token, NOON - 5 * MINUTE - timedelta(microseconds=1))
    with pytest.raises(CredentialError, match="expired"):
        read(token, NOON + 10 * MINUTE)


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            NOON + 13 * MINUTE,
            "The registration token expired 3 minutes ago: is this machine's clock right?",
        ),
        (
            NOON - DAY,
            "The registration token was issued 24 hours in the future: is this machine's clock"
            " right?",
        ),
        (
            NOON + 10 * MINUTE + timedelta(seconds=1),
            "The registration token expired 1 second ago: is this machine's clock right?",
        ),
        (
            NOON + 800 * DAY,
            "The registration token expired 799 days ago: is this machine's clock right?",
        ),
    ],
)
def test_a_wrong_clock_is_said_in_words(now: datetime, sentence: str) -> None:
    with pytest.raises(CredentialError) as refused:
        read(forge_token(), now)

    assert str(refused.value) == sentence


def test_another_secret_is_said_in_words_that_do_not_hold_it() -> None:
    with pytest.raises(CredentialError, match="signed with another secret") as refused:
        read_registration_token(Application(KEY, b"\1" * 32), forge_token(), now=NOON)

    assert refused.value.code == "signature-mismatch"
    assert b"\1" * 32 not in repr(refused.value).encode()


def test_a_wrong_key_date_is_said_in_words() -> None:
    token = sign_parts(
        b'{"alg":"HS256","kid":"hkdfv1-20261119"}',
        urlsafe_b64decode(forge_token().split(".")[1] + "=="),
        date="20261119",
    )

    with pytest.raises(
        CredentialError,
        match=r"The key date 20261119 is not the date of iat \(20261120, UTC\)",
    ):
        read(token)


def test_a_naive_clock_is_the_callers_mistake_not_the_tokens() -> None:
    with pytest.raises(ValueError, match="time zone") as mistaken:
        read(forge_token(), datetime(2026, 11, 20, 12, 0))  # noqa: DTZ001

    assert not isinstance(mistaken.value, CredentialError)
