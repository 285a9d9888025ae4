"""The fuzzing in full; the same share of it, from one seed, is in tests/fuzzing."""

import logging
import os

from flask import Flask
from werkzeug.serving import make_server

from tests.fuzzing.campaign import fuzz
from tests.fuzzing.conftest import sandbox_app  # noqa: F401 - a fixture
from tests.fuzzing.raw import fault_of_raw, raw_requests
from tests.soak.table import Table
from tests.soak.threads import in_thread

REQUESTS, RAW_REQUESTS = 20_000, 2_000
SEED = int(os.environ.get("SOAK_SEED", "1"))


def test_twenty_thousand_requests_without_a_fault(
    sandbox_app: Flask,  # noqa: F811
    table: Table,
) -> None:
    logging.disable(logging.WARNING)  # refusals are lines of the log
    try:
        judge = fuzz(sandbox_app, count=REQUESTS, start=SEED)
    finally:
        logging.disable(logging.NOTSET)

    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(judge.statuses.items()))
    table.add("requests", str(sum(judge.statuses.values())))
    table.add("slowest", f"{judge.slowest * 1_000:.0f} ms")
    print(statuses)
    assert sum(judge.statuses.values()) >= REQUESTS


def test_two_thousand_broken_requests_over_a_socket(
    sandbox_app: Flask,  # noqa: F811
    table: Table,
) -> None:
    server = make_server("127.0.0.1", 0, sandbox_app, threaded=True)
    with in_thread(server.serve_forever, server.shutdown):
        requests = raw_requests(RAW_REQUESTS, start=SEED)
        faults = [
            (request[:200], fault)
            for request in requests
            if (fault := fault_of_raw(server.port, request))
        ]
    server.server_close()

    table.add("broken requests", str(len(requests)))
    assert faults == []
