"""Ends every WebSocket of ours in an orderly way, whatever its handler did.

Flask-Sock alone leaves the reader thread behind on a socket that the server closes and uses again,
and a browser sees code 1006 for every close. Here the handler returns how to say goodbye, the
browser gets to hear it, and nobody touches the socket after the handler has returned.
"""

import contextlib
import functools
import logging
import socket
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from simple_websocket import ConnectionClosed, Server
from sqlalchemy.exc import SQLAlchemyError

from database import database_fault
from sandbox.effects import CloseCode, Farewell
from sandbox.message_fields import MalformedMessage
from sandbox.outbox import SOCKET_CLOSED

logger = logging.getLogger(__name__)

READER_SECONDS = 1.0
NO_DATABASE = Farewell(CloseCode.TRY_AGAIN_LATER, "The database does not answer.")
BROKEN = Farewell(CloseCode.INTERNAL_ERROR, "The sandbox made a mistake: see the server's log.")
CLOSED_BY_CLIENT = Farewell(CloseCode.NORMAL, "")

P = ParamSpec("P")


def guarded(
    handler: Callable[Concatenate[Server, P], Farewell],
) -> Callable[Concatenate[Server, P], None]:
    """Wrap a handler that returns how its WebSocket is to be closed."""

    @functools.wraps(handler)
    def guarded_handler(websocket: Server, /, *args: P.args, **kwargs: P.kwargs) -> None:
        farewell = BROKEN
        try:
            farewell = handler(websocket, *args, **kwargs)
        except ConnectionClosed:
            farewell = CLOSED_BY_CLIENT
        except MalformedMessage as fault:
            farewell = Farewell(CloseCode.MALFORMED, str(fault))
        except SQLAlchemyError as error:  # looking who is logged in
            reason = database_fault(error)
            if reason is None:
                raise
            logger.warning("sandbox: a window is sent away, no database: %s", reason)
            farewell = NO_DATABASE
        finally:
            # Also after a mistake of ours, which goes on to Flask and into the log.
            hang_up(websocket, farewell)

    return guarded_handler


def hang_up(websocket: Server, farewell: Farewell) -> None:
    try:
        websocket.close(int(farewell.code), farewell.reason)
    except SOCKET_CLOSED:
        # The reader has said goodbye, or is about to: it wakes us a moment before.
        websocket.thread.join(READER_SECONDS)
    # First only our half, so that the other side can finish its own.
    for half in (socket.SHUT_WR, socket.SHUT_RD):
        with contextlib.suppress(OSError):
            websocket.sock.shutdown(half)
        websocket.thread.join(READER_SECONDS)
        if not websocket.thread.is_alive():
            return
