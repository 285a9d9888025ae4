"""The real application, on SQLite and on PostgreSQL, and a client that does what a browser does."""

import os
import re
import signal
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from app import create_app
from extensions import db, limiter
from models import User
from tests.postgres_server import postgres_server

# A job in the background of a shell ignores SIGINT, and so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

PASSWORD = "correct horse battery"
CSRF_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


class Browser(FlaskClient):
    """A client that carries the CSRF token of the last page, as forms and scripts do."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # In a context of its own: the request would share flask.g with the test otherwise.
        # Buffered, so that static files are closed.
        return Context().run(super().open, *args, **{"buffered": True, **kwargs})

    def csrf_token(self) -> str:
        found = CSRF_TOKEN.search(self.get("/account", follow_redirects=True).text)
        assert found, "the page carries no CSRF token"
        return found[1]

    def post_form(self, path: str, **fields: Any) -> TestResponse:
        return self.post(path, data={"csrf_token": self.csrf_token(), **fields})

    def post_json(self, path: str, body: Any = None) -> TestResponse:
        return self.post(path, json=body, headers={"X-CSRFToken": self.csrf_token()})

    def log_in(self, user: User, password: str = PASSWORD, **fields: Any) -> TestResponse:
        return self.post_form("/login", username=user.username, password=password, **fields)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "postgresql" and "TEST_DATABASE_URL" in os.environ:
        yield os.environ["TEST_DATABASE_URL"]
    elif request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/test.sqlite3"
    else:
        with postgres_server() as url:
            yield url


@pytest.fixture(scope="session")
def session_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(
        {"DATABASE_URL": database_url}, instance_path=str(tmp_path_factory.mktemp("instance"))
    )
    app.test_client_class = Browser
    yield app
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(session_app: Flask) -> Iterator[Flask]:
    """The sandbox application with empty tables."""
    with session_app.app_context():
        yield session_app
        db.session.remove()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        db.session.remove()
        limiter.reset()


@pytest.fixture
def client(app: Flask) -> Browser:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def other_client(app: Flask) -> Browser:
    """A second browser."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture(scope="session")
def password_hash() -> str:
    """A hash that is quick to check: the cost is written in the hash."""
    return generate_password_hash(PASSWORD, method="scrypt:1024:8:1")


@pytest.fixture
def alice(app: Flask, password_hash: str) -> User:
    return add_user("alice", "Alice", password_hash)


@pytest.fixture
def bob(app: Flask, password_hash: str) -> User:
    return add_user("bob", "Bob", password_hash)


def add_user(username: str, display_name: str, password_hash: str) -> User:
    user = User(username=username, display_name=display_name, password_hash=password_hash)
    db.session.add(user)
    db.session.commit()
    return user


@pytest.fixture
def live_environ(tmp_path: Path) -> dict[str, str]:
    """Settings of live mode with made-up keys."""
    return {
        "SINCH_APPLICATION_KEY": "396f387f-2e22-4b29-9b94-1df41a05f0dc",
        "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
        "SECRET_KEY": "0123456789abcdef0123456789abcdef",
        "DATABASE_URL": f"sqlite:///{tmp_path}/live.sqlite3",
    }


@pytest.fixture
def live_app(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Flask]:
    """The application in live mode, on an SQLite file of its own."""
    app = create_app(live_environ, instance_path=str(tmp_path))
    yield app
    with app.app_context():
        db.engine.dispose()
