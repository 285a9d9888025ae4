"""The way into an application, which its server's end closes."""

from collections.abc import Iterable
from socket import SHUT_RDWR
from threading import Condition
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Door:
    """Lets requests in until it is closed, as a process does that ends.

    Werkzeug's threads outlive its server: a window that has kept its connection would be served on,
    and a report that it sends as it closes would use a database that the test has put away.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._inside = 0
        self._is_open = True
        self._changed = Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._changed:
            if not self._is_open:
                environ["werkzeug.socket"].shutdown(SHUT_RDWR)
                raise ConnectionAbortedError  # Werkzeug takes it for the browser's doing
            self._inside += 1
        try:
            return self._app(environ, start_response)
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._is_open = False

    def wait_until_empty(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: not self._inside, timeout=10)
