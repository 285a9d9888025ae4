"""Every answer carries the policy; that of live mode is in test_live_mode.py."""

from pathlib import Path

import pytest

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
