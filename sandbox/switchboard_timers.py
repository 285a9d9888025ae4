"""What happens by itself when its time has come."""

from collections.abc import Iterator

from sandbox.effects import Effect
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from sandbox.switchboard_invitations import settle_test_call
from sandbox.switchboard_sending import Ending, end_call
from sandbox.switchboard_state import Call, State, Window
from sandbox.switchboard_windows import expire, give_up


def next_deadline(state: State) -> float | None:
    """When :func:`tick` has something to do; ``None``: never, as things are."""
    return min(deadlines(state), default=None)


def deadlines(state: State) -> Iterator[float]:
    # Not the nonces and ended calls: to forget them later than possible does no harm.
    for call in state.calls.values():
        if call.due_at is not None:
            yield call.due_at
    for window in state.windows.values():
        if window.expires_at is not None:
            yield window.expires_at
        if window.lost_until is not None:
            yield window.lost_until


def tick(state: State, now: float) -> list[Effect]:
    """Do all that is due at ``now``."""
    effects: list[Effect] = []
    for call in list(state.calls.values()):
        if call.due_at is not None and call.due_at <= now:
            effects += call_is_due(state, call, now)
    for window in list(state.windows.values()):
        effects += check_window(state, window, now)
    state.used_nonces = {nonce: at for nonce, at in state.used_nonces.items() if at > now}
    state.ended_calls = {
        call_id: ended for call_id, ended in state.ended_calls.items() if ended.forget_at > now
    }
    return effects


def check_window(state: State, window: Window, now: float) -> list[Effect]:
    if window.lost_until is not None and window.lost_until <= now:
        return give_up(state, window, now)
    if window.expires_at is not None and window.expires_at <= now:
        return expire(state, window, now)
    return []


def call_is_due(state: State, call: Call, now: float) -> list[Effect]:
    is_test_call = call.callee.id in PHONE_TEST_NUMBERS
    if is_test_call and not call.is_answered:
        return settle_test_call(state, call, now)
    if not call.is_answered:
        no_answer, canceled = Ending("NoAnswer"), Ending("Canceled")
        return end_call(state, call, now, caller=no_answer, callee=canceled)
    seconds = call.max_duration_seconds
    sentence = None if is_test_call else f"Calls to phones end after {seconds:g} seconds here."
    ending = Ending("HungUp", sentence)
    return end_call(state, call, now, caller=ending, callee=ending)
