"""What the application is told about calls, field by field."""

import json

import pytest

from tests.sandbox import wire
from tests.sandbox.exchange import Exchange, keep_silent
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, ended

OWN_NUMBER = CALLER_IDENTIFIER
FREE = {"currencyId": "EUR", "amount": 0.0}
PRICE = {"currencyId": "EUR", "amount": 0.012}


def test_the_ice_of_a_call_between_users(exchange):
    alice = exchange.window("alice")
    exchange.window("bob")

    call_id = exchange.call(alice, "bob", headers={"subject": "lunch"})

    assert exchange.told("ice") == [
        {
            "event": "ice",
            "callid": call_id,
            "callResourceUrl": f"https://sandbox.invalid/calling/v1/calls/id/{call_id}",
            "timestamp": "2023-11-14T22:13:20.000Z",
            "version": 1,
            "custom": "",
            "user": "alice",
            "userRate": FREE,
            "cli": "private",
            "to": {"type": "username", "endpoint": "bob"},
            "domain": "mxp",
            "originationType": "MXP",
            "rdnis": "",
            "callHeaders": [{"key": "subject", "value": "lunch"}],
        }
    ]


def test_the_ice_of_a_call_to_a_phone(exchange):
    exchange.call(exchange.window("alice"), PHONE)

    ice = exchange.told("ice")[0]
    assert ice["to"] == {"type": "number", "endpoint": PHONE}
    assert (ice["domain"], ice["originationType"]) == ("pstn", "MXP")
    assert (ice["user"], ice["cli"], ice["userRate"]) == ("alice", CALLER_IDENTIFIER, PRICE)


def test_the_ice_of_a_call_from_a_phone(exchange):
    exchange.call(exchange.phone(PHONE), OWN_NUMBER)

    ice = exchange.told("ice")[0]
    assert ice["to"] == {"type": "did", "endpoint": OWN_NUMBER}
    assert (ice["domain"], ice["originationType"]) == ("pstn", "PSTN")
    assert ("user" in ice, ice["cli"]) == (False, PHONE)


def test_the_test_numbers_are_free(exchange):
    exchange.call(exchange.window("alice"), "+46000000000")
    exchange.wait(60)

    assert exchange.told("ice")[0]["userRate"] == exchange.told("dice")[0]["debit"] == FREE


def test_the_ace_and_the_dice_of_a_call_to_a_phone(exchange):
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)
    call_id = exchange.call(alice, PHONE, headers={"subject": "lunch"})
    exchange.say(phone, wire.answer(call_id))
    exchange.wait(90)

    exchange.say(alice, wire.hangup(call_id))

    common = {"callid": call_id, "version": 1, "custom": "", "user": "alice"}
    ace = {**common, "event": "ace", "timestamp": "2023-11-14T22:13:20.000Z"}
    assert exchange.told("ace") == [ace]
    assert exchange.told("dice") == [
        {
            **common,
            "event": "dice",
            "timestamp": "2023-11-14T22:14:50.000Z",
            "reason": "CALLERHANGUP",
            "result": "ANSWERED",
            "duration": 90,
            "debit": {"currencyId": "EUR", "amount": 0.018},
            "userRate": PRICE,
            "to": {"type": "number", "endpoint": PHONE},
            "from": "alice",
            "callHeaders": [{"key": "subject", "value": "lunch"}],
        }
    ]


def bob_hangs_up(exchange, alice, bob, call_id):
    exchange.say(bob, wire.answer(call_id))
    exchange.say(bob, wire.hangup(call_id))


def nobody_answers(exchange, alice, bob, call_id):
    exchange.wait(45)


def alice_is_gone_for_good(exchange, alice, bob, call_id):
    exchange.say(bob, wire.answer(call_id))
    exchange.lose(alice)
    exchange.wait(5)


def bob_is_gone_for_good(exchange, alice, bob, call_id):
    exchange.lose(bob)
    exchange.wait(5)


ENDINGS = [
    (bob_hangs_up, "CALLEEHANGUP", "ANSWERED"),
    (
        lambda exchange, alice, bob, call: exchange.say(bob, wire.hangup(call)),
        "CALLEEHANGUP",
        "BUSY",
    ),
    (
        lambda exchange, alice, bob, call: exchange.say(alice, wire.hangup(call)),
        "CANCEL",
        "NOANSWER",
    ),
    (nobody_answers, "TIMEOUT", "NOANSWER"),
    (alice_is_gone_for_good, "CALLERHANGUP", "ANSWERED"),
    (bob_is_gone_for_good, "CALLEEHANGUP", "FAILED"),
]


@pytest.mark.parametrize(("happens", "reason", "result"), ENDINGS)
def test_the_application_learns_how_a_call_ended(exchange, happens, reason, result):
    alice, bob = exchange.window("alice"), exchange.window("bob")
    call_id = exchange.call(alice, "bob")

    happens(exchange, alice, bob, call_id)

    dices = exchange.told("dice")
    assert [(dice["reason"], dice["result"], dice["duration"] > 0) for dice in dices] == [
        (reason, result, happens is alice_is_gone_for_good)
    ]
    assert dices[0]["debit"] == FREE


@pytest.mark.parametrize(
    ("number", "reason", "result"),
    [
        ("+46000000000", "CALLEEHANGUP", "ANSWERED"),
        ("+4600000000030", "CALLEEHANGUP", "BUSY"),
        ("+4600000000040", "TIMEOUT", "NOANSWER"),
        ("+4600000000050", "GENERALERROR", "FAILED"),
    ],
)
def test_the_application_learns_how_a_test_number_ended(exchange, number, reason, result):
    exchange.call(exchange.window("alice"), number)

    exchange.wait(60)

    assert [(dice["reason"], dice["result"]) for dice in exchange.told("dice")] == [
        (reason, result)
    ]


def test_a_busy_callee_and_one_without_a_window_are_told_apart(exchange):
    alice, _, _ = exchange.talk()
    carol = exchange.window("carol")

    exchange.call(carol, "bob")
    exchange.log_out(alice)
    exchange.call(carol, "alice")

    results = [(dice["reason"], dice["result"]) for dice in exchange.told("dice")]
    assert (results[0], results[2]) == (("N/A", "BUSY"), ("USERNOTFOUND", "FAILED"))


def test_callbacks_and_calls_can_be_written_as_json():
    exchange = Exchange()
    exchange.application = keep_silent
    alice = exchange.window("alice")

    call_id = exchange.call(alice, PHONE)
    exchange.say(alice, wire.hangup(call_id))

    bodies = [callback.body for callback in exchange.callbacks]
    assert json.loads(json.dumps(bodies)) == bodies
    assert exchange.take(alice) == [ended(call_id, "Canceled")]
