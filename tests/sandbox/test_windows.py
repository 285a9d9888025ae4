"""Windows come, register, and go."""

import json
from dataclasses import asdict

from sandbox.effects import CloseCode
from tests.sandbox import wire
from tests.sandbox.exchange import number, user
from tests.sandbox.wire import PHONE, numbered_uuid


def test_a_window_hears_how_long_its_registration_lasts(exchange):
    alice = exchange.open(user("alice"))

    exchange.register(alice, "alice", numbered_uuid())

    assert exchange.take(alice) == [
        {
            "type": "registered",
            "userId": "alice",
            "expiresAt": "2023-11-14T23:13:20.000Z",
            "callIds": [],
        }
    ]
    assert exchange.switchboard.online_user_ids() == {"alice"}


def test_a_registration_that_is_not_prolonged_expires(exchange):
    alice = exchange.window("alice")

    exchange.wait(3599)
    before = dict(exchange.closed)
    exchange.wait(1)

    assert before == {}
    assert exchange.closed == {alice: CloseCode.REGISTRATION_EXPIRED}
    assert exchange.switchboard.online_user_ids() == set()


def test_a_registration_that_expires_during_a_call_has_the_grace_to_come_back(exchange):
    alices_id, bobs_id = numbered_uuid(), numbered_uuid()
    alice, bob = exchange.window("alice", alices_id), exchange.window("bob", bobs_id)
    call_id = exchange.call(alice, "bob")
    exchange.say(bob, wire.answer(call_id))
    exchange.wait(3000)
    exchange.register(bob, "bob", bobs_id)

    exchange.wait(604)
    alice_again = exchange.window("alice", alices_id)
    exchange.wait(60)

    assert exchange.closed[alice] == CloseCode.REGISTRATION_EXPIRED
    assert exchange.take(alice_again) == []
    assert call_id in exchange.state.calls


def test_a_window_that_is_lost_just_before_its_registration_ends_has_the_whole_grace(exchange):
    alice, _, call_id = exchange.talk()
    exchange.wait(3598)
    exchange.lose(alice)

    exchange.wait(4.9)
    early = call_id in exchange.state.calls
    exchange.wait(0.2)

    assert early
    assert call_id not in exchange.state.calls


def test_registering_again_prolongs_the_registration(exchange):
    alice, instance_id = exchange.open(user("alice")), numbered_uuid()
    exchange.register(alice, "alice", instance_id)
    exchange.wait(3540)

    exchange.register(alice, "alice", instance_id)
    exchange.wait(3540)

    assert exchange.types(alice) == ["registered", "registered"]
    assert exchange.closed == {}


def test_registering_again_while_it_rings_does_not_ring_twice(exchange):
    alice, instance_id = exchange.window("alice"), numbered_uuid()
    bob = exchange.window("bob", instance_id)
    exchange.call(alice, "bob")

    exchange.register(bob, "bob", instance_id)

    assert exchange.types(bob) == ["incoming", "registered"]


def test_a_failed_renewal_leaves_the_window_registered(exchange):
    alice = exchange.window("alice")

    exchange.register(alice, "bob", numbered_uuid())

    assert [failed["code"] for failed in exchange.take(alice)] == ["wrong_user"]
    assert exchange.switchboard.online_user_ids() == {"alice"}


def test_a_connection_stays_the_instance_that_it_registered_as(exchange):
    alice = exchange.window("alice")

    exchange.register(alice, "alice", numbered_uuid())

    assert [failed["code"] for failed in exchange.take(alice)] == ["instance_changed"]


def test_an_unregistered_window_can_do_nothing(exchange):
    alice = exchange.open(user("alice"))

    exchange.call(alice, "bob")
    exchange.say(alice, wire.hangup(numbered_uuid()))

    assert [error["code"] for error in exchange.take(alice)] == ["not_registered"] * 2


def test_the_ninth_window_of_one_user_is_closed(exchange):
    first_eight = [exchange.window("alice") for _ in range(8)]
    exchange.window("bob")

    ninth = exchange.open(user("alice"))

    assert exchange.closed == {ninth: CloseCode.TOO_MANY_WINDOWS}
    exchange.lose(first_eight[0])
    assert exchange.window("alice") not in exchange.closed


def test_logging_out_leaves_the_other_windows_of_the_user_alone(exchange):
    alice, other_alice = exchange.window("alice"), exchange.window("alice")

    exchange.log_out(alice)

    assert exchange.closed == {alice: CloseCode.SESSION_ENDED}
    assert exchange.state.lines.keys() == {other_alice}


def test_messages_on_a_connection_that_was_closed_are_not_answered(exchange):
    alice, _, call_id = exchange.talk()
    exchange.log_out(alice)

    exchange.say(alice, wire.hangup(call_id))

    assert exchange.take(alice) == []


def test_the_state_is_json(exchange):
    alice, bob, call_id = exchange.talk()
    exchange.phone(PHONE)
    exchange.lose(alice)
    exchange.say(bob, wire.candidate(call_id))

    state = json.loads(json.dumps(asdict(exchange.state)))

    assert state["calls"][call_id]["callee"] == {"kind": "user", "id": "bob", "name": "Bob"}
    assert state == asdict(exchange.state)


def test_nothing_is_remembered_when_all_have_gone(exchange):
    alice, bob, _ = exchange.talk()
    phone = exchange.phone(PHONE)

    for connection_id in (alice, bob, phone):
        exchange.lose(connection_id)
    exchange.wait(700)
    exchange.carry_out(exchange.switchboard.tick(exchange.now))

    assert not any(asdict(exchange.state).values())
    assert exchange.open(number(PHONE)) in exchange.state.lines
