"""What the application is told about a call: the bodies of ICE, ACE and DiCE, as Sinch's look.

All fields but ``applicationKey``, which the sender knows.

Source: https://developers.sinch.com/docs/voice/api-reference/voice/tag/Callbacks/
"""

from datetime import UTC, datetime
from typing import Any

from sandbox.call_outcomes import Outcome
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from sandbox.switchboard_state import PRIVATE, Call, Party

# Nobody pays in the sandbox: a price of our own, so that there is something to see.
PRETEND_PRICE_PER_MINUTE = 0.012
PRETEND_CURRENCY = "EUR"
VERSION = 1


def ice_body(call: Call, now: float) -> dict[str, Any]:
    """A call was placed: what shall be done with it?"""
    return {
        **common_fields("ice", call, now),
        # Sinch's leads to its REST interface; the sandbox has none.
        "callResourceUrl": f"https://sandbox.invalid/calling/v1/calls/id/{call.id}",
        "userRate": money(price_per_minute(call.caller, call.dialled)),
        "cli": cli_of(call),
        "to": destination(call),
        "domain": "mxp" if call.dialled.kind == "user" else "pstn",
        "originationType": "MXP" if call.caller.kind == "user" else "PSTN",
        "rdnis": "",
        "callHeaders": call_headers(call),
    }


def ace_body(call: Call, now: float) -> dict[str, Any]:
    """A phone was answered."""
    return common_fields("ace", call, now)


def dice_body(call: Call, outcome: Outcome, now: float) -> dict[str, Any]:
    """A call has ended."""
    seconds = 0 if call.answered_at is None else round(now - call.answered_at)
    price = price_per_minute(call.caller, call.callee)
    return {
        **common_fields("dice", call, now),
        "reason": outcome.reason,
        "result": "ANSWERED" if call.is_answered else outcome.result,
        "duration": seconds,
        "debit": money(price * seconds / 60),
        "userRate": money(price),
        "to": destination(call),
        "from": call.caller.id,
        "callHeaders": call_headers(call),
    }


def common_fields(event: str, call: Call, now: float) -> dict[str, Any]:
    user = {"user": call.caller.id} if call.caller.kind == "user" else {}
    return {
        "event": event,
        "callid": call.id,
        "timestamp": timestamp(now),
        "version": VERSION,
        "custom": "",
        **user,
    }


def timestamp(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def destination(call: Call) -> dict[str, str]:
    """What was dialled: an app user, a phone, or, by a phone, the application's own number."""
    if call.dialled.kind == "user":
        kind = "username"
    else:
        kind = "number" if call.caller.kind == "user" else "did"
    return {"type": kind, "endpoint": call.dialled.id}


def cli_of(call: Call) -> str:
    return call.caller.id if call.caller.kind == "number" else call.caller_identifier or PRIVATE


def call_headers(call: Call) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in call.headers.items()]


def price_per_minute(caller: Party, callee: Party) -> float:
    """Between apps, and to the test numbers, calls are free; the rest has the pretended price."""
    has_phone = "number" in (caller.kind, callee.kind)
    is_free = not has_phone or callee.id in PHONE_TEST_NUMBERS
    return 0.0 if is_free else PRETEND_PRICE_PER_MINUTE


def money(amount: float) -> dict[str, Any]:
    return {"currencyId": PRETEND_CURRENCY, "amount": round(amount, 4)}
