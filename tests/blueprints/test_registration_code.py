"""A site may ask for a code before it creates an account."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from models import User
from tests.conftest import PASSWORD, Browser

CODE = "Grüße aus Malmö"
FIELD = 'name="registration_code"'


@pytest.fixture
def guarded(app: Flask) -> Iterator[None]:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, registration_code=CODE)
    yield
    app.config["SETTINGS"] = settings


def register(client: Browser, **fields: str):
    account = {"username": "carol", "display_name": "Carol", "password": PASSWORD}
    return client.post_form("/register", **account, **fields)


@pytest.mark.usefixtures("guarded")
def test_with_the_code_an_account_is_created(client: Browser) -> None:
    assert FIELD in client.get("/register").text

    answer = register(client, registration_code=f" {CODE} ")

    assert answer.status_code == 303
    assert User.find("carol")


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Type the registration code."),
        ({"registration_code": ""}, "Type the registration code."),
        ({"registration_code": CODE.lower()}, "This is not the registration code"),
        ({"registration_code": CODE[:-1]}, "This is not the registration code"),
        ({"registration_code": "\0\ufffd"}, "This is not the registration code"),
    ],
)
def test_without_the_code_there_is_no_account(
    client: Browser, typed: dict[str, str], sentence: str
) -> None:
    answer = register(client, **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert CODE not in answer.text
    assert User.find("carol") is None


@pytest.mark.usefixtures("guarded")
def test_guessing_the_code_is_slowed_down(client: Browser) -> None:
    csrf_token = client.csrf_token()
    form = {"csrf_token": csrf_token, "username": "carol", "registration_code": "x"}

    answers = [client.post("/register", data=form) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [422] * 30 + [429]


def test_where_no_code_is_set_none_is_asked_for(client: Browser) -> None:
    assert FIELD not in client.get("/register").text

    assert register(client, registration_code="whatever").status_code == 303
