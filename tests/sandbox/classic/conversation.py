"""The steps that many tests begin with, and what ends a call."""

import json
from typing import Any

from tests.sandbox.classic.client import Call, Tab
from tests.sandbox.wire import CANDIDATE, SDP

INVITE, ACK, JOIN, JOINED, HANGUP, DENY, CANCEL, FAIL, PEER_EVENT = 1, 2, 3, 4, 5, 6, 7, 9, 10

OFFER, ANSWER = SDP, SDP.replace("actpass", "active")
SDK_CANDIDATE = json.dumps(
    {
        "cand": CANDIDATE["candidate"],
        "candidate": CANDIDATE["candidate"],
        "sdpMLI": 0,
        "sdpMLineIndex": 0,
        "sdpMid": "0",
    }
)


def ring(caller: Tab, callee: Tab) -> tuple[Call, Call]:
    """One calls the other, whose tab rings; returns both ends."""
    placed = caller.call(callee.person.user_id, OFFER)
    assert caller.hear(placed)["md"] == ACK
    rings = callee.hear_invitation()
    callee.acknowledge(rings, ANSWER)
    return placed, rings


def connect(caller: Tab, callee: Tab) -> tuple[Call, Call]:
    """One calls the other, who answers."""
    placed, rings = ring(caller, callee)
    callee.say(rings, JOIN, bt="sdp")
    assert caller.hear(placed)["md"] == JOIN
    caller.say(placed, JOINED, bt="client", bd="{}")
    assert callee.hear(rings)["md"] == JOINED
    return placed, rings


def description(message: dict[str, Any]) -> tuple[str, str]:
    """The type and the SDP that a message carries."""
    found = json.loads(message["bd"])
    return found["type"], found["sdp"]
