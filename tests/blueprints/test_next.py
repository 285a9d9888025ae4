"""Where logging in leads: to the wanted page, if it is one of this site."""

import pytest

from models import User
from tests.conftest import Browser


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
