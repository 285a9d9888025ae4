"""The caller's page chooses the id of a call: one that was used leads to no other call."""

from typing import Any

import pytest
from sqlalchemy import delete

from extensions import db
from models import CallbackDelivery, SinchCall, User
from tests.sinch_voice import SWEDISH_MOBILE, Voice, dice, ice

BEGAN_AT = "2026-11-20T12:00:00Z"
ALLOWED = ice("alice", SWEDISH_MOBILE, "used", timestamp=BEGAN_AT)
LATER = {**ALLOWED, "timestamp": "2026-11-20T13:00:00Z"}
OF_SOMEBODY_ELSE = {**ALLOWED, "user": "bob"}
TO_ANOTHER_NUMBER = {**ALLOWED, "to": {"type": "number", "endpoint": "+46701740606"}}


@pytest.fixture
def used(voice: Voice, alice: User, bob: User) -> Voice:
    """A call to a phone was allowed, and is over."""
    assert voice.action_for(ALLOWED)["name"] == "connectPstn"
    voice.deliver(dice(ALLOWED))
    return voice


@pytest.mark.parametrize("other", [LATER, OF_SOMEBODY_ELSE, TO_ANOTHER_NUMBER])
def test_the_id_of_an_allowed_call_connects_no_other(used: Voice, other: dict[str, Any]) -> None:
    assert used.action_for(other) == {"name": "hangup"}


def test_the_same_question_gets_the_same_answer_all_the_same(used: Voice) -> None:
    used.deliver(LATER)

    assert used.action_for(ALLOWED)["name"] == "connectPstn"


def test_the_record_stays_when_the_deliveries_are_forgotten(used: Voice) -> None:
    db.session.execute(delete(CallbackDelivery))
    db.session.commit()

    action = used.action_for(LATER)
    used.deliver(dice(LATER, result="FAILED", duration=0))

    assert action == {"name": "hangup"}
    call = SinchCall.find("used")
    assert (call.caller, call.result, call.duration_seconds) == ("alice", "ANSWERED", 30)
    assert call.started_at.isoformat() == "2026-11-20T12:00:00+00:00"
