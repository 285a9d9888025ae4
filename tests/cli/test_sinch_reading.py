"""flask sinch read: explains a credential, and its exit code says whether it is right."""

from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask

from credentials import Application, sign_registration_token, sign_user_ticket
from extensions import current_settings
from models.utc_datetime import utc_now

MINUTE = timedelta(minutes=1)


def read(app: Flask, ticket: str, typed: str | bytes = "") -> Result:
    return app.test_cli_runner().invoke(args=["sinch", "read", ticket], input=typed)


def make_token(
    age: timedelta = timedelta(0),
    application: Application | None = None,
    user_id: str = "alice",
    nonce: str = "0123456789abcdef",
) -> str:
    return sign_registration_token(
        application or current_settings().application,
        user_id,
        issued_at=utc_now() - age,
        nonce=nonce,
    )


def test_a_good_token_is_explained_and_the_exit_code_is_zero(app: Flask) -> None:
    answer = read(app, make_token(age=3 * MINUTE))

    assert answer.exit_code == 0
    assert "This is a registration token." in answer.output
    assert "User ID: alice" in answer.output
    assert "3 minutes ago" in answer.output
    assert answer.output.endswith("GOOD: every check passed.\n")
    assert "UNVERIFIED" not in answer.output


def test_a_ticket_is_read_from_standard_input(app: Flask) -> None:
    ticket = sign_user_ticket(current_settings().application, "alice", created_at=utc_now())

    answer = read(app, "-", typed=f"{ticket}\n")

    assert (answer.exit_code, "This is a user ticket." in answer.output) == (0, True)


def test_an_expired_token_says_since_when_and_the_exit_code_is_one(app: Flask) -> None:
    answer = read(app, make_token(age=13 * MINUTE))

    assert answer.exit_code == 1
    assert "WRONG: The registration token expired 3 minutes ago" in answer.output


def test_a_token_of_another_secret_is_marked_as_unverified(app: Flask) -> None:
    another = Application(current_settings().application.key, b"\1" * 32)

    answer = read(app, make_token(application=another))

    assert answer.exit_code == 1
    assert "UNVERIFIED" in answer.output
    assert "signed with another secret" in " ".join(answer.output.split())


@pytest.mark.parametrize("typed", ["", "no ticket", b"\xff\xfe\x00", "\x1b[31m" * 100])
def test_what_is_no_credential_gets_a_sentence_and_no_traceback(app: Flask, typed) -> None:
    answer = read(app, "-", typed=typed)

    assert answer.exit_code == 1
    assert answer.output.startswith("WRONG: ")
    assert isinstance(answer.exception, SystemExit)
    assert "\x1b" not in answer.output


def test_the_secret_is_never_printed(app: Flask) -> None:
    secret = current_settings().application.base64_secret

    for pasted in (make_token(), secret, f"application {secret}:{secret}"):
        assert secret not in read(app, pasted).output


@pytest.mark.parametrize(
    "spell",
    [
        lambda secret: b64encode(secret).decode(),
        lambda secret: b64encode(secret).decode().rstrip("="),
        lambda secret: urlsafe_b64encode(secret).decode(),
        lambda secret: secret.hex(),
        lambda secret: secret.hex().upper(),
        lambda secret: "x" * 285 + b64encode(secret).decode(),
    ],
)
def test_a_secret_that_was_put_into_a_token_is_hidden(app: Flask, spell) -> None:
    spelt = spell(current_settings().application.secret)

    shown = read(app, make_token(nonce=spelt)).output

    assert "(hidden: it holds the Application Secret)" in shown
    assert spelt.lstrip("x")[:12] not in shown


def test_what_the_terminal_cannot_write_is_escaped(app: Flask) -> None:
    runner = app.test_cli_runner(charset="cp1252")

    answer = runner.invoke(args=["sinch", "read", make_token(nonce="日本")])

    assert answer.exit_code == 0
    assert "\\u65e5\\u672c" in answer.output


def test_a_header_that_cannot_be_proved_alone_is_not_called_wrong(app: Flask) -> None:
    key = current_settings().application.key

    answer = read(app, f"application {key}:Tg6fMyo8mj9pYfWQ9ssbx3Tc1BNC87IEygAfLbJqZb4=")

    assert answer.exit_code == 1
    assert "NOT CHECKED: " in answer.output
