"""A virtual phone calls the application's number, and the application says who rings."""

import pytest

from sandbox.decisions import ConnectPhone, ConnectUser, HangUp
from tests.sandbox import wire
from tests.sandbox.exchange import user
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, SDP, ended

OWN_NUMBER = CALLER_IDENTIFIER


@pytest.fixture
def rings_bob(exchange):
    exchange.application = lambda callback: (
        ConnectUser(user("bob")) if callback.event == "ice" else None
    )
    return exchange


def test_the_user_whom_the_application_names_rings_with_the_callers_number(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    alice = rings_bob.window("alice")

    call_id = rings_bob.call(phone, OWN_NUMBER)

    assert rings_bob.take(bob) == [
        {
            "type": "incoming",
            "callId": call_id,
            "caller": {"userId": None, "displayName": PHONE, "number": PHONE},
            "offer": SDP,
            "headers": {},
            "video": False,
        }
    ]
    assert rings_bob.types(phone) == ["progressing"]
    assert rings_bob.take(alice) == []


def test_a_phone_cannot_show_another_number_than_its_own(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")

    rings_bob.call(phone, OWN_NUMBER, callerIdentifier="+4687651234")

    assert [heard["caller"]["number"] for heard in rings_bob.take(bob)] == [PHONE]
    assert rings_bob.told("ice")[0]["cli"] == PHONE


def test_the_user_answers_and_both_are_connected(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    call_id = rings_bob.call(phone, OWN_NUMBER)

    rings_bob.say(bob, wire.ringing(call_id))
    rings_bob.say(bob, wire.answer(call_id))
    rings_bob.say(bob, wire.candidate(call_id))

    assert rings_bob.types(phone) == ["progressing", "ringing", "answered", "candidate"]
    assert rings_bob.told("ace") == []


@pytest.mark.parametrize("is_phone", [True, False])
def test_either_side_hangs_up(rings_bob, is_phone):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    call_id = rings_bob.call(phone, OWN_NUMBER)
    rings_bob.say(bob, wire.answer(call_id))
    rings_bob.heard.clear()
    rings_bob.wait(60)

    rings_bob.say(phone if is_phone else bob, wire.hangup(call_id))

    assert rings_bob.take(phone) == rings_bob.take(bob) == [ended(call_id, "HungUp")]
    dice = rings_bob.told("dice")[0]
    assert dice["reason"] == ("CALLERHANGUP" if is_phone else "CALLEEHANGUP")
    assert (dice["from"], dice["debit"]["amount"], "user" in dice) == (PHONE, 0.012, False)


def test_the_user_declines(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    call_id = rings_bob.call(phone, OWN_NUMBER)

    rings_bob.say(bob, wire.hangup(call_id))

    assert rings_bob.take(phone)[-1] == ended(call_id, "Denied")


def test_the_user_does_not_answer(rings_bob):
    phone, _ = rings_bob.phone(PHONE), rings_bob.window("bob")

    call_id = rings_bob.call(phone, OWN_NUMBER)
    rings_bob.wait(45)

    assert rings_bob.take(phone)[-1] == ended(call_id, "NoAnswer")


def test_the_user_is_busy(rings_bob):
    phone = rings_bob.phone(PHONE)
    rings_bob.talk()

    call_id = rings_bob.call(phone, OWN_NUMBER)

    sentence = "Bob is busy in another call."
    assert rings_bob.take(phone) == [ended(call_id, "Denied", sentence)]


def test_the_user_has_no_window_open(rings_bob):
    phone = rings_bob.phone(PHONE)

    call_id = rings_bob.call(phone, OWN_NUMBER)

    assert rings_bob.take(phone) == [ended(call_id, "Failure", "Bob has no window open.")]


def test_closing_the_page_of_the_phone_ends_its_call_at_once(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    call_id = rings_bob.call(phone, OWN_NUMBER)
    rings_bob.take(bob)

    rings_bob.lose(phone)

    assert rings_bob.take(bob) == [ended(call_id, "Canceled", f"{PHONE}'s window is gone.")]


def test_what_the_application_says_before_it_hangs_up_is_heard_by_the_phone(exchange):
    exchange.application = lambda callback: HangUp("Nobody is here.")
    phone = exchange.phone(PHONE)

    call_id = exchange.call(phone, OWN_NUMBER)

    assert exchange.take(phone) == [ended(call_id, "Denied", "A voice says: Nobody is here.")]


def test_a_phone_that_is_calling_is_busy(rings_bob):
    phone, bob, alice = rings_bob.phone(PHONE), rings_bob.window("bob"), rings_bob.window("alice")
    rings_bob.call(phone, OWN_NUMBER)
    rings_bob.take(bob)
    rings_bob.application = lambda callback: ConnectPhone()

    call_id = rings_bob.call(alice, PHONE)

    assert rings_bob.take(alice) == [ended(call_id, "Denied", f"{PHONE} is busy in another call.")]


def test_keys_go_to_phones_only(rings_bob):
    phone, bob = rings_bob.phone(PHONE), rings_bob.window("bob")
    call_id = rings_bob.call(phone, OWN_NUMBER)
    rings_bob.say(bob, wire.answer(call_id))
    rings_bob.heard.clear()

    rings_bob.say(phone, wire.dtmf(call_id, "1"))

    assert [error["code"] for error in rings_bob.take(phone)] == ["no_phone"]
    assert rings_bob.take(bob) == []


def test_the_application_can_put_a_phone_through_to_another(exchange):
    exchange.application = lambda callback: ConnectPhone("+46701740606")
    phone, other = exchange.phone(PHONE), exchange.phone("+46701740606")

    exchange.call(phone, OWN_NUMBER, callerIdentifier=None)

    assert [heard["caller"]["number"] for heard in exchange.take(other)] == [PHONE]
