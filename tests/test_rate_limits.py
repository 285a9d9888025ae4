"""How much one address may ask for: a workshop has room, a flood has not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db, limiter
from tests.conftest import PASSWORD, Browser, add_user
from tests.kept_limiter import kept_limiter


@pytest.fixture
def strict_app(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Flask]:
    limits = {"LOGINS_PER_MINUTE": "3", "REGISTRATIONS_PER_HOUR": "2"}
    app = create_app({**live_environ, **limits}, instance_path=str(tmp_path))
    app.test_client_class = Browser
    yield app
    with app.app_context():
        db.engine.dispose()
    limiter.reset()


def test_more_logins_a_minute_than_the_setting_must_wait(strict_app: Flask) -> None:
    client = strict_app.test_client()

    answers = [client.post_form("/login", username=f"u{n}", password="x") for n in range(4)]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert re.search(r"That was too often: try again in \d+ seconds?\.", answers[-1].text)


def test_more_registrations_an_hour_than_the_setting_must_wait(strict_app: Flask) -> None:
    client = strict_app.test_client()

    answers = [client.post_form("/register", username="") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert re.search(r"try again in \d+ minutes\.", answers[-1].text)


def test_a_workshop_behind_one_address_registers_and_logs_in(
    app: Flask, client: Browser, password_hash: str
) -> None:
    people = [add_user(f"person{n}", "P", password_hash) for n in range(40)]
    logins = [app.test_client().log_in(person).status_code for person in people]
    fields = {"display_name": "N", "password": PASSWORD}

    registrations = [
        app.test_client().post_form("/register", username=f"new{n}", **fields).status_code
        for n in range(20)
    ]

    assert set(logins) == set(registrations) == {303}


@pytest.fixture
def own_limiter() -> Iterator[None]:
    with kept_limiter():
        yield


def test_without_the_redis_that_is_set_limits_still_bite(
    live_environ: dict[str, str], tmp_path: Path, own_limiter: None
) -> None:
    nobody_listens = {"REDIS_URL": "redis://127.0.0.1:1/0", "LOGINS_PER_MINUTE": "20"}
    app = create_app({**live_environ, **nobody_listens}, instance_path=str(tmp_path))
    app.test_client_class = Browser
    client = app.test_client()

    answers = [client.post_form("/login", username="alice", password="x") for _ in range(8)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 3
    with app.app_context():
        db.engine.dispose()
