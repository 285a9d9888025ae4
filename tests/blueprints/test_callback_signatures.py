"""Only what Sinch signed, just now and for us, is looked at."""

import json
from base64 import b64encode
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from extensions import db
from models import CallbackDelivery, SinchCall
from tests.conftest import Browser
from tests.credentials.test_callback_signature import KEY
from tests.sinch_voice import PATH, Voice, ice

ICE = json.dumps(ice("alice", "bob", "bad")).encode()
Headers = dict[str, str]
Change = Callable[[Headers], Headers]


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


def with_signature(change: Callable[[str], str]) -> Change:
    def changed(headers: Headers) -> Headers:
        start, _, signature = headers["Authorization"].rpartition(":")
        return {**headers, "Authorization": f"{start}:{change(signature)}"}

    return changed


def with_header(name: str, change: Callable[[str], str]) -> Change:
    return lambda headers: {**headers, name: change(headers[name])}


def with_authorization(change: Callable[[str], str]) -> Change:
    return with_header("Authorization", change)


def without(name: str) -> Change:
    return lambda headers: {key: value for key, value in headers.items() if key != name}


def next_letter(signature: str) -> str:
    """Another spelling of the same bytes: the last letter holds bits that are thrown away."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return signature[:-2] + letters[letters.index(signature[-2]) ^ 1] + signature[-1]


BAD_HEADERS: list[Change] = [
    without("Authorization"),
    without("x-timestamp"),
    without("Content-Type"),
    with_authorization(lambda _: ""),
    with_authorization(lambda value: value.replace("application ", "Basic ")),
    with_authorization(lambda value: value.replace("application ", "Bearer ")),
    with_authorization(lambda value: value.replace("application ", "application")),
    with_authorization(lambda value: value.replace("application ", "applications ")),
    with_authorization(lambda value: value.replace("application ", "")),
    with_authorization(lambda value: value.replace(" ", "\t")),
    with_authorization(lambda value: f"{value}, {value}"),
    with_authorization(lambda value: f"{value},{value}"),
    with_authorization(lambda value: f"{value} x"),
    with_authorization(lambda value: f"{value}:x"),
    with_authorization(lambda value: value.replace(":", "")),
    with_authorization(lambda value: value.replace(":", "::")),
    with_authorization(lambda value: value.replace("-", "")),
    with_authorization(lambda value: f"application {KEY}:{value.rpartition(':')[2]}"),
    with_authorization(lambda value: f"application :{value.rpartition(':')[2]}"),
    with_authorization(lambda value: f"application *:{value.rpartition(':')[2]}"),
    with_signature(lambda _: ""),
    with_signature(lambda _: "A"),
    with_signature(lambda _: "null"),
    with_signature(lambda _: "="),
    with_signature(lambda _: b64encode(bytes(32)).decode()),
    with_signature(lambda value: value[:-1]),
    with_signature(lambda value: value[:20]),
    with_signature(lambda value: value[1:]),
    with_signature(lambda value: f"{value}="),
    with_signature(lambda value: value * 2),
    with_signature(lambda value: value.rstrip("=")),
    with_signature(lambda value: value.swapcase()),
    with_signature(lambda value: value[::-1]),
    with_signature(lambda value: f"\xe9{value}"),
    with_signature(lambda value: f"-_{value[2:]}"),
    with_signature(next_letter),
    with_header("Content-Type", lambda _: "application/json"),
    with_header("Content-Type", lambda value: value.upper()),
    with_header("Content-Type", lambda value: f"{value};"),
    with_header("x-timestamp", lambda value: value.replace("Z", "+00:00")),
    with_header("x-timestamp", lambda value: f"{value[:-2]}{(int(value[-2]) + 1) % 10}Z"),
    with_header("x-timestamp", lambda value: f"{value}, {value}"),
]


def stored() -> list[int]:
    db.session.rollback()
    return [
        db.session.scalar(select(func.count()).select_from(model)) or 0
        for model in (CallbackDelivery, SinchCall)
    ]


@pytest.mark.parametrize("change", BAD_HEADERS)
def test_a_forged_callback_teaches_nothing_and_leaves_one_line_in_the_log(
    client: Browser, voice: Voice, caplog: pytest.LogCaptureFixture, change: Change
) -> None:
    answer = client.post(PATH, data=ICE, headers=change(voice.headers(ICE)))

    assert (answer.status_code, answer.data) == (401, b"")
    assert "WWW-Authenticate" not in answer.headers
    assert stored() == [0, 0]
    assert [line for line in caplog.messages if "refused with 401" in line] == caplog.messages
    assert len(caplog.messages) == 1


def test_a_body_or_method_other_than_signed_is_refused(client: Browser, voice: Voice) -> None:
    headers = voice.headers(ICE)

    answers = [client.post(PATH, data=body, headers=headers) for body in (ICE + b" ", b"", b"{}")]

    assert {answer.status_code for answer in answers} == {401}
    assert client.put(PATH, data=ICE, headers=headers).status_code == 405


def test_sinchs_other_way_to_log_in_is_no_way_in_here(client: Browser, voice: Voice) -> None:
    own = voice.application
    basic = b64encode(f"{own.key}:{own.base64_secret}".encode()).decode()

    answer = client.post(
        PATH, data=ICE, headers={**voice.headers(ICE), "Authorization": f"Basic {basic}"}
    )

    assert answer.status_code == 401


def test_a_url_safe_signature_is_refused(client: Browser, voice: Voice) -> None:
    headers, body, number = voice.headers(ICE), ICE, 0
    while not {"+", "/"} & set(headers["Authorization"].rpartition(":")[2]):
        number += 1
        body = ICE + b" " * number
        headers = voice.headers(body)
    start, _, signature = headers["Authorization"].rpartition(":")
    headers["Authorization"] = f"{start}:{signature.replace('+', '-').replace('/', '_')}"

    assert client.post(PATH, data=body, headers=headers).status_code == 401


@pytest.mark.parametrize("scheme", ["application", "Application", "APPLICATION"])
def test_the_scheme_may_be_written_in_any_letters(
    client: Browser, voice: Voice, scheme: str
) -> None:
    headers = with_authorization(lambda value: value.replace("application", scheme, 1))(
        voice.headers(ICE)
    )

    assert client.post(PATH, data=ICE, headers=headers).status_code == 200


def test_forty_five_forgeries_are_tried() -> None:
    assert len(BAD_HEADERS) + 5 >= 45
