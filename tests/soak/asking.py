"""A client for many: one connection that stays open, as a browser's."""

import json
import re
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import urlencode

CSRF_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')
TIMEOUT_SECONDS = 180
# The server was killed, or has closed the connection meanwhile: nothing was answered.
NO_ANSWER = (HTTPException, OSError)


class Answer(NamedTuple):
    status: int
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Keeps cookies only when told."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self.cookie = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """:raises: one of :data:`NO_ANSWER`."""
        began = perf_counter()
        try:
            self.connection.request(method, path, body, headers or {})
            response = self.connection.getresponse()
            content = response.read()
        except NO_ANSWER:
            self.connection.close()
            raise
        if cookie := response.headers.get("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        return Answer(response.status, content, perf_counter() - began)

    def post_json(self, path: str, body: Any, headers: dict[str, str]) -> Answer:
        headers = {**headers, "Content-Type": "application/json"}
        return self.ask("POST", path, json.dumps(body).encode(), headers)

    def post_form(self, path: str, *, page_with_form: str = "", **fields: str) -> Answer:
        """Get the page with the form, and send it with its token, as a browser does."""
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        page = self.ask("GET", page_with_form or path, headers=cookie)
        found = CSRF_TOKEN.search(page.body.decode())
        assert found, "the page carries no CSRF token"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        form = {"csrf_token": found[1], **fields}
        return self.ask("POST", path, urlencode(form).encode(), headers)

    def register(self, username: str) -> Answer:
        form = {"display_name": "Somebody", "password": "correct horse battery"}
        return self.post_form("/register", username=username, **form)

    def close(self) -> None:
        self.connection.close()
