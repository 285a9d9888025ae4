"""One side of a call, translated: whatever is said, in whatever order."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.classic import leg
from sandbox.classic.callee_leg import CalleeLeg
from sandbox.classic.caller_leg import CallerLeg
from sandbox.classic.encryption import new_key
from sandbox.classic.mxp import Method, Party, Said, read_message
from sandbox.message_fields import MalformedMessage
from tests.sandbox.classic.conversation import ANSWER
from tests.sandbox.classic.test_malformed import JSON
from tests.sandbox.wire import SDP, new_uuid

MESSAGES = st.fixed_dictionaries(
    {
        "md": st.sampled_from(list(Method)) | st.integers(),
        "fi": st.sampled_from(["a:1", "b:2"]) | st.text(min_size=1, max_size=8),
    },
    optional={
        "bt": st.sampled_from([None, "", "sdp", "client", "error/json"]) | JSON,
        "bd": st.sampled_from([None, "", leg.BUSY_CODE]) | st.text(max_size=30) | JSON,
    },
)
TOLD = st.sampled_from(
    [
        {"type": "progressing"},
        {"type": "ringing"},
        {"type": "answered", "answer": ANSWER},
        {"type": "answered", "answer": None},
        {"type": "error", "message": "No."},
        *(
            {"type": "ended", "endCause": cause, "message": sentence}
            for cause in ("HungUp", "Denied", "Canceled", "Failure", "NoAnswer")
            for sentence in (None, "Because.")
        ),
    ]
)


def test_a_classic_window_is_offered_no_picture():
    video = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendrecv\r\n"
    caller = {"userId": "alice", "displayName": "Alice", "number": None}
    incoming = {"callId": new_uuid(), "caller": caller, "offer": SDP + video, "headers": {}}

    invite = CalleeLeg(incoming, key=new_key(), channel="v1", server_fi="s:1").invite()

    offered = json.loads(invite["nvps"]["sdp"])["sdp"]
    assert offered == SDP + video.replace("sendrecv", "inactive")


@settings(deadline=None)
@given(kind=st.sampled_from(["caller", "callee"]), steps=st.lists(MESSAGES | TOLD, max_size=12))
def test_legs_take_anything_in_any_order(kind, steps):
    call_id, key = new_uuid(), new_key()
    caller = {"userId": "alice", "displayName": "Alice", "number": None}
    incoming = {"callId": call_id, "caller": caller, "offer": SDP, "headers": {}}
    one = (
        CallerLeg(call_id, "bob", key=key, channel="v1")
        if kind == "caller"
        else CalleeLeg(incoming, key=key, channel="v1", server_fi="s:1")
    )

    for step in steps:
        if "type" in step:
            replies = one.tell(step)
        else:
            try:
                one.hear(read_message(json.dumps(step).encode()))
            except MalformedMessage:
                continue
            replies = one.follow_up()
        assert all(reply["fs"] == "v1" for reply in replies)
    assert not (one.is_ended and one.needs_page)


def test_the_other_side_is_named_in_every_message():
    assert Party("bob", "i:1", "v1").as_fields() == {
        "fu": "bob",
        "fi": "i:1",
        "fd": "i",
        "fc": "",
        "fs": "v1",
    }
    assert read_message(b'{"md": 5, "fi": "i:1"}') == Said(5, "", "", "i:1")
