"""Calls between two pages with the classic SDK."""

import json

import pytest

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
    connect,
    description,
    ring,
)


def test_the_invitation_carries_offer_caller_and_headers(alice, bob):
    headers = {"p2p": "yes", "ph": '{"foo": "bar"}'}

    alice.call(bob.person.user_id, OFFER, headers=headers)

    invitation = bob.hear_invitation().invitation
    assert (invitation["md"], invitation["bt"]) == (1, "media")
    assert invitation["bd"].count("/") >= 3
    assert invitation["fu"] == alice.person.user_id
    assert json.loads(invitation["nvps"]["sdp"]) == {"type": "offer", "sdp": OFFER}
    assert json.loads(invitation["nvps"]["ph"]) == {"foo": "bar"}


def test_the_caller_hears_progress_without_sound(alice, bob):
    call = alice.call(bob.person.user_id, OFFER)

    progress = alice.hear(call)

    assert (progress["md"], progress["bd"], progress["fi"]) == (ACK, None, "")
    assert "bt" not in progress


def test_the_answer_reaches_the_caller_when_the_callee_picks_up(alice, bob):
    placed, rings = ring(alice, bob)

    bob.say(rings, JOIN, bt="sdp")

    join = alice.hear(placed)
    assert (join["md"], join["bt"]) == (JOIN, "sdp")
    assert description(join) == ("answer", ANSWER)
    joined = bob.hear(rings)
    assert joined["md"] == JOINED
    assert json.loads(joined["bd"])["fi"] == bob.fi


def test_a_callee_who_picks_up_at_once_is_connected(alice, bob):
    placed = alice.call(bob.person.user_id, OFFER)
    rings = bob.hear_invitation()
    bob.say(rings, JOIN, bt="sdp")  # so the SDK does when the page answers within onIncomingCall

    bob.acknowledge(rings, ANSWER)

    assert bob.hear(rings)["md"] == JOINED
    assert alice.hear(placed)["md"] == ACK
    assert alice.hear(placed)["md"] == JOIN


def test_the_callers_candidates_wait_until_it_is_connected(alice, bob):
    placed, rings = ring(alice, bob)
    alice.say(placed, PEER_EVENT, bt="sdp", bd=SDK_CANDIDATE)
    bob.say(rings, JOIN, bt="sdp")
    alice.hear(placed)

    alice.say(placed, JOINED, bt="client", bd="{}")

    assert bob.hear(rings)["md"] == JOINED
    event = bob.hear(rings)
    assert (event["md"], event["nvps"]) == (PEER_EVENT, {"to": bob.fi})
    assert json.loads(event["bd"]) == json.loads(SDK_CANDIDATE)


def test_candidates_after_the_answer_pass_at_once(alice, bob):
    placed, rings = connect(alice, bob)

    alice.say(placed, PEER_EVENT, bt="sdp", bd=SDK_CANDIDATE)

    assert bob.hear(rings)["md"] == PEER_EVENT


@pytest.mark.parametrize("who", ["caller", "callee"])
def test_hanging_up_ends_the_call_for_the_other_side(alice, bob, who):
    placed, rings = connect(alice, bob)
    ender, its_end, other, others_end = (
        (alice, placed, bob, rings) if who == "caller" else (bob, rings, alice, placed)
    )

    ender.say(its_end, HANGUP)

    assert other.hear(others_end)["md"] == HANGUP


def test_declining_denies(alice, bob):
    placed, rings = ring(alice, bob)

    bob.say(rings, DENY)

    assert alice.hear(placed)["md"] == DENY


def test_a_caller_who_gives_up_cancels(alice, bob):
    placed, rings = ring(alice, bob)

    alice.say(placed, CANCEL)

    assert bob.hear(rings)["md"] == CANCEL


def test_a_callee_who_listens_too_late_hears_the_end_all_the_same(alice, bob):
    placed = alice.call(bob.person.user_id, OFFER)
    alice.say(placed, CANCEL)
    rings = bob.hear_invitation()

    bob.acknowledge(rings, ANSWER)

    assert bob.hear(rings)["md"] == CANCEL


def test_a_caller_hears_nothing_of_an_end_of_its_own_making(alice, bob):
    placed, rings = connect(alice, bob)
    alice.say(placed, HANGUP)
    assert bob.hear(rings)["md"] == HANGUP

    ring(alice, bob)

    assert alice.kept(placed) == []


def test_a_callee_in_another_call_is_busy(alice, bob, new_tab):
    connect(alice, bob)
    carol = new_tab().start()

    call = carol.call(bob.person.user_id, OFFER)

    denial = carol.hear(call)
    assert (denial["md"], denial["bt"]) == (DENY, "error/json")
    assert json.loads(denial["bd"]) == {
        "code": 486,
        "reason": "Bob is busy in another call.",
    }


def test_two_who_call_each_other_at_once_are_both_told(alice, bob):
    placed, _ = ring(alice, bob)

    other = bob.call(alice.person.user_id, OFFER)

    assert bob.hear(other)["md"] == DENY
    alice.say(placed, CANCEL)


def test_nobody_calls_themselves(alice):
    answer = alice.place(alice.person.user_id, OFFER)

    assert answer.status == 404
    assert answer.body == {"errorCode": 40401, "message": "You cannot call yourself."}


def test_a_callee_without_a_window_is_refused_with_a_sentence(site, alice):
    bob = site.person("Bob")

    answer = alice.place(bob.user_id, OFFER)

    assert (answer.status, answer.body["errorCode"]) == (404, 40401)
    assert answer.body["message"] == "Bob has no window open."


def test_an_id_of_a_call_serves_once(alice, bob):
    call = alice.call(bob.person.user_id, OFFER)

    answer = alice.place(bob.person.user_id, OFFER, callId=call.id)

    assert (answer.status, answer.body["message"]) == (409, "There is a call of this id already.")


def test_a_report_at_the_end_of_a_call_is_taken(alice):
    assert alice.signed("PUT", "/calls/data/id/c1", {"result": 5}).body == {}
