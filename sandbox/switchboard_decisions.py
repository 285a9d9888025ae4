"""Obeying the application: what its answers to ICE and ACE do to a call."""

from sandbox.call_outcomes import APPLICATION_HUNG_UP, INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Decision, Fail, HangUp
from sandbox.effects import Effect
from sandbox.switchboard_invitations import place
from sandbox.switchboard_sending import Ending, end_call
from sandbox.switchboard_state import Call, Party, State

NOT_A_PHONE = Fail("The application names no phone number to connect.", INVALID_SVAML)
NOT_A_USER = Fail("The application names no user to connect.", INVALID_SVAML)


def decide(state: State, call_id: str, decision: Decision, now: float) -> list[Effect]:
    """Do what the application said about a call; nothing, when it came too late."""
    call = state.calls.get(call_id)
    if call is None:
        return []
    match decision:
        case HangUp():
            return hang_up(state, call, decision, now)
        case Fail():
            return fail(state, call, decision, now)
        case ConnectPhone() if call.is_deciding:
            return connect_phone(state, call, decision, now)
        case ConnectUser() if call.is_deciding:
            return connect_user(state, call, decision, now)
    return []


def hang_up(state: State, call: Call, decision: HangUp, now: float) -> list[Effect]:
    """End the call on the application's word; why, it tells its own users itself."""
    if call.is_answered:
        ending = Ending("HungUp", "The application ended the call.")
        return end_call(state, call, now, APPLICATION_HUNG_UP, caller=ending, callee=ending)
    denied = Ending("Denied", heard_by_caller(call, decision))
    return end_call(state, call, now, APPLICATION_HUNG_UP, caller=denied, callee=denied)


def heard_by_caller(call: Call, decision: HangUp) -> str | None:
    """Whoever calls by telephone hears what is spoken; a window could not show it at Sinch."""
    is_heard = decision.spoken and call.caller.kind == "number"
    return f"A voice says: {decision.spoken}" if is_heard else None


def fail(state: State, call: Call, failure: Fail, now: float) -> list[Effect]:
    ending = Ending("Failure", failure.sentence)
    return end_call(state, call, now, failure.outcome, caller=ending, callee=ending)


def connect_phone(state: State, call: Call, decision: ConnectPhone, now: float) -> list[Effect]:
    number = decision.number or (call.dialled.id if call.dialled.kind == "number" else None)
    if number is None:
        return fail(state, call, NOT_A_PHONE, now)
    call.callee = Party("number", number, number)
    call.caller_identifier = decision.caller_identifier or call.caller_identifier
    call.max_duration_seconds = decision.max_duration_seconds
    call.dial_timeout_seconds = decision.dial_timeout_seconds or call.dial_timeout_seconds
    call.is_kept_quiet = decision.is_kept_quiet
    return place(state, call, now)


def connect_user(state: State, call: Call, decision: ConnectUser, now: float) -> list[Effect]:
    user = decision.user or call.dialled
    if user.kind != "user":
        return fail(state, call, NOT_A_USER, now)
    call.callee = user
    call.headers = {**call.headers, **decision.headers}
    return place(state, call, now)
