"""What the server puts into the calling page, so that the page need not ask for it."""

import json
import re
from html import unescape

import pytest

from models import User
from tests.conftest import Browser

HOSTILE_NAME = "'\"><script>alert(1)</script>"


def first_of(client: Browser, section: str) -> object:
    """The JSON in one section's ``data-first``."""
    pattern = rf"<section class=\"panel {section}\" data-first='([^']*)'"
    found = re.search(pattern, client.get("/call").text)
    assert found
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize(
    ("section", "path"), [("people", "/api/people"), ("history", "/api/calls")]
)
def test_the_first_lists_are_those_of_the_api(
    client: Browser, alice: User, bob: User, section: str, path: str
) -> None:
    client.log_in(alice)

    assert first_of(client, section) == client.get(path).get_json()


def test_a_hostile_name_in_it_stays_text(client: Browser, alice: User) -> None:
    User.register("mallory", HOSTILE_NAME, None)
    client.log_in(alice)

    page = client.get("/call").text

    assert "<script>alert" not in page
    assert "alert(1)" in str(first_of(client, "people"))
