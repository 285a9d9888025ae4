"""flask users: the accounts of the site, from its terminal."""

import pytest
from sqlalchemy import func, select

from extensions import db
from models import Session, User
from tests.cli.conftest import Run
from tests.conftest import PASSWORD, Browser

NEW_PASSWORD = "another horse battery"


def add(run: Run, username: str = "carol", display_name: str = "Carol", password: str = PASSWORD):
    words = ["users", "add", username, "--display-name", display_name, "--password-stdin"]
    return run(*words, given=password)


def test_an_added_account_logs_in(run: Run, client: Browser) -> None:
    ended = run("users", "add", "Carol", given=f"Carol Ångström\n{PASSWORD}\n{PASSWORD}\n")

    assert ended.exit_code == 0
    assert ended.stdout.endswith("Added carol.\n")
    assert User.find("carol").display_name == "Carol Ångström"
    assert client.log_in(User.find("carol")).status_code == 303


def test_typed_passwords_are_not_shown(run: Run) -> None:
    ended = run("users", "add", "carol", given=f"Carol\n{PASSWORD}\n{PASSWORD}\n")

    assert PASSWORD not in ended.output


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_password_from_standard_input_ends_before_its_line_does(
    run: Run, client: Browser, end: str
) -> None:
    assert add(run, password=f" {PASSWORD} {end}").exit_code == 0

    assert client.log_in(User.find("carol"), f" {PASSWORD} ").status_code == 303


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"username": "x y"}, "The username needs 3 to 32 small letters"),
        ({"username": "\udcff" * 3}, "The username needs 3 to 32 small letters"),
        ({"username": ""}, "Type a username."),
        ({"display_name": " "}, "The display name needs 1 to 60 characters."),
        ({"display_name": "x" * 61}, "The display name needs 1 to 60 characters."),
        ({"display_name": "\u202eCarol"}, "characters that cannot be shown"),
        ({"display_name": "Carol\udcff"}, "characters that cannot be shown"),
        ({"password": "short"}, "The password needs 8 to 256 characters."),
        ({"password": "x" * 257}, "The password needs 8 to 256 characters."),
        ({"password": ""}, "Type a password."),
        ({"password": b"\xff" * 8}, "is not UTF-8"),
    ],
)
def test_the_rules_are_those_of_the_form(run: Run, fault: dict, sentence: str) -> None:
    ended = add(run, **fault)

    assert ended.exit_code == 1
    assert sentence in ended.stderr
    assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_a_taken_username_is_refused(run: Run, alice: User) -> None:
    ended = add(run, "alice")

    assert ended.exit_code == 1
    assert "This username is taken" in ended.stderr


def test_two_passwords_that_differ_are_asked_for_again(run: Run) -> None:
    ended = run("users", "add", "carol", given=f"C\n{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")

    assert ended.exit_code == 0
    assert "do not match" in ended.output


def test_a_script_must_say_the_display_name_too(run: Run) -> None:
    ended = run("users", "add", "carol", "--password-stdin", given=PASSWORD)

    assert ended.exit_code == 2
    assert "--display-name" in ended.stderr


def test_no_command_takes_a_password_among_its_words(run: Run) -> None:
    ended = run("users", "add", "carol", "--display-name", "C", "--password", PASSWORD)

    assert ended.exit_code == 2


def test_the_list_has_every_account_and_no_deleted_one(run: Run, alice: User, bob: User) -> None:
    run("users", "delete", "bob", "--yes")

    ended = run("users", "list")

    (line,) = ended.stdout.splitlines()
    assert line.split()[0] == "alice"
    assert line.endswith("Z Alice")


def test_an_empty_list_says_how_to_add_an_account(run: Run) -> None:
    ended = run("users", "list")

    assert ended.stdout == ""
    assert "flask users add" in ended.stderr


def test_a_new_password_logs_in_and_the_old_does_not(
    run: Run, client: Browser, alice: User
) -> None:
    ended = run("users", "set-password", "alice", given=f"{NEW_PASSWORD}\n{NEW_PASSWORD}\n")

    assert ended.exit_code == 0
    assert client.log_in(alice, PASSWORD).status_code == 422
    assert client.log_in(alice, NEW_PASSWORD).status_code == 303


def test_a_new_password_ends_every_session(
    run: Run, client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)

    run("users", "set-password", "alice", "--password-stdin", given=NEW_PASSWORD)

    assert client.get("/call").status_code == 302
    assert other_client.get("/call").status_code == 200


def test_a_password_against_the_rules_changes_nothing(
    run: Run, client: Browser, alice: User
) -> None:
    client.log_in(alice)

    ended = run("users", "set-password", "alice", "--password-stdin", given="short")

    assert ended.exit_code == 1
    assert client.get("/call").status_code == 200


def test_deleting_ends_the_sessions_and_keeps_the_username_for_ever(
    run: Run, client: Browser, alice: User
) -> None:
    client.log_in(alice)

    ended = run("users", "delete", "alice", given="y\n")

    assert ended.exit_code == 0
    assert client.get("/call").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Session)) == 0
    assert "This username is taken" in add(run, "alice").stderr


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_deleting_asks_first(run: Run, alice: User, answer: str) -> None:
    ended = run("users", "delete", "alice", given=answer)

    assert ended.exit_code == 1
    assert User.find("alice")


@pytest.mark.parametrize("command", ["delete", "set-password"])
def test_an_account_that_is_not_there_gets_a_sentence(run: Run, command: str) -> None:
    ended = run("users", command, "nobody", given="y\n")

    assert ended.exit_code == 1
    assert "There is no account 'nobody'." in ended.stderr


@pytest.mark.parametrize("command", ["delete", "set-password"])
def test_the_demo_accounts_stay_as_they_are(run: Run, client: Browser, command: str) -> None:
    client.post_form("/sandbox/sign-in/alice")

    ended = run("users", command, "alice", given="y\n")

    assert ended.exit_code == 1
    assert "demo account" in ended.stderr
    assert client.get("/call").status_code == 200
