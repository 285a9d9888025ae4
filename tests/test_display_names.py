"""Which display names may be chosen: any script, but nothing that passes for something else."""

import html

import pytest

from display_names import shows_what_it_is, tidy_name
from models import User
from tests.conftest import Browser

HOSTILE = [
    "abc\u202edef",  # the rest runs backwards
    *(f"Ali\u0063e{mark}" for mark in "\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"),
    *(f"Alice{mark}" for mark in "\u200e\u200f\u061c"),
    *(f"Al{mark}ice" for mark in "\u200b\u2060\ufeff\u00ad\u180e\u2061\u206a\U000e0041"),
    *(f"Al{control}ice" for control in "\x00\x01\x07\x08\x1b\x7f\x80\x9b"),
    *("\ud800", "\ue000", "\U000f0000"),
    *("\u200d", "\u2800", "\u3164\u3164", "\u115f\u1160", "\uffa0", "\ufe0f"),
    *("Al\u200dice", "\u200cAlice", "Alice\u200d"),
    "Z" + "\u0300" * 5,
    "\u0489" * 20,
]
HARMLESS = [
    "Alice",
    "מרים 李 🙂",
    "👩‍👩‍👧",
    "❤️",
    "می‌خواهم",
    "क्‍ष",
    "Nguyễn Thị Ánh",
    "ประยุทธ์ ที่",
    "O'Neill-Smith, Jr.",
    "<b>Bob</b>",
    "عبد الرحمن",
    "Аlice",  # with a Cyrillic letter: her username stands beside it
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_that_shows_something_else_is_refused(name: str) -> None:
    assert not shows_what_it_is(name)


@pytest.mark.parametrize("name", HOSTILE[:3], ids=ascii)
def test_registering_with_such_a_name_says_why_not(client: Browser, name: str) -> None:
    answer = client.post_form(
        "/register", username="carol", display_name=name, password="correct horse"
    )

    assert answer.status_code == 422
    assert "The display name has characters that cannot be shown." in answer.text


@pytest.mark.parametrize("name", HARMLESS, ids=ascii)
def test_a_name_of_any_script_is_taken(client: Browser, alice: User, name: str) -> None:
    client.log_in(alice)

    answer = client.post_form("/account", save_display_name="y", display_name=name)

    assert answer.status_code == 303
    assert html.escape(name, quote=False).replace("'", "&#39;") in client.get("/account").text


def test_one_name_is_kept_in_one_spelling() -> None:
    assert tidy_name("  Zoe\u0308 \t van\u00a0Dam ") == "Zoë van Dam"


def test_a_name_is_shown_with_the_username(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)

    (person,) = client.get("/api/people").json["people"]

    assert (person["displayName"], person["userId"]) == ("Bob", "bob")
    assert "person__id" in client.get("/call").text


def test_ten_thousand_letters_are_no_name(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form("/account", save_display_name="y", display_name="x" * 10_000)

    assert answer.status_code == 422
