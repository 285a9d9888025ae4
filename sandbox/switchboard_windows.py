"""Who is there: connections come, register as windows, are lost, come back, go for good."""

from datetime import UTC, datetime
from typing import Any

from sandbox.effects import Close, CloseCode, Effect, Farewell, Send
from sandbox.switchboard_calls import ring
from sandbox.switchboard_leaving import GONE, LOGGED_OUT, Departure, leave_call
from sandbox.switchboard_state import Call, Line, Party, State, Window

REGISTRATION_SECONDS = 3600.0
GRACE_SECONDS = 5.0
MAX_WINDOWS = 8

REMEMBER_LOST_SECONDS = 120.0


def connect(state: State, connection_id: str, party: Party) -> list[Effect]:
    """Open a connection that may speak for one party, and for nobody else."""
    if sum(line.address == party.address for line in state.lines.values()) >= MAX_WINDOWS:
        reason = f"You have {MAX_WINDOWS} windows open already: close one."
        return [Close(connection_id, Farewell(CloseCode.TOO_MANY_WINDOWS, reason))]
    state.lines[connection_id] = Line(party.address)
    if party.kind == "user":
        return []
    return open_phone(state, connection_id, party)


def open_phone(state: State, connection_id: str, phone: Party) -> list[Effect]:
    """A virtual phone is registered by being open; it has nothing to prove and never comes back."""
    window = Window(f"{phone.address}#{connection_id}", phone.address, connection_id)
    add_window(state, window, connection_id)
    registered = Send(connection_id, {"type": "registered", "number": phone.id})
    return [registered, *ring_late(state, window)]


def register(state: State, connection_id: str, instance_id: str, now: float) -> list[Effect]:
    """Register a connection as one window of its user; again, to prolong that or to come back."""
    line = state.lines[connection_id]
    window_id = f"{line.address}#{instance_id}"
    window = state.windows.get(window_id)
    effects: list[Effect] = []
    if window is None:
        window = Window(window_id, line.address, connection_id)
    elif window.connection_id not in (None, connection_id):
        effects += replace_line(state, window)
    window.connection_id, window.lost_until, window.is_given_up = connection_id, None, False
    expires_at = window.expires_at = now + REGISTRATION_SECONDS
    add_window(state, window, connection_id)
    user_id = line.address.removeprefix("user:")
    effects.append(Send(connection_id, registered(state, user_id, window, expires_at)))
    effects += [Send(connection_id, message) for message in window.missed]
    window.missed.clear()
    return effects + ring_late(state, window)


def registered(state: State, user_id: str, window: Window, expires_at: float) -> dict[str, Any]:
    """What a window hears first; by the calls in it, it knows which of its own are no more."""
    expiry = datetime.fromtimestamp(expires_at, UTC).isoformat(timespec="milliseconds")
    return {
        "type": "registered",
        "userId": user_id,
        "expiresAt": expiry.replace("+00:00", "Z"),
        "callIds": sorted(
            {call.id for call in calls_of_window(state, window.id)}
            | {message["callId"] for message in window.missed}
        ),
    }


def add_window(state: State, window: Window, connection_id: str) -> None:
    state.windows[window.id] = window
    state.lines[connection_id].window_id = window.id


def replace_line(state: State, window: Window) -> list[Effect]:
    """The window is back before its old connection was seen to be dead."""
    old, window.connection_id = window.connection_id, None
    if old is None:
        return []
    del state.lines[old]
    return [Close(old, Farewell(CloseCode.NORMAL, "This window has connected anew."))]


def ring_late(state: State, window: Window) -> list[Effect]:
    """A window opened while its party is being called rings as well."""
    effects: list[Effect] = []
    for call in state.calls.values():
        knows = window.id in (*call.callee_windows, *call.released_windows)
        rings = not call.is_deciding and not call.is_answered
        if rings and call.callee.address == window.address and not knows:
            effects += ring(state, call, window.id)
    return effects


def lose(state: State, connection_id: str, now: float) -> list[Effect]:
    """The connection broke. A window that is in a call may come back within the grace."""
    line = state.lines.pop(connection_id, None)
    if line is None or line.window_id is None:
        return []
    window = state.windows[line.window_id]
    window.connection_id = None
    if line.address.startswith("user:") and calls_of_window(state, window.id):
        # The grace alone counts now, not the registration, which may be what has ended.
        window.lost_until, window.expires_at = now + GRACE_SECONDS, None
        return []
    return remove_window(state, window.id, now, GONE)


def log_out(state: State, connection_id: str, now: float) -> list[Effect]:
    """The login session behind the connection ended: close it, without any grace."""
    line = state.lines.pop(connection_id, None)
    if line is None:
        return []
    farewell = Farewell(CloseCode.SESSION_ENDED, "Your session has ended: log in again.")
    effects: list[Effect] = [Close(connection_id, farewell)]
    if line.window_id is not None:
        effects += remove_window(state, line.window_id, now, LOGGED_OUT)
    return effects


def expire(state: State, window: Window, now: float) -> list[Effect]:
    """The registration ended because the client did not prolong it."""
    if window.connection_id is None:  # it is lost, and has its grace
        return []
    farewell = Farewell(CloseCode.REGISTRATION_EXPIRED, "The registration has expired.")
    closing = Close(window.connection_id, farewell)
    return [closing, *lose(state, window.connection_id, now)]


def give_up(state: State, window: Window, now: float) -> list[Effect]:
    """The grace is over: its calls end, and it hears of that if it comes back late."""
    if window.is_given_up:
        return remove_window(state, window.id, now, GONE)
    window.is_given_up = True
    window.lost_until = now + REMEMBER_LOST_SECONDS
    return leave_calls(state, window.id, now, GONE)


def remove_window(state: State, window_id: str, now: float, departure: Departure) -> list[Effect]:
    """Forget a window and end its part in every call."""
    del state.windows[window_id]
    return leave_calls(state, window_id, now, departure)


def leave_calls(state: State, window_id: str, now: float, departure: Departure) -> list[Effect]:
    """End a window's part in every call."""
    effects: list[Effect] = []
    for call in calls_of_window(state, window_id):
        effects += leave_call(state, call, window_id, now, departure)
    return effects


def calls_of_window(state: State, window_id: str) -> list[Call]:
    return [
        call
        for call in state.calls.values()
        if window_id == call.caller_window or window_id in call.callee_windows
    ]
