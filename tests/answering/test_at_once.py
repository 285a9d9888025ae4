"""Several deliveries in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from extensions import db
from models import CallbackDelivery, SinchCall, User
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ice

TIMES = 50


def deliver_at_once(voice: Voice, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers, each of which must be one."""
    with ThreadPoolExecutor(len(events)) as pool:
        answers = list(pool.map(voice.deliver, events))
    assert {answer.status_code for answer in answers} == {200}
    return [answer.json for answer in answers]


def test_the_same_ice_many_times_at_once_is_one_call(voice: Voice, alice: User) -> None:
    answers = deliver_at_once(voice, [ice("alice", SWEDISH_MOBILE, "once")] * TIMES)

    assert answers == [answers[0]] * TIMES
    assert answers[0]["action"]["name"] == "connectPstn"
    for model in (SinchCall, CallbackDelivery):
        assert db.session.scalar(select(func.count()).select_from(model)) == 1


def test_of_many_calls_of_one_user_at_once_one_is_let_through(voice: Voice, alice: User) -> None:
    answers = deliver_at_once(voice, [ice("alice", SWEDISH_MOBILE) for _ in range(TIMES)])

    names = [answer["action"]["name"] for answer in answers]
    assert names.count("connectPstn") == 1
    assert names.count("hangup") == TIMES - 1


def test_of_many_calls_to_people_at_once_as_many_as_may_be_are_let_through(
    app: Flask, voice: Voice, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(app.config["SETTINGS"], people_calls_per_hour=2)
    monkeypatch.setitem(app.config, "SETTINGS", few)

    answers = deliver_at_once(voice, [ice("alice", "bob") for _ in range(16)])

    names = [answer["action"]["name"] for answer in answers]
    assert (names.count("connectMxp"), names.count("hangup")) == (2, 14)
