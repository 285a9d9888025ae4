"""One good callback, altered in 5,000 ways: refused, or recognised as the same."""

import json
import logging
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from credentials import Application, sign_callback
from extensions import db
from models import CallbackDelivery, SinchCall
from tests.sinch_voice import CONTENT_TYPE, PATH, Voice, ice

ALTERED = 5_000
BYTES = [range(0x20), range(0x20, 0x30), range(0x30, 0x80), range(0x80, 0x100)]
Parts = dict[str, Any]


@pytest.fixture
def voice(live_app: Flask, caplog: pytest.LogCaptureFixture) -> Voice:
    caplog.set_level(logging.ERROR)  # each refusal is a line of the log
    return Voice(live_app)


def altered_text(text: str, chance: random.Random) -> str:
    """One character replaced, removed, inserted, or the letter case of all."""
    at, letter = chance.randrange(len(text)), chr(chance.randrange(0x21, 0x7F))
    ways = [
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + letter + text[at:],
        text.swapcase(),
    ]
    return chance.choice([way for way in ways if way != text])


def altered_bytes(body: bytes, chance: random.Random) -> bytes:
    at, new = chance.randrange(len(body)), chance.choice(chance.choice(BYTES))
    ways = [
        body[:at] + bytes([new]) + body[at + 1 :],
        body[:at] + body[at + 1 :],
        body[:at] + bytes([new]) + body[at:],
        body[:at],
    ]
    return chance.choice([way for way in ways if way != body])


def alterations(good: Parts, application: Application) -> Iterator[tuple[str, Parts]]:
    """Name of the way, and the parts of the request, again and again."""
    chance = random.Random(6)
    others = [
        Application("00000000-0000-4000-8000-000000000000", application.secret),
        Application(application.key, bytes(32)),
    ]
    while True:
        for name in good["headers"]:
            text = altered_text(good["headers"][name], chance)
            yield name, {**good, "headers": {**good["headers"], name: text}}
        yield "body", {**good, "data": altered_bytes(good["data"], chance)}
        yield "path", {**good, "path": altered_text(PATH, chance)}
        yield "method", {**good, "method": chance.choice(["PUT", "GET", "DELETE", "PATCH"])}
        yield "replay", good
        for other in others:
            signed = sign_callback(
                other,
                method="POST",
                path=PATH,
                content_type=CONTENT_TYPE,
                timestamp=good["headers"]["x-timestamp"],
                body=good["data"],
            )
            yield "key", {**good, "headers": {**good["headers"], "Authorization": signed}}


def test_no_altered_callback_gets_through(voice: Voice) -> None:
    body = json.dumps(ice("alice", "bob")).encode()
    good = {"method": "POST", "path": PATH, "data": body, "headers": voice.headers(body)}
    client, statuses = voice.app.test_client(), Counter[tuple[str, int]]()
    first = client.open(**good).data

    altered = alterations(good, voice.application)
    for _ in range(ALTERED):
        name, parts = next(altered)
        answer = client.open(**parts)
        statuses[name, answer.status_code] += 1
        # Only what says the same in other letters is taken, as the same event.
        if answer.status_code == 200 and parts["method"] == "POST":
            assert answer.data == first

    expected = {"body": {401}, "key": {401}, "x-timestamp": {401}, "replay": {200}}
    for name, allowed in expected.items():
        assert {status for way, status in statuses if way == name} == allowed
    assert {name for name, status in statuses if status == 200} <= {"replay", "Authorization"}
    assert {status for _, status in statuses} <= {200, 302, 308, 401, 404, 405}
    with voice.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CallbackDelivery)) == 1
        assert db.session.scalar(select(func.count()).select_from(SinchCall)) == 1
