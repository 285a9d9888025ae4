"""What Sinch is to do with a call: decided here, from what Sinch signed, and nothing else.

Whatever the page shows or was tampered with to send, a call that is not allowed here does not
come about. To write a policy of your own, change :func:`decide` and what it calls.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from calling.callee import Callee, CallRefused, parse_callee
from calling.caps import PhoneCaps
from calling.events import IncomingCallEvent
from calling.kind import Kind
from calling.phone_caps import PhoneUsage, count, grant_seconds
from calling.svaml import Svaml, connect_mxp, connect_pstn, hang_up, say_and_hang_up

NOBODY_THERE = "Nobody can be reached at this number at the moment. Goodbye."


@dataclass(frozen=True)
class CallRules:
    """What the operator decided: the first about calls to people, the others about phones."""

    people_calls_per_hour: int  # of one user
    caller_identifier: str | None  # E.164; None: such calls are off
    max_duration_seconds: int
    caps: PhoneCaps
    # Gives the E.164 form of a number that may be called; raises CallRefused for the others.
    check_number: Callable[[str], str]
    free_numbers: frozenset[str]  # E.164; they count against no cap of a day


@dataclass(frozen=True)
class Account:
    """What the policy wants to know of a user."""

    user_id: str
    created_at: datetime


@dataclass(frozen=True)
class Facts:
    """How things stand at the moment of a decision."""

    now: datetime
    caller: Account | None = None  # None: the call is not from somebody with an account
    callee: str | None = None  # User ID of the account that would ring; None: there is none
    people_calls_in_hour: int = 0  # that were let through
    is_phone_on: bool = False  # the operator's switch
    usage: PhoneUsage = field(default_factory=PhoneUsage)


@dataclass(frozen=True)
class Decision:
    """What to answer to an ICE.

    :param callee: User ID or E.164 number as it is called; of a refused call, as it was dialled.
    :param refusal: a sentence for the person who called; None: the call is connected.
    :param max_duration_seconds: only of calls to phones.
    """

    svaml: Svaml
    callee: str
    refusal: str | None = None
    max_duration_seconds: int | None = None


def decide(event: IncomingCallEvent, kind: Kind | None, rules: CallRules, facts: Facts) -> Decision:
    """Decide about one call."""
    if kind == "phone-to-app":
        return _decide_call_from_phone(event, facts)
    try:
        if facts.caller is None:
            raise CallRefused("There is no account that may place this call.")
        if kind == "app-to-app":
            return _connect_user(event, rules, facts)
        if kind == "app-to-phone":
            return _connect_phone(event, facts.caller, rules, facts)
        raise CallRefused("Calls of this kind are not offered here.")
    except CallRefused as refusal:
        return Decision(hang_up(), event.to_endpoint, str(refusal))


def _decide_call_from_phone(event: IncomingCallEvent, facts: Facts) -> Decision:
    """Ring somebody's browser; a phone is never put through to another phone."""
    if facts.callee is None:
        return Decision(say_and_hang_up(NOBODY_THERE), event.to_endpoint, NOBODY_THERE)
    return Decision(connect_mxp(facts.callee), facts.callee)


def _connect_user(event: IncomingCallEvent, rules: CallRules, facts: Facts) -> Decision:
    callee = parse_callee(event.to_endpoint)
    if callee.is_phone or facts.callee != callee.text:
        raise CallRefused("There is nobody of this username here.")
    if facts.people_calls_in_hour >= rules.people_calls_per_hour:
        calls = count(rules.people_calls_per_hour, "call")
        raise CallRefused(f"You have placed {calls} in an hour: wait a little.")
    return Decision(connect_mxp(callee.text), callee.text)


def _connect_phone(
    event: IncomingCallEvent, caller: Account, rules: CallRules, facts: Facts
) -> Decision:
    """Check in the order in which the answers help most; the caps come last."""
    if rules.caller_identifier is None:
        raise CallRefused("Calls to phones are off here: no caller identifier is set.")
    if not facts.is_phone_on:
        raise CallRefused("Calls to phones are switched off at the moment.")
    callee = Callee(rules.check_number(event.to_endpoint), is_phone=True)
    _check_age(caller, rules.caps, facts.now)
    seconds = grant_seconds(
        facts.usage,
        rules.caps,
        wanted_seconds=rules.max_duration_seconds,
        is_free=callee.text in rules.free_numbers,
    )
    answer = connect_pstn(callee.text, cli=rules.caller_identifier, max_duration_seconds=seconds)
    return Decision(answer, callee.text, max_duration_seconds=seconds)


def _check_age(caller: Account, caps: PhoneCaps, now: datetime) -> None:
    wait = caller.created_at + timedelta(minutes=caps.new_account_minutes) - now
    if wait > timedelta(0):
        minutes = -(-wait // timedelta(minutes=1))
        in_words = "1 minute" if minutes == 1 else f"{minutes} minutes"
        raise CallRefused(f"Your account is new: it may call phones in {in_words}.")
