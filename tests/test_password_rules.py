"""Which passwords may be chosen."""

import pytest

from models import User
from password_rules import find_password_fault
from tests.conftest import PASSWORD, Browser

NAMES = ("carol_1", "Carol Müller")
# Everybody's first guesses, as people write them.
# fmt: off
COMMON = [
    "password", "12345678", "123456789", "1234567890", "11111111", "00000000", "88888888",
    "qwertyuiop", "1q2w3e4r", "1qaz2wsx", "iloveyou", "princess", "football", "baseball",
    "superman", "sunshine", "trustno1", "computer", "starwars", "michelle", "whatever",
    "corvette", "internet", "mercedes", "password1", "bigdaddy", "dolphins", "redskins",
    "jennifer", "victoria", "butthead", "marlboro", "asdfghjk", "einstein", "swordfish",
    "abcd1234", "startrek", "liverpool", "qwerty123", "PASSWORD", "PassWord", "TrustNo1",
    "QWERTYUIOP", "StarWars", "Sunshine", "Liverpool", "IloveYou", "FootBall", "BASEBALL",
    "12121212", "abcdefgh", "87654321",
]
# fmt: on
NAMED = ["Carol Müller", "carolmüller", "CAROLMÜLLER", " carol müller "]
GOOD = [
    "correct horse battery",
    "eightchr",
    " leading and trailing ",
    "ünïcödé!",
    "пароль-мой",
    "我的密码是秘密的吗",
    "🙂🙃🎉🙂🙃🎈🙂🙃",
    "'; DROP TABLE users; --",
    "<script>alert(1)</script>",
    "x" * 8,
    "x" * 64,
    "carol_1 and four more",
    "carol_1!",
    "ab" * 128,
    "tab\tand\nnewline",
    "p@ssw0rd-but-longer",
    *(f"word{n * 7919:05d}zebra" for n in range(35)),
]


@pytest.mark.parametrize("password", COMMON)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert "first that are tried" in find_password_fault(password, NAMES)


@pytest.mark.parametrize("password", NAMED)
def test_the_own_name_is_refused(password: str) -> None:
    assert "is your name" in find_password_fault(password, NAMES)


@pytest.mark.parametrize("password", GOOD)
def test_any_other_password_is_taken(password: str) -> None:
    assert find_password_fault(password, NAMES) is None


@pytest.mark.parametrize("password", ["trustno1", "Carolina"])
def test_registering_with_such_a_password_says_why_not(client: Browser, password: str) -> None:
    answer = client.post_form(
        "/register", username="carol_1", display_name="Carolina", password=password
    )

    assert answer.status_code == 422
    assert "choose another one" in answer.text
    assert User.find("carol_1") is None


@pytest.mark.parametrize("password", ["trustno1", "12345678"])
def test_changing_to_such_a_password_says_why_not(
    client: Browser, alice: User, password: str
) -> None:
    client.log_in(alice)

    answer = client.post_form(
        "/account", change_password="y", current_password=PASSWORD, password=password
    )

    assert answer.status_code == 422
    assert "choose another one" in answer.text


def test_a_password_too_short_is_told_that_alone(client: Browser) -> None:
    answer = client.post_form("/register", username="carol", display_name="Carol", password="carol")

    assert "8 to 256 characters" in answer.text
    assert "choose another one" not in answer.text
