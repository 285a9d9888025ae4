"""What keeps calls to phones from costing more than the operator decided."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from extensions import db
from models import PhoneSwitch, SinchCall, User
from models.account_deletion import delete_account
from models.phone_usage import phone_usage_of
from models.utc_datetime import utc_now
from phone_numbers import SINCH_TEST_NUMBERS
from tests.answering.clock import MINUTE, NOON, answer_at, since_long
from tests.conftest import Browser, add_user
from tests.sinch_voice import SWEDISH_MOBILE, Voice, dice, ice, ice_from_phone


@pytest.fixture
def alice(alice: User) -> User:
    return since_long(alice)


@pytest.fixture
def caps(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Sets caps for one test: the settings are read for each call."""

    def set_caps(**caps: int) -> None:
        settings = app.config["SETTINGS"]
        changed = replace(settings, phone_caps=replace(settings.phone_caps, **caps))
        monkeypatch.setitem(app.config, "SETTINGS", changed)

    return set_caps


def refusal_of(event: dict[str, Any]) -> str | None:
    return SinchCall.find(event["callid"]).refusal


@pytest.mark.parametrize("caller", ["", "carol", "ALICE", "Alice", "alice ", "alice\u200b"])
def test_only_the_exact_user_id_of_an_account_may_call(
    voice: Voice, alice: User, bob: User, caller: str
) -> None:
    for to in ("bob", SWEDISH_MOBILE, "+46000000000"):
        assert voice.action_for(ice(caller, to)) == {"name": "hangup"}


def test_a_deleted_account_may_not_call_nor_be_called(voice: Voice, alice: User, bob: User) -> None:
    delete_account(alice)

    assert voice.action_for(ice("alice", "bob")) == {"name": "hangup"}
    assert voice.action_for(ice("bob", "alice")) == {"name": "hangup"}


def test_what_the_client_sends_beside_the_number_is_not_trusted(voice: Voice, alice: User) -> None:
    extra = {"cli": "+46812345678", "custom": '{"number": "+33123456789"}'}
    headers = [{"key": "cli", "value": "+46812345678"}]

    action = voice.action_for(ice("alice", SWEDISH_MOBILE, **extra, callHeaders=headers))

    assert (action["cli"], action["number"]) == ("+46700000000", SWEDISH_MOBILE)


def test_the_switch_acts_on_the_next_call(voice: Voice, alice: User) -> None:
    PhoneSwitch.turn(is_on=False)
    refused = ice("alice", SWEDISH_MOBILE)

    assert voice.action_for(refused) == {"name": "hangup"}
    assert "switched off" in refusal_of(refused)
    PhoneSwitch.turn(is_on=True)
    assert voice.action_for(ice("alice", SWEDISH_MOBILE))["name"] == "connectPstn"


def test_a_reservation_ends_with_its_call(voice: Voice, alice: User) -> None:
    first = ice("alice", SWEDISH_MOBILE)
    voice.deliver(first)
    second = ice("alice", SWEDISH_MOBILE)

    assert voice.action_for(second) == {"name": "hangup"}
    assert "one at a time" in refusal_of(second)
    voice.deliver(dice(first))
    assert voice.action_for(ice("alice", SWEDISH_MOBILE))["name"] == "connectPstn"


def place_calls(count: int, start: datetime, *, apart: timedelta, caller: str = "alice") -> list:
    """Calls of a minute each; what each was answered."""
    names = []
    for number in range(count):
        call = ice(caller, SWEDISH_MOBILE)
        names.append(answer_at(start + number * apart, call)["name"])
        answer_at(start + number * apart + MINUTE, dice(call, duration=60))
    return names


def test_calls_in_ten_minutes_are_limited(alice: User, caps) -> None:
    caps(calls_per_10_minutes=2)

    names = place_calls(3, NOON, apart=2 * MINUTE)

    assert names == ["connectPstn", "connectPstn", "hangup"]
    assert place_calls(1, NOON + 13 * MINUTE, apart=MINUTE) == ["connectPstn"]


