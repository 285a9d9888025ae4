"""One WebSocket from its opening to its end, for a user's window and a virtual phone alike."""

import time
from collections.abc import Callable

from sandbox.connection import SocketConnection
from sandbox.effects import CloseCode, Farewell
from sandbox.front import Front
from sandbox.messages import Message, parse_message
from sandbox.rate_limit import TokenBucket
from sandbox.switchboard_state import Party

MESSAGES_PER_SECOND = 20.0
MESSAGES_AT_ONCE = 60.0  # a call begins with 20 to 40 candidates
SESSION_CHECK_SECONDS = 30.0

FLOOD = Farewell(CloseCode.POLICY_VIOLATION, "Too many messages in too short a time.")


def converse(
    hub: Front,
    connection: SocketConnection,
    party: Party,
    *,
    receive: Callable[[Message], None],
    check_session: Callable[[], None],
) -> Farewell:
    """Pass messages on until the connection ends.

    :param check_session: called at once and every 30 seconds; ends the session if it must.
    :return: how to close.
    :raises MalformedMessage, simple_websocket.ConnectionClosed:
    """
    try:
        hub.open(connection, party)
        return exchange(connection, receive, check_session)
    finally:
        hub.leave(connection)
        connection.finish()


def exchange(
    connection: SocketConnection,
    receive: Callable[[Message], None],
    check_session: Callable[[], None],
) -> Farewell:
    check_at = now = time.monotonic()
    bucket = TokenBucket(per_second=MESSAGES_PER_SECOND, burst=MESSAGES_AT_ONCE, now=now)
    while connection.farewell is None:
        now = time.monotonic()
        if now >= check_at:
            check_session()
            check_at = now + SESSION_CHECK_SECONDS
            continue
        frame = connection.receive(timeout=check_at - now)
        if frame is None:
            continue
        if not bucket.take(time.monotonic()):
            return FLOOD
        receive(parse_message(frame))
    return connection.farewell
