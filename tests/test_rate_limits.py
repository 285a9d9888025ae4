"""How much one address or user may ask for: a workshop has room, a flood has not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db, limiter
from tests.api_description import operation
from tests.api_examples import assert_described, send
from tests.conftest import PASSWORD, Browser, add_user
from tests.kept_limiter import kept_limiter


@pytest.fixture
def strict_app(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Flask]:
    limits = {"LOGINS_PER_MINUTE": "3", "REGISTRATIONS_PER_HOUR": "2"}
    of_users = {"CREDENTIALS_PER_MINUTE": "3", "REPORTS_PER_MINUTE": "2"}
    app = create_app({**live_environ, **limits, **of_users}, instance_path=str(tmp_path))
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


def logged_in(app: Flask, username: str, password_hash: str) -> Browser:
    with app.app_context():
        user = add_user(username, username, password_hash)
        client: Browser = app.test_client()  # type: ignore[assignment]
        client.log_in(user)
    return client


def test_more_credentials_a_minute_than_the_setting_must_wait(
    strict_app: Flask, password_hash: str
) -> None:
    client = logged_in(strict_app, "alice", password_hash)
    paths = ["/api/ticket", "/api/registration-signature"] * 2

    answers = [client.post_json(path) for path in [*paths, "/api/ticket"]]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert_described(answers[3], operation("giveRegistrationSignature"), 429)
    assert_described(answers[4], operation("giveTicket"), 429)
    assert answers[4].json["error"]["message"].startswith("That was too often: try again in ")


def test_more_reported_calls_a_minute_than_the_setting_must_wait(
    strict_app: Flask, password_hash: str
) -> None:
    alice, bob = (logged_in(strict_app, name, password_hash) for name in ("alice", "bob"))
    described = operation("reportCall")

    answers = [send(alice, described) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 200, 429]
    assert_described(answers[-1], described, 429)
    assert_described(send(bob, described), described, 201)


def test_the_credentials_of_one_user_keep_no_other_user_waiting(
    strict_app: Flask, password_hash: str
) -> None:
    alice, bob = (logged_in(strict_app, name, password_hash) for name in ("alice", "bob"))

    for _ in range(4):
        alice.post_json("/api/ticket")

    assert bob.post_json("/api/ticket").status_code == 200


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
