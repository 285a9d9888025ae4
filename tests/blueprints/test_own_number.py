"""The account page's phone number: who may take which, and how one gets free again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from extensions import db
from models import User
from tests.conftest import PASSWORD, Browser

NUMBER = "+46701740605"
SANDBOXS_CALLER_IDENTIFIER = "+46700000000"


def take(client: Browser, number: str = NUMBER):
    return client.post_form("/account", save_phone_number="y", phone_number=number)


def number_of(username: str) -> str | None:
    return db.session.scalar(select(User.phone_number).where(User.username == username))


@pytest.fixture
def change_settings(app: Flask) -> Iterator[Any]:
    settings = app.config["SETTINGS"]

    def change(**values: Any) -> None:
        app.config["SETTINGS"] = replace(settings, **values)

    yield change
    app.config["SETTINGS"] = settings


@pytest.mark.parametrize("typed", [NUMBER, " +46 70-174 06 05", "+46 (0)70 174\u00a006.05"])
def test_a_number_is_kept_as_e164_however_it_was_typed(
    client: Browser, alice: User, typed: str
) -> None:
    client.log_in(alice)

    assert take(client, typed).status_code == 303

    assert number_of("alice") == NUMBER
    assert f"{NUMBER} is your phone number now." in client.get("/account").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a phone number."),
        ("0701740605", "Type the number with + and country code"),
        ("+46 70 CALL NOW", "Type the number with + and country code"),
        ("+468700000000000", "This number does not exist"),
        ("+46900123456", "Only an ordinary landline or mobile number can be yours."),
        (SANDBOXS_CALLER_IDENTIFIER, "All calls of this site show this number"),
        ("+46\x00701740605", "Type the number with + and country code"),
        ("+" * 10_000, "Type the number with + and country code"),
    ],
)
def test_a_number_that_cannot_be_had_gets_a_sentence(
    client: Browser, alice: User, typed: str, sentence: str
) -> None:
    client.log_in(alice)

    answer = take(client, typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert number_of("alice") is None


def test_a_taken_number_is_refused(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    take(client)

    answer = take(other_client)

    assert answer.status_code == 422
    assert "Somebody else here has this number." in answer.text
    assert (number_of("alice"), number_of("bob")) == (NUMBER, None)


def test_saving_the_same_number_again_is_no_error(client: Browser, alice: User) -> None:
    client.log_in(alice)
    take(client)

    assert take(client).status_code == 303


def test_of_ten_people_who_take_one_number_at_once_one_gets_it(
    app: Flask, password_hash: str
) -> None:
    browsers = [app.test_client() for _ in range(10)]
    for index, browser in enumerate(browsers):
        browser.log_in(User.register(f"user-{index}", "U", PASSWORD))

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(take, browsers))

    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 9


def test_a_removed_number_is_free_for_others(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    take(client)

    assert client.post_form("/account", remove_phone_number="y").status_code == 303

    assert number_of("alice") is None
    assert take(other_client).status_code == 303


def test_the_number_of_a_deleted_account_is_free_for_others(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    take(client)

    client.post_form("/account", delete_account="y", current_password=PASSWORD)

    assert take(other_client).status_code == 303


def test_a_demo_user_may_have_a_number(client: Browser) -> None:
    client.post_form("/sandbox/sign-in/alice")

    assert take(client).status_code == 303


def test_of_a_list_only_its_numbers_can_be_had(
    client: Browser, alice: User, change_settings: Any
) -> None:
    change_settings(rented_numbers=(NUMBER,))
    client.log_in(alice)

    refused, taken = take(client, "+46701740606"), take(client)

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "not one of those that this site gives out" in refused.text


def test_without_a_list_the_page_says_what_the_operator_has_to_do(
    client: Browser, alice: User, change_settings: Any
) -> None:
    change_settings(rented_numbers=())
    client.log_in(alice)

    shown, posted = client.get("/account"), take(client)

    assert "SINCH_PHONE_NUMBERS" in shown.text
    assert "Save phone number" not in shown.text
    assert posted.status_code == 422
    assert number_of("alice") is None


def test_a_number_that_left_the_list_can_be_removed(
    client: Browser, alice: User, change_settings: Any
) -> None:
    client.log_in(alice)
    take(client)
    change_settings(rented_numbers=())

    assert "Remove phone number" in client.get("/account").text
    client.post_form("/account", remove_phone_number="y")

    assert number_of("alice") is None


def test_a_neighbouring_form_does_not_touch_the_number(client: Browser, alice: User) -> None:
    client.log_in(alice)
    take(client)

    client.post_form("/account", save_display_name="y", display_name="Al", phone_number="")

    assert number_of("alice") == NUMBER
