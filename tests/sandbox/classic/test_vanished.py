"""Pages with the classic SDK that go away in the middle of things, without a word."""

import http.client
import json
import time

import pytest

from models import Session, User
from sandbox.classic.instances import Instances
from tests.sandbox.classic.client import BASE
from tests.sandbox.classic.conversation import (
    ANSWER,
    CANCEL,
    FAIL,
    HANGUP,
    INVITE,
    JOIN,
    JOINED,
    OFFER,
    PEER_EVENT,
    SDK_CANDIDATE,
    connect,
    description,
    ring,
)
from tests.sandbox.site import wait_until


@pytest.mark.parametrize("who", ["caller", "callee"])
def test_a_page_that_closes_in_a_call_ends_it(alice, bob, who):
    placed, rings = connect(alice, bob)
    leaver, other, others_end = (alice, bob, rings) if who == "caller" else (bob, alice, placed)

    leaver.vanish()

    assert other.hear(others_end)["md"] == HANGUP


def test_a_page_that_loads_anew_in_a_call_has_lost_it(alice, bob, new_tab):
    _, rings = connect(alice, bob)

    alice.vanish()
    new_tab(alice.person).start(like=alice)

    assert bob.hear(rings)["md"] == HANGUP
    assert alice.signed("GET", "/user/profile").status == 200


def test_a_caller_who_vanishes_while_it_rings_cancels(alice, bob):
    _, rings = ring(alice, bob)

    alice.vanish()

    assert bob.hear(rings)["md"] == CANCEL


def test_a_callee_whose_only_page_vanishes_fails_the_call(alice, bob):
    placed, _ = ring(alice, bob)

    bob.vanish()

    failure = alice.hear(placed)
    assert (failure["md"], failure["bd"]) == (FAIL, "Bob's window is gone.")


def test_a_page_that_is_opened_while_it_rings_rings_too(alice, bob, new_tab):
    _, rings = ring(alice, bob)
    bob.vanish()

    again = new_tab(bob.person).start(like=bob)

    invitation = again.hear_invitation()
    assert (invitation.id, invitation.invitation["md"]) == (rings.id, INVITE)


def test_all_tabs_of_a_browser_ring_and_those_that_did_not_answer_stop(alice, bob, new_tab):
    other = new_tab(bob.person).start(like=bob)
    placed, rings = ring(alice, bob)
    others_end = other.hear_invitation()
    others_answer = ANSWER.replace("ufrag:abcd", "ufrag:efgh")
    other.acknowledge(others_end, others_answer)

    other.say(others_end, JOIN, bt="sdp")

    assert description(alice.hear(placed)) == ("answer", others_answer)
    joined, others_joined = bob.hear(rings), other.hear(others_end)
    assert joined == others_joined
    assert other.fi in joined["bd"]


def test_a_hang_up_in_a_tab_that_did_not_answer_changes_nothing(alice, bob, new_tab):
    other = new_tab(bob.person).start(like=bob)
    placed, rings = ring(alice, bob)
    others_end = other.hear_invitation()
    other.acknowledge(others_end, ANSWER)
    other.say(others_end, JOIN, bt="sdp")
    assert [alice.hear(placed)["md"], other.hear(others_end)["md"]] == [JOIN, JOINED]

    bob.say(rings, HANGUP)
    alice.say(placed, JOINED, bt="client", bd="{}")
    alice.say(placed, PEER_EVENT, bt="sdp", bd=SDK_CANDIDATE)

    assert other.hear(others_end)["md"] == PEER_EVENT


def test_logging_out_ends_the_call_and_the_instance(site, alice, bob):
    placed, rings = connect(alice, bob)

    with site.app.app_context():
        Session.end(alice.person.session_id)

    assert bob.hear(rings)["md"] == HANGUP
    assert alice.hear(placed)["md"] == HANGUP
    answer = alice.place(bob.person.user_id, OFFER)
    assert (answer.status, answer.body["errorCode"]) == (401, 40108)


def test_an_account_that_is_deleted_is_no_longer_registered(site, alice):
    with site.app.app_context():
        Session.end_all(User.find(alice.person.user_id))

    assert alice.signed("GET", "/user/profile").status == 401
    assert alice.person.user_id not in site.app.extensions["online_user_ids"]()


def test_an_instance_that_nobody_listens_with_ends_with_its_session_too(site, alice):
    alice.vanish()
    wait_until(lambda: alice.person.user_id not in site.app.extensions["online_user_ids"]())

    with site.app.app_context():
        Session.end(alice.person.session_id)

    assert alice.signed("GET", "/user/profile").status == 401


def test_a_page_that_the_server_does_not_know_is_told_but_may_not_ask_all_the_time(alice):
    began = time.monotonic()
    connection = http.client.HTTPConnection(alice.wire.address)

    connection.request("GET", f"{BASE}/subscribe/sub-b/b0/0/17952115202342037")
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()

    assert (answer.status, body["error"], body["status"]) == (401, True, 401)
    assert time.monotonic() - began > 1


def test_a_mistake_in_the_watch_is_logged_and_the_next_look_sees_who_has_gone(
    alice, bob, monkeypatch, caplog
):
    _, rings = connect(alice, bob)
    monkeypatch.setattr(Instances, "forget_ended", lambda *_: 1 / 0)
    wait_until(lambda: "ZeroDivisionError" in caplog.text)
    monkeypatch.undo()

    alice.vanish()

    assert bob.hear(rings)["md"] == HANGUP
