"""The time that a callback was signed at."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from models.utc_datetime import utc_now
from tests.conftest import Browser
from tests.sinch_voice import PATH, Voice, ice

ICE = json.dumps(ice("alice", "bob", "bad")).encode()
BAD_STAMPS = [
    "",
    "now",
    "2026-11-20",
    "2026-W47-5T12:00:00Z",
    "20261120T120000Z",
    "1795176000",
    "Fri, 20 Nov 2026 12:00:00 GMT",
    "2026-13-20T12:00:00Z",
]


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


@pytest.mark.parametrize("stamp", BAD_STAMPS)
def test_a_bad_time_is_refused_though_signed(client: Browser, voice: Voice, stamp: str) -> None:
    answer = client.post(PATH, data=ICE, headers=voice.headers(ICE, sent_at=stamp))

    assert answer.status_code == 401


def test_a_time_without_zone_is_refused_though_signed(client: Browser, voice: Voice) -> None:
    stamp = utc_now().strftime("%Y-%m-%dT%H:%M:%S")

    answer = client.post(PATH, data=ICE, headers=voice.headers(ICE, sent_at=stamp))

    assert answer.status_code == 401


@pytest.mark.parametrize("seconds", [-301, 302, 3600])
def test_a_time_beyond_five_minutes_is_refused_though_signed(
    client: Browser, voice: Voice, seconds: int
) -> None:
    sent_at = utc_now() + timedelta(seconds=seconds)

    answer = client.post(PATH, data=ICE, headers=voice.headers(ICE, sent_at=sent_at))

    assert answer.status_code == 401


@pytest.mark.parametrize("seconds", [-290, 290])
def test_a_time_within_five_minutes_is_taken(client: Browser, voice: Voice, seconds: int) -> None:
    sent_at = utc_now() + timedelta(seconds=seconds)

    answer = client.post(PATH, data=ICE, headers=voice.headers(ICE, sent_at=sent_at))

    assert answer.status_code == 200


def test_seven_fraction_digits_are_taken(client: Browser, voice: Voice) -> None:
    stamp = utc_now().strftime("%Y-%m-%dT%H:%M:%S.1234567Z")

    answer = client.post(PATH, data=ICE, headers=voice.headers(ICE, sent_at=stamp))

    assert answer.status_code == 200
