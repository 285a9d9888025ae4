"""Whatever comes in: it is refused in words, the server stays well, and nobody else notices."""

import json
from http.client import HTTPConnection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.classic.call_request import read_call
from sandbox.classic.errors import ClassicError
from tests.sandbox.classic.conversation import HANGUP, OFFER, connect, ring
from tests.sandbox.wire import SDP, new_uuid

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=8,
)
MEMBERS = ["destination", "callId", "sdp", "headers", "domain", "subinstanceId", "cli"]


@settings(deadline=None)
@given(changes=st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=3))
def test_a_malformed_call_is_refused_in_words(changes):
    body = {
        "destination": {"type": "username", "endpoint": "bob"},
        "callId": new_uuid(),
        "sdp": {"sdp": OFFER, "type": "offer"},
        "headers": {},
    }

    try:
        read_call("data", json.dumps(body | changes).encode(), caller_identifier=None)
    except ClassicError as refusal:
        assert refusal.status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"{",
        b"[" * 20_000,
        b'{"callId": NaN}',
        b'{"callId": 1, "callId": 1}',
        b'{"callId": "\\ud800"}',
    ],
)
def test_a_body_that_is_no_object_is_refused(alice, body):
    answer = alice.signed_bytes("POST", "/calls/data", body)

    assert (answer.status, answer.body["errorCode"]) == (400, 40001)


@pytest.mark.parametrize(
    "changes",
    [
        {"destination": {"type": "number", "endpoint": "+46000000000"}},
        {"destination": {"type": "username", "endpoint": ""}},
        {"destination": {"type": "username", "endpoint": "x" * 256}},
        {"sdp": {"type": "answer", "sdp": SDP}},
        {"sdp": {"type": "offer", "sdp": "v=0\r\n"}},
        {"headers": {"ph": "{"}},
        {"headers": {"ph": '{"a": 1}'}},
        {"headers": {"ph": json.dumps({"a": "x" * 1025})}},
        {"headers": {"ph": 7}},
        {"callId": "7"},
    ],
)
def test_a_call_with_a_wrong_member_is_refused(alice, bob, changes):
    answer = alice.place(bob.person.user_id, OFFER, **changes)

    assert (answer.status, answer.body["errorCode"]) == (400, 40001)
    assert answer.body["message"].startswith("The call cannot be placed: ")


@pytest.mark.parametrize("domain", ["sip", "conference", "data%2F", "%ff"])
def test_other_kinds_of_calls_are_not_placed(alice, domain):
    answer = alice.signed_bytes("POST", f"/calls/{domain}", b"{}")

    assert answer.status in (401, 404)  # 401: of what is encoded twice, the signature differs


@pytest.mark.parametrize(
    "message",
    [
        '"',
        "7",
        '""',
        '"10"',
        '"10 x - 0 1 AAAA"',
        "\x00",
        "%",
        '"\\ud800"',
        '"é//ä"',
        f'"{"A" * 5000}"',
    ],
)
def test_a_malformed_message_is_refused_and_the_call_goes_on(alice, bob, message):
    placed, rings = connect(alice, bob)

    answer = alice.publish(placed.channel, message)

    assert (answer.status, answer.body["error"]) == (400, True)
    alice.say(placed, HANGUP)
    assert bob.hear(rings)["md"] == HANGUP


@pytest.mark.parametrize(
    "members",
    [
        {"bt": "sdp", "bd": "{"},
        {"bt": "sdp", "bd": json.dumps({"type": "offer", "sdp": SDP})},
        {"bt": "sdp", "bd": json.dumps({"type": "answer", "sdp": "v=0"})},
        {"bt": 7},
        {"fi": ""},
        {"fi": None},
        {"md": "2"},
        {"md": True},
    ],
)
def test_a_malformed_acknowledgement_is_refused(alice, bob, members):
    alice.call(bob.person.user_id, OFFER)
    rings = bob.hear_invitation()

    answer = bob.say(rings, 2, **{"bt": "sdp", **members})

    assert answer.status == 400


def test_nobody_speaks_in_a_call_without_its_key(alice, bob, new_tab):
    placed, rings = connect(alice, bob)
    mallory = new_tab().start()

    answer = mallory.say(placed._replace(key=b"0" * 32), HANGUP)

    assert answer.status == 400
    alice.say(placed, HANGUP)
    assert bob.hear(rings)["md"] == HANGUP


def test_a_frame_about_another_call_is_refused(alice, bob):
    placed, _ = ring(alice, bob)

    assert alice.say(placed._replace(id=new_uuid()), HANGUP).status == 400


def test_a_flood_of_messages_is_refused_and_others_speak_on(alice, bob, new_tab):
    carol = new_tab().start()
    placed, _ = ring(alice, bob)

    statuses = {alice.publish(placed.channel, '"x"').status for _ in range(90)}

    assert statuses == {400, 429}
    assert carol.signed("GET", "/user/profile").status == 200


def test_paths_that_are_not_utf_8_are_answered(site):
    connection = HTTPConnection(site.origin.removeprefix("http://"), timeout=10)
    for path in ("/%ff", "/subscribe/a/%ff%00/0/0", "/publish/a/b/0/c/0/%ff%2f%2f", "//", "/a//b"):
        connection.request("GET", f"/sandbox/classic{path}")
        answer = connection.getresponse()
        answer.read()
        assert answer.status in (200, 308, 400, 401, 404), path
    connection.close()
