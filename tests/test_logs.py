"""The log: one line for an event, a code for a refusal, and nobody's credential."""

import io
import logging
from datetime import UTC, datetime

import pytest
from flask import Flask

from credentials import sign_callback, sign_registration_token, sign_user_ticket
from log_lines import LineFormatter, mask
from models import User
from tests.conftest import PASSWORD, Browser

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def lines_of(message: str, *args: object, error: BaseException | None = None) -> list[str]:
    """What a handler of ours writes for one record."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter("%(levelname)s %(message)s"))
    handler.addFilter(mask)
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("app", logging.WARNING, "", 0, message, args, info)
    if handler.filter(record):
        handler.emit(record)
    return stream.getvalue().split("\n")[:-1]


@pytest.mark.parametrize(
    "text",
    [
        *("a\nb", "a\r\nb", "a\rb", "a\x00b", "a\x1b[31mb", "a\x85b", "a\u2028b", "a\u2029b"),
        *("a\x0bb", "a\x0cb", "a\x7fb", "a\u202eb", "a\u2066b", "a\x9bb"),
    ],
)
def test_a_control_character_begins_no_line_and_moves_no_text(text: str) -> None:
    (line,) = lines_of("path %s", text)

    assert line.isprintable()
    assert line.startswith("WARNING path a\\")


def test_a_traceback_stands_indented_below_its_line() -> None:
    try:
        raise RuntimeError("x\nERROR forged")
    except RuntimeError as error:
        first, *others = lines_of("failed", error=error)

    assert first == "WARNING failed"
    assert others
    assert all(line.startswith("  | ") for line in others)


def credentials_of(app: Flask) -> list[str]:
    settings = app.config["SETTINGS"]
    application = settings.application
    return [
        sign_registration_token(application, "alice", issued_at=NOW, nonce="n" * 32),
        sign_user_ticket(application, "alice", created_at=NOW),
        sign_callback(
            application,
            method="POST",
            path="/sinch/callbacks",
            content_type="application/json",
            timestamp="2026-01-02T03:04:05Z",
            body=b"{}",
        ),
        settings.secret_key,
        application.secret.hex(),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        *("{}", "GET /call?ticket={} HTTP/1.1", '{{"ticket": "{}"}}', "Cookie: a={}; b=c", "({})"),
        *("ticket={}&x=1", "'{}'", "Authorization: {}", "x {} y"),
    ],
)
def test_no_credential_is_written_down(app: Flask, sentence: str) -> None:
    for credential in credentials_of(app):
        (line,) = lines_of("seen: %s", sentence.format(credential))

        secret_part = credential.split(":")[-1][-20:]
        assert secret_part not in line
        assert "***" in line


def test_no_session_is_written_down(client: Browser, alice: User) -> None:
    client.log_in(alice)
    cookie = client.get_cookie("sinch_sample_session").value

    (line,) = lines_of("Cookie: sinch_sample_session=%s", cookie)

    assert cookie[12:] not in line


def test_a_traceback_hides_credentials_too(app: Flask) -> None:
    token = credentials_of(app)[0]
    try:
        raise RuntimeError(f"cannot parse {token}")
    except RuntimeError as error:
        lines = lines_of("failed", error=error)

    assert token[12:] not in "\n".join(lines)


def test_the_password_of_the_database_is_hidden() -> None:
    (line,) = lines_of("cannot connect to postgresql://user:hunter22@db/x")

    assert line == "WARNING cannot connect to postgresql://user:***@db/x"


@pytest.mark.parametrize("path", ["subscribe/key/name/0/0", "publish/key/key/0/name/0/%22x%22"])
def test_the_channels_of_the_classic_sdk_are_hidden(path: str) -> None:
    (line,) = lines_of('"GET /sandbox/classic/%s?uuid=1 HTTP/1.1" 200 -', path)

    assert "name" not in line
    assert line.endswith('HTTP/1.1" 200 -')


@pytest.mark.parametrize(
    "text", ["refused csrf: POST /login from 127.0.0.1", "application started", "http://host:80/x"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert lines_of(text) == [f"WARNING {text}"]


def test_a_refused_request_is_written_with_its_reason(
    client: Browser, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/login", data={})
    client.log_in(alice, "wrong password")
    client.get("/", headers={"Host": "evil.example"})

    assert [record.getMessage() for record in caplog.records] == [
        "refused csrf: POST /login from 127.0.0.1",
        "refused wrong_password: POST /login from 127.0.0.1",
        "refused unknown_host: GET / from 127.0.0.1",
    ]


def test_a_whole_session_leaves_no_secret_in_logs_and_pages(
    app: Flask, client: Browser, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.log_in(alice)
    ticket = client.post_json("/api/ticket").json["ticket"]
    paths = [
        "/call",
        "/account",
        "/ticket-inspector",
        "/api/people",
        "/api/calls",
        "/healthz",
        "/x",
    ]
    pages = [client.get(path) for path in paths]
    client.get(f"/call?ticket={ticket}")
    client.post_form("/logout")

    seen = caplog.text + "".join(page.text + str(page.headers) for page in pages)

    secret = app.config["SETTINGS"].application.secret
    for value in (*credentials_of(app)[3:], ticket, PASSWORD, str(secret), alice.password_hash):
        assert value not in seen
