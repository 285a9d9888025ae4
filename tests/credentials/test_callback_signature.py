"""Callback signatures, made and checked."""

import hmac
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.datastructures import Headers

from credentials import (
    Application,
    BadCallbackSignature,
    check_callback,
    sign_callback,
)

KEY = "669E367E-6BBA-48AB-AF15-266871C28135"
APPLICATION = Application.from_text(KEY, "BeIukql3pTKJ8RGL5zo0DA==")
SENT_AT = datetime(2014, 9, 24, 10, 59, 41, tzinfo=UTC)
SIGNATURE = "Tg6fMyo8mj9pYfWQ9ssbx3Tc1BNC87IEygAfLbJqZb4="
HEADERS = {
    "Authorization": f"application {KEY}:{SIGNATURE}",
    "Content-Type": "application/json",
    "x-timestamp": "2014-09-24T10:59:41Z",
}
BODY = (
    b'{"event":"ace","callid":"822aa4b7-05b4-4d83-87c7-1f835ee0b6f6_257",'
    b'"timestamp":"2014-09-24T10:59:41Z","version":1}'
)
PUBLISHED: dict[str, Any] = {"method": "POST", "path": "/sinch/callback/ace", "body": BODY}


def check(headers: Any = HEADERS, now: datetime = SENT_AT, **changes: Any) -> None:
    check_callback(APPLICATION, headers=headers, now=now, **PUBLISHED | changes)


def refusal(*args: Any, **changes: Any) -> str:
    with pytest.raises(BadCallbackSignature) as refused:
        check(*args, **changes)
    return refused.value.code


def signed_headers(timestamp: str, content_type: str = "application/json") -> dict[str, str]:
    authorization = sign_callback(
        APPLICATION, timestamp=timestamp, content_type=content_type, **PUBLISHED
    )
    return {
        "authorization": authorization,
        "content-type": content_type,
        "X-Timestamp": timestamp,
    }


@pytest.mark.parametrize("timestamp", ["2014-09-24T10:59:41Z", SENT_AT])
def test_sinchs_published_signature_is_reproduced(timestamp: str | datetime) -> None:
    authorization = sign_callback(
        APPLICATION, timestamp=timestamp, content_type="application/json", **PUBLISHED
    )

    assert authorization == HEADERS["Authorization"]


@pytest.mark.parametrize("scheme", ["application", "Application", "APPLICATION"])
def test_sinchs_published_callback_is_accepted(scheme: str) -> None:
    check(HEADERS | {"Authorization": f"{scheme} {KEY}:{SIGNATURE}"})


def test_the_headers_of_flask_are_accepted() -> None:
    check(Headers(HEADERS))


def test_the_key_may_be_typed_in_other_letters_than_sinch_writes_it() -> None:
    application = Application(KEY.lower(), APPLICATION.secret)

    check_callback(application, headers=HEADERS, now=SENT_AT, **PUBLISHED)


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "PUT"},
        {"method": "post"},
        {"path": "/sinch/callback/ice"},
        {"path": "/sinch/callback/ace/"},
        {"path": "/sinch/callback/%61ce"},
        {"path": "/\ud800"},
        {"body": BODY + b" "},
        {"body": b""},
        {"body": bytes([BODY[0] ^ 1]) + BODY[1:]},
    ],
)
def test_a_changed_request_is_refused(changes: dict[str, Any]) -> None:
    assert refusal(**changes) == "signature-mismatch"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Type", ""),
        ("Content-Type", "\udcff"),
        ("x-timestamp", "2014-09-24T10:59:41.0Z"),
        ("x-timestamp", "2014-09-24T10:59:42Z"),
        ("Authorization", f"application {KEY}:{SIGNATURE.rstrip('=')}"),
        ("Authorization", f"application {KEY}:{SIGNATURE}="),
        ("Authorization", f"application {KEY}:{SIGNATURE.replace('b4=', 'b5=')}"),
        ("Authorization", f"application {KEY}:A"),
        ("Authorization", f"application {KEY}:é{SIGNATURE}"),
        ("Authorization", f"application {KEY}:\ud800"),
    ],
)
def test_a_changed_header_is_refused(name: str, value: str) -> None:
    assert refusal(HEADERS | {name: value}) == "signature-mismatch"


@pytest.mark.parametrize(
    ("code", "authorization"),
    [
        ("authorization-form", ""),
        ("authorization-form", SIGNATURE),
        ("authorization-form", f"Basic {KEY}:{SIGNATURE}"),
        ("authorization-form", f"Bearer {SIGNATURE}"),
        ("authorization-form", f"application{KEY}:{SIGNATURE}"),
        ("authorization-form", f"application {KEY}:"),
        ("authorization-form", f"application :{SIGNATURE}"),
        ("authorization-form", f"application {KEY}:{SIGNATURE}:{SIGNATURE}"),
        ("authorization-form", f"application {KEY}:{SIGNATURE} "),
        ("authorization-form", f"application {KEY}:{SIGNATURE}\n"),
        ("authorization-form", f"{HEADERS['Authorization']}, {HEADERS['Authorization']}"),
        ("wrong-application", f"application {KEY[:-1]}6:{SIGNATURE}"),
        ("wrong-application", f"application \ud800:{SIGNATURE}"),
    ],
)
def test_a_foreign_authorization_is_refused(code: str, authorization: str) -> None:
    assert refusal(HEADERS | {"Authorization": authorization}) == code


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_a_missing_header_is_refused(name: str) -> None:
    assert refusal({kept: HEADERS[kept] for kept in HEADERS if kept != name})


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_a_header_sent_twice_is_refused(name: str) -> None:
    assert refusal(Headers([*HEADERS.items(), (name.upper(), HEADERS[name])])) == "header-twice"


def test_a_callback_without_body_has_no_content_md5() -> None:
    text = b"GET\n\n\nx-timestamp:2014-09-24T10:59:41Z\n/"
    signature = b64encode(hmac.digest(APPLICATION.secret, text, "sha256")).decode()
    headers = {
        "authorization": f"application {KEY}:{signature}",
        "x-timestamp": "2014-09-24T10:59:41Z",
    }

    check(headers, method="GET", path="/", body=b"")
