"""GET /healthz: the truth about database and Redis, in two seconds whatever they do."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from app import create_app
from blueprints.health import make_checks
from extensions import db
from health_checks import HealthCheck, ask_all
from tests.conftest import Browser

WITHIN_SECONDS = 2.0

Start = Callable[..., FlaskClient]


@pytest.fixture
def start(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    apps: list[Flask] = []

    def start_site(**settings: str) -> FlaskClient:
        apps.append(create_app({**live_environ, **settings}, instance_path=str(tmp_path)))
        return apps[-1].test_client()

    yield start_site
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port of which the system drops all packets: its queue is full, and nobody looks at it."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(3):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_healthy_site_says_so(client: Browser) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "mode": "sandbox", "database": "ok"}


@pytest.mark.parametrize("port", ["deaf_port", "silent_port"])
def test_a_database_that_says_nothing_is_away_within_two_seconds(
    start: Start, port: str, request: pytest.FixtureRequest
) -> None:
    client = start()
    silent = f"postgresql+psycopg://user:word@127.0.0.1:{request.getfixturevalue(port)}/none"
    engine = create_engine(silent)
    # As if the host that PostgreSQL runs on had gone since the start.
    client.application.extensions["health_checks"] = make_checks(engine, None)

    began = time.monotonic()
    answers = [client.get("/healthz") for _ in range(2)]
    seconds = time.monotonic() - began

    assert [answer.status_code for answer in answers] == [503, 503]
    assert answers[0].json == {"status": "error", "mode": "live", "database": "away"}
    assert seconds < 2 * WITHIN_SECONDS


@pytest.mark.parametrize("port", ["deaf_port", "silent_port"])
def test_without_redis_the_site_goes_on_and_says_so(
    start: Start, port: str, request: pytest.FixtureRequest
) -> None:
    client = start(REDIS_URL=f"redis://127.0.0.1:{request.getfixturevalue(port)}/0")

    began = time.monotonic()
    answer = client.get("/healthz")
    seconds = time.monotonic() - began

    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "mode": "live", "database": "ok", "redis": "away"}
    assert seconds < WITHIN_SECONDS


def test_what_came_back_is_ok_again() -> None:
    is_away = [True]

    def ask() -> None:
        if is_away[0]:
            raise ConnectionError

    checks = {"thing": HealthCheck(ask, (ConnectionError,))}
    first = ask_all(checks)
    is_away.clear()
    is_away.append(False)

    assert (first, ask_all(checks)) == ({"thing": "away"}, {"thing": "ok"})
