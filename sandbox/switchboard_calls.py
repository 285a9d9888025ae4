"""What the windows in a call may do, and what everybody else in it is told."""

from typing import Any

from sandbox.call_outcomes import CALLEE_LEFT
from sandbox.effects import Effect
from sandbox.messages import (
    Answer,
    CallMessage,
    Candidate,
    Dtmf,
    Hangup,
    Restart,
    Restarted,
    Ringing,
)
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from sandbox.session_description import without_picture
from sandbox.switchboard_leaving import HUNG_UP, hang_up
from sandbox.switchboard_sending import (
    Ending,
    end_call,
    release,
    report_answer,
    tell,
    tell_error,
)
from sandbox.switchboard_state import PRIVATE, Call, State, Window


def handle(
    state: State, connection_id: str, window: Window, message: CallMessage, now: float
) -> list[Effect]:
    """Do what a window asks for in one of its calls; for others' calls it gets an error."""
    call = state.calls.get(message.call_id)
    if call is None or window.id not in (call.caller_window, *call.callee_windows):
        return tell_unknown(state, connection_id, window.id, message.call_id)
    match message:
        case Ringing():
            return note_ringing(state, call, window.id)
        case Answer():
            return answer(state, call, window.id, message.answer, now)
        case Hangup():
            return hang_up(state, call, window.id, message.reason, now)
        case Candidate() | Restart() | Restarted():
            return relay(state, connection_id, call, window.id, message)
        case Dtmf():
            return send_dtmf(state, connection_id, call, window.id, message.digits, now)


def tell_unknown(state: State, connection_id: str, window_id: str, call_id: str) -> list[Effect]:
    call, ended = state.calls.get(call_id), state.ended_calls.get(call_id)
    # Messages cross on the wire: the end of the call is on its way to this window.
    if call is not None and window_id in call.released_windows:
        return []
    if ended is not None and window_id in ended.window_ids:
        return []
    return tell_error(connection_id, "unknown_call", "You are in no such call.", call_id)


def ring(state: State, call: Call, window_id: str) -> list[Effect]:
    """Offer the call to one of the callee's windows."""
    call.callee_windows.append(window_id)
    is_user = call.caller.kind == "user"
    incoming = {
        "type": "incoming",
        "callId": call.id,
        "caller": {
            "userId": call.caller.id if is_user else None,
            "displayName": call.caller.name,
            "number": shown_number(call) if is_user else call.caller.id,
        },
        "offer": without_picture(call.offer) if call.is_to_phone else call.offer,
        "headers": call.headers,
        "video": call.is_video and not call.is_to_phone,
    }
    return tell(state, window_id, incoming)


def shown_number(call: Call) -> str | None:
    """The number that a called phone shows; between apps there is none."""
    is_shown = call.is_to_phone and call.caller_identifier != PRIVATE
    return call.caller_identifier if is_shown else None


def note_ringing(state: State, call: Call, window_id: str) -> list[Effect]:
    """The first of the callee's windows that rings makes the caller hear it."""
    if call.status != "progressing" or window_id == call.caller_window:
        return []
    call.status = "ringing"
    return tell(state, call.caller_window, {"type": "ringing", "callId": call.id})


def answer(state: State, call: Call, window_id: str, sdp: str, now: float) -> list[Effect]:
    """The first window that answers has the call; the others stop ringing."""
    if call.is_answered or window_id == call.caller_window:
        return []
    effects: list[Effect] = []
    for other in [other for other in call.callee_windows if other != window_id]:
        effects += release(state, call, other, Ending("OtherDeviceAnswered"))
    call.status, call.answered_at = "answered", now
    limit = call.max_duration_seconds
    call.due_at = None if limit is None else now + limit
    answered = {"type": "answered", "callId": call.id, "answer": sdp}
    return effects + tell(state, call.caller_window, answered) + report_answer(call, now)


def relay(
    state: State,
    connection_id: str,
    call: Call,
    window_id: str,
    message: Candidate | Restart | Restarted,
) -> list[Effect]:
    """Pass on what is about the connection, only between the two windows that are connected."""
    if not call.is_answered:
        sentence = "What is about the connection follows the answer."
        return tell_error(connection_id, "not_answered", sentence, call.id)
    effects: list[Effect] = []
    for other in (call.caller_window, *call.callee_windows):
        if other != window_id:
            effects += tell(state, other, as_sent(message))
    return effects


def as_sent(message: Candidate | Restart | Restarted) -> dict[str, Any]:
    match message:
        case Candidate(call_id, candidate):
            return {"type": "candidate", "callId": call_id, "candidate": candidate}
        case Restart(call_id, attempt, offer):
            return {"type": "restart", "callId": call_id, "attempt": attempt, "offer": offer}
        case Restarted(call_id, attempt, answer):
            return {"type": "restarted", "callId": call_id, "attempt": attempt, "answer": answer}


def send_dtmf(
    state: State, connection_id: str, call: Call, window_id: str, digits: str, now: float
) -> list[Effect]:
    """Pass the keys that the caller pressed to the telephone."""
    if not call.is_to_phone or not call.is_answered or window_id != call.caller_window:
        return tell_error(
            connection_id, "no_phone", "Keys are for answered calls to a phone.", call.id
        )
    test_number = PHONE_TEST_NUMBERS.get(call.callee.id)
    if test_number is not None and test_number.stops_at_zero and "0" in digits:
        return end_call(state, call, now, CALLEE_LEFT, caller=HUNG_UP, callee=HUNG_UP)
    effects: list[Effect] = []
    for window in call.callee_windows:
        effects += tell(state, window, {"type": "dtmf", "callId": call.id, "digits": digits})
    return effects
