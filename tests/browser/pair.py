"""Two server processes that share a database and a Redis, so that people are served by both."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app import create_app
from extensions import db, limiter
from models import SinchCall
from tests.browser.live_server import LiveServer
from tests.gunicorn_server import GunicornServer
from tests.kept_limiter import kept_limiter
from tests.redis_server import redis_server
from tests.sandbox.site import wait_until

# Who talked with a window that is gone is told so after five.
SECONDS_UNTIL_CALLS_END = 10


class Pair:
    """In the place of a :class:`LiveServer`: two of one worker each, so that it is certain who is
    served by which.

    :ivar app: the same site in this process, to look into its database with.
    """

    def __init__(self, instance: Path, environ: dict[str, str], redis_url: str) -> None:
        self.instance, self.redis_url = instance, redis_url
        self.environ = {**environ, "REDIS_URL": redis_url}
        self.app = create_app(self.environ, instance_path=str(instance))
        self.servers = [self.new_server(), self.new_server()]

    def __getattr__(self, name: str) -> Any:
        if hasattr(LiveServer, name) or name == "port":
            pytest.skip(f"needs server.{name}: one server, in the process of the tests")
        raise AttributeError(name)

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(server.url for server in self.servers)

    @property
    def online_user_ids(self) -> frozenset[str]:
        return frozenset(self.app.extensions["online_user_ids"]())

    def new_server(self, port: int | None = None) -> GunicornServer:
        return GunicornServer(self.instance, self.environ, workers=1, port=port)

    def start(self) -> None:
        self.servers = [self.new_server(server.port) for server in self.servers]

    def stop(self) -> None:
        for server in self.servers:
            server.stop()

    def empty_tables(self) -> None:
        with self.app.app_context():
            with suppress(AssertionError):  # a process that was killed told of no end
                wait_until(has_no_open_call, seconds=SECONDS_UNTIL_CALLS_END)
            limiter.reset()
            for table in reversed(db.metadata.sorted_tables):
                db.session.execute(table.delete())
            db.session.commit()


def has_no_open_call() -> bool:
    """The calls of windows that closed with their test would ring in the next."""
    db.session.rollback()
    is_open = SinchCall.ended_at.is_(None)
    return not db.session.scalar(select(func.count()).select_from(SinchCall).where(is_open))


@contextmanager
def pair_of_servers(instance: Path, environ: dict[str, str]) -> Iterator[Pair]:
    with redis_server() as redis_url, kept_limiter():
        pair = Pair(instance, environ, redis_url)
        try:
            yield pair
        finally:
            pair.stop()
            with pair.app.app_context():
                db.engine.dispose()
