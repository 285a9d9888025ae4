"""The command of docs/deploy.md that counts refusals, fed with lines of the site's own log."""

import io
import logging
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import create_app
from extensions import db
from log_lines import RequestNote, current_request, make_formatter
from tests.conftest import Browser

DEPLOY = Path(__file__).parent.parent / "docs" / "deploy.md"
COMMAND = re.compile(r"^ *journalctl -u sinch-sample --since today -o cat \|\n(.*)$", re.MULTILINE)


@contextmanager
def log_of(log_format: str) -> Iterator[io.StringIO]:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(make_formatter(log_format))
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def ask_for_what_is_refused(folder: Path) -> None:
    app = create_app({}, instance_path=str(folder))
    app.test_client_class = Browser
    for _ in range(2):
        client = app.test_client()
        client.post_form("/login", username="alice", password="not the password")
        client.post("/sinch/callbacks", json={"event": "ice"})
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()


def refuse_a_window_and_a_call(request_id: str) -> None:
    token = current_request.set(RequestNote(request_id, "GET", "/sandbox/socket"))
    log = logging.getLogger("sandbox.reception")
    log.warning("sandbox: registration refused: %s", "token_expired")
    log.warning("Call %s is refused: %s", request_id, "Calls to FR are not allowed here.")
    current_request.reset(token)


def counts_of(log: str) -> dict[str, int]:
    """What the command prints, with the number in front of each kind."""
    command = COMMAND.search(DEPLOY.read_text("utf-8"))
    assert command
    shell = ["/bin/sh", "-c", command[1]]
    printed = subprocess.run(shell, input=log, capture_output=True, text=True, check=True).stdout
    counted = [line.split(maxsplit=1) for line in printed.splitlines()]
    return {kind: int(count) for count, kind in counted}


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_refusals_of_one_kind_are_counted_together(tmp_path: Path, log_format: str) -> None:
    with log_of(log_format) as log:
        ask_for_what_is_refused(tmp_path)
        refuse_a_window_and_a_call("request-1")
        refuse_a_window_and_a_call("request-2")

    assert counts_of(log.getvalue()) == {
        "refused wrong_password": 2,
        "refused with 401: authorization-form": 2,
        "refused: token_expired": 2,
        "is refused: Calls to FR are not allowed here.": 2,
    }
