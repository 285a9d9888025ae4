"""Registering, logging in, logging out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import delete, event, func, select

from extensions import db
from models import Session, User
from tests.conftest import PASSWORD, Browser

COOKIE = "sinch_sample_session"


def register(client: Browser, **changes: str):
    fields = {"username": "carol", "display_name": "Carol", "password": PASSWORD, **changes}
    return client.post_form("/register", **fields)


def test_registering_logs_in_and_leads_to_the_phone(client: Browser) -> None:
    answer = register(client)

    assert (answer.status_code, answer.location) == (303, "/call")
    assert client.get("/call").status_code == 200


def test_typed_capitals_and_spaces_of_a_username_are_lowered_and_trimmed(client: Browser) -> None:
    register(client, username="  Carol_1 ")

    assert User.find("carol_1")


def test_a_display_name_may_be_of_any_script(client: Browser) -> None:
    register(client, display_name="מרים 李 🙂")

    assert User.find("carol").display_name == "מרים 李 🙂"


@pytest.mark.parametrize(
    "username", ["", "ab", "a" * 33, "-abc", "_abc", "a b", "ä-name", "a@b.example", "alice\u200b"]
)
def test_a_username_that_sinch_or_a_person_could_misread_is_refused(
    client: Browser, username: str
) -> None:
    answer = register(client, username=username)

    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(User)) == 0


@pytest.mark.parametrize(
    "display_name", ["", "   ", "x" * 61, "a\x07b", "abc\u202edef", "\u200b", "\u2066x\u2069"]
)
def test_a_display_name_that_shows_nothing_or_something_else_is_refused(
    client: Browser, display_name: str
) -> None:
    assert register(client, display_name=display_name).status_code == 422


@pytest.mark.parametrize("password", ["", "1234567", "x" * 257])
def test_a_password_outside_its_lengths_is_refused(client: Browser, password: str) -> None:
    assert register(client, password=password).status_code == 422


def test_a_password_may_be_anything_of_the_right_length(client: Browser) -> None:
    password = " \U0001f642 é<b>'\" " + "x" * 200
    register(client, password=password)

    client.post_form("/logout")

    assert client.log_in(User.find("carol"), password).status_code == 303


def test_accents_typed_the_other_way_are_the_same_password(client: Browser) -> None:
    register(client, password="caf\u00e9 caf\u00e9")
    client.post_form("/logout")

    answer = client.log_in(User.find("carol"), "cafe\u0301 cafe\u0301")

    assert answer.status_code == 303


def test_a_refused_form_keeps_what_was_typed_but_not_the_password(client: Browser) -> None:
    answer = register(client, username="x", display_name="Carol <b>")

    assert 'value="Carol &lt;b&gt;"' in answer.text
    assert PASSWORD not in answer.text


def test_a_taken_username_is_said_beside_its_field(client: Browser, alice: User) -> None:
    answer = register(client, username="alice")

    assert answer.status_code == 422
    assert "This username is taken" in answer.text


def test_of_twenty_registrations_of_one_username_at_once_one_wins(app: Flask) -> None:
    browsers = [app.test_client() for _ in range(20)]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(register, browsers))

    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 19
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_logging_in_leads_to_the_phone(client: Browser, alice: User) -> None:
    answer = client.log_in(alice)

    assert (answer.status_code, answer.location) == (303, "/call")


def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(
    client: Browser, other_client: Browser, alice: User
) -> None:
    wrong = client.log_in(alice, "not the password")
    unknown = other_client.post_form("/login", username="alicf", password="not the password")

    assert wrong.status_code == unknown.status_code == 422
    assert strip_tokens(wrong.text) == strip_tokens(unknown.text.replace("alicf", "alice"))


def test_a_username_with_a_nul_byte_is_just_wrong(client: Browser) -> None:
    assert client.post_form("/login", username="a\0b", password=PASSWORD).status_code == 422


def strip_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line]


def test_logging_in_makes_a_new_session_of_the_server(client: Browser, alice: User) -> None:
    client.log_in(alice)
    first = db.session.scalars(select(Session.token_hash)).all()
    client.log_in(alice)

    second = db.session.scalars(select(Session.token_hash)).all()

    assert len(first) == len(second) == 1
    assert first != second


def test_nothing_planted_in_the_cookie_survives_logging_in(client: Browser, alice: User) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by someone else"

    client.log_in(alice)

    with client.session_transaction() as session:
        assert "planted" not in session


def test_a_captured_cookie_is_worth_nothing_after_logging_out(client: Browser, alice: User) -> None:
    client.log_in(alice, remember="y")
    captured = client.get_cookie(COOKIE).value

    client.post_form("/logout")
    client.set_cookie(COOKIE, captured)

    assert client.get("/call").status_code == 302


def test_logging_out_by_a_link_does_nothing(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.get("/logout").status_code == 405
    assert client.get("/call").status_code == 200


def test_a_session_that_ends_while_it_begins_leads_to_logging_in(
    client: Browser, alice: User
) -> None:
    form = {"csrf_token": client.csrf_token(), "username": "alice", "password": PASSWORD}

    def end_all(_: object) -> None:  # as another window does that logs out everywhere
        with db.engine.begin() as connection:
            connection.execute(delete(Session))

    event.listen(db.session, "after_commit", end_all)
    try:
        answer = client.post("/login", data=form)
    finally:
        event.remove(db.session, "after_commit", end_all)

    assert (answer.status_code, answer.location) == (303, "/call")
    assert client.get("/call").location.startswith("/login")
