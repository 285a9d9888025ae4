"""The sandbox obeys what the application answers to an ICE."""

import pytest

from sandbox.call_outcomes import INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Continue, Fail, HangUp
from tests.sandbox import wire
from tests.sandbox.exchange import keep_silent, user
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, ended

OTHER_PHONE = "+46701740606"


@pytest.fixture
def asked(exchange):
    """Alice has called Bob's user and a phone; nobody has decided yet."""
    exchange.application = keep_silent
    alice, bob = exchange.window("alice"), exchange.window("bob")
    return alice, bob, exchange.call(alice, "bob"), exchange.call(alice, PHONE)


def last_reason(exchange):
    dice = exchange.told("dice")[-1]
    return dice["callid"], dice["reason"], dice["result"]


def test_nobody_hears_of_a_call_before_the_application_has_decided(exchange, asked):
    alice, bob, _, _ = asked

    phone = exchange.phone(PHONE)
    second_bob = exchange.window("bob")

    for connection in (alice, bob, phone, second_bob):
        assert exchange.take(connection) == []


def test_hangup_denies_the_call_and_rings_nobody(exchange, asked):
    alice, bob, call_id, _ = asked

    exchange.decide(call_id, HangUp("Not you."))

    # Why, the application tells its own users itself: the SDK of Sinch has no words for it.
    assert exchange.take(alice) == [ended(call_id, "Denied")]
    assert exchange.take(bob) == []
    assert last_reason(exchange) == (call_id, "MANAGERHANGUP", "FAILED")


def test_connect_rings_whom_the_caller_dialled(exchange, asked):
    alice, bob, call_id, phone_call_id = asked
    phone = exchange.phone(PHONE)

    exchange.decide(call_id, ConnectUser())
    exchange.decide(phone_call_id, ConnectPhone())

    assert exchange.types(bob) == exchange.types(phone) == ["incoming"]
    assert exchange.types(alice) == ["progressing", "progressing"]


def test_the_application_changes_the_number_and_the_caller_identifier(exchange, asked):
    _, _, _, call_id = asked
    dialled, connected = exchange.phone(PHONE), exchange.phone(OTHER_PHONE)

    exchange.decide(call_id, ConnectPhone(OTHER_PHONE, "+4687651234"))

    assert exchange.take(dialled) == []
    assert [heard["caller"]["number"] for heard in exchange.take(connected)] == ["+4687651234"]


def test_a_caller_identifier_that_stays_is_the_one_of_the_page(exchange, asked):
    _, _, _, call_id = asked
    phone = exchange.phone(PHONE)

    exchange.decide(call_id, ConnectPhone())

    assert [heard["caller"]["number"] for heard in exchange.take(phone)] == [CALLER_IDENTIFIER]


def test_a_private_caller_shows_no_number(exchange, asked):
    _, _, _, call_id = asked
    phone = exchange.phone(PHONE)

    exchange.decide(call_id, ConnectPhone(caller_identifier="private"))

    assert [heard["caller"]["number"] for heard in exchange.take(phone)] == [None]


def test_the_application_connects_another_user_with_headers_of_its_own(exchange, asked):
    _, bob, call_id, _ = asked
    carol = exchange.window("carol")

    exchange.decide(call_id, ConnectUser(user("carol"), {"subject": "lunch"}))

    assert exchange.take(bob) == []
    assert [heard["headers"] for heard in exchange.take(carol)] == [{"subject": "lunch"}]


def test_a_call_to_a_user_can_lead_to_a_phone_and_the_other_way_round(exchange, asked):
    _, bob, call_id, phone_call_id = asked
    phone = exchange.phone(PHONE)

    exchange.decide(call_id, ConnectPhone(PHONE, CALLER_IDENTIFIER))
    exchange.decide(phone_call_id, ConnectUser(user("bob")))

    assert exchange.types(phone) == exchange.types(bob) == ["incoming"]


@pytest.mark.parametrize(
    ("is_to_phone", "decision"), [(False, ConnectPhone()), (True, ConnectUser())]
)
def test_an_answer_that_does_not_fit_what_was_dialled_fails(exchange, asked, is_to_phone, decision):
    alice, _, *call_ids = asked
    call_id = call_ids[is_to_phone]

    exchange.decide(call_id, decision)

    message = exchange.take(alice)[0]
    assert (message["endCause"], message["message"][:21]) == ("Failure", "The application names")
    assert last_reason(exchange) == (call_id, "INVALIDSVAMLACTION", "FAILED")


def test_an_answer_that_cannot_be_obeyed_fails_in_words(exchange, asked):
    alice, _, call_id, _ = asked

    exchange.decide(call_id, Fail("It is not JSON.", INVALID_SVAML))

    assert exchange.take(alice) == [ended(call_id, "Failure", "It is not JSON.")]
    assert last_reason(exchange) == (call_id, "INVALIDSVAMLACTION", "FAILED")


def test_continue_is_no_answer_to_an_ice(exchange, asked):
    alice, _, call_id, _ = asked

    exchange.decide(call_id, Continue())
    exchange.wait(5)

    assert exchange.take(alice)[0]["message"] == "The application did not answer the callback."


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
    assert last_reason(exchange) == (phone_call_id, "CALLBACKERROR", "FAILED")


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
    assert last_reason(exchange) == (call_id, "CANCEL", "NOANSWER")


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
