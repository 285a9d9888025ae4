"""Login sessions end on the server: a copy of the cookie is worth nothing afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from extensions import db, session_ended
from models import Session, User
from models.session import IDLE_LIFETIME, LIFETIME, MOST_SESSIONS, REMEMBERED_LIFETIME
from models.utc_datetime import utc_now
from tests.conftest import PASSWORD, Browser

COOKIE = "sinch_sample_session"
NEW_PASSWORD = "another horse battery"


def log_out(client: Browser) -> None:
    client.post_form("/logout")


def log_out_everywhere(client: Browser) -> None:
    client.post_form("/account", log_out_everywhere="y")


def change_password(client: Browser) -> None:
    form = {"current_password": PASSWORD, "password": NEW_PASSWORD}
    client.post_form("/account", change_password="y", **form)


def delete_account(client: Browser) -> None:
    client.post_form("/account", delete_account="y", current_password=PASSWORD)


def expire(_: Browser) -> None:
    db.session.execute(update(Session).values(expires_at=utc_now()))
    db.session.commit()


def be_idle(_: Browser) -> None:
    db.session.execute(update(Session).values(last_seen_at=utc_now() - IDLE_LIFETIME))
    db.session.commit()


@pytest.mark.parametrize(
    "end", [log_out, log_out_everywhere, change_password, delete_account, expire, be_idle]
)
@pytest.mark.parametrize("path", ["/call", "/account", "/ticket-inspector", "/call/bob"])
def test_a_captured_cookie_is_worth_nothing_after(
    client: Browser,
    other_client: Browser,
    alice: User,
    end: Callable[[Browser], None],
    path: str,
) -> None:
    client.log_in(alice)
    captured = client.get_cookie(COOKIE).value

    end(client)
    other_client.set_cookie(COOKIE, captured)

    answer = other_client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/login?next={path}")


def test_logging_out_everywhere_ends_the_other_browsers_and_this_one(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(alice)
    bobs = client.application.test_client()
    bobs.log_in(bob)

    answer = client.post_form("/account", log_out_everywhere="y")

    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/call").status_code == other_client.get("/call").status_code == 302
    assert bobs.get("/call").status_code == 200


def test_the_demo_accounts_that_all_share_log_out_one_by_one(
    client: Browser, other_client: Browser
) -> None:
    client.post_form("/sandbox/sign-in/alice")
    other_client.post_form("/sandbox/sign-in/alice")

    client.post_form("/account", log_out_everywhere="y")

    assert other_client.get("/call").status_code == 200


def test_of_more_sessions_than_anybody_has_the_oldest_end_as_by_logging_out(
    app: Flask, client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    ended: list[int] = []

    def note(_: object, session_id: int) -> None:
        ended.append(session_id)

    session_ended.connect(note, app)
    other_client.log_in(bob)
    client.log_in(alice)
    oldest = Session.newest_of(alice)
    for _ in range(MOST_SESSIONS - 1):
        Session.begin(alice, is_remembered=False)
    assert client.get("/call").status_code == 200

    newest = app.test_client()
    newest.log_in(alice)

    assert ended == [oldest]
    assert client.get("/call").status_code == 302
    assert newest.get("/call").status_code == other_client.get("/call").status_code == 200
    assert db.session.query(Session).filter_by(user_id=alice.id).count() == MOST_SESSIONS == 50


def test_a_session_lives_as_long_as_it_should(client: Browser, alice: User) -> None:
    client.log_in(alice)
    client.log_in(alice, remember="y")

    (session,) = db.session.scalars(db.select(Session))

    assert timedelta(days=7) == LIFETIME
    assert session.expires_at - session.created_at == REMEMBERED_LIFETIME == timedelta(days=30)


def test_the_database_holds_no_token_of_a_session(client: Browser, alice: User) -> None:
    client.log_in(alice)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]

    (session,) = db.session.scalars(db.select(Session))

    assert len(token) == 43  # 256 bits
    assert token not in (session.token_hash, str(session.id))
