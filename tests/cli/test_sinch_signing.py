"""flask sinch ticket and flask sinch signature."""

import json

import pytest
from flask import Flask

from credentials import read_registration_token, read_user_ticket, sign_registration
from extensions import db
from models import User
from models.account_deletion import delete_account
from models.utc_datetime import utc_now
from tests.cli.conftest import Run
from tests.conftest import Browser


def test_a_ticket_is_all_that_stands_on_standard_output(app: Flask, run: Run, alice: User) -> None:
    ended = run("sinch", "ticket", "alice")

    application = app.config["SETTINGS"].application
    token = read_registration_token(application, ended.stdout.removesuffix("\n"), now=utc_now())
    assert token.user_id == "alice"
    assert (ended.exit_code, ended.stderr) == (0, "")


def test_a_user_ticket_is_printed_when_asked_for(app: Flask, run: Run, alice: User) -> None:
    ended = run("sinch", "ticket", "Alice", "--form", "userTicket")

    application = app.config["SETTINGS"].application
    ticket = read_user_ticket(application, ended.stdout.removesuffix("\n"), now=utc_now())
    assert ticket.user_id == "alice"


def test_a_signature_is_printed_with_all_that_the_sdk_wants(
    app: Flask, run: Run, alice: User
) -> None:
    printed = json.loads(run("sinch", "signature", "alice").stdout)

    application, sequence = app.config["SETTINGS"].application, printed["sequence"]
    assert printed == {
        "applicationKey": application.key,
        "userId": "alice",
        "sequence": sequence,
        "signature": sign_registration(application, "alice", sequence=sequence),
    }


def test_the_site_goes_on_from_the_number_that_the_command_took(
    run: Run, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    taken = json.loads(run("sinch", "signature", "alice").stdout)["sequence"]

    assert client.post_json("/api/registration-signature").json["sequence"] > taken


def test_a_ticket_for_somebody_without_an_account_comes_with_a_note(app: Flask, run: Run) -> None:
    ended = run("sinch", "ticket", "nobody")

    application = app.config["SETTINGS"].application
    token = read_registration_token(application, ended.stdout.removesuffix("\n"), now=utc_now())
    assert token.user_id == "nobody"
    assert ended.stderr == "Note: there is no account 'nobody' on this site.\n"


@pytest.mark.parametrize("username", ["ali ce", "\udcff", "a\0b", ""])
def test_a_user_id_that_no_sdk_takes_gets_a_sentence_and_no_ticket(run: Run, username: str) -> None:
    ended = run("sinch", "ticket", username)

    assert ended.exit_code == 1
    assert ended.stdout == ""
    assert "Error: " in ended.stderr


@pytest.mark.parametrize("username", ["nobody", "al", "ali ce", "\udcff", "a\0b", ""])
def test_without_an_account_there_is_no_sequence_and_no_signature(
    run: Run, alice: User, username: str
) -> None:
    ended = run("sinch", "signature", username)

    assert ended.exit_code == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("Error: There is no account ")


def test_a_deleted_account_gets_no_signature(run: Run, alice: User) -> None:
    delete_account(db.session.get(User, alice.id))

    assert run("sinch", "signature", "alice").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["ticket", "alice"],
        ["ticket", "alice", "--form", "userTicket"],
        ["signature", "alice"],
        ["ticket", "nobody"],
        ["ticket", "alice", "--form", "jwt"],
        ["doctor"],
    ],
)
def test_no_command_prints_the_secret(app: Flask, run: Run, alice: User, words: list[str]) -> None:
    ended = run("sinch", *words)

    application = app.config["SETTINGS"].application
    assert application.base64_secret not in ended.output
    assert application.secret.hex() not in ended.output
