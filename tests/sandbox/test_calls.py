"""Calls between people: who hears what, in every situation of a call."""

import pytest

from sandbox.effects import CloseCode
from tests.sandbox import wire
from tests.sandbox.wire import CANDIDATE, SDP, ended


def test_a_call_reaches_the_callee_and_the_caller_hears_that_it_progresses(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")

    call_id = exchange.call(alice, "bob", headers={"subject": "lunch"})

    assert exchange.take(alice) == [{"type": "progressing", "callId": call_id}]
    assert exchange.take(bob) == [
        {
            "type": "incoming",
            "callId": call_id,
            "caller": {"userId": "alice", "displayName": "Alice", "number": None},
            "offer": SDP,
            "headers": {"subject": "lunch"},
            "video": False,
        }
    ]


def test_every_window_of_the_callee_rings_and_the_caller_hears_it_once(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")

    exchange.say(bob, wire.ringing(call_id))
    exchange.say(other_bob, wire.ringing(call_id))

    assert exchange.types(bob) == exchange.types(other_bob) == ["incoming"]
    assert exchange.types(alice) == ["progressing", "ringing"]


def test_the_first_answer_wins_and_the_other_windows_stop(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(other_bob, wire.answer(call_id))

    assert exchange.take(alice) == [{"type": "answered", "callId": call_id, "answer": SDP}]
    assert exchange.take(bob) == [ended(call_id, "OtherDeviceAnswered")]
    assert exchange.take(other_bob) == []


def test_a_second_answer_comes_too_late_and_changes_nothing(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.say(bob, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(other_bob, wire.answer(call_id))
    exchange.say(bob, wire.answer(call_id))

    assert not any(exchange.heard.values())


@pytest.mark.parametrize("who_hangs_up", ["alice", "bob"])
def test_either_side_hangs_up_and_both_hear_it(exchange, who_hangs_up):
    alice, bob, call_id = exchange.talk()

    exchange.say(alice if who_hangs_up == "alice" else bob, wire.hangup(call_id))

    assert exchange.take(alice) == exchange.take(bob) == [ended(call_id, "HungUp")]


def test_a_call_that_is_declined_in_one_window_ends_in_all(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(bob, wire.hangup(call_id))

    assert exchange.take(alice) == exchange.take(bob) == [ended(call_id, "Denied")]
    assert exchange.take(other_bob) == [ended(call_id, "Denied", "Declined in another window.")]


def test_a_caller_who_gives_up_cancels_the_call(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(alice, wire.hangup(call_id))

    assert exchange.take(alice) == exchange.take(bob) == [ended(call_id, "Canceled")]


def test_nobody_answers_within_45_seconds(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.wait(44.9)
    early = exchange.take(alice)
    exchange.wait(0.2)

    assert early == []
    assert exchange.take(alice) == [ended(call_id, "NoAnswer")]
    assert exchange.take(bob) == [ended(call_id, "Canceled", "It was not answered in time.")]


def test_an_answered_call_between_people_has_no_end_of_its_own(exchange):
    alice, _, _ = exchange.talk()

    exchange.wait(3000)

    assert exchange.take(alice) == []


def test_a_window_opened_while_its_user_is_called_rings_as_well(exchange):
    alice, _ = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")

    late_bob = exchange.window("bob")
    exchange.say(late_bob, wire.answer(call_id))

    assert exchange.types(late_bob) == ["incoming"]
    assert exchange.types(alice) == ["progressing", "answered"]


def test_candidates_pass_between_the_two_connected_windows_only(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.say(bob, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(alice, wire.candidate(call_id))
    exchange.say(bob, wire.candidate(call_id))

    passed_on = [{"type": "candidate", "callId": call_id, "candidate": CANDIDATE}]
    assert exchange.take(alice) == exchange.take(bob) == passed_on
    assert exchange.take(other_bob) == []


def test_the_end_of_the_login_session_ends_its_call_at_once(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.log_out(alice)

    assert exchange.closed == {alice: CloseCode.SESSION_ENDED}
    assert exchange.take(bob) == [ended(call_id, "HungUp", "Alice logged out.")]
