"""What no client library sends, over a real socket."""

import logging
from collections.abc import Iterator
from threading import Thread
from urllib.request import urlopen

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.fuzzing.judge import Watch
from tests.fuzzing.raw import fault_of_raw, raw_requests

REQUESTS = 150
SEED = 20261121


@pytest.fixture
def port(sandbox_app: Flask) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, sandbox_app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_broken_request_ends_soon_and_harms_nobody(port: int) -> None:
    watch = Watch()
    loggers = [logging.getLogger(), logging.getLogger("werkzeug"), logging.getLogger("app")]
    for logger in loggers:
        logger.addHandler(watch)

    faults = [
        (request[:200], fault)
        for request in raw_requests(REQUESTS, start=SEED)
        if (fault := fault_of_raw(port, request))
    ]

    for logger in loggers:
        logger.removeHandler(watch)
    assert faults == []
    assert watch.take() == []
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        assert answer.status == 200
