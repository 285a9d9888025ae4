"""A call whose end Sinch never tells is over by the clock."""

from datetime import timedelta

import pytest

from extensions import db
from models import Call, SinchCall, User
from models.histories import close_overdue_calls
from models.phone_usage import phone_usage_of
from phone_numbers import SINCH_TEST_NUMBERS
from tests.answering import story
from tests.answering.clock import MINUTE, NOON, answer_at, since_long
from tests.conftest import Browser
from tests.sinch_voice import SWEDISH_MOBILE, ace, dice, ice


@pytest.fixture
def alice(alice: User) -> User:
    return since_long(alice)


@pytest.mark.parametrize(("seconds", "name"), [(659, "hangup"), (661, "connectPstn")])
def test_a_call_whose_end_is_never_told_holds_its_place_a_minute_longer_than_it_may_last(
    alice: User, seconds: int, name: str
) -> None:
    answer_at(NOON, ice("alice", SWEDISH_MOBILE))

    later = answer_at(NOON + timedelta(seconds=seconds), ice("alice", SWEDISH_MOBILE))

    assert later["name"] == name


def test_such_a_call_stands_in_the_history_as_ended(alice: User, client: Browser) -> None:
    stuck = ice("alice", SWEDISH_MOBILE)
    answer_at(NOON - timedelta(days=1), stuck)
    client.log_in(alice)

    (call,) = client.get("/api/calls").json["calls"]

    assert call["sinchCallId"] == stuck["callid"]
    assert call["endCause"] == "Timeout"
    assert db.session.query(Call).one().ended_at == NOON - timedelta(days=1) + 11 * MINUTE


def test_its_late_end_still_counts(alice: User) -> None:
    stuck = ice("alice", SWEDISH_MOBILE)
    answer_at(NOON, stuck)
    close_overdue_calls(NOON + 12 * MINUTE)

    answer_at(NOON + 13 * MINUTE, dice(stuck, duration=120))

    call = SinchCall.find(stuck["callid"])
    assert (call.result, call.ended_at) == ("ANSWERED", NOON + 13 * MINUTE)


def test_an_answered_call_whose_end_is_never_told_counts_as_its_longest(alice: User) -> None:
    stuck = ice("alice", SWEDISH_MOBILE)
    answer_at(NOON, stuck)
    answer_at(NOON, ace(stuck))
    close_overdue_calls(NOON + 12 * MINUTE)

    usage = phone_usage_of("alice", now=NOON + 13 * MINUTE, free_numbers=SINCH_TEST_NUMBERS)

    assert (usage.has_open_call, usage.seconds_today) == (False, 600)


@pytest.mark.parametrize("is_report_first", [True, False])
def test_what_the_page_saw_of_the_end_is_better_than_a_guess(
    alice: User, client: Browser, is_report_first: bool
) -> None:
    client.log_in(alice)
    stuck = ice("alice", SWEDISH_MOBILE)
    answer_at(NOON - timedelta(days=1), stuck)

    def report() -> None:
        client.post_json("/api/calls", story.report_of(stuck, "alice", SWEDISH_MOBILE))

    def close() -> None:
        close_overdue_calls(NOON)
        db.session.commit()

    for step in (report, close) if is_report_first else (close, report):
        step()

    (kept,) = client.get("/api/calls").json["calls"]
    assert (kept["endCause"], kept["endedAt"]) == ("Failure", "2026-01-02T03:05:15Z")
