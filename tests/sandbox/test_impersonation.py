"""Nobody can speak for another user."""

import pytest

from tests.sandbox import wire
from tests.sandbox.exchange import user
from tests.sandbox.wire import numbered_uuid


def codes(messages):
    return [message["code"] for message in messages]


def test_nobody_registers_as_another_user_even_with_a_good_token_for_that_user(exchange):
    mallory = exchange.open(user("carol"))

    exchange.register(mallory, "alice", numbered_uuid())

    assert codes(exchange.take(mallory)) == ["wrong_user"]
    assert exchange.switchboard.online_user_ids() == set()


def test_a_token_is_used_once(exchange):
    first, second = exchange.open(user("alice")), exchange.open(user("alice"))
    exchange.register(first, "alice", numbered_uuid(), nonce="seen")

    exchange.register(second, "alice", numbered_uuid(), nonce="seen")

    assert codes(exchange.take(second)) == ["nonce_used"]


def test_a_token_is_remembered_as_long_as_it_is_valid(exchange):
    first, second = exchange.open(user("alice")), exchange.open(user("alice"))
    exchange.register(first, "alice", numbered_uuid(), nonce="seen")
    exchange.wait(599)
    exchange.carry_out(exchange.switchboard.tick(exchange.now))

    exchange.register(second, "alice", numbered_uuid(), nonce="seen")

    assert codes(exchange.take(second)) == ["nonce_used"]


def test_a_token_for_another_user_does_not_use_up_its_nonce(exchange):
    mallory, alice = exchange.open(user("carol")), exchange.open(user("alice"))
    exchange.register(mallory, "alice", numbered_uuid(), nonce="stolen")

    exchange.register(alice, "alice", numbered_uuid(), nonce="stolen")

    assert exchange.types(alice) == ["registered"]


def test_nobody_places_a_call_in_anothers_name(exchange):
    mallory, bob = exchange.window("carol"), exchange.window("bob")

    exchange.say(mallory, wire.invite(numbered_uuid(), "bob"), caller=user("alice"))

    assert codes(exchange.take(mallory)) == ["not_registered"]
    assert exchange.take(bob) == []


@pytest.mark.parametrize(
    "message", [wire.ringing, wire.answer, wire.hangup, wire.candidate], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("is_answered", [True, False])
def test_nobody_meddles_with_others_calls(exchange, message, is_answered):
    mallory = exchange.window("carol")
    if is_answered:
        _, _, call_id = exchange.talk()
    else:
        alice, _ = exchange.window("alice"), exchange.window("bob")
        call_id = exchange.call(alice, "bob")
        exchange.heard.clear()

    exchange.say(mallory, message(call_id))

    assert codes(exchange.take(mallory)) == ["unknown_call"]
    assert not any(exchange.heard.values())


def test_nobody_meddles_with_a_call_that_has_just_ended(exchange):
    mallory = exchange.window("carol")
    alice, _, call_id = exchange.talk()
    exchange.say(alice, wire.hangup(call_id))

    exchange.say(mallory, wire.hangup(call_id))

    assert codes(exchange.take(mallory)) == ["unknown_call"]


def test_another_window_of_the_caller_has_no_part_in_the_call(exchange):
    other_alice = exchange.window("alice")
    _, bob, call_id = exchange.talk()

    exchange.say(other_alice, wire.hangup(call_id))

    assert codes(exchange.take(other_alice)) == ["unknown_call"]
    assert exchange.take(bob) == []


def test_a_caller_cannot_answer_the_call_for_the_callee(exchange):
    alice, _ = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.say(alice, wire.answer(call_id))
    exchange.say(alice, wire.ringing(call_id))

    assert not any(exchange.heard.values())
    assert exchange.state.calls[call_id].status == "progressing"


def test_nobody_takes_over_another_users_window_by_its_instance_id(exchange):
    instance_id = numbered_uuid()
    alice = exchange.window("alice", instance_id)

    mallory = exchange.window("carol", instance_id)

    assert exchange.closed == {}
    assert exchange.switchboard.online_user_ids() == {"alice", "carol"}
    assert exchange.state.lines[alice].window_id != exchange.state.lines[mallory].window_id
