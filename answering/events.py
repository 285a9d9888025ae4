"""Acts on one event: decides about a call, or keeps what is told of it. Commits nothing."""

import logging
from datetime import datetime
from functools import partial

from calling.events import AnsweredCallEvent, DisconnectedCallEvent, Event, IncomingCallEvent
from calling.kind import Kind, kind_of_disconnected, kind_of_incoming
from calling.policy import Account, CallRules, Facts, decide
from calling.svaml import Svaml, continue_call, hang_up
from extensions import current_settings
from models import PhoneSwitch, SinchCall, User
from models.caller_lock import lock_caller
from models.histories import close_overdue_calls, tell_histories
from models.phone_usage import people_calls_of, phone_usage_of
from phone_numbers import SINCH_TEST_NUMBERS, check_phone_number

log = logging.getLogger(__name__)


def answer_event(event: Event, *, now: datetime) -> Svaml | None:
    """Act on an event; None: it wants no answer but that it has arrived."""
    if isinstance(event, IncomingCallEvent):
        return answer_incoming(event, now=now)
    if isinstance(event, AnsweredCallEvent):
        return answer_answered(event, now=now)
    if isinstance(event, DisconnectedCallEvent):
        note_disconnected(event, now=now)
    elif event.name == "pie":  # we offer no menus, so it is of a call that somebody else controls
        return continue_or_hang_up(SinchCall.find(event.call_id))
    elif event.name != "notify":
        log.warning("Sinch sent an event that is unknown here: %s", event.name)
    return None


def answer_incoming(event: IncomingCallEvent, *, now: datetime) -> Svaml:
    """Decide about a call, and reserve what it may last."""
    kind = kind_of_incoming(event)
    decision = decide(event, kind, call_rules(), gather_facts(event, kind, now=now))
    call = SinchCall.lock(event.call_id)
    if call.decided_at is not None:  # days ago: its delivery is deleted
        return hang_up()
    call.note_decision(
        kind=kind or "",
        caller=event.cli if kind == "phone-to-app" else event.user,
        callee=decision.callee,
        started_at=event.timestamp,
        decided_at=now,
        refusal=decision.refusal,
        max_duration_seconds=decision.max_duration_seconds,
    )
    call.note_first_rate(event.user_rate)
    tell_histories(call)
    if decision.refusal:
        log.warning("Call %s is refused: %s", event.call_id, decision.refusal)
    return decision.svaml


def call_rules() -> CallRules:
    settings = current_settings()
    return CallRules(
        people_calls_per_hour=settings.people_calls_per_hour,
        caller_identifier=settings.caller_identifier,
        max_duration_seconds=settings.phone_max_duration_seconds,
        caps=settings.phone_caps,
        check_number=partial(check_phone_number, allowed_regions=settings.phone_allowed_regions),
        free_numbers=SINCH_TEST_NUMBERS,
    )


def gather_facts(event: IncomingCallEvent, kind: Kind | None, *, now: datetime) -> Facts:
    """Look up what the policy wants to know, under the lock of the switch or the caller."""
    if kind == "phone-to-app":
        return Facts(now, callee=find_inbound_user(event.to_endpoint))
    existing = User.find_all(event.user, event.to_endpoint)
    user = existing.get(event.user)
    caller = None if user is None else Account(user.sinch_user_id, user.created_at)
    if kind == "app-to-app":
        lock_caller(event.user)
        callee = existing.get(event.to_endpoint)
        return Facts(
            now,
            caller,
            callee=None if callee is None else callee.sinch_user_id,
            people_calls_in_hour=people_calls_of(event.user, now=now),
        )
    if kind is None:
        return Facts(now, caller)
    is_on = PhoneSwitch.lock().is_on
    close_overdue_calls(now)
    usage = phone_usage_of(event.user, now=now, free_numbers=SINCH_TEST_NUMBERS)
    return Facts(now, caller, is_phone_on=is_on, usage=usage)


def find_inbound_user(called_number: str) -> str | None:
    """Return who rings when a phone calls one of our numbers: its owner, or whom settings name."""
    number = called_number if called_number.startswith("+") else f"+{called_number}"
    inbound = current_settings().inbound_user
    user = User.by_phone_number(number) or (User.find(inbound) if inbound else None)
    return None if user is None else user.sinch_user_id


def answer_answered(event: AnsweredCallEvent, *, now: datetime) -> Svaml:
    call = SinchCall.lock(event.call_id)
    call.answered_at = event.timestamp or now
    call.note_start(call.answered_at)
    tell_histories(call)
    return continue_or_hang_up(call)


def continue_or_hang_up(call: SinchCall | None) -> Svaml:
    """Let go on what an ICE allowed; Sinch does not wait for us, so nothing else may."""
    is_allowed = call is not None and call.decided_at is not None and call.refusal is None
    return continue_call() if is_allowed else hang_up()


def note_disconnected(event: DisconnectedCallEvent, *, now: datetime) -> None:
    """Keep how a call ended and what it cost; its reservation ends with it."""
    call = SinchCall.lock(event.call_id)
    if call.result is not None:  # it ended days ago: the id was used for another call
        return
    if call.decided_at is None:
        call.kind = kind_of_disconnected(event) or ""
        call.caller, call.callee = event.user or event.caller, event.to_endpoint
    call.note_end(
        ended_at=event.timestamp or now,
        result=event.result,
        reason=event.reason,
        duration_seconds=event.duration_seconds,
        debit=event.debit,
        user_rate=event.user_rate,
    )
    tell_histories(call)
