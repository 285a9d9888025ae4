"""A page closes, cannot take a call, or loses its connection: what the other side is told."""

import pytest

from tests.sandbox import wire
from tests.sandbox.wire import PHONE, ended

CLOSED = "Alice's page was closed or reloaded."


def test_the_callee_hears_that_the_callers_page_was_closed(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(alice, wire.hangup(call_id, "pageClosed"))

    assert exchange.take(bob) == [ended(call_id, "HungUp", CLOSED)]
    assert exchange.take(alice) == [ended(call_id, "HungUp")]


def test_the_caller_hears_that_the_callees_page_was_closed(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(bob, wire.hangup(call_id, "pageClosed"))

    sentence = "Bob's page was closed or reloaded."
    assert exchange.take(alice) == [ended(call_id, "HungUp", sentence)]
    assert exchange.last_reason() == (call_id, "CALLEEHANGUP", "ANSWERED")


def test_a_caller_whose_page_closes_while_it_rings_cancels_the_call(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(alice, wire.hangup(call_id, "pageClosed"))

    assert exchange.take(bob) == [ended(call_id, "Canceled", CLOSED)]


def test_a_ringing_page_that_closes_does_not_decline_and_rings_again_when_it_is_back(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(bob, wire.hangup(call_id, "pageClosed"))
    exchange.lose(bob)
    exchange.wait(4)
    reloaded_bob = exchange.window("bob")
    exchange.wait(10)

    assert exchange.types(reloaded_bob) == ["incoming"]
    assert exchange.take(alice) == []


def test_a_ringing_page_that_closes_for_good_ends_the_call_after_the_grace(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(bob, wire.hangup(call_id, "pageClosed"))
    exchange.lose(bob)
    exchange.wait(5)

    assert exchange.take(alice) == [ended(call_id, "Failure", "Bob's window is gone.")]


def test_a_window_that_cannot_take_the_call_leaves_it_to_the_others(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(bob, wire.hangup(call_id, "notLoaded"))
    one_left = exchange.take(alice)
    exchange.say(other_bob, wire.hangup(call_id, "notLoaded"))

    assert one_left == []
    sentence = "Bob's page could not take the call."
    assert exchange.take(alice) == [ended(call_id, "Failure", sentence)]


def test_a_window_that_is_about_to_call_somebody_refuses_as_busy_for_all_windows(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(bob, wire.hangup(call_id, "busy"))

    assert exchange.take(alice) == [ended(call_id, "Denied", "Bob is busy in another call.")]
    assert exchange.take(bob) == [ended(call_id, "Denied")]
    assert exchange.take(other_bob) == [ended(call_id, "Denied", "You are in another call.")]


def test_who_is_in_a_call_hangs_up_whatever_the_reason_says(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(bob, wire.hangup(call_id, "busy"))

    assert exchange.take(alice) == [ended(call_id, "HungUp")]


def test_a_connection_that_was_given_up_is_a_failure_for_the_other_side_too(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(bob, wire.hangup(call_id, "connectionLost"))

    sentence = "The connection to Bob was lost."
    assert exchange.take(alice) == [ended(call_id, "Failure", sentence)]


@pytest.mark.parametrize("reason", ["pageClosed", "connectionLost"])
def test_a_telephone_leaves_with_a_reason_too(exchange, reason):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(phone, wire.hangup(call_id, reason))

    assert PHONE in exchange.take(alice)[0]["message"]


def test_the_reason_travels_over_the_websockets(talking):
    alice, bob, _, call_id = talking

    alice.say(wire.hangup(call_id, "pageClosed"))

    assert bob.hear() == ended(call_id, "HungUp", CLOSED)
