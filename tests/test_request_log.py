"""Each request has an id: in the answer, on error pages, in the log; and a line of its own."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db
from log_lines import REQUESTS, JsonFormatter, LineFormatter, RequestNote, current_request
from tests.conftest import Browser

GIVEN = "0f3c-given.by_proxy"
NOTE = RequestNote("id-of-request", "GET", "/call")


@contextmanager
def site(tmp_path: Path, **settings: str) -> Iterator[Browser]:
    app: Flask = create_app(settings, instance_path=str(tmp_path))
    app.test_client_class = Browser
    yield app.test_client()  # type: ignore[misc]
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def request_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """With what is written about requests, as servers have it written."""
    with caplog.at_level(logging.INFO, logger=REQUESTS):
        yield caplog


def line_about_request(caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    (line,) = [record for record in caplog.records if record.name == REQUESTS]
    return line


def test_each_answer_has_an_id_of_its_own(client: Browser) -> None:
    ids = [client.get(path).headers["X-Request-Id"] for path in ("/", "/", "/static/icon.svg")]

    assert len(set(ids)) == 3
    assert all(len(id_) == 16 for id_ in ids)


def test_an_error_page_names_the_request(client: Browser) -> None:
    page = client.get("/nothing")

    assert page.headers["X-Request-Id"] in page.text


def test_an_id_that_comes_from_anybody_is_not_taken(client: Browser) -> None:
    answer = client.get("/", headers={"X-Request-Id": GIVEN})

    assert answer.headers["X-Request-Id"] != GIVEN


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [(GIVEN, True), ("short", False), ("x" * 65, False), ("with space", False), ("é" * 9, False)],
)
def test_the_id_of_a_trusted_proxy_is_taken_if_well_formed(
    tmp_path: Path, given: str, is_taken: bool
) -> None:
    with site(tmp_path, TRUSTED_PROXIES="1") as client:
        answer = client.get("/", headers={"X-Request-Id": given})

    assert (answer.headers["X-Request-Id"] == given) is is_taken


def test_a_request_is_a_line_with_method_path_status_and_time(
    client: Browser, request_log: pytest.LogCaptureFixture
) -> None:
    client.get("/api/people?query=hush")

    line = line_about_request(request_log)
    assert line.getMessage().startswith("GET /api/people 401 in ")
    assert line.fields["status"] == 401
    assert line.fields["durationMs"] >= 0
    assert line.fields["address"] == "127.0.0.1"


def test_the_address_is_the_one_that_the_trusted_proxy_says(
    tmp_path: Path, request_log: pytest.LogCaptureFixture
) -> None:
    with site(tmp_path, TRUSTED_PROXIES="1") as client:
        client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})

    line = line_about_request(request_log)
    assert line.fields["address"] == "192.0.2.7"


@pytest.fixture
def noted() -> Iterator[None]:
    token = current_request.set(NOTE)
    yield
    current_request.reset(token)


def record(message: str, *args: object, **kept: object) -> logging.LogRecord:
    made = logging.LogRecord("site", logging.WARNING, "", 0, message, args, None)
    vars(made).update(kept)
    return made


def test_a_line_of_text_ends_with_the_id(noted: None) -> None:
    line = LineFormatter("%(levelname)s %(message)s").format(record("refused"))

    assert line == "WARNING refused [id-of-request]"


def test_a_json_line_says_which_request_and_what_else_there_is(noted: None) -> None:
    line = JsonFormatter().format(record("a\nb %s", "\u2028", fields={"status": 200}))

    fields = json.loads(line)
    assert line.isascii()
    assert "\n" not in line
    assert fields["message"] == "a\nb \u2028"
    assert [fields[name] for name in ("requestId", "method", "path", "status")] == [
        *("id-of-request", "GET", "/call", 200)
    ]


def test_a_json_line_outside_of_requests_names_none() -> None:
    fields = json.loads(JsonFormatter().format(record("started")))

    assert {"level": "WARNING", "logger": "site", "message": "started"}.items() <= fields.items()
    assert "requestId" not in fields


def test_a_traceback_stands_in_the_same_line_and_is_masked() -> None:
    try:
        raise RuntimeError("postgresql://user:hunter22@db/x")
    except RuntimeError as error:
        failed = record("failed", exc_info=(RuntimeError, error, error.__traceback__))

    line = JsonFormatter().format(failed)

    assert "RuntimeError" in json.loads(line)["traceback"]
    assert "hunter22" not in line
    assert "\n" not in line
