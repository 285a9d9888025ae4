"""Refused deliveries: kept in memory in the sandbox, and nowhere in live mode."""

import json

import pytest
from flask import Flask

from refused_callbacks import MOST_KEPT
from tests.conftest import Browser
from tests.sinch_voice import PATH, Voice, ice


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


def test_the_sandbox_keeps_the_newest_for_its_inspector(voice: Voice, client: Browser) -> None:
    for number in range(MOST_KEPT + 3):
        client.post(PATH, data=f"forged {number}", headers=voice.headers(b"another"))

    kept = voice.app.extensions["refused_callbacks"].newest_first()

    assert len(kept) == MOST_KEPT
    assert (kept[0].body, kept[0].status) == (f"forged {MOST_KEPT + 2}", 401)
    assert kept[0].code == "signature-mismatch"


def test_a_kept_delivery_cannot_be_replayed(voice: Voice, client: Browser) -> None:
    body = json.dumps(ice("alice", "bob", applicationKey="another")).encode()
    headers = voice.headers(body)
    signature = headers["Authorization"].rpartition(":")[2]

    client.post(PATH, data=body, headers={**headers, "Cookie": "session=hidden"})

    kept = voice.app.extensions["refused_callbacks"].newest_first()[0]
    assert kept.status == 400
    assert signature not in str(kept)
    assert "hidden" not in str(kept)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (None, None),
        ("application key:0123456789", "application key:012345…"),
        ("application key:0123456789,application key:0123456789", "application key:012345…"),
        ("Basic a2V5OnNlY3JldA==", "Basic …"),
    ],
)
def test_of_an_authorization_as_much_is_kept_as_nobody_can_use(
    voice: Voice, client: Browser, sent: str | None, shown: str | None
) -> None:
    client.post(PATH, data="forged", headers={} if sent is None else {"Authorization": sent})

    kept = voice.app.extensions["refused_callbacks"].newest_first()[0]
    assert kept.headers.get("Authorization") == shown


def test_live_mode_keeps_none(live_app: Flask) -> None:
    live_app.test_client().post(PATH, data="forged")

    assert live_app.extensions["refused_callbacks"].newest_first() == []
