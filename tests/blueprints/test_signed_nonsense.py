"""Whatever is signed gets an answer of ours: random bodies."""

import json

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import User
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice

ICE = ice("alice", "bob", "body")
ANY_TEXT = st.text(max_size=300) | st.sampled_from(
    ["alice", "bob", "+46701740605", "+46000000000", "112", "username", "number", "did", "pstn"]
)
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)
TO = st.fixed_dictionaries({"type": ANY_TEXT, "endpoint": ANY_TEXT})
MONEY = st.fixed_dictionaries({"currencyId": ANY_VALUE, "amount": ANY_VALUE})
FIELDS = ["event", "callid", "timestamp", "user", "cli", "to", "domain", "originationType"]
FIELDS += ["userRate", "debit", "duration", "result", "reason", "from", "applicationKey"]
EVENT = st.builds(
    lambda event, changes: {**event, **changes},
    st.sampled_from([ICE, ice("alice", SWEDISH_MOBILE), ace(ICE), dice(ICE)]),
    st.dictionaries(st.sampled_from(FIELDS), ANY_VALUE | TO | MONEY, max_size=4),
)
BODY = st.binary(max_size=200) | EVENT.map(lambda event: json.dumps(event).encode())
ACTIONS = {"hangup", "continue", "connectMxp", "connectPstn"}


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


# On both databases, so 2,000 in all.
@settings(
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=BODY)
def test_whatever_is_signed_gets_a_status_of_ours_and_an_ice_an_answer(
    voice: Voice, alice: User, bob: User, body: bytes
) -> None:
    answer = voice.deliver_body(body)

    assert answer.status_code in (200, 400, 413)
    if answer.status_code == 200 and json.loads(body)["event"].lower() in ("ice", "ace"):
        assert answer.json.keys() == {"instructions", "action"}
        assert answer.json["action"]["name"] in ACTIONS
