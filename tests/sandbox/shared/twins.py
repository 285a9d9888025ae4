"""Two applications as two server processes have them: one database and one Redis, nothing else."""

from types import TracebackType
from typing import Any

from flask import Flask

from app import create_app
from extensions import db
from sandbox.hub import Hub
from tests.sandbox.site import TIMEOUT_SECONDS, Site, Window, wait_until


class Twins(Site):
    """Windows are opened at one and the other in turn: caller and callee never share a process."""

    def __init__(self, redis_url: str, instance: str) -> None:
        apps = [create_app({"REDIS_URL": redis_url}, instance_path=instance) for _ in range(2)]
        super().__init__(apps[0])
        self._server.server_close()  # each of the two has its own
        self.sites = [Site(app) for app in apps]
        self.origin = self.sites[0].origin
        self._turn = 0

    def __enter__(self) -> "Twins":
        for site in self.sites:
            site.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close_windows()
        for site in self.sites:
            site.__exit__(kind, error, trace)
            dispose(site.app)

    def connect(
        self, path: str = "/sandbox/signalling", *, cookie: str | None = None, **options: Any
    ) -> Window:
        self._turn = 1 - self._turn
        window = self.sites[self._turn].connect(path, cookie=cookie, **options)
        self.windows.append(window)
        return window

    def leading_hub(self) -> Hub:
        memberships = [site.reception.hub.membership for site in self.sites]
        wait_until(lambda: any(one.leadership for one in memberships))
        hub: Hub = next(one.leadership.hub for one in memberships if one.leadership)
        return hub

    def wait_for_callbacks(self) -> None:
        assert self.leading_hub().callbacks.wait_until_empty(TIMEOUT_SECONDS)


def dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
