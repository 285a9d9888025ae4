"""Sends a request through the whole application, as a server would, with somebody's proof."""

from base64 import b64decode
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask
from werkzeug.test import TestResponse, create_environ, run_wsgi_app
from werkzeug.wrappers import Request as WsgiRequest

from credentials import callback_timestamp, sign_callback, sign_user_ticket
from sandbox.classic.request_signature import SignedRequest, sign_request
from tests.fuzzing.requests import Request
from tests.logged_in import new_person

PUBLIC_HOST = "127.0.0.1"
# What ends a login session or begins another, when it is asked for well.
ENDING = ("/logout", "/account", "/login", "/register", "/sandbox/sign-in")
Headers = list[tuple[str, str]]


class Visitor:
    """Everybody who sends requests: a stranger, a user, Sinch, an instance of the classic SDK."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.application = app.config["SETTINGS"].application
        self.user = new_person(app)
        self.instance_id, self.secret = self.register_instance()

    def register_instance(self) -> tuple[str, bytes]:
        user_id = new_person(self.app).username
        now = datetime.now(UTC)
        ticket = sign_user_ticket(self.application, user_id, created_at=now)
        headers = {"Authorization": f"user {ticket}", "X-Timestamp": timestamp(now)}
        answer = self.app.test_client().post("/sandbox/classic/instance", headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json["id"], b64decode(answer.json["secret"])

    def send(self, request: Request) -> TestResponse:
        """Through the application; its answer with the whole body."""
        environ = self.environ_of(request)
        with ExitStack() as stack:
            output, status, headers = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
            if close := getattr(output, "close", None):
                stack.callback(close)
            answer = TestResponse(output, status, headers, request=WsgiRequest(environ))
        if request.who == "user" and request.path.startswith(ENDING):
            self.user = new_person(self.app)  # it may have deleted the last one
        return answer

    def environ_of(self, request: Request) -> dict[str, Any]:
        """What a server makes of the request."""
        length = len(request.body) if request.length is None else request.length
        environ = create_environ(method=request.method, base_url=f"http://{PUBLIC_HOST}/")
        environ.update(
            PATH_INFO=unquote_to_bytes(request.path).decode("latin-1"),
            QUERY_STRING=request.query,
            REQUEST_URI=f"{request.path}?{request.query}",
            REMOTE_ADDR="127.0.0.1",
            CONTENT_LENGTH=str(length),
        )
        environ["wsgi.input"] = BytesIO(request.body)
        for name, value in [*request.headers, *self.proof_of(request)]:
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        return environ

    def proof_of(self, request: Request) -> Headers:
        """The headers with which this one is let in."""
        if request.who == "user":
            return list(self.user.headers.items())
        if request.who == "user-without-csrf":
            return [("Cookie", self.user.cookie)]
        if request.who == "sinch":
            return self.proof_of_sinch(request)
        return self.proof_of_instance(request) if request.who == "instance" else []

    def proof_of_sinch(self, request: Request) -> Headers:
        sent_at = callback_timestamp(datetime.now(UTC))
        signed = sign_callback(
            self.application,
            method=request.method,
            path=request.path,
            content_type=content_type_of(request),
            timestamp=sent_at,
            body=request.body,
        )
        return [("Authorization", signed), ("x-timestamp", sent_at)]

    def proof_of_instance(self, request: Request) -> Headers:
        sent_at = timestamp(datetime.now(UTC))
        path = unquote_to_bytes(request.path).decode("utf-8", "replace")
        kind = content_type_of(request)
        signed = SignedRequest(request.method, path, kind, sent_at, request.body)
        signature = sign_request(self.secret, signed)
        authorization = f"instance {self.instance_id}:{signature}"
        return [("Authorization", authorization), ("X-Timestamp", sent_at)]


def content_type_of(request: Request) -> str:
    return dict(request.headers).get("Content-Type", "")


def timestamp(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
