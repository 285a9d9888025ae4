"""Messages are read strictly: what is not exactly right is refused, with a short reason."""

import json

import pytest

from sandbox.message_fields import MalformedMessage
from sandbox.messages import (
    HANGUP_REASONS,
    Answer,
    Candidate,
    Dtmf,
    Hangup,
    Invite,
    Register,
    Restart,
    Restarted,
    Ringing,
    parse_message,
)
from tests.sandbox import wire
from tests.sandbox.wire import CANDIDATE, PHONE, SDP

CALL_ID = "0b7f2f0c-6a1d-4c39-8f53-2f9a6b1f7a10"


REGISTER = wire.register("alice", "a.b.c", CALL_ID, "396f387f-2e22-4b29-9b94-1df41a05f0dc")


INVITE = wire.invite(CALL_ID, "bob")


ANSWER = wire.answer(CALL_ID)


CANDIDATE_MESSAGE = wire.candidate(CALL_ID)


DTMF = wire.dtmf(CALL_ID, "0123456789*#ABCD")


GOOD = [
    REGISTER,
    INVITE,
    ANSWER,
    CANDIDATE_MESSAGE,
    DTMF,
    wire.ringing(CALL_ID),
    wire.hangup(CALL_ID),
    wire.restart(CALL_ID),
    wire.restarted(CALL_ID),
]


VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"


def parse(message):
    return parse_message(json.dumps(message))


def test_every_message_of_the_protocol_is_understood():
    assert [type(parse(message)) for message in GOOD] == [
        Register,
        Invite,
        Answer,
        Candidate,
        Dtmf,
        Ringing,
        Hangup,
        Restart,
        Restarted,
    ]


def test_an_invitation_is_read_whole():
    message = parse({**INVITE, "headers": {"subject": "Grüße"}})

    assert message == Invite(
        CALL_ID, "username", "bob", wire.CALLER_IDENTIFIER, SDP, {"subject": "Grüße"}, False
    )


@pytest.mark.parametrize(
    "message",
    [
        {**INVITE, "callerIdentifier": None},
        {**INVITE, "callee": {"type": "number", "endpoint": PHONE}},
        {**INVITE, "offer": SDP + VIDEO},
        {**INVITE, "offer": SDP.replace("\r\n", "\n")},
        {**INVITE, "headers": {"a": "b" * 1023}},
        {**INVITE, "offer": SDP + VIDEO, "video": True},
        *(wire.hangup(CALL_ID, reason) for reason in HANGUP_REASONS),
        {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "candidate": ""}},
        {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "usernameFragment": None}},
        {
            **CANDIDATE_MESSAGE,
            "candidate": {"candidate": "", "sdpMid": None, "sdpMLineIndex": None},
        },
    ],
)
def test_what_browsers_may_send_besides_is_understood(message):
    assert parse(message)


