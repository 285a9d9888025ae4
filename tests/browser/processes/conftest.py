"""Caller and callee on two server processes that share a database and a Redis."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from app import create_app
from extensions import db
from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.gunicorn_server import GunicornServer
from tests.kept_limiter import kept_limiter
from tests.redis_server import redis_server


class Pair:
    """Two servers of one worker each, so that it is certain who is served by which."""

    def __init__(self, instance, redis_url: str) -> None:
        environ = {"REDIS_URL": redis_url}
        self.app = create_app(environ, instance_path=str(instance))
        self.servers = [GunicornServer(instance, environ, workers=1) for _ in range(2)]

    def empty_tables(self) -> None:
        with self.app.app_context():
            for table in reversed(db.metadata.sorted_tables):
                db.session.execute(table.delete())
            db.session.commit()

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        with self.app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture(scope="package")
def package_pair(redis_url, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with kept_limiter():
        pair = Pair(tmp_path_factory.mktemp("pair"), redis_url)
        yield pair
        pair.stop()


@pytest.fixture
def server(package_pair: Pair) -> Pair:
    package_pair.empty_tables()
    return package_pair


@pytest.fixture
def new_person(browser: Browser, server: Pair) -> Iterator[NewPerson]:
    """Makes persons as ever, the first at one server, the second at the other, and so on."""
    with ExitStack() as stack:
        people: list[Person] = []

        def make(*, may_use_microphone: bool = True) -> Person:
            permissions = ["microphone"] if may_use_microphone else []
            context = browser.new_context(permissions=permissions)
            stack.callback(context.close)
            people.append(Person(context, server.servers[len(people) % 2].url))
            return people[-1]

        yield make
        assert [complaint for person in people for complaint in person.complaints] == []
