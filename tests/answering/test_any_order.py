"""Whatever comes first, and however often: the same rows in the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from extensions import db
from models import Call, SinchCall, User
from models.account_deletion import delete_account
from tests.answering import story
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice


def test_the_plain_order_tells_what_happened(plain: dict[str, story.Rows]) -> None:
    told = {row["sinch_call_id"]: row for row in plain["sinch_calls"]}
    kept = {(row["sinch_call_id"], row["caller"]): row for row in plain["calls"]}

    assert told["nobody"]["refusal"] == "There is no account that may place this call."
    assert told["forbidden"]["refusal"].startswith("Calls to FR are not allowed here")
    assert kept["forbidden", "bob"]["reason"] == told["forbidden"]["refusal"]
    assert kept["talk", "alice"]["end_cause"] == "HungUp"
    assert kept["missed", "bob"]["end_cause"] == "NoAnswer"
    assert kept["phoned", "alice"]["answered_at"] > datetime(2026, 2, 1, tzinfo=UTC)
    assert len(plain["calls"]) == 8  # talk and missed stand in two histories each
    assert len(plain["callback_deliveries"]) == 15


def test_any_interleaving_and_repetition_ends_in_the_same_rows(
    steps: list[story.Step], plain: dict[str, story.Rows]
) -> None:
    class AnyOrder(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            story.forget_calls()
            self.missing = dict(enumerate(steps))

        @rule(which=st.integers(0, len(steps) - 1))
        def take(self, which: int) -> None:
            steps[which]()
            self.missing.pop(which, None)

        def teardown(self) -> None:
            for step in reversed(self.missing.values()):
                step()
            assert story.all_rows() == plain

    run_state_machine_as_test(
        AnyOrder, settings=settings(max_examples=12, stateful_step_count=25, deadline=None)
    )


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_three_events_of_a_call_may_come_in_any_order(
    voice: Voice, alice: User, order: tuple[int, ...]
) -> None:
    incoming = ice("alice", SWEDISH_MOBILE, "order", timestamp="2026-11-20T12:00:00Z")
    events = [incoming, ace(incoming), dice(incoming)]

    for which in order:
        assert voice.deliver(events[which]).status_code == 200

    call = SinchCall.find("order")
    assert (call.kind, call.refusal, call.max_duration_seconds) == ("app-to-phone", None, 600)
    assert call.started_at == datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)
    assert call.answered_at == datetime(2026, 11, 20, 12, 0, 5, tzinfo=UTC)
    assert call.ended_at == datetime(2026, 11, 20, 12, 0, 35, tzinfo=UTC)


Change = Callable[[Voice, User], None]


def delete_the_caller(voice: Voice, alice: User) -> None:
    delete_account(alice)


def forbid_the_country(voice: Voice, alice: User) -> None:
    kept = voice.app.config["SETTINGS"]
    voice.app.config["SETTINGS"] = replace(kept, phone_allowed_regions=(), caller_identifier=None)


@pytest.mark.parametrize("change", [delete_the_caller, forbid_the_country])
def test_what_changes_during_a_call_loses_no_record_of_it(
    voice: Voice, alice: User, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(voice.app.config, "SETTINGS", voice.app.config["SETTINGS"])
    incoming = ice("alice", SWEDISH_MOBILE, "changed")
    voice.deliver(incoming)

    change(voice, alice)
    action = voice.action_for(ace(incoming))
    voice.deliver(dice(incoming))

    assert action["name"] == "continue"
    call = SinchCall.find("changed")
    assert (call.caller, call.result, call.duration_seconds) == ("alice", "ANSWERED", 30)
    kept = db.session.query(Call).count()
    assert kept == (0 if change is delete_the_caller else 1)
