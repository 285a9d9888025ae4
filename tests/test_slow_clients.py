"""Clients that begin a request and never end it keep nobody else waiting."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread
from urllib.request import urlopen

import pytest
from flask import Flask
from werkzeug.serving import make_server

HALF_A_REQUEST = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Of the server behind `make run`."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_hundred_half_requests_do_not_keep_a_whole_one_waiting(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(HALF_A_REQUEST)

        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200
