"""Placing a call: whether it may be, who rings, and what test numbers do by themselves."""

import re

from sandbox.call_outcomes import BUSY, DECLINED, GENERAL_ERROR, NOT_FOUND, TIMEOUT, Outcome
from sandbox.effects import Effect
from sandbox.phone_test_numbers import CONGESTION, DENIED, NO_ANSWER, PHONE_TEST_NUMBERS
from sandbox.switchboard_calls import ring
from sandbox.switchboard_sending import (
    Ending,
    ask_application,
    busy,
    end_call,
    remember_ended,
    report_answer,
    tell,
    tell_ended,
)
from sandbox.switchboard_state import PRIVATE, Call, State

CALLBACK_SECONDS = 5.0
MAX_CALLS_AT_ONCE = 5
TOO_MANY_CALLS = Ending("Failure", f"You have {MAX_CALLS_AT_ONCE} calls open already.")

OUTCOMES = {DENIED: DECLINED, NO_ANSWER: TIMEOUT, CONGESTION: GENERAL_ERROR}

E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def propose(state: State, call: Call, now: float) -> list[Effect]:
    """Ask the application what to do with a call."""
    asked = [other for other in calls_of_caller(state, call) if other.is_deciding]
    # Whoever asks faster than the application answers is not asked for again and again.
    if len(asked) >= MAX_CALLS_AT_ONCE:
        return refuse(state, call.caller_window, call.id, TOO_MANY_CALLS, now)
    state.calls[call.id] = call
    call.due_at = now + CALLBACK_SECONDS
    return ask_application(call, now)


def place(state: State, call: Call, now: float) -> list[Effect]:
    """Begin a call that the application agreed to, or tell its caller why it cannot be."""
    refusal = find_refusal(state, call)
    if refusal is not None:
        ending, outcome = refusal
        return end_call(state, call, now, outcome, caller=ending, callee=ending)
    call.status = "progressing"
    if call.callee.id in PHONE_TEST_NUMBERS:
        return begin_test_call(state, call, now)
    call.due_at = now + call.dial_timeout_seconds
    effects = tell_progressing(state, call)
    for window_id in connected_windows(state, call.callee.address):
        effects += ring(state, call, window_id)
    return effects


def refuse(state: State, window_id: str, call_id: str, refusal: Ending, now: float) -> list[Effect]:
    """End a call that never came to anybody's ears."""
    remember_ended(state, call_id, [window_id], now)
    return tell_ended(state, window_id, call_id, refusal)


def find_refusal(state: State, call: Call) -> tuple[Ending, Outcome] | None:
    callee = call.callee
    if call.caller.address == callee.address:
        return Ending("Failure", "You cannot call yourself."), GENERAL_ERROR
    placed = [other for other in calls_of_caller(state, call) if not other.is_deciding]
    if len(placed) >= MAX_CALLS_AT_ONCE:
        return TOO_MANY_CALLS, GENERAL_ERROR
    if callee.kind == "number" and not is_caller_identifier(call.caller_identifier):
        sentence = "Calls to phone numbers need a caller identifier."
        return Ending("Failure", sentence), GENERAL_ERROR
    if callee.id not in PHONE_TEST_NUMBERS and is_busy(state, call):
        return busy(callee), BUSY
    if callee.kind == "user" and not connected_windows(state, callee.address):
        return Ending("Failure", f"{callee.name} has no window open."), NOT_FOUND
    return None


def calls_of_caller(state: State, call: Call) -> list[Call]:
    address = call.caller.address
    return [other for other in state.calls.values() if other.caller.address == address]


def is_caller_identifier(text: str | None) -> bool:
    return text is not None and (text == PRIVATE or E164.fullmatch(text) is not None)


def is_busy(state: State, call: Call) -> bool:
    """Whether the callee is in another call, or places one; being asked about is no call yet."""
    address = call.callee.address
    return any(
        address == other.caller.address
        or (address == other.callee.address and not other.is_deciding)
        for other in state.calls.values()
        if other is not call
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
    call.due_at = now + min(progress_seconds, call.dial_timeout_seconds)
    return tell_progressing(state, call)


def settle_test_call(state: State, call: Call, now: float) -> list[Effect]:
    """Do what the test number does after its progress."""
    number = PHONE_TEST_NUMBERS[call.callee.id]
    end_cause = number.end_cause
    if number.progress_seconds > call.dial_timeout_seconds:
        end_cause = NO_ANSWER
    if end_cause is not None:
        sentence = "The phone network is congested." if end_cause == CONGESTION else None
        ending, outcome = Ending(end_cause, sentence), OUTCOMES[end_cause]
        return end_call(state, call, now, outcome, caller=ending, callee=ending)
    call.status, call.answered_at = "answered", now
    call.due_at = now + min(number.talk_seconds, call.max_duration_seconds or number.talk_seconds)
    answered = {"type": "answered", "callId": call.id, "answer": None, "prompts": number.prompts}
    return tell(state, call.caller_window, answered) + report_answer(call, now)


def tell_progressing(state: State, call: Call) -> list[Effect]:
    return tell(state, call.caller_window, {"type": "progressing", "callId": call.id})
