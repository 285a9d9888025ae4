"""Frames, encryption and signatures: the published examples, round trips, and rubbish."""

import contextlib
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.classic.encryption import Undecipherable, decrypt, encrypt
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.frames import MAX_OPEN_GROUPS, Frame, FrameJoiner, build_frame, parse_frame
from sandbox.classic.mxp import read_message
from sandbox.classic.request_signature import SignedRequest, check_request, sign_request
from sandbox.message_fields import MalformedMessage
from tests.sandbox.classic import vectors
from tests.sandbox.classic.sdk_frames import split_frames
from tests.sandbox.wire import numbered_uuid

KEY = b64decode(vectors.FRAME_KEY)
IV = vectors.FRAME_IV


def test_the_published_frame_is_made_byte_for_byte():
    encrypted = encrypt(KEY, vectors.FRAME_JSON.encode(), iv=IV)

    assert build_frame(vectors.FRAME_CALL_ID, encrypted) == vectors.FRAME


def test_the_published_frame_is_read():
    encrypted = FrameJoiner().add(parse_frame(vectors.FRAME))

    said = read_message(decrypt(KEY, encrypted))

    assert (said.method, said.body_type, said.body, said.fi) == (5, "", "", "i1:42")


@settings(deadline=None)
@given(st.binary(max_size=9000), st.sampled_from([16, 24, 32]), st.randoms())
def test_a_message_survives_encryption_and_pieces_in_any_order(plain, key_bytes, random):
    key = bytes(range(key_bytes))
    frames = split_frames(numbered_uuid(), b64encode(encrypt(key, plain, iv=IV)).decode())
    random.shuffle(frames)
    joiner = FrameJoiner()

    joined = [joiner.add(parse_frame(frame)) for frame in frames]

    assert joined[:-1] == [None] * (len(frames) - 1)
    assert decrypt(key, joined[-1]) == plain


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_what_is_not_encrypted_with_the_key_is_told_apart(encrypted):
    with contextlib.suppress(Undecipherable):
        decrypt(KEY, encrypted)


@pytest.mark.parametrize("length", [0, 15, 16, 17, 31])
def test_what_is_too_short_cannot_be_deciphered(length):
    with pytest.raises(Undecipherable):
        decrypt(KEY, bytes(length))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        vectors.FRAME + " transport",
        vectors.FRAME.replace("10 ", "11 ", 1),
        vectors.FRAME.replace(" - ", "  "),
        vectors.FRAME.replace(" 0 1 ", " 1 1 "),
        vectors.FRAME.replace(" 0 1 ", " -1 1 "),
        vectors.FRAME.replace(" 0 1 ", " 0 33 "),
        vectors.FRAME.replace(" 0 1 ", " 0 ٣ "),
        vectors.FRAME.replace(vectors.FRAME_CALL_ID, "x"),
        vectors.FRAME + "A" * 4096,
    ],
)
def test_a_malformed_frame_is_refused(text):
    with pytest.raises(MalformedMessage):
        parse_frame(text)


def test_pieces_that_are_not_base64_are_refused():
    with pytest.raises(MalformedMessage):
        FrameJoiner().add(Frame(numbered_uuid(), "-", 0, 1, "A*=="))


def test_messages_that_are_never_finished_do_not_pile_up():
    joiner, call_id = FrameJoiner(), numbered_uuid()
    for group in range(MAX_OPEN_GROUPS + 1):
        joiner.add(Frame(call_id, str(group), 0, 2, "AAAA"))

    first = joiner.add(Frame(call_id, "0", 1, 2, "AAAA"))
    last = joiner.add(Frame(call_id, str(MAX_OPEN_GROUPS), 1, 2, "AAAA"))

    assert (first, last) == (None, b"\0" * 6)


@settings(deadline=None)
@given(st.one_of(st.binary(), st.recursive(st.none() | st.text() | st.integers(), st.lists)))
def test_what_is_no_message_is_refused(content):
    plain = content if isinstance(content, bytes) else json.dumps(content).encode()

    with pytest.raises(MalformedMessage):
        read_message(plain)


def signed(method: str, path: str, body: bytes = b"") -> SignedRequest:
    return SignedRequest(method, path, vectors.CONTENT_TYPE, vectors.TIMESTAMP, body)


def test_the_published_signatures_are_made():
    secret = b64decode(vectors.INSTANCE_SECRET)

    get = sign_request(secret, signed("GET", "/v1/configuration/user"))
    put = sign_request(secret, signed("PUT", "/v1/calls/data/id/c1", vectors.PUT_BODY))

    assert (get, put) == (vectors.GET_SIGNATURE, vectors.PUT_SIGNATURE)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"method": "POST"}, ErrorCode.WRONG_SIGNATURE),
        ({"path": "/v1/configuration/user/"}, ErrorCode.WRONG_SIGNATURE),
        ({"content_type": "application/json"}, ErrorCode.WRONG_SIGNATURE),
        ({"body": b"{}"}, ErrorCode.WRONG_SIGNATURE),
        ({"timestamp": "2024-01-01T12:00:01.501Z"}, ErrorCode.WRONG_SIGNATURE),
        ({"timestamp": ""}, ErrorCode.NO_TIMESTAMP),
        ({"timestamp": "2024-01-01T12:10:00.000Z"}, ErrorCode.WRONG_CLOCK),
        ({"timestamp": "2024-02-30T12:00:00.000Z"}, ErrorCode.WRONG_CLOCK),
        ({"timestamp": "2024-01-01"}, ErrorCode.WRONG_CLOCK),
    ],
)
def test_a_request_that_was_changed_is_refused(changes, code):
    request = SignedRequest(**vars(signed("GET", "/v1/configuration/user")) | changes)
    now = datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(minutes=1)

    with pytest.raises(ClassicError) as refused:
        check_request([b64decode(vectors.INSTANCE_SECRET)], request, vectors.GET_SIGNATURE, now=now)

    assert refused.value.code == code
