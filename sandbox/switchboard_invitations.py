"""Placing a call: whether it may be, who rings, and what test numbers do by themselves."""

import re

from sandbox.effects import Effect
from sandbox.phone_test_numbers import CONGESTION, PHONE_TEST_NUMBERS
from sandbox.switchboard_calls import ring
from sandbox.switchboard_sending import Ending, end_call, remember_ended, tell, tell_ended
from sandbox.switchboard_state import Call, State

NO_ANSWER_SECONDS = 45.0
MAX_CALLS_AT_ONCE = 5

E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def place(state: State, call: Call, now: float) -> list[Effect]:
    """Begin a call, or tell its caller why it cannot be."""
    refusal = find_refusal(state, call)
    if refusal is not None:
        return refuse(state, call.caller_window, call.id, refusal, now)
    state.calls[call.id] = call
    if call.callee.id in PHONE_TEST_NUMBERS:
        return begin_test_call(state, call, now)
    call.due_at = now + NO_ANSWER_SECONDS
    effects = tell_progressing(state, call)
    for window_id in connected_windows(state, call.callee.address):
        effects += ring(state, call, window_id)
    return effects


def refuse(state: State, window_id: str, call_id: str, refusal: Ending, now: float) -> list[Effect]:
    """End a call that never began."""
    remember_ended(state, call_id, [window_id], now)
    return tell_ended(state, window_id, call_id, refusal)


def find_refusal(state: State, call: Call) -> Ending | None:
    caller, callee = call.caller, call.callee
    if caller.address == callee.address:
        return Ending("Failure", "You cannot call yourself.")
    placed = sum(other.caller.address == caller.address for other in state.calls.values())
    if placed >= MAX_CALLS_AT_ONCE:
        return Ending("Failure", f"You have {MAX_CALLS_AT_ONCE} calls open already.")
    if callee.kind == "number" and not E164.fullmatch(call.caller_identifier or ""):
        return Ending("Failure", "Calls to phone numbers need a caller identifier.")
    if callee.id not in PHONE_TEST_NUMBERS and is_busy(state, callee.address):
        return Ending("Denied", f"{callee.name} is busy in another call.")
    if callee.kind == "user" and not connected_windows(state, callee.address):
        return Ending("Failure", f"{callee.name} has no window open.")
    return None


def is_busy(state: State, address: str) -> bool:
    return any(
        address in (call.caller.address, call.callee.address) for call in state.calls.values()
    )


def connected_windows(state: State, address: str) -> list[str]:
    return [
        window.id
        for window in state.windows.values()
        if window.address == address and window.connection_id is not None
    ]


def begin_test_call(state: State, call: Call, now: float) -> list[Effect]:
    progress_seconds = PHONE_TEST_NUMBERS[call.callee.id].progress_seconds
    if not progress_seconds:
        return settle_test_call(state, call, now)
    call.due_at = now + progress_seconds
    return tell_progressing(state, call)


def settle_test_call(state: State, call: Call, now: float) -> list[Effect]:
    """Do what the test number does after its progress."""
    number = PHONE_TEST_NUMBERS[call.callee.id]
    if number.end_cause is not None:
        sentence = "The phone network is congested." if number.end_cause == CONGESTION else None
        ending = Ending(number.end_cause, sentence)
        return end_call(state, call, now, caller=ending, callee=ending)
    call.status = "answered"
    call.due_at = now + min(number.talk_seconds, call.max_duration_seconds or number.talk_seconds)
    answered = {"type": "answered", "callId": call.id, "answer": None, "prompts": number.prompts}
    return tell(state, call.caller_window, answered)


def tell_progressing(state: State, call: Call) -> list[Effect]:
    return tell(state, call.caller_window, {"type": "progressing", "callId": call.id})
