"""Every answer carries the policy; that of live mode is in test_live_mode.py."""

import re
from pathlib import Path

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from models import User
from tests.conftest import Browser


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/login", 200),
        ("/call", 302),
        ("/nothing", 404),
        ("/logout", 405),
        ("/api/people", 401),
        ("/healthz", 200),
        ("/sw.js", 200),
        ("/manifest.webmanifest", 200),
        ("/static/css/base.css", 200),
        ("/static/nothing", 404),
    ],
)
def test_every_answer_has_the_policy_and_its_neighbours(
    client: Browser, path: str, status: int
) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "microphone=(self)" in answer.headers["Permissions-Policy"]


NEIGHBOURS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CALLING_PAGE = ("/call", "/call/<username>")  # video calls are nowhere else
DIRECTIVES = ("script-src", "connect-src", "form-action", "frame-ancestors", "base-uri")


def crawl(client: Browser, origin: dict[str, str]) -> dict[str, TestResponse]:
    """One answer of every route that can be asked by GET, and one for each way to be refused."""
    routes = {
        rule.rule: client.get(address_of(rule), headers=origin)
        for rule in client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.websocket
        # The classic SDK asks from the site's other names; tests/sandbox/classic looks at these.
        and not rule.rule.startswith("/sandbox/classic/")
    }
    body = {"headers": {"X-CSRFToken": client.csrf_token(), **origin}}
    return {
        **routes,
        "405": client.get("/logout", headers=origin),
        "400": client.post("/login", headers=origin),
        "413": client.post("/api/ticket", json={"x": "x" * 20_000}, **body),
        "415": client.post("/api/ticket", data="x", **body),
        "host": client.get("/", headers={"Host": "evil.example", **origin}),
        "options": client.options("/api/ticket", headers=origin),
    }


def address_of(rule: Rule) -> str:
    samples = {
        "username": "alice",
        "number": "+46701740605",
        "filename": "css/base.css",
        "version": "x" * 12,
    }
    return re.sub(r"<(?:[\w()=]+:)?(\w+)>", lambda name: samples.get(name[1], "x"), rule.rule)


def test_every_route_and_every_refusal_has_all_headers(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answers = crawl(client, {})

    assert len(answers) > 15
    for name, answer in answers.items():
        assert NEIGHBOURS.items() <= dict(answer.headers).items(), name
        camera = "(self)" if name in CALLING_PAGE else "()"
        assert f"camera={camera}, " in answer.headers["Permissions-Policy"], name
        assert "microphone=(self), " in answer.headers["Permissions-Policy"], name
        policy = answer.headers["Content-Security-Policy"]
        assert all(f"{directive} '" in policy for directive in DIRECTIVES), name
        assert "Strict-Transport-Security" not in answer.headers
        assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_no_answer_is_given_to_pages_of_other_sites(
    client: Browser, alice: User, origin: str
) -> None:
    client.log_in(alice)

    answers = crawl(client, {"Origin": origin})

    # The stand-in for the classic SDK's service takes no cookies, and may answer to anybody.
    own = {name for name in answers if not name.startswith("/sandbox/classic/")}
    assert not [name for name in own if "Access-Control-Allow-Origin" in answers[name].headers]


def test_what_was_refused_for_being_too_often_has_all_headers(client: Browser) -> None:
    token = client.csrf_token()
    form = {"csrf_token": token, "username": "alice", "password": "x"}

    answer = [client.post("/login", data=form) for _ in range(7)][-1]

    assert answer.status_code == 429
    assert NEIGHBOURS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("path", ["/call", "/account", "/ticket-inspector", "/api/people"])
def test_private_answers_are_kept_nowhere(client: Browser, alice: User, path: str) -> None:
    client.log_in(alice)

    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_pages_are_not_kept_for_the_back_button(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert client.get("/call").headers["Cache-Control"] == "no-store"


def test_the_calling_page_of_the_sandbox_names_no_other_host(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.get("/call")

    assert "http" not in answer.headers["Content-Security-Policy"]
    own_address = "http://localhost/"
    assert f'data-classic-base-url="{own_address}sandbox/classic/"' in answer.text
    assert "//" not in answer.text.replace("// ", "").replace(own_address, "/")


@pytest.mark.parametrize(
    ("address", "connections"),
    [
        ("http://127.0.0.1:5000", " http://localhost:5000 http://s.localhost:5000"),
        ("https://localhost:5000", " https://127.0.0.1:5000 https://s.localhost:5000"),
        ("http://workshop.example", ""),
    ],
)
def test_a_page_that_may_load_the_classic_sdk_may_connect_to_the_sandboxs_other_names(
    tmp_path: Path, address: str, connections: str
) -> None:
    app = create_app({"SINCH_SDK_URL": "/static/another.js"}, instance_path=str(tmp_path))
    app.test_client_class = Browser
    client = app.test_client()
    client.post_form("/register", username="carol", display_name="C", password="long enough")

    calling = client.get("/call", base_url=address, headers={"Cookie": cookie_of(client)})
    home = client.get("/login", base_url=address)

    assert f"connect-src 'self'{connections};" in calling.headers["Content-Security-Policy"]
    assert "connect-src 'self';" in home.headers["Content-Security-Policy"]


def cookie_of(client: Browser) -> str:
    """For an address other than the one where it was set."""
    cookie = client.get_cookie("sinch_sample_session")
    assert cookie
    return f"{cookie.key}={cookie.value}"
