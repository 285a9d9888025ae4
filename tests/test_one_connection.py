"""A request holds one connection to the database: with two, a crowd would wait for itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import event

from extensions import db
from models import Call, User
from models.utc_datetime import utc_now
from tests.conftest import PASSWORD, Browser

LONG_SECONDS = 15  # who gets no connection waits for 30


@pytest.fixture
def alices(client: Browser, alice: User, bob: User) -> Browser:
    """Alice's browser, logged in; she has called Bob."""
    fields = {"kind": "app-to-app", "caller": "alice", "callee": "bob", "source": "page"}
    times = {"started_at": utc_now(), "ended_at": utc_now()}
    call = Call(user_id=alice.id, sinch_call_id="one", end_cause="HungUp", **fields, **times)
    db.session.add(call)
    db.session.commit()
    client.log_in(alice)
    return client


@contextmanager
def most_at_once() -> Iterator[list[int]]:
    """How many connections were in use, each time one more was taken."""
    counts: list[int] = []

    def note(*_: object) -> None:
        counts.append(db.engine.pool.checkedout())

    event.listen(db.engine.pool, "checkout", note)
    try:
        yield counts
    finally:
        event.remove(db.engine.pool, "checkout", note)


@pytest.mark.parametrize("path", ["/call", "/api/calls", "/api/people", "/account", "/callbacks"])
def test_a_request_takes_no_second_connection(alices: Browser, path: str) -> None:
    db.session.remove()

    with most_at_once() as counts:
        answer = alices.get(path)

    assert answer.status_code == 200
    assert max(counts) == 1


def test_nor_does_logging_in_where_somebody_is_logged_in(alices: Browser) -> None:
    form = {"csrf_token": alices.csrf_token(), "username": "bob", "password": PASSWORD}
    db.session.remove()

    with most_at_once() as counts:
        answer = alices.post("/login", data=form)

    assert answer.status_code == 303
    assert max(counts) == 1


@pytest.mark.parametrize("path", ["/call", "/api/calls"])
def test_more_people_than_connections_are_all_answered(
    app: Flask, alices: Browser, path: str
) -> None:
    db.session.remove()
    cookie = alices.get_cookie(app.config["SESSION_COOKIE_NAME"])
    people = most_connections() + 5
    start = Barrier(people)

    def ask(_: int) -> set[int]:
        browser = Browser(app)
        browser.set_cookie(cookie.key, cookie.value)
        start.wait()
        return {browser.get(path).status_code for _ in range(2)}

    began = monotonic()
    with ThreadPoolExecutor(people) as pool:
        statuses = set().union(*pool.map(ask, range(people)))

    assert statuses == {200}
    assert monotonic() - began < LONG_SECONDS


def most_connections() -> int:
    pool = db.engine.pool
    return int(pool.size() + pool._max_overflow)
