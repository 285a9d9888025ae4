"""How the switchboard talks to windows, whether they are there at the moment or not."""

from typing import Any, NamedTuple

from sandbox.call_outcomes import GENERAL_ERROR, Outcome
from sandbox.callback_bodies import ace_body, dice_body, ice_body
from sandbox.effects import Callback, Effect, Send
from sandbox.switchboard_state import Call, EndedCall, Party, State

# How long a message about an ended call may still be on its way without being an error.
REMEMBER_ENDED_SECONDS = 10.0
# A window that is lost for some seconds misses this many candidates, then no more are kept.
MAX_MISSED = 100
# Large, and made anew by the caller as long as the connection is broken.
NOT_KEPT = ("restart", "restarted")


class Ending(NamedTuple):
    """How a call ends for one side."""

    end_cause: str
    message: str | None = None  # a sentence, when the cause alone would not tell


def busy(callee: Party) -> Ending:
    return Ending("Denied", f"{callee.name} is busy in another call.")


def tell(state: State, window_id: str, message: dict[str, Any]) -> list[Effect]:
    """Send to a window; keep it for one that is lost; forget it for one that is gone."""
    window = state.windows.get(window_id)
    if window is None:
        return []
    if window.connection_id is not None:
        return [Send(window.connection_id, message)]
    if message["type"] in NOT_KEPT:
        return []
    if len(window.missed) < MAX_MISSED or message["type"] in ("answered", "ended"):
        window.missed.append(message)
    return []


def tell_ended(state: State, window_id: str, call_id: str, ending: Ending) -> list[Effect]:
    message = {
        "type": "ended",
        "callId": call_id,
        "endCause": ending.end_cause,
        "message": ending.message,
    }
    return tell(state, window_id, message)


def release(state: State, call: Call, window_id: str, ending: Ending) -> list[Effect]:
    """Take one of the callee's windows out of a call that goes on without it."""
    call.callee_windows.remove(window_id)
    call.released_windows.append(window_id)
    return tell_ended(state, window_id, call.id, ending)


def end_call(
    state: State, call: Call, now: float, outcome: Outcome, *, caller: Ending, callee: Ending
) -> list[Effect]:
    """End a call for everybody who is still in it, and tell the application."""
    del state.calls[call.id]
    remember_ended(
        state, call.id, [call.caller_window, *call.callee_windows, *call.released_windows], now
    )
    effects = tell_ended(state, call.caller_window, call.id, caller)
    for window_id in call.callee_windows:
        effects += tell_ended(state, window_id, call.id, callee)
    return effects + report_end(call, outcome, now)


def forget_calls(state: State, now: float) -> list[Effect]:
    """Tell the application of their end, and no window: sound may go on without a server."""
    calls = list(state.calls.values())
    state.calls.clear()
    return [effect for call in calls for effect in report_end(call, GENERAL_ERROR, now)]


def ask_application(call: Call, now: float) -> list[Effect]:
    """Send the ICE: what shall be done with this call?"""
    return [Callback(call.id, call.caller.address, "ice", ice_body(call, now))]


def report_answer(call: Call, now: float) -> list[Effect]:
    """Send the ACE, which is for calls that a phone answered."""
    if not call.is_to_phone or call.is_kept_quiet:
        return []
    return [Callback(call.id, call.caller.address, "ace", ace_body(call, now))]


def report_end(call: Call, outcome: Outcome, now: float) -> list[Effect]:
    """Send the DiCE."""
    if call.is_kept_quiet:
        return []
    return [Callback(call.id, call.caller.address, "dice", dice_body(call, outcome, now))]


def remember_ended(state: State, call_id: str, window_ids: list[str], now: float) -> None:
    state.ended_calls[call_id] = EndedCall(window_ids, now + REMEMBER_ENDED_SECONDS)


def tell_error(
    connection_id: str, code: str, message: str, call_id: str | None = None
) -> list[Effect]:
    """Answer a well-formed message that asks for what cannot be; the connection stays."""
    error = {"type": "error", "code": code, "message": message}
    return [Send(connection_id, error if call_id is None else {**error, "callId": call_id})]
