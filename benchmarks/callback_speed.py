"""What a callback costs beside the bare framework: a caller hears the silence meanwhile.

``make bench`` runs it. Both are asked in turn over HTTP on one server, the callback route of the
site with its SQLite database, and a route of a Flask application that does nothing but answer.
"""

import json
import logging
import statistics
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from threading import Thread
from time import perf_counter
from typing import Any
from uuid import uuid4

from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from credentials import Application, callback_timestamp, sign_callback
from extensions import db
from models import User

ROUNDS = 200
PATH, BARE_PATH = "/sinch/callbacks", "/bare/"
TYPE = "application/json"
GOAL_MS = 50.0

Body = Callable[[], bytes]


class Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        pass


def bare_app() -> Flask:
    app = Flask(__name__)

    @app.post("/")
    def answer() -> dict[str, Any]:
        request.get_data()
        return {"instructions": [], "action": {"name": "hangup"}}

    return app


@contextmanager
def served(folder: str) -> Iterator[tuple[Application, int]]:
    """Serve both; give the application that signs, and the port."""
    # The rounds are calls of one user; how many were placed before changes nothing else.
    app = create_app({"PHONE_CALLS_PER_10_MINUTES": "1000000"}, instance_path=folder)
    with app.app_context():
        for username in ("alice", "bob"):
            if User.find(username) is None:
                User.register(username, username, None)
    both = DispatcherMiddleware(app.wsgi_app, {"/bare": bare_app()})
    server = make_server("127.0.0.1", 0, both, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield app.config["SETTINGS"].application, server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["sandbox"].close()
        with app.app_context():
            db.engine.dispose()


def body_of(event: str, to_type: str, endpoint: str, call_id: str) -> bytes:
    return json.dumps(
        {
            "event": event,
            "callid": call_id,
            "user": "alice",
            "originationType": "MXP",
            "to": {"type": to_type, "endpoint": endpoint},
            "result": "ANSWERED",
            "reason": "CALLERHANGUP",
            "duration": 1,
        }
    ).encode()


def headers_of(application: Application, body: bytes) -> dict[str, str]:
    sent_at = callback_timestamp(datetime.now(UTC))
    signed = sign_callback(
        application, method="POST", path=PATH, content_type=TYPE, timestamp=sent_at, body=body
    )
    return {"Authorization": signed, "x-timestamp": sent_at, "Content-Type": TYPE}


def milliseconds(port: int, path: str, body: bytes, headers: dict[str, str]) -> float:
    connection = HTTPConnection("127.0.0.1", port)
    began = perf_counter()
    connection.request("POST", path, body, headers)
    connection.getresponse().read()
    taken = perf_counter() - began
    connection.close()
    return taken * 1_000


def measure(folder: str, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median milliseconds of each kind; rounds alternate, so noise hits all alike."""
    taken: dict[str, list[float]] = {}
    forged = b64encode(bytes(32)).decode("ascii")
    with served(folder) as (application, port):
        for _ in range(rounds):
            call_id = str(uuid4())
            bodies = {
                "ICE, to a user": body_of("ice", "username", "bob", f"{call_id}-app"),
                "ICE, to a phone": body_of("ice", "number", "+46000000000", call_id),
                "the same ICE again": body_of("ice", "number", "+46000000000", call_id),
                "ACE": body_of("ace", "", "", call_id),
                "DiCE": body_of("dice", "number", "+46000000000", call_id),
            }
            for name, body in bodies.items():
                headers = headers_of(application, body)
                taken.setdefault(name, []).append(milliseconds(port, PATH, body, headers))
                bare = milliseconds(port, BARE_PATH, body, headers)
                taken.setdefault("bare Flask", []).append(bare)
            headers["Authorization"] = f"application {application.key}:{forged}"
            refused = milliseconds(port, PATH, body, headers)
            taken.setdefault("a forged one", []).append(refused)
    return {name: statistics.median(samples) for name, samples in taken.items()}


def main(rounds: int = ROUNDS) -> None:
    logging.disable(logging.WARNING)  # each forged one is a line of the log
    with tempfile.TemporaryDirectory() as folder:
        cost = measure(folder, rounds)
    bare = cost.pop("bare Flask")
    print(
        f"callback: milliseconds over HTTP beside bare Flask ({bare:.2f}); goal: {GOAL_MS:.0f} more"
    )
    for name, taken in cost.items():
        print(f"{name:30}{taken:8.2f} ms{taken - bare:+8.2f} ms{taken / bare:8.2f} / bare")


if __name__ == "__main__":
    main()
