"""The server behind ``make run``: threads, one process, this machine only by default."""

import logging
import signal
import sys
from contextlib import suppress
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from config import Settings
from log_lines import log_requests

MODE_IN_WORDS = {
    "sandbox": "sandbox mode: calls stay on this machine, no Sinch account needed",
    "live": "live mode: calls go through Sinch",
}


class RequestHandler(WSGIRequestHandler):
    """Lets go of a client that neither sends nor takes anything for a minute; names no versions."""

    timeout = 60  # socketserver's own name

    def version_string(self) -> str:
        return "sinch-sample"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass  # request_log.py does

    def log_error(self, format: str, *args: Any) -> None:
        # Of a connection that was kept for a next request, this is the usual end.
        if not any(isinstance(argument, TimeoutError) for argument in args):
            super().log_error(format, *args)


def serve(app: Flask, settings: Settings) -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit status.

    When the port is taken, Werkzeug says so in a sentence and exits with status 1.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    log_as_the_site_does()
    server = make_server(
        settings.host, settings.port, app, threaded=True, request_handler=RequestHandler
    )
    with suppress(KeyboardInterrupt):  # Werkzeug takes it as a reason to return, once it serves
        print(f"{ready_sentence(settings)} Ctrl-C stops.", flush=True)
        server.serve_forever()
    if settings.is_sandbox:
        app.extensions["sandbox"].close()
    print("Stopped.", file=sys.stderr)
    return 0


def log_as_the_site_does() -> None:
    """Write the site's own line for each request; what Werkzeug still says goes the same way."""
    log_requests()
    logging.getLogger("werkzeug").propagate = True


def ready_sentence(settings: Settings) -> str:
    return f"Ready on {url_of(settings)} ({MODE_IN_WORDS[settings.mode]})."


def url_of(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"
