"""Every answer carries the policy; that of live mode is in test_live_mode.py."""

import pytest

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
    assert "//" not in answer.text.replace("// ", "")
