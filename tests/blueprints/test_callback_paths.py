"""Which secret signs, and which path is signed: a changing secret, and proxies in front."""

import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from blueprints import callbacks
from credentials import Application, sign_callback
from extensions import db
from tests.conftest import Browser
from tests.credentials.test_callback_signature import BODY, HEADERS, KEY, SENT_AT
from tests.sinch_voice import CONTENT_TYPE, PATH, Voice, ice

ICE = json.dumps(ice("alice", "bob", "path")).encode()
OLD_SECRET = b64encode(b"the secret of last year, 32 byte").decode()

Start = Callable[..., Flask]


@pytest.fixture
def start(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """Starts the site in live mode with further settings."""
    apps: list[Flask] = []

    def start_app(**environ: str) -> Flask:
        apps.append(create_app({**live_environ, **environ}, instance_path=str(tmp_path)))
        return apps[-1]

    yield start_app
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def test_sinchs_published_callback_comes_through(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "BeIukql3pTKJ8RGL5zo0DA=="
    app = start(SINCH_APPLICATION_KEY=KEY, SINCH_APPLICATION_SECRET=secret)
    app.add_url_rule("/sinch/callback/ace", view_func=callbacks.receive, methods=["POST"])
    monkeypatch.setattr(callbacks, "utc_now", lambda: SENT_AT)

    answer = app.test_client().post("/sinch/callback/ace", data=BODY, headers=HEADERS)

    assert answer.status_code == 200
    assert answer.json["action"] == {"name": "hangup"}  # nobody was asked about this call


@pytest.mark.parametrize(("signer", "status"), [("new", 200), ("old", 200), ("third", 401)])
def test_while_the_secret_is_changed_both_are_taken_and_no_third(
    start: Start, signer: str, status: int
) -> None:
    voice = Voice(start(SINCH_APPLICATION_SECRET_PREVIOUS=OLD_SECRET))
    new = voice.application
    voice.application = {
        "new": new,
        "old": Application.from_text(new.key, OLD_SECRET),
        "third": Application(new.key, bytes(32)),
    }[signer]

    answer = voice.deliver(ice("alice", "bob"))

    assert answer.status_code == status


def test_without_a_previous_secret_the_old_one_is_refused(start: Start) -> None:
    voice = Voice(start())
    voice.application = Application.from_text(voice.application.key, OLD_SECRET)

    assert voice.deliver(ice("alice", "bob")).status_code == 401


def test_no_log_line_holds_a_secret_or_a_signature(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    voice = Voice(start(SINCH_APPLICATION_SECRET_PREVIOUS=OLD_SECRET))
    own = voice.application
    voice.deliver(ice("alice", "bob"))
    voice.application = Application(own.key, bytes(32))
    headers = voice.headers(ICE)
    voice.app.test_client().post(PATH, data=ICE, headers=headers)

    assert "401" in caplog.text
    signature = headers["Authorization"].rpartition(":")[2]
    for hidden in (own.base64_secret, own.secret.hex(), OLD_SECRET, signature):
        assert hidden not in caplog.text


@pytest.mark.parametrize(
    ("called", "arrives_as", "more"),
    [
        (PATH, PATH, {}),
        ("/phone/sinch/callbacks", PATH, {"X-Forwarded-Prefix": "/phone"}),
        ("/sinch/%63allbacks", "/sinch/%63allbacks", {}),
        ("/phone/sinch/%63allbacks", "/sinch/%63allbacks", {"X-Forwarded-Prefix": "/phone"}),
        ("/sinch/sinch/callbacks", PATH, {"X-Forwarded-Prefix": "/sinch"}),
        (f"{PATH}?a=b", f"{PATH}?a=b", {}),
    ],
)
def test_the_path_that_counts_is_the_one_that_sinch_called(
    start: Start, called: str, arrives_as: str, more: dict[str, str]
) -> None:
    app = start(TRUSTED_PROXIES="1")
    voice, path = Voice(app), called.partition("?")[0]
    headers = voice.headers(ICE)
    headers["Authorization"] = sign_callback(
        voice.application,
        method="POST",
        path=path,
        content_type=CONTENT_TYPE,
        timestamp=headers["x-timestamp"],
        body=ICE,
    )

    answer = app.test_client().post(arrives_as, data=ICE, headers={**headers, **more})

    assert answer.status_code == 200


def test_a_prefix_that_no_trusted_proxy_says_changes_nothing(start: Start) -> None:
    voice = Voice(start())
    headers = {**voice.headers(ICE), "X-Forwarded-Prefix": "/phone"}

    answer = Browser(voice.app).post(PATH, data=ICE, headers=headers)

    assert answer.status_code == 200
