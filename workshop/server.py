"""The site over HTTPS, until Ctrl-C: a TLS front, and behind it a thread for each connection."""

import asyncio
import socket
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from local_server import RequestHandler, log_as_the_site_does
from workshop.tls_front import TlsFront

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

FILES_TO_OPEN = 4096
GOODBYE_SECONDS = 1.0


class HttpsRequestHandler(RequestHandler):
    """Tells the site what browsers see: https."""

    def make_environ(self) -> "WSGIEnvironment":
        return {**super().make_environ(), "wsgi.url_scheme": "https"}


def serve(app: Flask, listener: socket.socket, certificate: Path) -> None:
    """Serve until Ctrl-C, which arrives as a KeyboardInterrupt when all is closed."""
    allow_open_files()
    log_as_the_site_does()
    site = make_site(app, listener)
    # Werkzeug's server answers what it is given, each connection in a thread; it accepts none.
    front = TlsFront(listener, str(certificate), site.process_request)
    with listener, closing(site.socket):
        asyncio.run(serve_until_cancelled(app, front))


def make_site(app: Flask, listener: socket.socket) -> BaseWSGIServer:
    host, port = listener.getsockname()[:2]
    return make_server(
        *(host, port, app),
        threaded=True,
        request_handler=HttpsRequestHandler,
        fd=listener.fileno(),
    )


async def serve_until_cancelled(app: Flask, front: TlsFront) -> None:
    try:
        await front.serve()
    finally:  # the front still carries what the sandbox says at the end
        await asyncio.to_thread(app.extensions["sandbox"].close)
        await front.finish(GOODBYE_SECONDS)


def allow_open_files() -> None:
    """On macOS a program may open 256 files at first: too few for a workshop."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES_TO_OPEN if hard == resource.RLIM_INFINITY else min(FILES_TO_OPEN, hard)
        if soft != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
