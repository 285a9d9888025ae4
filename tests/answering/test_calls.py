"""Calls from their beginning to their end, as Sinch tells of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from extensions import db
from models import Call, CallbackDelivery, SinchCall, User
from models.utc_datetime import utc_now
from tests.conftest import Browser, add_user
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice, ice_from_phone


def test_a_call_to_a_user_rings_that_user(voice: Voice, alice: User, bob: User) -> None:
    action = voice.action_for(ice("alice", "bob"))

    assert action == {
        "name": "connectMxp",
        "destination": {"type": "username", "endpoint": "bob"},
    }


def test_a_call_to_a_phone_shows_our_number_and_has_an_end(voice: Voice, alice: User) -> None:
    action = voice.action_for(ice("alice", SWEDISH_MOBILE))

    assert action == {
        "name": "connectPstn",
        "number": SWEDISH_MOBILE,
        "cli": "+46700000000",
        "maxDuration": 600,
    }


def test_what_sinch_told_of_a_call_is_kept(voice: Voice, alice: User) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    for event in (incoming, ace(incoming), dice(incoming)):
        assert voice.deliver(event).status_code == 200

    call = SinchCall.find(incoming["callid"])

    assert (call.kind, call.caller, call.callee) == ("app-to-phone", "alice", SWEDISH_MOBILE)
    assert (call.result, call.reason, call.duration_seconds) == ("ANSWERED", "CALLERHANGUP", 30)
    assert (call.debit, call.user_rate, call.currency) == (
        Decimal("0.0120"),
        Decimal("0.0240"),
        "EUR",
    )
    assert (call.ended_at - call.started_at).total_seconds() == 35
    assert (call.answered_at - call.started_at).total_seconds() == 5
    assert call.refusal is None


def test_both_histories_show_the_call_with_its_cost(
    voice: Voice, client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    incoming = ice("alice", "bob")
    voice.deliver(incoming)
    voice.deliver(dice(incoming))

    (outgoing,) = client.get("/api/calls").json["calls"]
    (received,) = other_client.get("/api/calls").json["calls"]

    assert (outgoing["direction"], outgoing["remote"]) == ("outgoing", "bob")
    assert (received["direction"], received["remote"]) == ("incoming", "alice")
    for call in (outgoing, received):
        assert call["cost"] == {"amount": "0.0120", "currency": "EUR"}
        assert (call["source"], call["endCause"], call["durationSeconds"]) == (
            "sinch",
            "HungUp",
            30,
        )


def test_a_call_that_is_still_up_is_not_in_the_history(
    voice: Voice, client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)

    voice.deliver(ice("alice", "bob"))

    assert client.get("/api/calls").json["calls"] == []


def test_a_repeated_event_gets_the_same_answer_and_changes_nothing(
    voice: Voice, alice: User
) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    first = voice.deliver(incoming)

    again = [voice.deliver(incoming) for _ in range(3)]

    assert {answer.data for answer in again} == {first.data}
    (delivery,) = db.session.scalars(select(CallbackDelivery)).all()
    assert delivery.repeats == 3


def test_a_call_from_a_phone_rings_the_owner_of_the_number(voice: Voice, bob: User) -> None:
    bob.phone_number = "+46700000001"
    db.session.commit()

    incoming = ice_from_phone("+46701112233", "+46700000001")

    assert voice.action_for(incoming)["destination"]["endpoint"] == "bob"
    assert SinchCall.find(incoming["callid"]).kind == "phone-to-app"


@pytest.mark.parametrize("shown", ["private", "46701112233"])
@pytest.mark.parametrize("has_ice", [True, False])
def test_what_a_phone_shows_as_its_number_is_nobody_s_username(
    voice: Voice, other_client: Browser, bob: User, password_hash: str, shown: str, has_ice: bool
) -> None:
    namesake = add_user(shown, "Mallory", password_hash)
    bob.phone_number = "+46700000001"
    db.session.commit()
    incoming = ice_from_phone(shown, "+46700000001")

    for event in [incoming, dice(incoming)] if has_ice else [dice(incoming)]:
        voice.deliver(event)

    other_client.log_in(bob)
    calls = other_client.get("/api/calls").json["calls"]
    assert [(call["direction"], call["remoteDisplayName"]) for call in calls] == (
        [("incoming", shown)] if has_ice else []
    )
    assert db.session.query(Call).filter_by(user_id=namesake.id).count() == 0


def test_what_came_more_than_a_week_ago_goes_with_the_next_call(voice: Voice, alice: User) -> None:
    old, recent = ice("alice", SWEDISH_MOBILE), ice("alice", SWEDISH_MOBILE)
    for event, days in ((old, 8), (recent, 6)):
        voice.deliver(event)
        its_delivery = CallbackDelivery.sinch_call_id == event["callid"]
        came_at = utc_now() - timedelta(days=days)
        db.session.execute(update(CallbackDelivery).where(its_delivery).values(received_at=came_at))
        db.session.commit()

    voice.deliver(ice("alice", "bob"))

    kept = set(db.session.scalars(select(CallbackDelivery.sinch_call_id)))
    assert old["callid"] not in kept
    assert recent["callid"] in kept
