"""Nobody is rung without end."""

from dataclasses import replace

import pytest
from flask import Flask

from models import SinchCall, User
from tests.answering.clock import MINUTE, NOON, answer_at, since_long
from tests.sinch_voice import SWEDISH_MOBILE, dice, ice


@pytest.fixture(autouse=True)
def two_calls_an_hour(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(app.config["SETTINGS"], people_calls_per_hour=2)
    monkeypatch.setitem(app.config, "SETTINGS", few)


@pytest.fixture
def alice(alice: User) -> User:
    return since_long(alice)


def test_calls_to_people_in_an_hour_are_limited(alice: User, bob: User) -> None:
    for minute in (0, 1):
        call = ice("alice", "bob")
        assert answer_at(NOON + minute * MINUTE, call)["name"] == "connectMxp"
        answer_at(NOON + minute * MINUTE, dice(call))
    third = ice("alice", "bob")

    assert answer_at(NOON + 2 * MINUTE, third) == {"name": "hangup"}

    sentence = "You have placed 2 calls in an hour: wait a little."
    assert SinchCall.find(third["callid"]).refusal == sentence
    assert answer_at(NOON + 2 * MINUTE, ice("bob", "alice"))["name"] == "connectMxp"
    assert answer_at(NOON + 61 * MINUTE, ice("alice", "bob"))["name"] == "connectMxp"


def test_calls_that_were_refused_and_calls_to_phones_do_not_count(alice: User, bob: User) -> None:
    for dialled in ("nobody", "nobody", "nobody", SWEDISH_MOBILE):
        answer_at(NOON, ice("alice", dialled))

    assert answer_at(NOON, ice("alice", "bob"))["name"] == "connectMxp"
