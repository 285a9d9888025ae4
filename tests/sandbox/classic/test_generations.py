"""Calls between the classic SDK and whoever speaks the sandbox's own language."""

import pytest

from tests.sandbox import wire
from tests.sandbox.classic.conversation import (
    ACK,
    ANSWER,
    CANCEL,
    DENY,
    HANGUP,
    JOIN,
    JOINED,
    OFFER,
    PEER_EVENT,
    SDK_CANDIDATE,
    description,
)
from tests.sandbox.wire import CANDIDATE, PHONE, SDP, new_uuid


@pytest.fixture
def carol(site):
    """Carol's window, with the stand-in for the current SDK, and her User ID."""
    person = site.person("Carol")
    return site.window(person), person.user_id


def test_classic_calls_current(alice, carol):
    window, carols_id = carol
    call = alice.call(carols_id, OFFER)
    assert alice.hear(call)["md"] == ACK
    incoming = window.hear()
    assert (incoming["type"], incoming["offer"]) == ("incoming", OFFER)
    assert incoming["caller"]["displayName"] == "Alice"

    window.say(wire.answer(call.id))
    window.say(wire.candidate(call.id))
    alice.say(call, PEER_EVENT, bt="sdp", bd=SDK_CANDIDATE)
    join, event = alice.hear(call), alice.hear(call)
    alice.say(call, JOINED, bt="client", bd="{}")

    assert (join["md"], description(join)) == (JOIN, ("answer", SDP))
    assert (event["md"], event["fi"]) == (PEER_EVENT, "")
    passed_on = window.hear()
    assert passed_on["candidate"]["candidate"] == CANDIDATE["candidate"]


def test_current_calls_classic(alice, carol):
    window, _ = carol
    call_id = new_uuid()
    window.say(wire.invite(call_id, alice.person.user_id, headers={"foo": "bar"}))
    rings = alice.hear_invitation()
    alice.acknowledge(rings, ANSWER)
    assert [window.hear()["type"] for _ in range(2)] == ["progressing", "ringing"]

    alice.say(rings, JOIN, bt="sdp")
    answered = window.hear()
    window.say(wire.candidate(call_id))

    assert answered == {"type": "answered", "callId": call_id, "answer": ANSWER}
    assert [alice.hear(rings)["md"] for _ in range(2)] == [JOINED, PEER_EVENT]


def test_a_hang_up_crosses_the_generations(alice, carol):
    window, carols_id = carol
    call = alice.call(carols_id, OFFER)
    alice.hear(call)
    window.hear()
    window.say(wire.answer(call.id))
    assert alice.hear(call)["md"] == JOIN

    window.say(wire.hangup(call.id))

    assert alice.hear(call)["md"] == HANGUP


def test_current_declines_classic(alice, carol):
    window, carols_id = carol
    call = alice.call(carols_id, OFFER)
    alice.hear(call)
    window.hear()

    window.say(wire.hangup(call.id))

    assert alice.hear(call)["md"] == DENY


def test_classic_declines_current(alice, carol):
    window, _ = carol
    call_id = new_uuid()
    window.say(wire.invite(call_id, alice.person.user_id))
    rings = alice.hear_invitation()

    alice.say(rings, DENY)

    assert window.hear()["type"] == "progressing"
    assert window.hear() == wire.ended(call_id, "Denied")


def test_current_gives_up_calling_classic(alice, carol):
    window, _ = carol
    call_id = new_uuid()
    window.say(wire.invite(call_id, alice.person.user_id))
    rings = alice.hear_invitation()
    alice.acknowledge(rings, ANSWER)

    window.say(wire.hangup(call_id))

    assert alice.hear(rings)["md"] == CANCEL


def test_another_window_answers_and_the_classic_one_stops_ringing(site, alice, carol):
    window, _ = carol
    alices_other = site.window(alice.person)
    call_id = new_uuid()
    window.say(wire.invite(call_id, alice.person.user_id))
    rings = alice.hear_invitation()
    alice.acknowledge(rings, ANSWER)

    assert alices_other.hear()["type"] == "incoming"
    alices_other.say(wire.answer(call_id))

    joined = alice.hear(rings)
    assert joined["md"] == JOINED
    assert alice.fi not in joined["bd"]


def test_a_virtual_phone_rings_and_answers(site, alice):
    phone = site.phone(PHONE)
    call = alice.call(PHONE, OFFER)
    assert alice.hear(call)["md"] == ACK
    assert phone.hear()["caller"]["number"] == wire.CALLER_IDENTIFIER

    phone.say(wire.answer(call.id))

    join = alice.hear(call)
    assert (join["md"], join["fu"]) == (JOIN, PHONE)
    assert description(join) == ("answer", SDP)


def test_a_test_number_that_declines_does(alice):
    call = alice.call("+4600000000030", OFFER)

    assert alice.hear(call)["md"] == DENY


def test_a_congested_test_number_is_refused_with_a_sentence(alice):
    answer = alice.place("+4600000000050", OFFER)

    assert (answer.status, answer.body["errorCode"]) == (404, 40402)
    assert answer.body["message"] == "The phone network is congested."


def test_both_generations_see_each_other_online(site, alice, carol):
    _, carols_id = carol

    online = site.app.extensions["online_user_ids"]()

    assert {alice.person.user_id, carols_id} <= online
