"""Whether the browser still waits: one that gives up a request closes its socket, and no more."""

import selectors
import socket
from collections.abc import Callable

from flask import request

# As Werkzeug and gunicorn name it in the environment of a request.
SOCKET_NAMES = ("werkzeug.socket", "gunicorn.socket")


def watch_client() -> Callable[[], bool]:
    """Return a function that says whether the client of this request has gone."""
    found = (request.environ.get(name) for name in SOCKET_NAMES)
    client = next((client for client in found if client is not None), None)
    # On another server, or encrypted, a request lasts until its time is over.
    return lambda: type(client) is socket.socket and is_closed(client)


def is_closed(client: socket.socket) -> bool:
    """Look without waiting and without taking anything."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ)
            return bool(selector.select(0)) and client.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):  # reset by the client; closed by the server
        return True
