"""A visitor over the network: cookies, forms and JSON, a new connection for each request."""

import json
import re
import socket
import ssl
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

CSRF_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')
TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Address:
    port: int
    name: str = "127.0.0.1"  # in the Host header; the connection goes to this machine
    tls: ssl.SSLContext | None = None
    source: str = "127.0.0.1"  # the visitor's own address

    @property
    def origin(self) -> str:
        usual = 443 if self.tls else 80
        port = "" if self.port == usual else f":{self.port}"
        return f"http{'s' if self.tls else ''}://{self.name}{port}"

    def connect(self) -> socket.socket:
        """A connection, over TLS if this address wants it."""
        plain = socket.create_connection(
            ("127.0.0.1", self.port), TIMEOUT_SECONDS, (self.source, 0)
        )
        return self.tls.wrap_socket(plain, server_hostname=self.name) if self.tls else plain


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Visitor:
    address: Address
    cookies: dict[str, str] = field(default_factory=dict)
    csrf_token: str = ""

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @property
    def _referer(self) -> dict[str, str]:
        return {"Referer": f"{self.address.origin}/"}

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=headers)

    def post_json(self, path: str, body: object = None) -> Answer:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf_token}
        return self.request("POST", path, json.dumps(body or {}), headers | self._referer)

    def post_form(self, path: str, **fields: str) -> Answer:
        self.read_token("/login")
        body = urlencode({"csrf_token": self.csrf_token, **fields})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, body, headers | self._referer)

    def register(self, username: str) -> None:
        fields = {"display_name": username.title(), "password": "correct horse battery"}
        assert self.post_form("/register", username=username, **fields).status == 303
        self.read_token("/account")

    def read_token(self, path: str) -> None:
        found = CSRF_TOKEN.search(self.get(path).text)
        self.csrf_token = found[1] if found else self.csrf_token

    def request(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Header names may be written with ``_``."""
        sent = {"Host": self.address.origin.partition("://")[2], "Cookie": self.cookie_header}
        sent |= {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        connection = HTTPConnection(self.address.name, self.address.port)
        connection.sock = self.address.connect()
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {key: item.value for key, item in SimpleCookie(cookie).items()}
        return answer
