"""Calls to virtual phones."""

import pytest

from sandbox.switchboard_sending import Ending
from tests.sandbox import wire
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, SDP, ended


def test_a_virtual_phone_rings_with_the_callers_number_and_answers(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)

    call_id = exchange.call(alice, PHONE)
    incoming = exchange.take(phone)
    exchange.say(phone, wire.ringing(call_id))
    exchange.say(phone, wire.answer(call_id))

    caller = {"userId": "alice", "displayName": "Alice", "number": CALLER_IDENTIFIER}
    assert [message["caller"] for message in incoming] == [caller]
    assert exchange.take(alice) == [
        {"type": "progressing", "callId": call_id},
        {"type": "ringing", "callId": call_id},
        {"type": "answered", "callId": call_id, "answer": SDP},
    ]


def test_a_virtual_phone_may_be_opened_while_it_rings(exchange):
    alice = exchange.window("alice")
    exchange.call(alice, PHONE)
    exchange.wait(30)

    phone = exchange.phone(PHONE)

    assert exchange.types(phone) == ["incoming"]


def test_a_phone_that_nobody_opens_does_not_answer(exchange):
    alice = exchange.window("alice")

    call_id = exchange.call(alice, PHONE)
    exchange.wait(45)

    assert exchange.take(alice)[1:] == [ended(call_id, "NoAnswer")]


def test_a_phone_rings_on_when_its_page_is_closed(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    exchange.call(alice, PHONE)

    exchange.lose(phone)
    exchange.wait(10)

    assert exchange.types(alice) == ["progressing"]


def test_closing_the_page_of_a_phone_in_a_call_ends_it_at_once(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()

    exchange.lose(phone)

    assert exchange.take(alice) == [ended(call_id, "HungUp", f"{PHONE}'s window is gone.")]


def test_a_virtual_phone_hears_the_keys(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()

    exchange.say(alice, wire.dtmf(call_id, "12#"))

    assert exchange.take(phone) == [{"type": "dtmf", "callId": call_id, "digits": "12#"}]


def test_a_phone_call_ends_at_the_longest_duration(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()

    exchange.wait(600)

    sentence = "The longest duration of this call, 600 seconds, is over."
    assert exchange.take(alice) == exchange.take(phone) == [ended(call_id, "HungUp", sentence)]


def test_a_phone_in_a_call_is_busy(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    exchange.call(alice, PHONE)

    call_id = exchange.call(bob, PHONE)

    assert exchange.take(bob) == [ended(call_id, "Denied", f"{PHONE} is busy in another call.")]


@pytest.mark.parametrize("identifier", [None, "0701740605", "+"])
def test_a_phone_call_needs_a_caller_identifier(exchange, identifier):
    alice = exchange.window("alice")

    call_id = exchange.call(alice, PHONE, callerIdentifier=identifier)

    sentence = "Calls to phone numbers need a caller identifier."
    assert exchange.take(alice) == [ended(call_id, "Failure", sentence)]


def test_a_refused_number_fails_with_the_sentence_that_says_why(exchange):
    alice = exchange.window("alice")
    call_id = wire.numbered_uuid()

    refused = Ending("Failure", "Calls to JM are not allowed here.")
    exchange.say(alice, wire.invite(call_id, "+18765550123"), callee=refused)

    assert exchange.take(alice) == [ended(call_id, *refused)]
