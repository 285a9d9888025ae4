"""Gives each request an id, and writes a line about it when it has been answered.

The id is in the answer (``X-Request-Id``), on error pages and in each line of the log that the
request caused: who quotes it leads to these lines.
"""

import logging
import re
import secrets
import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from log_lines import REQUESTS, RequestNote, current_request, mask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-Id"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")

log = logging.getLogger(REQUESTS)


class RequestLog:
    """WSGI middleware; inside of the proxy fix, so that the address is the client's.

    :param has_proxies: a proxy that we trust is in front, and may have given the request its id.
    """

    def __init__(self, wsgi_app: "WSGIApplication", *, has_proxies: bool) -> None:
        self._wsgi_app = wsgi_app
        self._has_proxies = has_proxies

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        began = time.perf_counter()
        note = RequestNote(self._find_id(environ), environ["REQUEST_METHOD"], path_of(environ))
        statuses: list[int] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            statuses.append(int(status[:3]))
            return start_response(status, [*headers, (HEADER, note.id)], *rest)

        token = current_request.set(note)
        try:
            return self._wsgi_app(environ, start)
        finally:
            write_line(note, environ, statuses, time.perf_counter() - began)
            current_request.reset(token)

    def _find_id(self, environ: "WSGIEnvironment") -> str:
        given: str = environ.get("HTTP_X_REQUEST_ID", "")
        is_good = self._has_proxies and WELL_FORMED.fullmatch(given)
        return given if is_good else secrets.token_hex(8)


def path_of(environ: "WSGIEnvironment") -> str:
    """The public path without its query, which may hold anything."""
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    return mask.hide(path.encode("latin-1").decode("utf-8", "replace"))


def write_line(
    note: RequestNote, environ: "WSGIEnvironment", statuses: list[int], seconds: float
) -> None:
    """A WebSocket's line comes at its end; by then the server has forgotten the status."""
    is_websocket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
    status = statuses[-1] if statuses else HTTPStatus.INTERNAL_SERVER_ERROR
    if is_websocket and (not statuses or status == HTTPStatus.OK):
        status = HTTPStatus.SWITCHING_PROTOCOLS
    milliseconds, address = round(seconds * 1000), environ.get("REMOTE_ADDR", "")
    log.info(
        "%s %s %d in %d ms, from %s",
        *(note.method, note.path, status, milliseconds, address),
        extra={"fields": {"status": int(status), "durationMs": milliseconds, "address": address}},
    )
