"""Calls that the application decides about late, or never, or that are over before."""

import pytest

from sandbox.decisions import ConnectUser, HangUp
from tests.sandbox import wire
from tests.sandbox.exchange import keep_silent
from tests.sandbox.wire import ended


def test_an_application_that_does_not_answer_within_5_seconds_fails_the_call(exchange, asked):
    alice, bob, call_id, phone_call_id = asked

    exchange.wait(4.9)
    early = exchange.take(alice)
    exchange.wait(0.1)

    sentence = "The application did not answer the callback."
    assert early == exchange.take(bob) == []
    assert exchange.take(alice) == [
        ended(call_id, "Failure", sentence),
        ended(phone_call_id, "Failure", sentence),
    ]
    assert exchange.last_reason() == (phone_call_id, "CALLBACKERROR", "FAILED")


@pytest.mark.parametrize("decision", [HangUp(), ConnectUser()])
def test_an_answer_that_comes_too_late_changes_nothing(exchange, asked, decision):
    alice, bob, call_id, _ = asked
    exchange.wait(6)
    exchange.heard.clear()
    told = len(exchange.callbacks)

    exchange.decide(call_id, decision)

    assert exchange.take(alice) == exchange.take(bob) == []
    assert len(exchange.callbacks) == told


def test_a_caller_who_hangs_up_before_the_decision_has_canceled(exchange, asked):
    alice, bob, call_id, _ = asked

    exchange.say(alice, wire.hangup(call_id))
    exchange.decide(call_id, ConnectUser())

    assert exchange.take(alice) == [ended(call_id, "Canceled")]
    assert exchange.take(bob) == []
    assert exchange.last_reason() == (call_id, "CANCEL", "NOANSWER")


def test_a_caller_who_is_lost_before_the_decision_has_canceled(exchange, asked):
    alice, bob, call_id, _ = asked
    exchange.wait(1)

    exchange.log_out(alice)
    exchange.decide(call_id, ConnectUser())

    assert exchange.take(bob) == []
    assert [dice["reason"] for dice in exchange.told("dice")] == ["CANCEL", "CANCEL"]


def test_a_window_that_is_lost_and_back_before_the_decision_keeps_its_call(exchange):
    exchange.application = keep_silent
    instance_id = wire.numbered_uuid()
    alice, bob = exchange.window("alice", instance_id), exchange.window("bob")
    call_id = exchange.call(alice, "bob")

    exchange.lose(alice)
    exchange.decide(call_id, ConnectUser())
    back = exchange.window("alice", instance_id)

    assert exchange.types(bob) == ["incoming"]
    assert exchange.types(back) == ["progressing"]


def test_a_callee_who_is_only_asked_about_is_not_busy(exchange, asked):
    _, bob, call_id, _ = asked
    carol = exchange.window("carol")
    second = exchange.call(carol, "bob")

    exchange.decide(second, ConnectUser())
    exchange.decide(call_id, ConnectUser())

    assert [heard["callId"] for heard in exchange.take(bob)] == [second]


def test_nobody_asks_faster_than_the_application_answers(exchange):
    exchange.application = keep_silent
    alice = exchange.window("alice")
    for _ in range(5):
        exchange.call(alice, "bob")

    call_id = exchange.call(alice, "bob")

    assert exchange.take(alice) == [ended(call_id, "Failure", "You have 5 calls open already.")]
    assert len(exchange.told("ice")) == 5
