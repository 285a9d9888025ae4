"""One click makes you Alice or Bob."""

from models import User
from tests.conftest import Browser


def test_one_click_signs_in_as_a_demo_user(client: Browser) -> None:
    answer = client.post_form("/sandbox/sign-in/alice")

    assert (answer.status_code, answer.location) == (303, "/call")
    assert ">Alice</a>" in client.get("/call").text


def test_the_one_click_sign_in_knows_alice_and_bob_only(client: Browser) -> None:
    assert client.post_form("/sandbox/sign-in/mallory").status_code == 404


def test_the_one_click_sign_in_does_not_open_a_registered_account(
    client: Browser, alice: User
) -> None:
    client.post_form("/sandbox/sign-in/alice")

    assert client.get("/call").status_code == 302


def test_no_password_opens_a_demo_account(client: Browser, other_client: Browser) -> None:
    client.post_form("/sandbox/sign-in/bob")

    assert other_client.log_in(User.find("bob"), "None").status_code == 422
