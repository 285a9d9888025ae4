"""What the application decides about the length, the ringing and the answer of phone calls."""

import pytest

from sandbox.call_outcomes import INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Continue, Fail, HangUp
from tests.sandbox import wire
from tests.sandbox.exchange import user
from tests.sandbox.wire import PHONE, ended

TEST_NUMBER = "+46000000000"
LONG_TEST_NUMBER = "+4600000000010"


def obey(**choices):
    """An application that connects every phone call in this way."""
    return lambda callback: ConnectPhone(**choices) if callback.event == "ice" else None


def over(seconds):
    return f"The longest duration of this call, {seconds} seconds, is over."


def talk_by_phone(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE)
    exchange.say(phone, wire.answer(call_id))
    exchange.heard.clear()
    return alice, phone, call_id


def test_a_call_ends_at_the_longest_duration_that_the_application_gave_it(exchange):
    exchange.application = obey(max_duration_seconds=20)
    alice, phone, call_id = talk_by_phone(exchange)

    exchange.wait(19.9)
    early = exchange.take(alice)
    exchange.wait(0.1)

    assert early == []
    assert exchange.take(alice) == exchange.take(phone) == [ended(call_id, "HungUp", over(20))]
    dice = exchange.told("dice")[0]
    assert (dice["reason"], dice["result"], dice["duration"]) == ("TIMEOUT", "ANSWERED", 20)


def test_a_call_without_a_longest_duration_goes_on(exchange):
    exchange.application = obey()
    alice, _, _ = talk_by_phone(exchange)

    exchange.wait(3000)

    assert exchange.take(alice) == []


def test_the_longest_duration_ends_test_numbers_too(exchange):
    exchange.application = obey(max_duration_seconds=60)
    alice = exchange.window("alice")

    call_id = exchange.call(alice, LONG_TEST_NUMBER)
    exchange.wait(7.5 + 60)

    assert exchange.take(alice)[-1] == ended(call_id, "HungUp", over(60))


def test_a_phone_rings_as_long_as_the_application_wants(exchange):
    exchange.application = obey(dial_timeout_seconds=10)
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)

    call_id = exchange.call(alice, PHONE)
    exchange.wait(10)

    assert exchange.take(alice)[1:] == [ended(call_id, "NoAnswer")]
    assert exchange.take(phone)[1:] == [ended(call_id, "Canceled", "It was not answered in time.")]
    assert exchange.told("dice")[0]["reason"] == "TIMEOUT"


def test_a_test_number_that_answers_later_than_wanted_does_not_answer(exchange):
    exchange.application = obey(dial_timeout_seconds=5)
    alice = exchange.window("alice")

    call_id = exchange.call(alice, TEST_NUMBER)
    exchange.wait(5)

    assert exchange.take(alice)[1:] == [ended(call_id, "NoAnswer")]


@pytest.mark.parametrize("number", [PHONE, TEST_NUMBER])
def test_the_application_hears_when_a_phone_answers_and_the_call_does_not_wait(exchange, number):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)

    call_id = exchange.call(alice, number)
    exchange.say(phone, wire.answer(call_id))
    exchange.wait(8)

    assert "answered" in exchange.types(alice)
    assert [ace["callid"] for ace in exchange.told("ace")] == [call_id]


def test_a_user_who_answers_is_no_phone(exchange):
    exchange.talk()

    assert exchange.told("ace") == []


def test_hangup_after_the_answer_ends_the_call(exchange):
    alice, phone, call_id = talk_by_phone(exchange)

    exchange.decide(call_id, HangUp())

    ending = ended(call_id, "HungUp", "The application ended the call.")
    assert exchange.take(alice) == exchange.take(phone) == [ending]
    dice = exchange.told("dice")[0]
    assert (dice["reason"], dice["result"]) == ("MANAGERHANGUP", "ANSWERED")


@pytest.mark.parametrize(
    "decision", [Continue(), ConnectPhone("+46701740606"), ConnectUser(user("bob"))]
)
def test_everything_else_after_the_answer_lets_the_call_go_on(exchange, decision):
    alice, phone, call_id = talk_by_phone(exchange)

    exchange.decide(call_id, decision)

    assert exchange.take(alice) == exchange.take(phone) == []
    assert call_id in exchange.state.calls


def test_an_answer_that_cannot_be_obeyed_ends_an_answered_call(exchange):
    alice, _, call_id = talk_by_phone(exchange)

    exchange.decide(call_id, Fail("It is not JSON.", INVALID_SVAML))

    assert exchange.take(alice) == [ended(call_id, "Failure", "It is not JSON.")]


def test_an_application_that_wants_no_more_callbacks_gets_none(exchange):
    exchange.application = obey(is_kept_quiet=True)
    alice, _, call_id = talk_by_phone(exchange)

    exchange.say(alice, wire.hangup(call_id))

    assert [callback.event for callback in exchange.callbacks] == ["ice"]
