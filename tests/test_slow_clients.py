"""Clients that are slow, or vanish, keep nobody waiting, and are let go after a while."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.request import urlopen

import pytest
from flask import Flask
from werkzeug.serving import make_server

from local_server import RequestHandler
from tests.sandbox.site import wait_until

HALF_A_REQUEST = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
HALF_A_FORM = HALF_A_REQUEST + FORM + b"\r\ncsrf_token="
LARGE_FILE = b"GET /bootstrap/static/css/bootstrap.min.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Of the server behind `make run`."""
    handler = {"request_handler": RequestHandler}
    server = make_server("127.0.0.1", 0, app, threaded=True, **handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RequestHandler, "timeout", 0.3)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def count_requests() -> int:
    return sum("process_request_thread" in thread.name for thread in threading.enumerate())


def test_a_hundred_half_requests_do_not_keep_a_whole_one_waiting(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            client = stack.enter_context(connect(port))
            client.sendall(HALF_A_REQUEST)

        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("sent", [b"", HALF_A_REQUEST], ids=["nothing", "half a request"])
def test_a_client_that_goes_silent_is_let_go(port: int, short_patience, sent: bytes) -> None:
    with connect(port) as client:
        client.sendall(sent)

        assert client.recv(1000) == b""


def test_half_a_form_is_answered_without_a_traceback(port: int, short_patience, caplog) -> None:
    with connect(port) as client:
        client.sendall(HALF_A_FORM)

        answer = client.recv(100)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert "Traceback" not in caplog.text


def test_a_client_that_reads_nothing_is_let_go(port: int, short_patience) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.sendall(LARGE_FILE * 50)
        wait_until(lambda: count_requests() == 1)

        wait_until(lambda: count_requests() == 0)


def test_a_connection_that_is_kept_for_later_ends_without_an_error(
    port: int, short_patience, caplog
) -> None:
    with connect(port) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        while client.recv(1000):
            pass

    assert "ERROR" not in caplog.text
