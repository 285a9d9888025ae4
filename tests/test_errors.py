"""Errors: a sentence, never a traceback, and never a foreign text."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import create_app
from extensions import db
from tests.conftest import Browser


def test_an_unknown_page_gets_a_page_with_a_way_on(client: Browser) -> None:
    answer = client.get("/nothing")

    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert 'href="/"' in answer.text


def test_an_unknown_api_route_gets_json(client: Browser) -> None:
    answer = client.get("/api/nothing")

    assert answer.status_code == 404
    assert answer.json["error"]["code"] == "not_found"


def test_a_wrong_method_names_the_right_ones(client: Browser) -> None:
    answer = client.get("/logout")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


@pytest.fixture
def broken_app(live_environ: dict[str, str], tmp_path) -> Flask:
    """An application with two routes that fail."""
    app = create_app(live_environ, instance_path=str(tmp_path))

    def fail() -> str:
        raise RuntimeError("secret of the server")

    def lose_database() -> str:
        raise OperationalError("SELECT secret", {}, Exception("secret of the server"))

    app.add_url_rule("/api/fail", view_func=fail)
    app.add_url_rule("/fail", endpoint="fail_page", view_func=fail)
    app.add_url_rule("/api/away", view_func=lose_database)
    return app


@pytest.mark.parametrize("path", ["/api/fail", "/fail"])
def test_a_fault_of_ours_is_a_500_without_its_text(broken_app: Flask, path: str) -> None:
    answer = broken_app.test_client().get(path)

    assert answer.status_code == 500
    assert "Something went wrong on the server" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_database_that_is_away_is_a_503_in_words(broken_app: Flask) -> None:
    answer = broken_app.test_client().get("/api/away")

    assert answer.status_code == 503
    assert answer.json["error"]["message"].startswith("The database does not answer.")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/call"), ("GET", "/nothing"), ("PUT", "/call"), ("POST", "/call")]
)
def test_without_the_database_a_page_says_so_too(
    live_environ: dict[str, str], tmp_path, method: str, path: str
) -> None:
    app = create_app(live_environ, instance_path=str(tmp_path))
    app.test_client_class = Browser
    client = app.test_client()
    client.post_form("/register", username="carol", display_name="C", password="long enough")
    with app.app_context():
        db.session.execute(text("DROP TABLE sessions"))
        db.session.commit()

    answer = client.open(path, method=method)

    assert answer.status_code == 503
    assert "The database does not answer." in answer.text
