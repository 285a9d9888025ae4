"""Live mode over HTTP: what its pages load, and that nothing of the sandbox is there."""

from collections.abc import Callable

import pytest
from flask import Flask

from app import create_app
from extensions import db
from tests.conftest import Browser

CDN_URL = "https://cdn.sinch.com/latest/sinch-rtc-min.js"
INTEGRITY = f"sha384-{'A' * 64}"

LogIn = Callable[..., Browser]


@pytest.fixture
def log_in(live_environ: dict[str, str], tmp_path):
    """Logs in to a site in live mode, with these settings besides."""
    apps: list[Flask] = []

    def start(**settings: str) -> Browser:
        app = create_app({**live_environ, **settings}, instance_path=str(tmp_path))
        apps.append(app)
        app.test_client_class = Browser
        client = app.test_client()
        client.post_form("/register", username="carol", display_name="C", password="long enough")
        return client  # type: ignore[return-value]

    yield start
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def policy(client: Browser, path: str, directive: str) -> list[str]:
    """What the answer's policy allows for this directive."""
    parts = client.get(path).headers["Content-Security-Policy"].split("; ")
    [allowed] = [part.split()[1:] for part in parts if part.startswith(f"{directive} ")]
    return allowed


def test_the_calling_page_loads_the_sdk_from_sinch_and_no_other_page_does(log_in: LogIn) -> None:
    client = log_in()

    assert f'src="{CDN_URL}"' in client.get("/call").text
    assert policy(client, "/call", "script-src") == ["'self'", CDN_URL]
    assert "sinch.com" not in client.get("/account").headers["Content-Security-Policy"]


def test_the_calling_page_connects_to_sinch(log_in: LogIn) -> None:
    allowed = policy(log_in(), "/call", "connect-src")

    assert allowed == ["'self'", "https://*.sinch.com", "wss://*.sinch.com"]


def test_another_environment_host_may_be_connected_to(log_in: LogIn) -> None:
    client = log_in(SINCH_ENVIRONMENT_HOST="ocra.calls.example")

    allowed = policy(client, "/call", "connect-src")

    assert allowed[-2:] == ["https://ocra.calls.example", "wss://ocra.calls.example"]


def test_the_policy_names_the_sdk_file_without_its_query(log_in: LogIn) -> None:
    client = log_in(SINCH_SDK_URL="https://calls.example/sdk.js?v=2")

    assert policy(client, "/call", "script-src") == ["'self'", "https://calls.example/sdk.js"]
    assert 'src="https://calls.example/sdk.js?v=2"' in client.get("/call").text


@pytest.mark.parametrize("settings", [{}, {"SINCH_SDK_URL": "https://calls.example/sdk.js"}])
def test_a_checksum_is_given_to_the_browser_wherever_the_file_is(
    log_in: LogIn, settings: dict[str, str]
) -> None:
    page = log_in(SINCH_SDK_INTEGRITY=INTEGRITY, **settings).get("/call").text

    assert f'integrity="{INTEGRITY}" crossorigin="anonymous"' in page


def test_no_route_of_the_sandbox_exists(log_in: LogIn) -> None:
    client = log_in()

    rules = [str(rule) for rule in client.application.url_map.iter_rules()]

    assert not [rule for rule in rules if "sandbox" in rule]
    assert client.get("/sandbox/phone/+46700000001").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/login", "/register", "/call", "/call/bob", "/account", "/ticket-inspector"]
)
def test_no_page_speaks_of_the_sandbox_or_loads_its_stand_in(log_in: LogIn, path: str) -> None:
    client = log_in()

    for visitor in (client, client.application.test_client()):
        assert "sandbox" not in visitor.get(path).text.lower()
