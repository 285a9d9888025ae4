"""The time of a signed callback, as it is written and as it is checked."""

from datetime import datetime, timedelta, timezone

import pytest

from credentials import (
    BadCallbackSignature,
    CredentialError,
    callback_timestamp,
)
from tests.credentials.test_callback_signature import SENT_AT, check, refusal, signed_headers


@pytest.mark.parametrize(
    ("code", "timestamp"),
    [
        ("x-timestamp-no-offset", "2014-09-24T10:59:41"),
        ("x-timestamp-form", ""),
        ("x-timestamp-form", "2014-09-24"),
        ("x-timestamp-form", "2014-W39-3T10:59:41Z"),
        ("x-timestamp-form", "20140924T105941Z"),
        ("x-timestamp-form", "2014-09-24T10:59:41.12345678Z"),
        ("x-timestamp-form", "Wed, 24 Sep 2014 10:59:41 GMT"),
        ("x-timestamp-form", "1411556381"),
        ("timestamp-not-now", "2014-09-24T10:54:40.9999999Z"),
        ("timestamp-not-now", "2014-09-24T11:04:41.000001Z"),
        ("timestamp-not-now", "2013-09-24T10:59:41Z"),
    ],
)
def test_a_bad_or_distant_timestamp_is_refused_though_signed(code: str, timestamp: str) -> None:
    assert refusal(signed_headers(timestamp)) == code


@pytest.mark.parametrize(
    "timestamp",
    [
        "2014-09-24T10:54:41Z",
        "2014-09-24T11:04:41Z",
        "2014-09-24T10:59:41.1234567Z",
        "2014-09-24T12:59:41+02:00",
    ],
)
def test_a_timestamp_within_five_minutes_is_accepted(timestamp: str) -> None:
    check(signed_headers(timestamp))


def test_an_old_callback_is_said_in_words() -> None:
    with pytest.raises(BadCallbackSignature, match="2 days from now: is this machine's clock"):
        check(now=SENT_AT + timedelta(days=2))


def test_a_timestamp_is_written_in_utc_with_z() -> None:
    moment = datetime(2026, 11, 20, 14, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=2)))

    assert callback_timestamp(moment) == "2026-11-20T12:00:00.123456Z"


def test_a_naive_clock_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="time zone") as mistaken:
        check(now=datetime(2014, 9, 24, 10, 59, 41))  # noqa: DTZ001

    assert not isinstance(mistaken.value, CredentialError)
