"""Windows are lost and come back, in time or too late."""

from sandbox.effects import CloseCode
from tests.sandbox import wire
from tests.sandbox.wire import ended, numbered_uuid

INSTANCE_ID = numbered_uuid()


def test_a_window_that_is_lost_in_a_call_may_come_back_and_keeps_it(exchange):
    alice, bob, call_id = exchange.talk(INSTANCE_ID)

    exchange.lose(alice)
    exchange.wait(4.9)
    alice_again = exchange.window("alice", INSTANCE_ID)
    exchange.wait(60)

    assert exchange.take(alice_again) == exchange.take(bob) == []
    exchange.say(alice_again, wire.hangup(call_id))
    assert exchange.take(bob) == [ended(call_id, "HungUp")]


def test_the_other_side_learns_after_5_seconds_that_a_window_is_gone(exchange):
    alice, bob, call_id = exchange.talk()

    exchange.lose(alice)
    exchange.wait(4.9)
    early = exchange.take(bob)
    exchange.wait(0.2)

    assert early == []
    assert exchange.take(bob) == [ended(call_id, "HungUp", "Alice's window is gone.")]


def test_a_window_that_comes_back_hears_what_it_missed(exchange):
    alice, bob, call_id = exchange.talk(INSTANCE_ID)
    exchange.lose(alice)

    exchange.say(bob, wire.candidate(call_id))
    exchange.say(bob, wire.hangup(call_id))
    alice_again = exchange.window("alice", INSTANCE_ID)

    assert exchange.types(alice_again) == ["candidate", "ended"]


def test_a_window_that_comes_back_too_late_hears_that_its_call_is_over(exchange):
    alice, _, call_id = exchange.talk(INSTANCE_ID)
    exchange.lose(alice)
    exchange.wait(60)

    alice_again = exchange.window("alice", INSTANCE_ID)

    sentence = "The connection was lost for too long."
    assert exchange.take(alice_again) == [ended(call_id, "HungUp", sentence)]


def test_a_callee_who_comes_back_too_late_hears_that_the_call_is_over(exchange):
    alice, instance_id = exchange.window("alice"), numbered_uuid()
    bob = exchange.window("bob", instance_id)
    call_id = exchange.call(alice, "bob")
    exchange.lose(bob)
    exchange.wait(6)

    bob_again = exchange.window("bob", instance_id)

    sentence = "The connection was lost for too long."
    assert exchange.take(bob_again) == [ended(call_id, "Canceled", sentence)]


def test_a_window_lost_for_too_long_is_not_online_and_does_not_ring(exchange):
    alice, _, _ = exchange.talk()
    exchange.lose(alice)
    exchange.wait(6)

    carol = exchange.window("carol")
    exchange.call(carol, "alice")

    assert exchange.switchboard.online_user_ids() == {"bob", "carol"}
    assert exchange.take(carol)[0]["message"] == "Alice has no window open."


def test_a_window_that_missed_very_much_hears_at_least_the_end(exchange):
    alice, bob, call_id = exchange.talk(INSTANCE_ID)
    exchange.lose(alice)

    for _ in range(150):
        exchange.say(bob, wire.candidate(call_id))
    exchange.say(bob, wire.hangup(call_id))
    alice_again = exchange.window("alice", INSTANCE_ID)

    assert exchange.types(alice_again) == ["candidate"] * 100 + ["ended"]


def test_what_a_window_missed_is_told_once(exchange):
    alice, bob, call_id = exchange.talk(INSTANCE_ID)
    exchange.lose(alice)
    exchange.say(bob, wire.candidate(call_id))
    alice = exchange.window("alice", INSTANCE_ID)
    exchange.take(alice)

    exchange.lose(alice)
    alice = exchange.window("alice", INSTANCE_ID)

    assert exchange.take(alice) == []


def test_a_window_that_is_lost_without_a_call_is_gone_at_once(exchange):
    alice = exchange.window("alice")

    exchange.lose(alice)

    assert exchange.state.windows == {}


def test_a_new_window_does_not_take_over_the_calls_of_a_lost_one(exchange):
    alice, bob, call_id = exchange.talk()
    exchange.lose(alice)

    exchange.window("alice")
    exchange.wait(5)

    assert exchange.take(bob) == [ended(call_id, "HungUp", "Alice's window is gone.")]


def test_a_window_that_is_back_before_it_was_missed_replaces_its_old_connection(exchange):
    alice, bob, call_id = exchange.talk(INSTANCE_ID)

    alice_again = exchange.window("alice", INSTANCE_ID)
    exchange.lose(alice)
    exchange.say(bob, wire.candidate(call_id))

    assert exchange.closed == {alice: CloseCode.NORMAL}
    assert exchange.types(alice_again) == ["candidate"]


def test_a_caller_lost_before_the_answer_cancels_the_call(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.lose(alice)
    exchange.wait(5)

    assert exchange.take(bob) == [ended(call_id, "Canceled", "Alice's window is gone.")]


def test_the_call_goes_on_ringing_while_the_callee_has_a_window_left(exchange):
    alice, bob, other_bob = exchange.window("alice"), exchange.window("bob"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")
    exchange.heard.clear()

    exchange.lose(bob)
    exchange.wait(5)
    one_window_left = exchange.take(alice)
    exchange.lose(other_bob)
    exchange.wait(5)

    assert one_window_left == []
    assert exchange.take(alice) == [ended(call_id, "Failure", "Bob's window is gone.")]


def test_a_page_that_is_reloaded_while_it_rings_rings_again(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    exchange.call(alice, "bob")

    exchange.lose(bob)
    reloaded_bob = exchange.window("bob")
    exchange.wait(10)

    assert exchange.types(reloaded_bob) == ["incoming"]
    assert exchange.types(alice) == ["progressing"]
