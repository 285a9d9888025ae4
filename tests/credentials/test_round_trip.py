"""What was signed is what is read, for every user id, lifetime and second."""

import string
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from credentials import (
    read_registration_token,
    read_user_ticket,
    sign_registration_token,
    sign_user_ticket,
)

from .forge import APPLICATION
from .generous import generous

token_user_ids = st.text(string.ascii_letters + string.digits + "-_=", min_size=1, max_size=255)
ticket_user_ids = st.text([chr(code) for code in range(0x21, 0x7F)], min_size=1, max_size=40)
lifetimes = st.integers(60, 10**9).map(lambda seconds: timedelta(seconds=seconds))
midnights = st.integers(0, 2_900_000).map(
    lambda days: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(days)
)
near_midnight = st.builds(
    lambda midnight, seconds: midnight + timedelta(seconds=seconds),
    midnights,
    st.integers(-3, 3) | st.integers(-43_200, 43_200),
)


@generous
@given(token_user_ids, near_midnight, lifetimes, st.integers(0, 999_999), lifetimes | st.none())
def test_a_token_says_what_was_signed(
    user_id: str,
    issued_at: datetime,
    lifetime: timedelta,
    microsecond: int,
    registration: timedelta | None,
) -> None:
    lasts = registration and registration + timedelta(hours=48)

    token = sign_registration_token(
        APPLICATION,
        user_id,
        issued_at=issued_at.replace(microsecond=microsecond),
        nonce="Åß\u2028🙂",
        lifetime=lifetime,
        registration_lifetime=lasts,
    )

    read = read_registration_token(APPLICATION, token, now=issued_at)
    assert (read.user_id, read.application_key) == (user_id, APPLICATION.key)
    assert (read.issued_at, read.expires_at) == (issued_at, issued_at + lifetime)
    assert read.registration_expires_at == (lasts and issued_at + lasts)
    assert read.nonce == "Åß\u2028🙂"


@generous
@given(ticket_user_ids, near_midnight, lifetimes, st.integers(0, 999))
def test_a_ticket_says_what_was_signed(
    user_id: str, second: datetime, lifetime: timedelta, millisecond: int
) -> None:
    created_at = second.replace(microsecond=1000 * millisecond)

    ticket = sign_user_ticket(APPLICATION, user_id, created_at=created_at, lifetime=lifetime)

    read = read_user_ticket(APPLICATION, ticket, now=created_at)
    assert (read.user_id, read.application_key) == (user_id, APPLICATION.key)
    assert (read.created_at, read.expires_at) == (created_at, created_at + lifetime)


def test_every_second_around_midnight_is_signed_with_the_key_of_its_date() -> None:
    midnight = datetime(2027, 1, 1, tzinfo=UTC)

    for seconds in range(-1800, 1800):
        issued_at = midnight + timedelta(seconds=seconds)
        token = sign_registration_token(APPLICATION, "a", issued_at=issued_at, nonce="n")
        assert read_registration_token(APPLICATION, token, now=issued_at).issued_at == issued_at
