"""What each operation refuses is refused as docs/openapi.yaml describes it."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db
from models import User
from tests.api_description import Operation, fault_of, load_description, operation, operations
from tests.api_examples import assert_described, send
from tests.conftest import PASSWORD, Browser, add_user
from tests.sinch_voice import Voice, dice, ice

API = [each for each in operations() if each.path.startswith("/api/")]
TAKING_JSON = [each for each in API if each.json_body]
CHANGING = [each for each in API if each.method != "GET"]
ids = {"ids": lambda each: each.id}
JSON = {"Content-Type": "application/json"}


def big(size: int) -> bytes:
    return b'{"a": "%s"}' % (b"x" * size)


@pytest.fixture
def logged_in(client: Browser, alice: User, bob: User) -> Browser:
    client.log_in(alice)
    return client


@pytest.mark.parametrize("wanted", API, **ids)
def test_without_a_login_the_refusal_is_as_described(client: Browser, wanted: Operation) -> None:
    assert_described(send(client, wanted, csrf=False), wanted, 401)


@pytest.mark.parametrize("wanted", CHANGING, **ids)
def test_without_the_csrf_token_the_refusal_is_as_described(
    logged_in: Browser, wanted: Operation
) -> None:
    answer = send(logged_in, wanted, csrf=False)

    assert_described(answer, wanted, 400)
    assert answer.json["error"]["code"] == "csrf"


@pytest.mark.parametrize("wanted", TAKING_JSON, **ids)
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": ["no object"]}, 400),
        ({"json": None, "data": big(17_000), "headers": JSON}, 413),
        ({"json": None, "data": big(70_000), "headers": JSON}, 413),
        ({"json": None, "data": "a=b", "headers": {"Content-Type": "text/plain"}}, 415),
    ],
    ids=["no-object", "over-16-kb", "over-64-kb", "no-json"],
)
def test_a_body_that_does_not_fit_is_refused_as_described(
    logged_in: Browser, wanted: Operation, sent, status: int
) -> None:
    assert_described(send(logged_in, wanted, **sent), wanted, status)


@pytest.mark.parametrize("wanted", operations(), **ids)
def test_an_unknown_host_name_is_refused_as_described(client: Browser, wanted: Operation) -> None:
    answer = send(client, wanted, csrf=False, base_url="http://elsewhere.example")

    assert_described(answer, wanted, 400)


def test_a_call_of_nobody_is_refused_as_described(logged_in: Browser) -> None:
    wanted = operation("forgetCall")

    assert_described(send(logged_in, wanted), wanted, 404)


@pytest.mark.parametrize("path", sorted({each.path for each in API}))
def test_another_method_is_refused_as_described(logged_in: Browser, path: str) -> None:
    refusal = {405: load_description()["components"]["responses"]["NoSuchMethod"]}
    headers = {"X-CSRFToken": logged_in.csrf_token()}

    answer = logged_in.patch(path.replace("{callId}", "1"), headers=headers)

    assert fault_of(answer, refusal) is None


@pytest.mark.parametrize(
    ("body", "changes", "status"),
    [
        (b"{}", {}, 400),
        (b"{}", {"Authorization": "application x:y"}, 401),
        (big(70_000), {}, 413),
    ],
    ids=["malformed", "forged", "over-64-kb"],
)
def test_a_callback_is_refused_as_described(
    app: Flask, client: Browser, body: bytes, changes, status: int
) -> None:
    headers = {**Voice(app).headers(body), **changes}

    answer = client.post("/sinch/callbacks", data=body, headers=headers)

    assert_described(answer, operation("receiveCallback"), status)
    assert answer.data == b""


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory, password_hash: str) -> Browser:
    """Alice's browser after the database has gone."""
    folder: Path = tmp_path_factory.mktemp("away")
    (folder / "database").mkdir()
    url = f"sqlite:///{folder}/database/gone.sqlite3"
    app = create_app({"DATABASE_URL": url}, instance_path=str(folder))
    browser = Browser(app)
    with app.app_context():
        add_user("alice", "Alice", password_hash)
        browser.log_in(User(username="alice"), PASSWORD)
        db.engine.dispose()
    (folder / "database").rename(folder / "elsewhere")
    return browser


@pytest.mark.parametrize("wanted", [*API, operation("showHealth")], **ids)
def test_without_the_database_the_refusal_is_as_described(
    without_database: Browser, wanted: Operation
) -> None:
    assert_described(send(without_database, wanted, csrf=False), wanted, 503)


def test_without_the_database_the_end_of_a_call_is_refused_as_described(
    without_database: Browser,
) -> None:
    answer = Voice(without_database.application).deliver(dice(ice("alice", "bob")))

    assert_described(answer, operation("receiveCallback"), 503)
