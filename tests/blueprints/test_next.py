"""Where logging in leads: to the wanted page, if it is one of this site."""

import re

import pytest

from login import safe_next
from models import User
from tests.conftest import PASSWORD, Browser

HOME = "/call"
# What browsers, or parsers before them, take for another site; and places nobody comes back to.
EVIL = [
    *("https://evil.example/", "HTTPS://evil.example", "http:evil.example", "https:/evil.example"),
    *("//evil.example", "///evil.example", "////evil.example", "//evil.example/%2f.."),
    *(
        "/\\evil.example",
        "\\\\evil.example",
        "/\\/evil.example",
        "\\/evil.example",
        "/\\\\evil.example",
    ),
    *("/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "/\x00/evil.example"),
    *("\t//evil.example", "\x01//evil.example", " //evil.example", "\u3000//evil.example"),
    *("/.//evil.example", "/..//evil.example", "/./\\evil.example", "/a/..//evil.example"),
    *("/a//evil.example", "/call//evil.example", "/%09//evil.example", "/;//evil.example"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x"),
    *("vbscript:x", "blob:x", "file:///etc/passwd", "mailto:a@b.example", "about:blank"),
    *("/%0d%0aSet-Cookie:x\r\n", "/call\r\nLocation: //evil.example", "/call\n", "/call\u2028"),
    *("/\uff0fevil.example", "/\u2044evil.example", "/\u200b/evil.example", "/\ud800"),
    *(" /call", "call", "", ".", "..", "?x", "#x", "/.", "/..", "/../call", "/call/../logout"),
    *("/logout", "/logout?x", "/api/people", "/api/ticket", "/" + "a" * 600, "/<script>", '/"x'),
    *("https://127.0.0.1@evil.example", "//127.0.0.1:5000@evil.example", "/ /evil.example"),
]
HARMLESS = [
    *("/", "/call", "/call/bob", "/account", "/call?x=1#y", "/call/bob?next=//evil.example"),
    *("/ticket-inspector", "/call/a_b-c", "/call?x=a%20b", "/call#//x"),
]


def test_there_are_enough_examples() -> None:
    assert len(EVIL) + len(HARMLESS) >= 63


@pytest.mark.parametrize("target", EVIL, ids=ascii)
def test_no_evil_target_is_taken(target: str) -> None:
    assert safe_next(target, HOME) == HOME


@pytest.mark.parametrize("target", HARMLESS)
def test_every_page_of_this_site_is_taken(target: str) -> None:
    assert safe_next(target, "/nothing") == target


@pytest.mark.parametrize("target", ["/call/bob", "/account", "/call?x=1#y"])
def test_after_logging_in_the_wanted_page_of_this_site_follows(
    client: Browser, alice: User, target: str
) -> None:
    assert client.log_in(alice, next=target).location == target


@pytest.mark.parametrize("path", ["/login", "/register", "/sandbox/sign-in/alice"])
@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/logout"])
def test_a_next_that_leaves_the_site_is_ignored(
    client: Browser, bob: User, path: str, target: str
) -> None:
    fields = {"username": "bob", "display_name": "B", "password": PASSWORD}
    if path == "/register":
        fields["username"] = "carol"

    answer = client.post_form(path, next=target, **fields)

    assert (answer.status_code, answer.location) == (303, "/call")


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