def test_a_new_day_in_utc_begins_at_midnight(alice: User, caps) -> None:
    caps(calls_per_day=2)
    evening = NOON.replace(hour=23, minute=50)

    assert place_calls(3, evening, apart=3 * MINUTE)[-1] == "hangup"
    assert place_calls(1, evening + 11 * MINUTE, apart=MINUTE) == ["connectPstn"]


def test_the_minutes_of_a_day_are_used_up_by_open_and_ended_calls(alice: User, caps) -> None:
    caps(minutes_per_day=12)
    first, second, third = (ice("alice", SWEDISH_MOBILE) for _ in range(3))

    answer_at(NOON, first)
    answer_at(NOON + MINUTE, dice(first, duration=9 * 60))
    granted = answer_at(NOON + 2 * MINUTE, second)["maxDuration"]
    answer_at(NOON + 3 * MINUTE, dice(second, duration=granted))
    answer_at(NOON + 4 * MINUTE, third)

    assert granted == 180
    assert refusal_of(third) == "You have used your 12 minutes of phone calls for today."


def test_many_accounts_share_the_cap_of_all(app: Flask, caps, password_hash: str) -> None:
    caps(all_calls_per_day=10)
    names = [f"user{number}" for number in range(30)]
    for name in names:
        add_user(name, name, password_hash).created_at = NOON - timedelta(days=30)
    db.session.commit()

    answers = [answer_at(NOON, ice(name, SWEDISH_MOBILE))["name"] for name in names]

    assert answers == ["connectPstn"] * 10 + ["hangup"] * 20


def test_test_numbers_need_no_region_and_no_room_in_the_day(
    app: Flask, alice: User, caps, monkeypatch: pytest.MonkeyPatch
) -> None:
    caps(calls_per_day=0, minutes_per_day=0, all_calls_per_day=0, all_minutes_per_day=0)
    without = replace(app.config["SETTINGS"], phone_allowed_regions=())
    monkeypatch.setitem(app.config, "SETTINGS", without)
    free = ice("alice", "+46000000000")

    assert answer_at(NOON, free)["name"] == "connectPstn"
    assert answer_at(NOON, ice("alice", "+46000000000"))["name"] == "hangup"
    answer_at(NOON + MINUTE, dice(free))
    assert phone_usage_of("alice", now=NOON, free_numbers=SINCH_TEST_NUMBERS).calls_today == 0


def test_an_account_must_be_old_enough_to_phone(voice: Voice, alice: User, caps) -> None:
    caps(new_account_minutes=10)
    alice.created_at = utc_now()
    db.session.commit()
    new = ice("alice", SWEDISH_MOBILE)

    assert voice.action_for(new) == {"name": "hangup"}
    assert refusal_of(new) == "Your account is new: it may call phones in 10 minutes."


def test_without_an_owner_of_the_number_the_inbound_user_rings(
    app: Flask, voice: Voice, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ice_from_phone("+46701112233", "+46700000009")
    spoken = voice.deliver(ice_from_phone("+46701112233", "+46700000009")).json["instructions"]
    inbound = replace(app.config["SETTINGS"], inbound_user="bob")
    monkeypatch.setitem(app.config, "SETTINGS", inbound)

    assert spoken[0]["name"] == "say"
    assert voice.action_for(call)["destination"]["endpoint"] == "bob"


def test_the_page_learns_why_its_call_was_refused(
    voice: Voice, client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    refused = ice("alice", "+33123456789")
    voice.deliver(refused)
    report = {
        "sinchCallId": refused["callid"],
        "direction": "outgoing",
        "kind": "app-to-phone",
        "remote": "+33123456789",
        "startedAt": "2026-01-02T03:04:05Z",
        "endedAt": "2026-01-02T03:04:06Z",
        "endCause": "Failure",
        "reason": "It could not be connected.",
    }

    told = client.post_json("/api/calls", report).json["call"]
    others = other_client.post_json("/api/calls", report).json["call"]

    assert told["reason"].startswith("Calls to FR are not allowed here")
    assert client.get("/api/calls").json["calls"][0]["reason"] == told["reason"]
    # The id of somebody else's call tells nothing about it.
    assert (others["reason"], others["source"]) == ("It could not be connected.", "page")
