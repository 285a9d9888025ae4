"""Calls that cannot be: the caller hears at once why not."""

import pytest

from sandbox.switchboard_sending import Ending
from tests.sandbox import wire
from tests.sandbox.exchange import user
from tests.sandbox.wire import ended


def test_a_callee_without_a_window_cannot_be_reached(exchange):
    alice = exchange.window("alice")

    call_id = exchange.call(alice, "bob")

    assert exchange.take(alice) == [ended(call_id, "Failure", "Bob has no window open.")]


def test_a_logged_in_window_that_has_not_registered_does_not_ring(exchange):
    alice = exchange.window("alice")
    exchange.open(user("bob"))

    call_id = exchange.call(alice, "bob")

    assert exchange.take(alice) == [ended(call_id, "Failure", "Bob has no window open.")]


def test_a_person_who_does_not_exist_gets_a_sentence_of_its_own(exchange):
    alice = exchange.window("alice")
    call_id = wire.numbered_uuid()

    nobody = Ending("Failure", "There is nobody of this User ID here.")
    exchange.say(alice, wire.invite(call_id, "bob"), callee=nobody)

    assert exchange.take(alice) == [ended(call_id, "Failure", nobody.message)]


def test_nobody_can_call_oneself(exchange):
    alice = exchange.window("alice")
    exchange.window("alice")

    call_id = exchange.call(alice, "alice")

    assert exchange.take(alice) == [ended(call_id, "Failure", "You cannot call yourself.")]


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_callee_in_another_call_is_busy(exchange, is_answered):
    alice, bob, carol = (exchange.window(name) for name in ("alice", "bob", "carol"))
    first = exchange.call(alice, "bob")
    if is_answered:
        exchange.say(bob, wire.answer(first))
    exchange.heard.clear()

    second = exchange.call(carol, "bob")

    assert exchange.take(carol) == [ended(second, "Denied", "Bob is busy in another call.")]
    assert exchange.take(bob) == []


def test_a_caller_is_busy_too(exchange):
    alice, _, carol = (exchange.window(name) for name in ("alice", "bob", "carol"))
    exchange.call(alice, "bob")

    call_id = exchange.call(carol, "alice")

    assert exchange.take(carol) == [ended(call_id, "Denied", "Alice is busy in another call.")]


def test_candidates_before_the_answer_are_an_error(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(alice, wire.candidate(call_id))

    assert [(error["code"], error["callId"]) for error in exchange.take(alice)] == [
        ("not_answered", call_id)
    ]
    assert exchange.take(bob) == []


def test_messages_that_cross_the_end_of_the_call_are_no_errors(exchange):
    alice, bob, call_id = exchange.talk()
    exchange.say(bob, wire.hangup(call_id))
    exchange.heard.clear()

    exchange.say(alice, wire.candidate(call_id))
    exchange.say(alice, wire.hangup(call_id))

    assert not any(exchange.heard.values())


def test_a_call_id_is_used_once(exchange):
    alice, _, call_id = exchange.talk()

    exchange.say(alice, wire.invite(call_id, "carol"))

    assert [error["code"] for error in exchange.take(alice)] == ["call_id_used"]


def test_one_person_has_at_most_five_calls_open(exchange):
    alice = exchange.window("alice")
    for last_digit in range(5):
        exchange.call(alice, f"+4670174060{last_digit}")
    exchange.heard.clear()

    call_id = exchange.call(alice, wire.PHONE)

    assert exchange.take(alice) == [ended(call_id, "Failure", "You have 5 calls open already.")]


def test_keys_are_for_phones(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(alice, wire.dtmf(call_id, "1"))

    assert [error["code"] for error in exchange.take(alice)] == ["no_phone"]
    assert exchange.take(bob) == []
