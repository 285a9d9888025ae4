"""What is signed but not of Sinch's form, and whatever else may stand in a body."""

import json
from typing import Any

import pytest
from flask import Flask

from models import SinchCall, User
from tests.conftest import Browser
from tests.sinch_voice import PATH, SWEDISH_MOBILE, Voice, ace, dice, ice

ICE = ice("alice", "bob", "body")


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


def changed(**changes: Any) -> bytes:
    return json.dumps({**ICE, **changes}).encode()


MALFORMED = [
    b"",
    b" ",
    b"{",
    b"null",
    b"[]",
    b'"ice"',
    b"{}",
    b'{"event":"ice"}',
    b'{"event":"ice","callid":""}',
    b'{"event":"ice","callid":"a","callid":"b"}',
    b'{"event":"ice","callid":"a","to":{"type":"username","type":"number"}}',
    b'{"event":"dice","callid":"a","duration":NaN}',
    b'{"event":"dice","callid":"a","duration":1e999}',
    b'{"event":"ice","callid":"\\ud800"}',
    b'{"event":"ice","callid":"a\xff"}',
    b"\xef\xbb\xbf" + changed(),
    changed().decode().encode("utf-16"),
    b"[" * 50_000,
    b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    changed(event=None),
    changed(event=1),
    changed(event=""),
    changed(event="ice cream"),
    changed(event="i" * 33),
    changed(callid=5),
    changed(callid="a b"),
    changed(callid="a\0"),
    changed(callid="x" * 129),
    changed(user=5),
    changed(user="x" * 256),
    changed(user="ali\nce"),
    changed(to="bob"),
    changed(to={"type": 5}),
    changed(to={"type": "username", "endpoint": ["bob"]}),
    changed(domain={}),
    changed(originationType=True),
    changed(userRate=5),
    changed(userRate={"amount": True}),
    changed(applicationKey="396f387f-2e22-4b29-9b94-1df41a05f0dc"),
    changed(applicationKey=5),
    json.dumps(dice(ICE, debit=[])).encode(),
    json.dumps(dice(ICE, duration="30")).encode(),
    json.dumps(dice(ICE, duration=True)).encode(),
    json.dumps(dice(ICE, result=5)).encode(),
]


@pytest.mark.parametrize("body", MALFORMED)
def test_a_malformed_event_is_refused_though_signed(voice: Voice, body: bytes) -> None:
    answer = voice.deliver_body(body)

    assert (answer.status_code, answer.data) == (400, b"")
    assert SinchCall.find("body") is None


def test_a_body_that_is_too_large_is_not_even_read(voice: Voice, client: Browser) -> None:
    body = b" " * 70_000

    answer = client.post(PATH, data=body, headers=voice.headers(body))

    assert (answer.status_code, answer.data) == (413, b"")


@pytest.mark.parametrize(
    "body",
    [
        changed(callid="fields", fieldOfTheFuture={"a": [1]}, callHeaders=5, custom=["x"]),
        changed(callid="key", applicationKey=None),
        changed(callid="case", originationType="mxp", domain="MXP"),
        changed(callid="time", timestamp="yesterday"),
        changed(callid="rate", userRate={"currencyId": "", "amount": "much"}),
        changed(callid="poor", userRate=None, cli=None),
    ],
)
def test_what_may_differ_is_tolerated(voice: Voice, alice: User, bob: User, body: bytes) -> None:
    answer = voice.deliver_body(body)

    assert answer.status_code == 200
    assert answer.json["action"]["name"] == "connectMxp"


def test_our_application_key_may_stand_in_capitals(voice: Voice, alice: User, bob: User) -> None:
    action = voice.action_for(ice("alice", "bob", applicationKey=voice.application.key.upper()))

    assert action["name"] == "connectMxp"


@pytest.mark.parametrize("change", [{}, {"duration": None}, {"debit": None}, {"reason": None}])
def test_the_end_of_a_call_may_lack_what_only_informs(
    voice: Voice, alice: User, bob: User, change: dict
) -> None:
    incoming = ice("alice", "bob")
    voice.deliver(incoming)

    answer = voice.deliver(dice(incoming, **change))

    assert (answer.status_code, answer.data) == (200, b"")
    assert SinchCall.find(incoming["callid"]).result == "ANSWERED"


@pytest.mark.parametrize("answered", ["0001-01-01T00:00:00Z", "2026-11-20T12:00:00Z"])
@pytest.mark.parametrize("ended", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1800-01-01"])
def test_a_time_that_cannot_be_loses_no_end_of_a_call(
    voice: Voice, alice: User, answered: str, ended: str
) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    told = [ace(incoming, timestamp=answered), dice(incoming, timestamp=ended, duration=None)]

    statuses = [voice.deliver(event).status_code for event in told]
    without_ice = dice(incoming, callid="lone", timestamp=ended, duration=2**31 - 1)
    statuses.append(voice.deliver(without_ice).status_code)

    assert statuses == [200, 200, 200]
    assert SinchCall.find(incoming["callid"]).result == "ANSWERED"


def test_an_event_of_the_future_is_taken_and_named_in_the_log(
    voice: Voice, caplog: pytest.LogCaptureFixture
) -> None:
    answer = voice.deliver({"event": "conferenceJoined", "callid": "future"})

    assert (answer.status_code, answer.data) == (200, b"")
    assert "unknown here: conferencejoined" in caplog.text


def test_a_notice_is_taken(voice: Voice) -> None:
    answer = voice.deliver({"event": "notify", "type": "recording_finished"})

    assert (answer.status_code, answer.data) == (200, b"")


def test_a_menu_result_goes_on_only_in_a_call_that_was_allowed(voice: Voice, alice: User) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    voice.deliver(incoming)

    known = voice.action_for({"event": "pie", "callid": incoming["callid"]})
    unknown = voice.action_for({"event": "pie", "callid": "another"})

    assert (known["name"], unknown["name"]) == ("continue", "hangup")
