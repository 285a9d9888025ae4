"""The decision about a call, by its facts alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from calling.callee import CallRefused
from calling.caps import PhoneCaps
from calling.events import IncomingCallEvent, read_event
from calling.kind import kind_of_incoming
from calling.policy import Account, CallRules, Decision, Facts, decide

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CAPS = PhoneCaps(
    calls_per_10_minutes=5,
    calls_per_day=20,
    minutes_per_day=30,
    all_calls_per_day=100,
    all_minutes_per_day=60,
    new_account_minutes=10,
)
FREE = "+46000000000"


def check_number(number: str) -> str:
    if number.startswith("+33"):
        raise CallRefused("Calls to FR are not allowed here.")
    return number


RULES = CallRules(60, "+46700000000", 600, CAPS, check_number, frozenset({FREE}))
ALICE = Account("alice", NOON - timedelta(days=1))
FACTS = Facts(NOON, caller=ALICE, callee="bob", is_phone_on=True)
TO_APP = b"""{"event": "ice", "callid": "a", "user": "alice", "originationType": "MXP",
    "domain": "mxp", "to": {"type": "username", "endpoint": "bob"}}"""
TO_PHONE = b"""{"event": "ice", "callid": "a", "user": "alice", "originationType": "MXP",
    "domain": "pstn", "to": {"type": "number", "endpoint": "+46701740605"}}"""
FROM_PHONE = b"""{"event": "ice", "callid": "a", "cli": "+46701112233", "originationType": "PSTN",
    "domain": "pstn", "to": {"type": "did", "endpoint": "+46700000001"}}"""


def decision(
    body: bytes, facts: Facts = FACTS, rules: CallRules = RULES, **changes: Any
) -> Decision:
    event = read_event(body)
    assert isinstance(event, IncomingCallEvent)
    event = replace(event, **changes)
    return decide(event, kind_of_incoming(event), rules, facts)


def refusal(*args: Any, **changes: Any) -> str:
    decided = decision(*args, **changes)
    assert decided.svaml["action"] == {"name": "hangup"}
    assert decided.max_duration_seconds is None
    assert decided.refusal
    return decided.refusal


def test_a_call_between_two_accounts_is_connected() -> None:
    decided = decision(TO_APP)

    assert decided.svaml["action"]["destination"] == {"type": "username", "endpoint": "bob"}
    assert (decided.callee, decided.refusal, decided.max_duration_seconds) == ("bob", None, None)


@pytest.mark.parametrize("body", [TO_APP, TO_PHONE])
def test_who_has_no_account_may_not_call(body: bytes) -> None:
    facts = replace(FACTS, caller=None)

    assert refusal(body, facts) == "There is no account that may place this call."


@pytest.mark.parametrize("callee", [None, "bobby"])
def test_only_an_account_can_be_called(callee: str | None) -> None:
    assert "nobody of this username" in refusal(TO_APP, replace(FACTS, callee=callee))


@pytest.mark.parametrize("dialled", ["", "bob\u200b", "+46701740605", "<b>", "a b"])
def test_what_is_no_username_is_nobody(dialled: str) -> None:
    assert refusal(TO_APP, to_endpoint=dialled)


@pytest.mark.parametrize(
    "changes",
    [
        {"to_type": "conference", "domain": "pstn"},  # as SDKs say it
        {"to_type": "conference", "domain": "conference"},
        {"to_type": "sip", "domain": "sip"},
        {"to_type": "did"},
        {"to_type": ""},
        {"to_type": "robot"},
        {"domain": "mxp"},
        {"domain": "sip"},
        {"origination_type": "sip"},
        {"origination_type": ""},
        {"origination_type": "pstn"},
    ],
)
def test_other_kinds_of_calls_are_not_offered(changes: dict[str, str]) -> None:
    assert refusal(TO_PHONE, **changes) == "Calls of this kind are not offered here."


def test_a_call_to_a_phone_gets_our_number_and_an_end() -> None:
    assert decision(TO_PHONE).svaml == {
        "instructions": [],
        "action": {
            "name": "connectPstn",
            "number": "+46701740605",
            "cli": "+46700000000",
            "maxDuration": 600,
        },
    }


def test_the_number_that_the_caller_sent_as_its_own_is_passed_over() -> None:
    assert decision(TO_PHONE, cli="+46812345678").svaml["action"]["cli"] == "+46700000000"


def test_a_number_that_is_refused_says_why() -> None:
    assert refusal(TO_PHONE, to_endpoint="+33123456789") == "Calls to FR are not allowed here."


def test_without_a_caller_identifier_no_phone_is_called() -> None:
    rules = replace(RULES, caller_identifier=None)

    assert "no caller identifier" in refusal(TO_PHONE, FACTS, rules)


def test_the_operators_switch_stops_calls_to_phones_only() -> None:
    facts = replace(FACTS, is_phone_on=False)

    assert "switched off" in refusal(TO_PHONE, facts)
    assert decision(TO_APP, facts).refusal is None


def test_a_phone_that_calls_rings_a_browser() -> None:
    decided = decision(FROM_PHONE, replace(FACTS, caller=None))

    assert decided.svaml["action"]["name"] == "connectMxp"
    assert decided.callee == "bob"


def test_a_phone_that_calls_hears_that_nobody_is_there() -> None:
    decided = decision(FROM_PHONE, Facts(NOON))

    (spoken,) = decided.svaml["instructions"]
    assert spoken["name"] == "say"
    assert spoken["text"] == decided.refusal
    assert decided.svaml["action"] == {"name": "hangup"}


@pytest.mark.parametrize("to_type", ["number", "username", "sip", "conference", ""])
def test_a_phone_is_never_put_through_to_a_phone(to_type: str) -> None:
    decided = decision(FROM_PHONE, to_type=to_type, to_endpoint="+46701740605")

    assert decided.svaml["action"] == {"name": "hangup"}
