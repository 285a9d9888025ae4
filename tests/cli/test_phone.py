"""flask phone: the operator's switch, and what was phoned today."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from extensions import db
from models import PhoneSwitch, SinchCall
from models.utc_datetime import utc_now
from tests.cli.conftest import Run

MINUTE = timedelta(minutes=1)


def add_call(call_id: str, *, callee: str = "+46701740605", **changes: object) -> None:
    now = utc_now()
    values = {"kind": "app-to-phone", "caller": "alice", "decided_at": now, "started_at": now}
    values |= {"ended_at": now, "result": "ANSWERED", "duration_seconds": 61}
    db.session.add(SinchCall(sinch_call_id=call_id, callee=callee, **(values | changes)))
    db.session.commit()


def test_phones_can_be_called_until_somebody_turns_it_off(run: Run) -> None:
    ended = run("phone", "status")

    assert ended.exit_code == 0
    assert ended.stdout.startswith("Calls to phones are on.\n")


def test_off_and_on_act_at_once_and_say_what_is_now_true(run: Run) -> None:
    off, off_is, status = run("phone", "off"), PhoneSwitch.is_now_on(), run("phone", "status")
    on, on_is = run("phone", "on"), PhoneSwitch.is_now_on()

    assert (off.exit_code, on.exit_code) == (0, 0)
    assert (off_is, on_is) == (False, True)
    assert off.stdout.startswith("Calls to phones are off.\n")
    assert status.stdout == off.stdout
    assert on.stdout.startswith("Calls to phones are on.\n")


def test_turning_it_off_twice_is_no_error(run: Run) -> None:
    run("phone", "off")

    assert run("phone", "off").exit_code == 0
    assert not PhoneSwitch.is_now_on()


def test_todays_use_is_said_in_calls_and_begun_minutes(run: Run) -> None:
    add_call("answered")
    add_call(
        "still-up", ended_at=None, result=None, duration_seconds=None, max_duration_seconds=600
    )
    add_call("refused", refusal="Not allowed.", duration_seconds=None)
    add_call("free", callee="+46000000000")
    add_call("yesterday", decided_at=utc_now() - 1440 * MINUTE)

    ended = run("phone", "status")

    assert "all users together: 2 of 10000 calls, 12 of 60000 minutes." in ended.stdout


def test_without_a_caller_identifier_being_on_is_not_enough(app: Flask, run: Run) -> None:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, caller_identifier=None, phone_allowed_regions=())
    try:
        ended = run("phone", "status")
    finally:
        app.config["SETTINGS"] = settings

    assert "Without SINCH_CALLER_IDENTIFIER nobody can place one" in ended.stdout
    assert "Allowed regions: none, only Sinch's test numbers." in ended.stdout


@pytest.mark.parametrize("words", [["phone", "maybe"], ["phone", "on", "off"]])
def test_other_words_get_the_usage(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2
