"""flask sinch send-callback, against this site on a real port, and against other servers."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask

from cli import callback_request
from cli.callback_request import Unsigned, sign
from cli.callback_tampering import TAMPERINGS
from cli.sinch_send_callback import own_url
from models import User
from models.utc_datetime import utc_now
from tests.browser.live_server import LiveServer
from tests.cli.conftest import Run, runner_of
from tests.cli.other_server import answering, saying, served

Send = Run


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    server = LiveServer(tmp_path_factory.mktemp("instance"))
    with server.app.app_context():
        for username in ("alice", "bob"):
            User.register(username, username.title(), None)
    yield server
    server.stop()


@pytest.fixture
def send(server: LiveServer) -> Send:
    """Send a callback to the running site."""
    run = runner_of(server.app)

    def send_callback(*words: str, url: str = f"{server.url}/sinch/callbacks") -> Result:
        return run("sinch", "send-callback", *words, "--url", url)

    return send_callback


def test_an_ice_between_two_users_is_accepted_and_its_answer_shown(send: Send) -> None:
    ended = send("ice", "--user", "alice", "--to", "bob")

    assert ended.exit_code == 0, ended.output
    assert "200 OK" in ended.stdout
    assert '"name": "connectMxp"' in ended.stdout
    assert ended.stdout.endswith("Accepted.\n")


@pytest.mark.parametrize("event", ["ice", "ace", "dice"])
@pytest.mark.parametrize(
    "parties",
    [["--to", "bob"], ["--to", "+46000000000"], ["--from", "+46701740605", "--to", "+46700000000"]],
)
def test_every_sample_has_a_form_that_the_site_takes(
    send: Send, event: str, parties: list[str]
) -> None:
    ended = send(event, *parties)

    assert ended.exit_code == 0, ended.output
    assert ended.stdout.endswith("Accepted.\n")


@pytest.mark.parametrize("kind", sorted(TAMPERINGS))
def test_whatever_is_tampered_with_is_refused(send: Send, kind: str) -> None:
    ended = send("ice", "--tamper", kind)

    assert ended.exit_code == 0, ended.output
    assert TAMPERINGS[kind].words in ended.stdout
    assert "\n401 " in ended.stdout
    assert ended.stdout.endswith("Refused, as it should be.\n")


@pytest.mark.parametrize("kind", sorted(TAMPERINGS))
def test_what_is_tampered_with_differs_from_what_sinch_sends(app: Flask, kind: str) -> None:
    body = json.dumps({"event": "ice", "version": 1}).encode()
    unsigned = Unsigned(app.config["SETTINGS"].application, "/sinch/callbacks", utc_now(), body)

    assert TAMPERINGS[kind].spoil(unsigned) != sign(unsigned)


def test_neither_the_secret_nor_a_usable_signature_is_printed(
    send: Send, server: LiveServer
) -> None:
    ended = send("ice")

    authorization = re.search("Authorization: .*", ended.stdout)[0]
    assert re.fullmatch(r"Authorization: application [0-9a-f-]{36}:.{6}\.\.\.", authorization)
    assert server.app.config["SETTINGS"].application.base64_secret not in ended.output


def test_a_callback_with_the_secret_of_another_site_is_refused_with_exit_code_1(
    run: Run, server: LiveServer
) -> None:
    ended = run("sinch", "send-callback", "ice", "--url", f"{server.url}/sinch/callbacks")

    assert ended.exit_code == 1
    assert "the same Application Key and Secret" in ended.stdout


def test_a_server_that_trusts_anybody_is_found_out(run: Run) -> None:
    with served(answering(200, b'{"action": {"name": "continue"}}')) as url:
        ended = run("sinch", "send-callback", "ice", "--url", url, "--tamper", "signature")

    assert ended.exit_code == 1
    assert "ACCEPTED, though it was tampered with" in ended.stdout


@pytest.mark.parametrize("status", [404, 405, 500, 503])
@pytest.mark.parametrize("spoiling", [[], ["--tamper", "body"]])
def test_an_answer_that_is_no_verdict_ends_with_exit_code_1(
    run: Run, status: int, spoiling: list[str]
) -> None:
    with served(answering(status, b"\x1b[2Jno JSON")) as url:
        ended = run("sinch", "send-callback", "ice", "--url", url, *spoiling)

    assert ended.exit_code == 1
    assert "Neither accepted nor refused: is /callbacks where it answers" in ended.stdout
    assert "\x1b" not in ended.stdout


def test_a_redirect_is_not_followed(run: Run) -> None:
    server = answering(307, location="/elsewhere")
    with served(server) as url:
        ended = run("sinch", "send-callback", "ice", "--url", url)

    assert ended.exit_code == 1
    assert "\n307 " in ended.stdout
    assert server.paths == ["/callbacks"]


def test_a_server_that_is_not_there_gets_a_sentence(run: Run) -> None:
    with served(answering(200)) as url:
        pass

    ended = run("sinch", "send-callback", "dice", "--url", url)

    assert ended.exit_code == 1
    assert (
        ended.stderr
        == f"Error: The server at {url} is not there: is it running, and on this port?\n"
    )


@pytest.mark.parametrize("line", [b"hello\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\xff\xfe\r\n"])
def test_a_server_that_is_no_web_server_gets_a_sentence(run: Run, line: bytes) -> None:
    with served(saying(line)) as url:
        ended = run("sinch", "send-callback", "dice", "--url", url)

    assert ended.exit_code == 1
    assert "did not answer in HTTP" in ended.stderr


def test_a_server_that_keeps_silent_is_not_waited_for_longer_than_sinch_would(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callback_request, "PATIENCE_SECONDS", 0.2)
    with served(saying(b"")) as url:
        ended = run("sinch", "send-callback", "dice", "--url", url)

    assert ended.exit_code == 1
    assert "did not answer within" in ended.stderr


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "localhost:5000", "http://", "http://a b/", ""],
)
def test_an_address_that_is_none_gets_a_sentence(run: Run, url: str) -> None:
    ended = run("sinch", "send-callback", "ice", "--url", url or " ")

    assert ended.exit_code == 1
    assert "is no address such as https://example.com/sinch/callbacks" in ended.stderr


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:5000/sinch/callbacks"),
        ("0.0.0.0", "http://127.0.0.1:5000/sinch/callbacks"),  # noqa: S104
        ("::", "http://[::1]:5000/sinch/callbacks"),
        ("fe80::1", "http://[fe80::1]:5000/sinch/callbacks"),
    ],
)
def test_without_an_address_this_site_on_this_machine_is_asked(
    app: Flask, host: str, url: str
) -> None:
    assert own_url(replace(app.config["SETTINGS"], host=host)) == url
