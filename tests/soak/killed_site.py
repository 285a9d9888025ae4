"""The site in a process that is killed in the middle of its work, and started again.

The processes are forked from one that has imported everything and opened nothing, so that a start
takes as long as create_app().
"""

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.soak.killed_site"])


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open

    def log(self, *_: object) -> None:
        pass


def serve(listener: socket.socket, settings: dict[str, str], folder: str) -> None:
    app = create_app(settings, instance_path=folder)
    number = listener.detach()
    make_server(
        "127.0.0.1", 0, app, threaded=True, fd=number, request_handler=Quiet
    ).serve_forever()


class KilledSite:
    """Its port stays the same, and takes connections also while nobody is there to answer."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        self.settings, self.folder = settings, str(folder)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self.listener.getsockname()[1]
        self.process: ForkServerProcess | None = None

    def start(self) -> None:
        arguments = (self.listener, self.settings, self.folder)
        self.process = context.Process(target=serve, args=arguments, daemon=True)
        self.process.start()

    def kill(self) -> None:
        """As kill -9 does: the process hears nothing of it."""
        assert self.process is not None
        self.process.kill()
        self.process.join()
        self.process.close()

    @contextmanager
    def running(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.kill()
            self.listener.close()
