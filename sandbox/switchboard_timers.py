"""What happens by itself when its time has come."""

from collections.abc import Iterator

from sandbox.call_outcomes import CALLEE_LEFT, TIMEOUT
from sandbox.decisions import NO_ANSWER
from sandbox.effects import Effect
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS
from sandbox.switchboard_decisions import decide
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
    if call.is_deciding:
        return decide(state, call.id, NO_ANSWER, now)
    if call.is_answered:
        return end_talk(state, call, now)
    if call.callee.id in PHONE_TEST_NUMBERS:
        return settle_test_call(state, call, now)
    no_answer, canceled = Ending("NoAnswer"), Ending("Canceled", "It was not answered in time.")
    return end_call(state, call, now, TIMEOUT, caller=no_answer, callee=canceled)


def end_talk(state: State, call: Call, now: float) -> list[Effect]:
    """An answered call is over by itself: the prompts were played, or it may last no longer."""
    test_number, limit = PHONE_TEST_NUMBERS.get(call.callee.id), call.max_duration_seconds
    if test_number is not None and (limit is None or test_number.talk_seconds <= limit):
        ending, outcome = Ending("HungUp"), CALLEE_LEFT
    else:
        sentence = f"The longest duration of this call, {limit:g} seconds, is over."
        ending, outcome = Ending("HungUp", sentence), TIMEOUT
    return end_call(state, call, now, outcome, caller=ending, callee=ending)
