"""The sandbox obeys what the application answers to an ICE."""

import pytest

from sandbox.call_outcomes import INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Continue, Fail, HangUp
from tests.sandbox.exchange import user
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, ended

OTHER_PHONE = "+46701740606"


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
    assert exchange.last_reason() == (call_id, "MANAGERHANGUP", "FAILED")


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
    assert exchange.last_reason() == (call_id, "INVALIDSVAMLACTION", "FAILED")


def test_an_answer_that_cannot_be_obeyed_fails_in_words(exchange, asked):
    alice, _, call_id, _ = asked

    exchange.decide(call_id, Fail("It is not JSON.", INVALID_SVAML))

    assert exchange.take(alice) == [ended(call_id, "Failure", "It is not JSON.")]
    assert exchange.last_reason() == (call_id, "INVALIDSVAMLACTION", "FAILED")


def test_continue_is_no_answer_to_an_ice(exchange, asked):
    alice, _, call_id, _ = asked

    exchange.decide(call_id, Continue())
    exchange.wait(5)

    assert exchange.take(alice)[0]["message"] == "The application did not answer the callback."
