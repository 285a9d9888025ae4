"""The ticket and the list of people."""

from datetime import datetime

import pytest
from flask import Flask

from credentials import read_registration_token, read_user_ticket
from extensions import db
from models import Session, User
from models.utc_datetime import utc_now
from tests.conftest import Browser


def test_the_ticket_is_a_registration_token_of_the_logged_in_user(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)

    answer = client.post_json("/api/ticket")

    token = read_registration_token(
        app.config["SETTINGS"].application, answer.json["ticket"], now=utc_now()
    )
    assert token.user_id == answer.json["userId"] == "alice"
    assert answer.json["applicationKey"] == token.application_key
    assert answer.json["form"] == "registrationToken"
    assert token.expires_at == datetime.fromisoformat(answer.json["expiresAt"])


def test_a_user_ticket_is_given_when_asked_for(app: Flask, client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_json("/api/ticket", {"form": "userTicket"})

    ticket = read_user_ticket(
        app.config["SETTINGS"].application, answer.json["ticket"], now=utc_now()
    )
    assert ticket.user_id == "alice"
    assert (ticket.expires_at - ticket.created_at).total_seconds() == 3600


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"userId": "bob", "user_id": "bob", "sub": "bob"}},
        {"json": {"form": "userTicket", "userId": "bob"}},
        {"query_string": {"userId": "bob"}},
        {"headers": {"X-User-Id": "bob"}},
    ],
)
def test_the_ticket_names_the_logged_in_user_whatever_the_browser_sends(
    client: Browser, alice: User, bob: User, sent: dict
) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), **sent.pop("headers", {})}

    answer = client.post("/api/ticket", headers=headers, **sent)

    assert answer.json["userId"] == "alice"


def test_every_ticket_has_a_nonce_of_its_own(client: Browser, alice: User) -> None:
    client.log_in(alice)

    first, second = client.post_json("/api/ticket"), client.post_json("/api/ticket")

    assert first.json["ticket"] != second.json["ticket"]


def test_no_cache_keeps_a_ticket(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.post_json("/api/ticket").headers["Cache-Control"] == "no-store"


def test_without_login_there_is_no_ticket_but_a_sentence(client: Browser) -> None:
    answer = client.post_json("/api/ticket")

    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "session_ended"


def test_without_any_cookie_the_same_sentence_says_what_to_do(client: Browser) -> None:
    answer = client.post("/api/ticket", json={}, headers={"X-CSRFToken": "of an ended session"})

    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "session_ended"


def test_without_the_csrf_header_there_is_no_ticket(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post("/api/ticket", json={})

    assert answer.status_code == 400
    assert "ticket" not in answer.json


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b"{",
        b'"userTicket"',
        b'{"form": "jwt"}',
        b'{"form": null}',
        b'{"form": ["userTicket"]}',
        b"[" * 16_000,
        b'{"form": "\xff"}',
        b'{"form": "\\ud800"}',
    ],
)
def test_a_body_that_is_no_ticket_request_gets_a_sentence(
    client: Browser, alice: User, body: bytes
) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), "Content-Type": "application/json"}

    answer = client.post("/api/ticket", data=body, headers=headers)

    assert answer.status_code == 400
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_body_of_another_type_is_refused(client: Browser, alice: User, content_type: str) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), "Content-Type": content_type}

    answer = client.post("/api/ticket", data=b'{"form": "userTicket"}', headers=headers)

    assert answer.status_code == 415


def test_a_body_too_large_is_refused(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.post_json("/api/ticket", {"form": "x" * 70_000}).status_code == 413


def test_people_are_all_others_with_their_names(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)

    (person,) = client.get("/api/people").json["people"]

    assert person["userId"] == "bob"
    assert person["displayName"] == "Bob"
    assert person["isOnline"] is False
    assert person["lastSeenAt"].endswith("Z")


@pytest.mark.parametrize(
    ("query", "found"),
    [("bo", ["bob"]), ("BOB", ["bob"]), ("%", []), ("_", []), ("zz", []), ("b\0", ["bob"])],
)
def test_people_are_found_by_a_part_of_their_name(
    client: Browser, alice: User, bob: User, query: str, found: list[str]
) -> None:
    client.log_in(alice)

    answer = client.get("/api/people", query_string={"query": query})

    assert [person["userId"] for person in answer.json["people"]] == found


def test_people_who_deleted_their_account_are_gone(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)
    bob.deleted_at = utc_now()
    db.session.commit()

    assert client.get("/api/people").json["people"] == []


def test_an_expired_session_gets_a_sentence(client: Browser, alice: User) -> None:
    client.log_in(alice)
    db.session.query(Session).update({"expires_at": utc_now()})
    db.session.commit()

    answer = client.get("/api/people")

    assert answer.status_code == 401
    assert answer.json["error"]["message"] == "Your session has ended: log in again."
