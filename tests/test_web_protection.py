"""Cookies, names of the site, HTTPS, and the debugger."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.http import parse_cookie

from app import create_app
from config import Settings, SettingsError
from extensions import db
from models import User
from tests.conftest import Browser, add_user

ROOT = Path(__file__).parent.parent


@pytest.fixture
def live_client(live_app: Flask, password_hash: str) -> Browser:
    live_app.test_client_class = Browser
    with live_app.app_context():
        add_user("alice", "Alice", password_hash)
        db.session.remove()
    return live_app.test_client()  # type: ignore[return-value]


def cookies_of(client: Browser, **fields: str) -> list[str]:
    form = {"csrf_token": client.csrf_token(), "username": "alice"}
    answer = client.post("/login", data={**form, "password": "correct horse battery", **fields})
    return answer.headers.getlist("Set-Cookie")


def test_the_cookie_of_the_sandbox_is_for_this_site_alone(client: Browser, alice: User) -> None:
    (cookie,) = cookies_of(client)

    name_and_value, *flags = cookie.split("; ")
    assert name_and_value.startswith("sinch_sample_session=")
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert len(cookie) < 4096


def test_the_cookie_of_live_mode_goes_over_https_alone(live_client: Browser) -> None:
    (cookie,) = cookies_of(live_client)

    name_and_value, *flags = cookie.split("; ")
    assert name_and_value.startswith("__Host-sinch_sample_session=")
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}


def test_the_cookie_holds_no_name_and_no_password(client: Browser, alice: User) -> None:
    (cookie,) = cookies_of(client)

    assert "alice" not in str(parse_cookie(cookie))


def test_a_remembered_login_has_a_cookie_that_stays_for_30_days(
    client: Browser, alice: User
) -> None:
    (forgotten,) = cookies_of(client)
    (remembered,) = cookies_of(client, remember="y")

    assert "Expires=" not in forgotten
    assert "Expires=" in remembered


def test_another_port_of_this_machine_has_a_cookie_of_its_own(tmp_path: Path) -> None:
    app = create_app({"PORT": "5001"}, instance_path=str(tmp_path))

    assert app.config["SESSION_COOKIE_NAME"] == "sinch_sample_session_5001"
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:5000",
        "x y",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/people", "/static/css/base.css", "/nothing"])
def test_a_name_that_is_not_the_sites_gets_a_sentence(
    client: Browser, host: str, path: str
) -> None:
    answer = client.get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert "TRUSTED_HOSTS" in answer.text
    assert "evil" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:5000", "s.localhost:5000", "127.0.0.1:8080"]
)
def test_the_names_of_this_machine_are_answered(client: Browser, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("environ", "hosts"),
    [
        ({}, ("127.0.0.1", "localhost", "s.localhost")),
        ({"HOST": "0.0.0.0"}, ()),  # noqa: S104 - a workshop: who knows this machine's names?
        ({"TRUSTED_PROXIES": "1"}, ()),
        (
            {"TRUSTED_HOSTS": "Calls.example.com, .example.org"},
            ("calls.example.com", ".example.org"),
        ),
        (
            {"TRUSTED_HOSTS": "127.0.0.1,calls.example.com"},
            ("127.0.0.1", "calls.example.com", "localhost", "s.localhost"),
        ),
    ],
)
def test_which_names_are_trusted(
    environ: dict[str, str], hosts: tuple[str, ...], tmp_path: Path
) -> None:
    assert Settings.from_env(environ, instance_path=tmp_path).web.trusted_hosts == hosts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS", "yes"),
        ("HSTS_SECONDS", "-1"),
        ("HSTS_SECONDS", "300"),  # without HTTPS
        ("TRUSTED_HOSTS", "https://calls.example.com"),
        ("TRUSTED_HOSTS", "a b"),
        ("LOGINS_PER_MINUTE", "0"),
        ("REGISTRATIONS_PER_HOUR", "many"),
        ("CREDENTIALS_PER_MINUTE", "0"),
        ("REPORTS_PER_MINUTE", "0"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://localhost:port/0"),
        ("REDIS_URL", "redis://localhost:123456"),
    ],
)
def test_a_faulty_setting_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value}, instance_path=tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost",
        "redis://:secret@127.0.0.1:6379/0",
        "rediss://me:pass%40word@redis.example.com:25061/1?ssl_cert_reqs=none",
        "redis://[::1]:6379",
    ],
)
def test_addresses_of_redis_are_taken(url: str, tmp_path: Path) -> None:
    assert Settings.from_env({"REDIS_URL": url}, instance_path=tmp_path).redis_url == url


@pytest.mark.parametrize(("seconds", "header"), [("0", None), ("300", "max-age=300")])
def test_browsers_are_bound_to_https_by_a_setting_alone(
    live_environ: dict[str, str], tmp_path: Path, seconds: str, header: str | None
) -> None:
    app = create_app({**live_environ, "HSTS_SECONDS": seconds}, instance_path=str(tmp_path))

    answer = app.test_client().get("/healthz", base_url="https://calls.example.com")

    assert answer.headers.get("Strict-Transport-Security") == header
    with app.app_context():
        db.engine.dispose()


def run_flask(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "FLASK_APP": "app", **variables}
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104
def test_the_debugger_is_refused_where_others_reach_it(host: str) -> None:
    ended = run_flask("--debug", "run", "--host", host, "--port", "0")

    assert ended.returncode != 0
    assert "FLASK_DEBUG (--debug) is for HOST=127.0.0.1 alone" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_debugger_is_refused_with_a_host_that_is_set() -> None:
    ended = run_flask("--debug", "routes", HOST="0.0.0.0")  # noqa: S104

    assert "FLASK_DEBUG (--debug) is for HOST=127.0.0.1 alone" in ended.stderr
