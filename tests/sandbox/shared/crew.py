"""gunicorn's workers on one database and one Redis, and windows that know whose they are."""

import os
import signal
from pathlib import Path
from types import TracebackType

from app import create_app
from sandbox.shared.link import Link
from tests.gunicorn_server import GunicornServer
from tests.redis_server import free_port
from tests.sandbox.shared.twins import dispose
from tests.sandbox.site import Person, Site, Window, wait_until


class Crew(Site):
    """The accounts are made here; everything else happens in the workers."""

    def __init__(self, redis_url: str, instance: Path, *, workers: int = 2) -> None:
        port = free_port()
        environ = {"REDIS_URL": redis_url, "PORT": str(port)}  # a part of the cookie's name
        super().__init__(create_app(environ, instance_path=str(instance)))
        self._server.server_close()
        self.gunicorn = GunicornServer(instance, environ, workers=workers, port=port)
        self.origin = self.gunicorn.url
        self._link = Link(redis_url, self.reception.application.key)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for window in self.windows:
            window.cut()
        self.gunicorn.stop()
        self._link.close()
        dispose(self.app)

    @property
    def leader(self) -> int:
        """The worker that leads."""
        wait_until(self._link.find_leader)
        return int(self._link.find_leader().partition("-")[0])

    @property
    def follower(self) -> int:
        return next(pid for pid in self.gunicorn.workers if pid != self.leader)

    def window_at(self, worker: int, person: Person) -> Window:
        """A registered window in one of the workers: which takes a connection, chance decides."""
        found: list[Window] = []

        def is_there() -> bool:
            window = self.window(person)
            port = window.socket.sock.getsockname()[1]
            found.append(window)
            if self.gunicorn.worker_of(port) == worker:
                return True
            window.close()
            return False

        wait_until(is_there)
        return found[-1]

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
