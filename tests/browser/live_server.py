"""The real server on a loopback port, in a thread, so that tests can stop and start it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from app import create_app
from extensions import db, limiter
from sandbox.clock import SteadyClock
from tests.browser.door import Door


class LiveServer:
    """Serves one instance folder; :meth:`stop` and :meth:`start` keep the port."""

    def __init__(self, instance_path: Path, environ: dict[str, str] | None = None) -> None:
        self.instance_path = instance_path
        self.environ = environ or {}
        self.port = 0  # the first start picks a free one
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def urls(self) -> tuple[str, ...]:
        return (self.url,)

    @property
    def online_user_ids(self) -> frozenset[str]:
        return frozenset(self.app.extensions["online_user_ids"]())

    def start(self) -> None:
        self.app: Flask = create_app(self.environ, instance_path=str(self.instance_path))
        self.door = Door(self.app)
        self.server: BaseWSGIServer = make_server("127.0.0.1", self.port, self.door, threaded=True)
        self.port = self.server.port
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.door.close()
        if "sandbox" in self.app.extensions:
            self.app.extensions["sandbox"].close()
        self.door.wait_until_empty()
        with self.app.app_context():
            db.engine.dispose()

    def turn_clock(self, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the sandbox's clock be ahead, until the end of the test."""
        hub, steady = self.app.extensions["sandbox"].hub, SteadyClock()
        monkeypatch.setattr(hub, "clock", lambda: steady() + seconds)
        hub.apply(lambda switchboard, now: switchboard.tick(now))

    def wait_for_callbacks(self) -> None:
        """Wait until the sandbox, if there is one, has told the application all that happened."""
        if "sandbox" in self.app.extensions:
            assert self.app.extensions["sandbox"].hub.callbacks.wait_until_empty(10)

    def forget_calls(self) -> None:
        """End the calls of windows that closed with their test: they would ring in the next."""
        if "sandbox" in self.app.extensions:
            hub = self.app.extensions["sandbox"].hub
            hub.apply(lambda switchboard, now: switchboard.stop(now))

    def empty_tables(self) -> None:
        self.forget_calls()
        self.wait_for_callbacks()
        with self.app.app_context():
            limiter.reset()
            for table in reversed(db.metadata.sorted_tables):
                db.session.execute(table.delete())
            db.session.commit()


@contextmanager
def live_server(instance_path: Path, environ: dict[str, str] | None = None) -> Iterator[LiveServer]:
    server = LiveServer(instance_path, environ)
    try:
        yield server
    finally:
        server.stop()
