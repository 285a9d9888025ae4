"""Whatever changes something wants the CSRF token."""

import pytest
from flask import Flask

from models import User
from tests.conftest import CSRF_TOKEN, Browser

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


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"{}"),
        ({"X-CSRFToken": "wrong"}, b"{}"),
        ({"Sec-Fetch-Site": "cross-site"}, b"{}"),
        ({"Sec-Fetch-Site": "same-site"}, b"{}"),  # another port of this machine
        ({"Content-Type": "text/plain"}, b"{}"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"form=userTicket"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--"),
        ({"Content-Type": ""}, b"{}"),
    ],
)
@pytest.mark.parametrize("path", ["/api/ticket", "/api/calls"])
def test_a_forged_request_for_json_is_refused(
    client: Browser, alice: User, headers: dict[str, str], body: bytes, path: str
) -> None:
    client.log_in(alice)
    own = {"X-CSRFToken": client.csrf_token()} if headers else {}

    answer = client.post(
        path, data=body, headers={"Content-Type": "application/json", **own, **headers}
    )

    assert answer.status_code in (400, 415)
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("origin", ["same-origin", "none"])
def test_our_own_pages_are_not_refused(client: Browser, alice: User, origin: str) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), "Sec-Fetch-Site": origin}

    assert client.post("/api/ticket", headers=headers).status_code == 200


def test_a_page_of_another_site_cannot_log_anybody_in_or_out(client: Browser, alice: User) -> None:
    token = {"csrf_token": client.csrf_token()}
    fields = {**token, "username": "alice", "password": "correct horse battery"}
    foreign = {"Sec-Fetch-Site": "cross-site"}

    log_in = client.post("/login", data=fields, headers=foreign)
    client.log_in(alice)
    token = {"csrf_token": client.csrf_token()}
    log_out = client.post("/logout", data=token, headers=foreign)

    assert log_in.status_code == log_out.status_code == 400
    assert client.get("/call").status_code == 200


def test_over_https_our_own_forms_pass_with_their_referer(live_app: Flask) -> None:
    live_app.test_client_class = Browser
    client, site = live_app.test_client(), "https://calls.example.com"
    found = CSRF_TOKEN.search(client.get("/login", base_url=site).text)
    form = {"csrf_token": found[1], "username": "nobody", "password": "x"}

    own = client.post("/login", data=form, base_url=site, headers={"Referer": f"{site}/login"})
    foreign = client.post("/login", data=form, base_url=site, headers={"Referer": "https://e.vil"})

    assert own.status_code == 422
    assert foreign.status_code == 400


def test_a_form_with_an_old_token_gets_a_page_that_says_what_to_do(client: Browser) -> None:
    answer = client.post("/login", data={"csrf_token": "old"})

    assert answer.status_code == 400
    assert "This page is out of date: reload it and try again." in answer.text
