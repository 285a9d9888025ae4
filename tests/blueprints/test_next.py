"""Where logging in leads: to the wanted page, if it is one of this site."""

import re

import pytest

from models import User
from tests.conftest import PASSWORD, Browser


@pytest.mark.parametrize("target", ["/call/bob", "/account", "/call?x=1#y"])
def test_after_logging_in_the_wanted_page_of_this_site_follows(
    client: Browser, alice: User, target: str
) -> None:
    assert client.log_in(alice, next=target).location == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%0d%0aSet-Cookie:x\r\n",
        "/.//evil.example",
        "/a//evil.example",
        "javascript:alert(1)",
        " /call",
        "call",
        "/logout",
        "/api/people",
        "/" + "a" * 600,
    ],
)
def test_a_next_that_leaves_the_site_is_ignored(client: Browser, alice: User, target: str) -> None:
    assert client.log_in(alice, next=target).location == "/call"


def test_a_page_that_needs_a_login_leads_through_the_login_page_and_back(
    client: Browser, alice: User
) -> None:
    asked = client.get("/call/bob")
    form = client.get(asked.location)

    assert asked.location == "/login?next=/call/bob"
    assert 'name="next" type="hidden" value="/call/bob"' in form.text


WAYS_ON = re.compile(r'href="(/(?:login|register)[^"]*)"')


def test_the_wanted_page_is_kept_on_the_way_between_logging_in_and_registering(
    client: Browser,
) -> None:
    form = client.get("/login?next=/call/bob")

    assert set(WAYS_ON.findall(form.text)) == {
        "/login?next=/call/bob",
        "/register?next=/call/bob",
    }


def test_the_wanted_page_is_kept_when_a_form_was_refused(client: Browser, alice: User) -> None:
    refused = client.log_in(alice, password="wrong password", next="/call/bob")

    assert refused.status_code == 422
    assert WAYS_ON.findall(refused.text).count("/register?next=/call/bob") == 2
    assert refused.text.count('name="next" type="hidden" value="/call/bob"') == 1
    assert refused.text.count('name="next" value="/call/bob"') == 2  # the demo users


def test_registering_leads_to_the_wanted_page(client: Browser) -> None:
    form = {"username": "carol", "display_name": "Carol", "password": PASSWORD}

    answer = client.post_form("/register", **form, next="/call/bob")

    assert answer.location == "/call/bob"


@pytest.mark.parametrize("door", ["/login", "/register"])
def test_who_is_logged_in_already_gets_the_wanted_page(
    client: Browser, alice: User, door: str
) -> None:
    client.log_in(alice)

    assert client.get(f"{door}?next=/call/bob").location == "/call/bob"
