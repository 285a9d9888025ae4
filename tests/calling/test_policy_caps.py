"""The caps on calls, and what they leave."""

from dataclasses import replace
from datetime import timedelta

import pytest

from calling.phone_caps import PhoneUsage
from calling.policy import Account
from tests.calling.test_policy import FACTS, FREE, NOON, TO_APP, TO_PHONE, decision, refusal


def test_calls_to_people_are_counted_by_the_hour() -> None:
    used_up = replace(FACTS, people_calls_in_hour=60)

    assert decision(TO_APP, replace(FACTS, people_calls_in_hour=59)).refusal is None
    assert refusal(TO_APP, used_up) == "You have placed 60 calls in an hour: wait a little."
    assert decision(TO_PHONE, used_up).refusal is None


@pytest.mark.parametrize(
    ("age", "words"), [(0, "in 10 minutes"), (8.5, "in 2 minutes"), (9.5, "in 1 minute.")]
)
def test_a_new_account_has_to_wait(age: float, words: str) -> None:
    facts = replace(FACTS, caller=Account("alice", NOON - timedelta(minutes=age)))

    assert words in refusal(TO_PHONE, facts)


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (PhoneUsage(has_open_call=True), "one at a time"),
        (PhoneUsage(calls_in_10_minutes=5), "5 phone calls in 10 minutes"),
        (PhoneUsage(calls_today=20), "your 20 phone calls for today"),
        (PhoneUsage(seconds_today=30 * 60), "your 30 minutes of phone calls for today"),
        (PhoneUsage(seconds_today=29 * 60 + 1), "your 30 minutes of phone calls for today"),
        (PhoneUsage(all_calls_today=100), "All phone calls of this site"),
        (PhoneUsage(all_seconds_today=60 * 60), "All phone minutes of this site"),
    ],
)
def test_each_cap_is_a_reason_of_its_own(usage: PhoneUsage, words: str) -> None:
    assert words in refusal(TO_PHONE, replace(FACTS, usage=usage))


@pytest.mark.parametrize(
    "usage", [PhoneUsage(seconds_today=25 * 60), PhoneUsage(all_seconds_today=55 * 60)]
)
def test_the_last_call_of_a_day_may_last_what_is_left(usage: PhoneUsage) -> None:
    decided = decision(TO_PHONE, replace(FACTS, usage=usage))

    assert decided.svaml["action"]["maxDuration"] == decided.max_duration_seconds == 300


def test_a_number_that_is_free_counts_against_no_cap_of_a_day() -> None:
    usage = PhoneUsage(calls_today=20, seconds_today=9999, all_calls_today=100)

    assert decision(TO_PHONE, replace(FACTS, usage=usage), to_endpoint=FREE).refusal is None


def test_also_to_a_free_number_there_is_one_call_at_a_time() -> None:
    facts = replace(FACTS, usage=PhoneUsage(has_open_call=True))

    assert "one at a time" in refusal(TO_PHONE, facts, to_endpoint=FREE)
