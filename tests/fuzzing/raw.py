"""Requests that only a socket can send: wrong or absent lengths, broken chunks, no HTTP."""

import random
import re
import socket
from time import monotonic

from tests.fuzzing.judge import LONGEST_SECONDS

HOST = b"Host: 127.0.0.1\r\n"
JSON = b"Content-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
UPGRADE = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
TARGETS = (
    *(
        b"/",
        b"/call",
        b"/api/ticket",
        b"/api/calls",
        b"/login",
        b"/register",
        b"/healthz",
        b"/sw.js",
    ),
    *(
        b"/sinch/callbacks",
        b"/sandbox/signalling",
        b"/sandbox/classic/instance",
        b"/static/css/base.css",
    ),
    *(
        b"/sandbox/phone/+46701740605/signalling",
        b"*",
        b"//",
        b"/%",
        b"/%ff%fe",
        b"/\xff",
        b"/a b",
        b"",
    ),
    *(
        b"http://127.0.0.1/call",
        b"http://evil.example/",
        b"/" + b"a" * 70_000,
        b"/?" + b"q" * 30_000,
    ),
    b"/sandbox/classic/subscribe/sub-b/nobody/0/0",
)
HEADS = (
    *(b"", HOST, HOST, HOST, HOST + JSON, b"Host: evil.example\r\n", HOST + HOST, b"Host:\r\n"),
    *(
        HOST + b"Content-Length: -1\r\n",
        HOST + b"Content-Length: x\r\n",
        HOST + b"Content-Length: 9\r\n",
    ),
    *(
        HOST + b"Content-Length: 99999999999999\r\n",
        HOST + b"Content-Length: 2\r\n" * 2,
        HOST + CHUNKED,
    ),
    *(
        HOST + JSON + CHUNKED,
        HOST + CHUNKED + b"Content-Length: 3\r\n",
        HOST + b"Expect: 100-continue\r\n",
    ),
    *(
        HOST + UPGRADE,
        HOST + UPGRADE + b"Sec-WebSocket-Key: eA==\r\n",
        HOST + b"Cookie: \xff=\x01\r\n",
    ),
    *(HOST + b"X: y\r\n" * 150, HOST + b"X: " + b"y" * 70_000 + b"\r\n", HOST + b"no colon\r\n"),
    *(HOST + b" folded: x\r\n", HOST + b"X\x00: y\r\n", HOST + b"Connection: keep-alive\r\n"),
)
BODIES = (
    *(
        b"",
        b"{}",
        b"a=b",
        b"2\r\n{}\r\n0\r\n\r\n",
        b"2\r\n{",
        b"zz\r\n{}\r\n",
        b"-2\r\n{}\r\n",
        b"\x00" * 99,
    ),
    *(
        b"ffffffffffffffff\r\n",
        b"2;x=y\r\n{}\r\n0\r\nX: y\r\n\r\n",
        b"{" * 70_000,
        b"0\r\n\r\nGET / HTTP/1.1\r\n",
    ),
)
METHODS = (b"GET", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"HEAD", b"get", b"G\x00T", b"", b"PRI")
VERSIONS = (b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/9.9", b"", b"HTTP/x")
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


def raw_requests(count: int, *, start: int) -> list[bytes]:
    """So many of them; the same for the same seed."""
    chance = random.Random(start)
    return [raw_request(chance) for _ in range(count)]


def raw_request(chance: random.Random) -> bytes:
    parts = (METHODS, TARGETS, VERSIONS, HEADS, BODIES)
    method, target, version, head, body = map(chance.choice, parts)
    whole = b" ".join((method, target, version)) + b"\r\n" + head + b"\r\n" + body
    if chance.random() < 0.1:
        return whole[: chance.randrange(len(whole))]
    return whole


def fault_of_raw(port: int, request: bytes) -> str | None:
    """Send it, and nothing more; what is wrong with what comes back."""
    began = monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_SECONDS) as client:
        try:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: client.recv(65536), b""))
        except TimeoutError:
            return "no answer"
        except OSError:  # refused before it was read to its end
            return None
    if monotonic() - began > LONGEST_SECONDS:
        return "a slow answer"
    status = STATUS.match(answer)
    if status and status[1] == b"500":
        return "status 500"
    return "a traceback" if b"Traceback" in answer else None
