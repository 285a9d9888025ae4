"""The registration signature that the mobile SDKs ask for."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import update

from config import Settings
from extensions import db
from models import User
from tests.conftest import Browser

ROUTE = "/api/registration-signature"


def test_the_signature_is_that_of_the_four_values_in_the_answer(
    app: Flask, client: Browser, alice: User
) -> None:
    settings: Settings = app.config["SETTINGS"]
    client.log_in(alice)

    answer = client.post_json(ROUTE).json

    key, secret = settings.application.key, settings.application.base64_secret
    signed = hashlib.sha1(f"alice{key}{answer['sequence']}{secret}".encode())  # noqa: S324
    assert answer == {
        "applicationKey": key,
        "userId": "alice",
        "sequence": answer["sequence"],
        "signature": b64encode(signed.digest()).decode(),
    }


def test_each_sequence_is_greater_than_the_one_before(client: Browser, alice: User) -> None:
    client.log_in(alice)

    sequences = [client.post_json(ROUTE).json["sequence"] for _ in range(5)]

    assert sequences == sorted(set(sequences))


def test_the_sequence_is_a_number_that_javascript_holds_exactly(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)

    sequence = client.post_json(ROUTE).json["sequence"]

    assert type(sequence) is int
    assert 1 <= sequence <= 2**53


def test_a_new_login_goes_on_from_the_last_sequence(client: Browser, alice: User) -> None:
    client.log_in(alice)
    before = client.post_json(ROUTE).json["sequence"]
    client.post_form("/logout")

    client.log_in(alice)

    assert client.post_json(ROUTE).json["sequence"] > before


def test_taking_a_number_changes_nothing_of_anybody_else(
    client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)

    client.post_json(ROUTE)

    db.session.rollback()
    assert bob.registration_sequence == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"userId": "bob", "user_id": "bob", "sequence": 1}},
        {"data": {"userId": "bob"}},
        {"query_string": {"userId": "bob", "sequence": "1"}},
        {"headers": {"X-User-Id": "bob"}},
    ],
)
def test_the_signature_names_the_logged_in_user_whatever_is_sent(
    client: Browser, alice: User, bob: User, sent: dict
) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), **sent.pop("headers", {})}

    answer = client.post(ROUTE, headers=headers, **sent)

    assert answer.json["userId"] == "alice"
    assert answer.json["sequence"] > 1


def test_no_cache_keeps_a_signature(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.post_json(ROUTE).headers["Cache-Control"] == "no-store"


def test_without_login_there_is_no_signature_but_a_sentence(client: Browser) -> None:
    answer = client.post_json(ROUTE)

    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "session_ended"


def test_without_the_csrf_header_no_number_is_taken(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post(ROUTE, json={})

    db.session.rollback()
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "csrf"
    assert alice.registration_sequence == 0


def test_it_cannot_be_read_by_a_link(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.get(ROUTE).status_code == 405


@contextmanager
def locked_by_another_program(user: User) -> Iterator[None]:
    """Another program has begun to change the user's row, and leaves it at that."""
    user_id = user.id
    start = "BEGIN IMMEDIATE" if db.engine.dialect.name == "sqlite" else "BEGIN"
    with db.engine.connect() as other_program:
        other_program.exec_driver_sql(start)
        other_program.execute(update(User).where(User.id == user_id).values(display_name="A"))
        yield


def test_a_row_that_stays_locked_is_a_503_that_says_when_to_come_back(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token()}

    with locked_by_another_program(alice):
        answer = client.post(ROUTE, headers=headers)

    assert answer.status_code == 503
    assert answer.json["error"]["message"].startswith("The database does not answer.")
    assert int(answer.headers["Retry-After"]) > 0
    assert client.post(ROUTE, headers=headers).status_code == 200
