"""Whatever changes something wants the CSRF token."""

import pytest
from flask import Flask

from models import User
from tests.conftest import Browser

# Sinch calls it, without a session; it refuses what is not signed.
SIGNED_INSTEAD = ("/sinch/callbacks", "POST")
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
# Looks at no cookie, so nobody's cookie can be misused: each request proves itself.
WITHOUT_COOKIES = "/sandbox/classic/"


def test_every_changing_route_refuses_a_request_without_the_token(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    routes = [
        (rule.rule.replace("<username>", "alice").replace("<int:call_id>", "1"), method)
        for rule in app.url_map.iter_rules()
        for method in CHANGING & (rule.methods or set())
        if not rule.rule.startswith(WITHOUT_COOKIES)
    ]

    statuses = {route: client.open(route[0], method=route[1]).status_code for route in routes}

    assert statuses.pop(SIGNED_INSTEAD) == 401
    assert len(statuses) >= 6
    assert set(statuses.values()) == {400}, statuses


def test_the_classic_sdks_routes_do_nothing_for_a_cookie(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    routes = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in CHANGING & (rule.methods or set())
        if rule.rule.startswith(WITHOUT_COOKIES) and not rule.rule.endswith("/leave")
    ]

    statuses = {route: client.open(route[0], method=route[1]).status_code for route in routes}

    assert len(routes) >= 8
    assert set(statuses.values()) == {401, 404}, statuses


@pytest.mark.parametrize("token", ["", "x", "other"])
def test_a_wrong_token_is_refused(
    client: Browser, other_client: Browser, alice: User, token: str
) -> None:
    client.log_in(alice)
    client.log_in(alice)
    sent = other_client.csrf_token() if token == "other" else token

    answer = client.post("/api/ticket", json={}, headers={"X-CSRFToken": sent})

    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "csrf"


def test_a_form_with_an_old_token_gets_a_page_that_says_what_to_do(client: Browser) -> None:
    answer = client.post("/login", data={"csrf_token": "old"})

    assert answer.status_code == 400
    assert "This page is out of date: reload it and try again." in answer.text
