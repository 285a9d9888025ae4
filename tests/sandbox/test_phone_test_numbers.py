"""The documented test numbers behave as documented."""

import pytest

from phone_numbers import SINCH_TEST_NUMBERS
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from tests.sandbox import wire
from tests.sandbox.wire import ended


@pytest.mark.parametrize(
    ("number", "prompts"),
    [
        ("+46000000000", 1),
        *((f"+46000000000{prompts}", prompts) for prompts in range(2, 10)),
        ("+4600000000010", 40),
        ("+4600000000020", 10),
    ],
)
def test_a_test_number_answers_after_its_progress_and_hangs_up_by_itself(exchange, number, prompts):
    alice = exchange.window("alice")

    call_id = exchange.call(alice, number)
    exchange.wait(7.4)
    at_first = exchange.take(alice)
    exchange.wait(0.1)
    after_progress = exchange.take(alice)
    exchange.wait(prompts * 3 - 0.1)
    while_it_plays = exchange.take(alice)
    exchange.wait(0.2)

    assert at_first == [{"type": "progressing", "callId": call_id}]
    assert after_progress == [
        {"type": "answered", "callId": call_id, "answer": None, "prompts": prompts}
    ]
    assert while_it_plays == []
    assert exchange.take(alice) == [ended(call_id, "HungUp")]


@pytest.mark.parametrize(
    ("number", "seconds", "end_cause"),
    [
        ("+4600000000031", 7.5, "Denied"),
        ("+4600000000040", 45, "NoAnswer"),
        ("+4600000000051", 7.5, "Failure"),
    ],
)
def test_a_test_number_fails_after_its_progress(exchange, number, seconds, end_cause):
    alice = exchange.window("alice")

    exchange.call(alice, number)
    exchange.wait(seconds - 0.1)
    at_first = exchange.types(alice)
    exchange.wait(0.1)

    assert at_first == ["progressing"]
    assert [message["endCause"] for message in exchange.take(alice)] == [end_cause]


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        ("+4600000000030", ("Denied", None)),
        ("+4600000000050", ("Failure", "The phone network is congested.")),
    ],
)
def test_a_test_number_fails_at_once_without_progress(exchange, number, ending):
    alice = exchange.window("alice")

    call_id = exchange.call(alice, number)

    assert exchange.take(alice) == [ended(call_id, *ending)]


def test_the_key_0_stops_the_number_that_documents_it(exchange):
    alice = exchange.window("alice")
    call_id = exchange.call(alice, "+4600000000020")
    exchange.wait(8)
    exchange.heard.clear()

    exchange.say(alice, wire.dtmf(call_id, "12"))
    other_keys = exchange.take(alice)
    exchange.say(alice, wire.dtmf(call_id, "#0"))

    assert other_keys == []
    assert exchange.take(alice) == [ended(call_id, "HungUp")]


def test_the_key_0_means_nothing_to_the_other_test_numbers(exchange):
    alice = exchange.window("alice")
    call_id = exchange.call(alice, "+4600000000010")
    exchange.wait(8)
    exchange.heard.clear()

    exchange.say(alice, wire.dtmf(call_id, "0"))

    assert exchange.take(alice) == []


def test_the_caller_hangs_up_a_test_number_before_and_after_it_answers(exchange):
    alice = exchange.window("alice")
    first = exchange.call(alice, "+46000000000")
    exchange.say(alice, wire.hangup(first))
    second = exchange.call(alice, "+46000000000")
    exchange.wait(8)
    exchange.say(alice, wire.candidate(second))
    exchange.say(alice, wire.hangup(second))

    endings = [message for message in exchange.take(alice) if message["type"] == "ended"]
    assert endings == [ended(first, "Canceled"), ended(second, "HungUp")]
    assert exchange.state.calls == {}


def test_test_numbers_are_never_busy(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")

    exchange.call(alice, "+46000000000")
    exchange.call(bob, "+46000000000")

    assert exchange.types(alice) == exchange.types(bob) == ["progressing"]


def test_the_table_holds_just_the_numbers_that_may_always_be_called():
    assert PHONE_TEST_NUMBERS.keys() == SINCH_TEST_NUMBERS
