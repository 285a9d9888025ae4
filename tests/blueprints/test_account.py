"""The account page: display name, password, deletion."""

from sqlalchemy import func, select

from extensions import db
from models import Call, Session, User
from tests.conftest import PASSWORD, Browser

NEW_PASSWORD = "another horse battery"


def change_password(client: Browser, current: str = PASSWORD, new: str = NEW_PASSWORD):
    return client.post_form("/account", change_password="y", current_password=current, password=new)


def test_a_new_display_name_is_shown_at_once(client: Browser, alice: User) -> None:
    client.log_in(alice)

    client.post_form("/account", save_display_name="y", display_name="Alice in Wonderland")

    assert "Alice in Wonderland" in client.get("/call").text


def test_an_empty_display_name_is_refused(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form("/account", save_display_name="y", display_name=" ")

    assert answer.status_code == 422
    assert User.find("alice").display_name == "Alice"


def test_after_a_change_the_new_password_logs_in_and_the_old_does_not(
    client: Browser, other_client: Browser, alice: User
) -> None:
    client.log_in(alice)

    assert change_password(client).status_code == 303

    assert other_client.log_in(alice, PASSWORD).status_code == 422
    assert other_client.log_in(alice, NEW_PASSWORD).status_code == 303


def test_changing_the_password_logs_out_every_other_browser(
    client: Browser, other_client: Browser, alice: User
) -> None:
    client.log_in(alice)
    other_client.log_in(alice)

    change_password(client)

    assert client.get("/call").status_code == 200
    assert other_client.get("/call").status_code == 302


def test_changing_the_password_asks_for_the_current_one(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = change_password(client, current="not the password")

    assert answer.status_code == 422
    assert "This is not your current password." in answer.text


def test_deleting_an_account_ends_its_sessions_and_its_history(
    client: Browser, other_client: Browser, alice: User
) -> None:
    client.log_in(alice)
    other_client.log_in(alice)
    client.post_json("/api/calls", CALL)

    answer = client.post_form("/account", delete_account="y", current_password=PASSWORD)

    assert answer.status_code == 303
    assert other_client.get("/call").status_code == 302
    for table in (Call, Session):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


CALL = {
    "sinchCallId": "1",
    "direction": "outgoing",
    "kind": "app-to-app",
    "remote": "bob",
    "startedAt": "2026-01-02T03:04:05Z",
    "answeredAt": None,
    "endedAt": "2026-01-02T03:04:06Z",
    "endCause": "Canceled",
}


def test_the_username_of_a_deleted_account_is_never_given_again(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    client.post_form("/account", delete_account="y", current_password=PASSWORD)

    answer = client.post_form(
        "/register", username="alice", display_name="Another", password=PASSWORD
    )

    assert answer.status_code == 422
    assert "This username is taken" in answer.text


def test_a_deleted_account_cannot_log_in(client: Browser, alice: User) -> None:
    client.log_in(alice)
    client.post_form("/account", delete_account="y", current_password=PASSWORD)

    assert client.post_form("/login", username="alice", password=PASSWORD).status_code == 422


def test_deleting_asks_for_the_current_password(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form("/account", delete_account="y", current_password="wrong")

    assert answer.status_code == 422
    assert User.find("alice")


def test_a_demo_account_cannot_be_deleted(client: Browser) -> None:
    client.post_form("/sandbox/sign-in/alice")

    client.post_form("/account", delete_account="y", current_password="")

    assert User.find("alice")
