"""A broken connection is offered anew by the caller, through the switchboard."""

import pytest

from tests.sandbox import wire
from tests.sandbox.wire import PHONE, SDP, numbered_uuid


def test_a_restart_goes_to_the_callee_and_its_answer_to_the_caller(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.say(alice, wire.restart(call_id, attempt=3))
    exchange.say(bob, wire.restarted(call_id, attempt=3))

    offered = {"type": "restart", "callId": call_id, "attempt": 3, "offer": SDP}
    answered = {"type": "restarted", "callId": call_id, "attempt": 3, "answer": SDP}
    assert exchange.take(bob) == [offered]
    assert exchange.take(alice) == [answered]


def test_a_restart_reaches_only_the_window_that_answered(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.say(bob, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(alice, wire.restart(call_id))

    assert exchange.types(bob) == ["restart"]
    assert exchange.take(other_bob) == []


def test_a_restart_before_the_answer_is_refused(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(alice, wire.restart(call_id))

    assert [error["code"] for error in exchange.take(alice)] == ["not_answered"]
    assert exchange.take(bob) == []


@pytest.mark.parametrize("message", [wire.restart, wire.restarted])
def test_nobody_else_can_restart_a_call(exchange, message):
    alice, bob, call_id = exchange.talk()
    carol = exchange.window("carol")

    exchange.say(carol, message(call_id))

    assert [error["code"] for error in exchange.take(carol)] == ["unknown_call"]
    assert exchange.take(alice) == exchange.take(bob) == []


def test_restarts_are_not_kept_for_a_lost_window_since_more_will_come(exchange):
    instance_id = numbered_uuid()
    alice, bob, call_id = exchange.talk(instance_id)
    exchange.lose(alice)

    exchange.say(bob, wire.restarted(call_id))
    exchange.say(bob, wire.candidate(call_id))

    assert exchange.types(exchange.window("alice", instance_id)) == ["candidate"]


def test_a_telephone_takes_part_in_restarts(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(alice, wire.restart(call_id))

    assert exchange.types(phone) == ["restart"]


def test_a_restart_travels_over_the_websockets(talking):
    alice, bob, _, call_id = talking

    alice.say(wire.restart(call_id))
    offered = bob.hear()
    bob.say(wire.restarted(call_id))

    assert offered == wire.restart(call_id)
    assert alice.hear() == wire.restarted(call_id)