BAD = {
    "type unknown": {"type": "shout", "callId": CALL_ID},
    "type missing": {"callId": CALL_ID},
    "type a list": {"type": ["hangup"], "callId": CALL_ID},
    "type of the server": {"type": "ended", "callId": CALL_ID},
    "field too many": {**wire.hangup(CALL_ID), "from": "alice"},
    "field missing": {"type": "hangup"},
    "call id a number": {"type": "hangup", "callId": 7},
    "call id no uuid": wire.hangup("call-1"),
    "call id in capitals": wire.hangup(CALL_ID.upper()),
    "call id of another version": wire.hangup("0b7f2f0c-6a1d-1c39-8f53-2f9a6b1f7a10"),
    "call id with newline": wire.hangup(f"{CALL_ID}\n"),
    "call id null": wire.hangup(None),
    "user id empty": {**REGISTER, "userId": ""},
    "user id true": {**REGISTER, "userId": True},
    "user id long": {**REGISTER, "userId": "a" * 256},
    "token long": {**REGISTER, "registrationToken": "a" * 8193},
    "instance id no uuid": {**REGISTER, "instanceId": "1"},
    "callee a text": {**INVITE, "callee": "bob"},
    "callee of another type": {**INVITE, "callee": {"type": "sip", "endpoint": "bob"}},
    "callee without endpoint": {**INVITE, "callee": {"type": "username"}},
    "callee with more": {**INVITE, "callee": {**INVITE["callee"], "name": "Bob"}},
    "endpoint a number": {**INVITE, "callee": {"type": "number", "endpoint": 467017}},
    "caller identifier a number": {**INVITE, "callerIdentifier": 46},
    "caller identifier long": {**INVITE, "callerIdentifier": "+" + "4" * 32},
    "headers a list": {**INVITE, "headers": []},
    "headers with a number": {**INVITE, "headers": {"a": 1}},
    "headers long": {**INVITE, "headers": {"a": "b" * 1024}},
    "headers long in utf-8": {**INVITE, "headers": {"a": "ü" * 600}},
    "offer empty": {**INVITE, "offer": ""},
    "offer no text": {**INVITE, "offer": {"type": "offer", "sdp": SDP}},
    "offer prose": {**INVITE, "offer": "Let us talk."},
    "offer without audio": {**INVITE, "offer": SDP.replace("m=audio", "m=application")},
    "offer with two audio": {**INVITE, "offer": SDP + "m=audio 9 RTP/AVP 0\r\n"},
    "offer with two video": {**INVITE, "offer": SDP + VIDEO + VIDEO},
    "offer with data channel": {**INVITE, "offer": SDP + "m=application 9 DTLS/SCTP 5000\r\n"},
    "offer without fingerprint": {**INVITE, "offer": SDP.replace("fingerprint", "thumbprint")},
    "offer with control character": {**INVITE, "offer": SDP + "a=\x00\r\n"},
    "offer with other letters": {**INVITE, "offer": SDP + "a=ü\r\n"},
    "offer long": {**INVITE, "offer": SDP + "a=x\r\n" * 2500},
    "video a text": {**INVITE, "video": "yes"},
    "video missing": {name: value for name, value in INVITE.items() if name != "video"},
    "reason unknown": wire.hangup(CALL_ID, "<b>bored</b>"),
    "reason null": {**wire.hangup(CALL_ID), "reason": None},
    "reason a list": {**wire.hangup(CALL_ID), "reason": ["pageClosed"]},
    "restart without offer": {"type": "restart", "callId": CALL_ID, "attempt": 1},
    "restart with prose": {**wire.restart(CALL_ID), "offer": "Again!"},
    "restart with more": {**wire.restart(CALL_ID), "answer": SDP},
    "attempt zero": wire.restart(CALL_ID, 0),
    "attempt true": wire.restarted(CALL_ID, True),
    "attempt huge": wire.restart(CALL_ID, 10**9),
    "restarted with offer": {**wire.restart(CALL_ID), "type": "restarted"},
    "answer null": {**ANSWER, "answer": None},
    "candidate a text": {**CANDIDATE_MESSAGE, "candidate": "candidate:1"},
    "candidate without mid": {**CANDIDATE_MESSAGE, "candidate": {"candidate": ""}},
    "candidate with more": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "x": 1}},
    "candidate prose": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "candidate": "hello"}},
    "candidate long": {
        **CANDIDATE_MESSAGE,
        "candidate": {**CANDIDATE, "candidate": "candidate:" + "1" * 503},
    },
    "index true": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "sdpMLineIndex": True}},
    "index negative": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "sdpMLineIndex": -1}},
    "index with fraction": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "sdpMLineIndex": 0.5}},
    "mid a number": {**CANDIDATE_MESSAGE, "candidate": {**CANDIDATE, "sdpMid": 0}},
    "digits empty": wire.dtmf(CALL_ID, ""),
    "digits letters": wire.dtmf(CALL_ID, "abc"),
    "digits long": wire.dtmf(CALL_ID, "1" * 33),
    "digits of other scripts": wire.dtmf(CALL_ID, "\u0661"),
    "digits with newline": wire.dtmf(CALL_ID, "1\n"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_message_with_anything_wrong_is_refused(name):
    with pytest.raises(MalformedMessage) as refused:
        parse(BAD[name])

    assert 0 < len(str(refused.value).encode()) <= 123
