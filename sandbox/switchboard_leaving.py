"""How a window leaves a call: somebody hangs up, the page closes, the connection is lost."""

from typing import NamedTuple

from sandbox.call_outcomes import BUSY, CALLEE_LEFT, CALLER_LEFT, CANCELED, DECLINED
from sandbox.effects import Effect
from sandbox.messages import HangupReason
from sandbox.switchboard_sending import Ending, busy, end_call, release
from sandbox.switchboard_state import Call, State

HUNG_UP = Ending("HungUp")


class Departure(NamedTuple):
    """What the other side reads; ``{name}`` stands for whose window it was."""

    sentence: str
    cause: str = "HungUp"  # once the call was answered
    own_sentence: str | None = None  # for the window that left, if it can still hear


GONE = Departure("{name}'s window is gone.", own_sentence="The connection was lost for too long.")
LOGGED_OUT = GONE._replace(sentence="{name} logged out.")

DEPARTURES: dict[HangupReason, Departure] = {
    "pageClosed": Departure("{name}'s page was closed or reloaded."),
    "connectionLost": Departure("The connection to {name} was lost.", "Failure"),
    "notLoaded": Departure("{name}'s page could not take the call."),
}


def hang_up(
    state: State, call: Call, window_id: str, reason: HangupReason | None, now: float
) -> list[Effect]:
    rings = not call.is_answered and window_id != call.caller_window
    if reason == "busy" and rings:
        return refuse_as_busy(state, call, window_id, now)
    if reason not in DEPARTURES:
        return end_by_person(state, call, window_id, now)
    if reason == "pageClosed" and rings:
        return []  # A lost window has its grace: a page that is only loaded anew rings again.
    return leave_call(state, call, window_id, now, DEPARTURES[reason])


def end_by_person(state: State, call: Call, window_id: str, now: float) -> list[Effect]:
    is_caller = window_id == call.caller_window
    if call.is_answered:
        outcome = CALLER_LEFT if is_caller else CALLEE_LEFT
        return end_call(state, call, now, outcome, caller=HUNG_UP, callee=HUNG_UP)
    if is_caller:
        canceled = Ending("Canceled")
        return end_call(state, call, now, CANCELED, caller=canceled, callee=canceled)
    denied = Ending("Denied")
    elsewhere = Ending("Denied", "Declined in another window.")
    effects = release(state, call, window_id, denied)
    return effects + end_call(state, call, now, DECLINED, caller=denied, callee=elsewhere)


def refuse_as_busy(state: State, call: Call, window_id: str, now: float) -> list[Effect]:
    """A window of the callee is about to place a call, of which nobody here has heard yet."""
    effects = release(state, call, window_id, Ending("Denied"))
    elsewhere = Ending("Denied", "You are in another call.")
    return effects + end_call(state, call, now, BUSY, caller=busy(call.callee), callee=elsewhere)


def leave_call(
    state: State, call: Call, window_id: str, now: float, departure: Departure
) -> list[Effect]:
    """End a window's part in a call that nobody hung up."""
    cause = departure.cause if call.is_answered else "Canceled"
    own_ending = Ending(cause, departure.own_sentence)
    if window_id == call.caller_window:
        callee = Ending(cause, departure.sentence.format(name=call.caller.name))
        outcome = CALLER_LEFT if call.is_answered else CANCELED
        return end_call(state, call, now, outcome, caller=own_ending, callee=callee)
    effects = release(state, call, window_id, own_ending)
    # A telephone rings on without any window: one may still be opened.
    if call.callee_windows or (call.is_to_phone and not call.is_answered):
        return effects
    cause = departure.cause if call.is_answered else "Failure"
    caller = Ending(cause, departure.sentence.format(name=call.callee.name))
    return effects + end_call(state, call, now, CALLEE_LEFT, caller=caller, callee=own_ending)
