"""Frames that are no messages, and messages with anything at all in them."""

import contextlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.message_fields import MalformedMessage
from sandbox.messages import (
    parse_message,
)
from tests.sandbox import wire
from tests.sandbox.test_messages import CALL_ID, GOOD, INVITE, parse

HANGUP = json.dumps(wire.hangup(CALL_ID))


BAD_FRAMES: dict[str, str | bytes] = {
    "empty": "",
    "binary": HANGUP.encode(),
    "prose": "hello",
    "null": "null",
    "list": f"[{HANGUP}]",
    "number": "1",
    "cut off": HANGUP[:-1],
    "two": HANGUP * 2,
    "member twice": HANGUP.replace("{", '{"type": "hangup", '),
    "not a number": '{"type": "hangup", "callId": NaN}',
    "infinite": '{"type": "hangup", "callId": 1e999}',
    "half a character": '{"type": "hangup", "callId": "\\ud800"}',
    "half a character as name": '{"type": "hangup", "\\ud800": ""}',
    "half a character in headers": json.dumps({**INVITE, "headers": {"a": "\ud800"}}),
    "half a character unescaped": '{"type": "hangup", "callId": "\ud800"}',
    "deep": "[" * 16_000,
    "deep objects": '{"a":' * 3_000,
    "long": json.dumps({"type": "x" * 17_000}),
    "long in utf-8": json.dumps({"type": "ü" * 9_000}, ensure_ascii=False),
    "very deep": "[" * 100_000,
    "huge integer": '{"type": "hangup", "callId": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_a_frame_that_is_no_message_is_refused(name):
    with pytest.raises(MalformedMessage) as refused:
        parse_message(BAD_FRAMES[name])

    assert 0 < len(str(refused.value).encode()) <= 123


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_no_value_of_any_field_breaks_the_reading(value):
    for message in GOOD:
        for name in message:
            with contextlib.suppress(MalformedMessage):
                parse({**message, name: value})


@given(st.text() | st.binary())
def test_whatever_comes_is_refused_or_understood(frame):
    with pytest.raises(MalformedMessage):
        parse_message(frame)


def test_messages_with_a_few_wrong_bytes_are_refused_or_understood():
    chance = random.Random(20261120)

    for _ in range(20_000):
        frame = bytearray(json.dumps(chance.choice(GOOD)).encode())
        for _ in range(chance.randint(1, 4)):
            frame[chance.randrange(len(frame))] = chance.randrange(256)
        with contextlib.suppress(MalformedMessage):
            parse_message(frame.decode("utf-8", "replace"))
