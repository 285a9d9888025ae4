"""Bad JSON: every endpoint that takes a body refuses it in words."""

import json

import pytest

from models import User
from tests.conftest import Browser

PATHS = ["/api/ticket", "/api/calls"]
BAD = [
    *(b"[]", b"null", b"true", b"0", b"1.5", b'"x"', b"[{}]", b"[[]]", b'["form"]'),
    *(b"{", b"}", b"{}{}", b"{},", b"{'form': 1}", b"{form: 1}", b'{"form"}', b'{"form":}'),
    *(b'{"a": 1,}', b'{"a": 01}', b'{"a": +1}', b'{"a": .5}', b'{"a": 1.}', b'{"a": 0x1}'),
    *(b'{"a": NaN}', b'{"a": Infinity}', b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": nan}'),
    *(b'{"a": "\\ud800"}', b'{"a": "\\udc00\\ud800"}', b'{"\\ud800": 1}', b'{"a": ["\\udfff"]}'),
    *(b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "b": 1}}', b'{"form": 1, "\\u0066orm": 2}'),
    *(b'{"a": "\x00"}', b'{"a": "\n"}', b'{"a": "\x1f"}', b'{"a": "\\x41"}', b'{"a": "\\u12"}'),
    *(b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b'{"a": "\xff"}', b'{"a": "\xc0\xaf"}', b"\x00"),
    *(b"[" * 16_000, b'{"a":' * 3_000, b"[" * 8_000 + b"]" * 8_000, b"[{" * 8_000),
    *(b"// x\n{}", b"/**/{}", b"{}#", b"undefined", b"None", b"True", b"<json/>", b"a=b"),
    *(b'{"a": tru}', b'{"a" 1}', b'{"a": "b}', b"{\"a\": 'b'}", b"\x0b{}", b"{}\x00"),
]
WRONG_KINDS = [1, 1.5, True, None, [], {}, ["registrationToken"], {"x": 1}, "", "x", "\0", "é"]


def post_json(client: Browser, path: str, body: bytes):
    headers = {"X-CSRFToken": client.csrf_token(), "Content-Type": "application/json"}
    return client.post(path, data=body, headers=headers)


def test_there_are_sixty() -> None:
    assert len(BAD) >= 60


@pytest.mark.parametrize("path", PATHS)
def test_what_is_no_json_object_is_refused_in_words(
    client: Browser, alice: User, path: str
) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token(), "Content-Type": "application/json"}

    answers = {body: client.post(path, data=body, headers=headers) for body in BAD}

    assert {body[:40]: a.status_code for body, a in answers.items() if a.status_code != 400} == {}
    assert all(answer.json["error"]["message"] for answer in answers.values())


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", WRONG_KINDS, ids=repr)
def test_a_member_of_the_wrong_kind_is_refused(
    client: Browser, alice: User, path: str, value: object
) -> None:
    client.log_in(alice)
    body = {"form": value, "sinchCallId": value, "direction": "outgoing"}

    answer = post_json(client, path, json.dumps(body).encode())

    assert answer.status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_a_body_over_16_kb_is_too_large(client: Browser, alice: User, path: str) -> None:
    client.log_in(alice)

    assert post_json(client, path, b'{"a": "%s"}' % (b"x" * 17_000)).status_code == 413


def test_a_form_over_64_kb_is_too_large(client: Browser) -> None:
    answer = client.post_form("/login", username="x" * 70_000, password="x")

    assert answer.status_code == 413
    assert "This request is too large." in answer.text
