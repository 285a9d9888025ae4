"""Deleting calls from the history: they stay deleted, and only one's own are."""

import pytest

from extensions import db
from models import Call, SinchCall, User
from models.phone_usage import phone_usage_of
from models.utc_datetime import utc_now
from tests.blueprints.test_history import CALL
from tests.conftest import Browser
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice


def delete(browser: Browser, path: str) -> int:
    headers = {"X-CSRFToken": browser.csrf_token()}
    return browser.delete(path, headers=headers).status_code


def report(browser: Browser, sinch_call_id: str, **change: str) -> int:
    call = {**CALL, "sinchCallId": sinch_call_id, **change}
    row: int = browser.post_json("/api/calls", call).json["call"]["id"]
    return row


def history_of(browser: Browser) -> list[str]:
    return [call["sinchCallId"] for call in browser.get("/api/calls").json["calls"]]


def test_a_deleted_call_is_gone_and_the_others_stay(client: Browser, alice: User) -> None:
    client.log_in(alice)
    report(client, "first")
    row = report(client, "second")

    assert delete(client, f"/api/calls/{row}") == 200

    assert history_of(client) == ["first"]


def test_deleting_all_empties_the_own_history_alone(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    report(client, "first")
    report(client, "second")
    report(other_client, "first", remote="alice")

    assert delete(client, "/api/calls") == 200

    assert history_of(client) == []
    assert history_of(other_client) == ["first"]


def test_nobody_deletes_a_call_of_another(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    row = report(client, "first")

    assert delete(other_client, f"/api/calls/{row}") == 404

    assert history_of(client) == ["first"]


@pytest.mark.parametrize("row", ["0", "5", str(2**31), "9" * 30, "x"])
def test_a_call_that_is_not_there_cannot_be_deleted(client: Browser, alice: User, row: str) -> None:
    client.log_in(alice)

    assert delete(client, f"/api/calls/{row}") == 404


def test_a_call_is_deleted_once(client: Browser, alice: User) -> None:
    client.log_in(alice)
    row = report(client, "first")
    delete(client, f"/api/calls/{row}")

    assert delete(client, f"/api/calls/{row}") == 404


@pytest.mark.parametrize("path", ["/api/calls", "/api/calls/1"])
def test_deleting_needs_the_csrf_token(client: Browser, alice: User, path: str) -> None:
    client.log_in(alice)
    report(client, "first")

    answer = client.delete(path)

    assert (answer.status_code, answer.json["error"]["code"]) == (400, "csrf")
    assert history_of(client) == ["first"]


def test_a_deleted_call_leaves_nothing_behind_of_whom_and_why(client: Browser, alice: User) -> None:
    client.log_in(alice)
    row = report(client, "first")

    delete(client, f"/api/calls/{row}")

    call = db.session.get_one(Call, row)
    assert (call.caller, call.callee, call.reason, call.end_cause) == ("", "", "", "")
    assert (call.duration_seconds, call.answered_at, call.cost) == (None, None, None)


def test_a_page_that_reports_a_deleted_call_again_does_not_bring_it_back(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    row = report(client, "first")
    delete(client, f"/api/calls/{row}")

    answer = client.post_json("/api/calls", {**CALL, "sinchCallId": "first"})

    assert (answer.status_code, answer.json) == (200, {"call": None})
    assert history_of(client) == []
    assert db.session.get_one(Call, row).callee == ""


def test_what_sinch_tells_later_does_not_bring_a_deleted_call_back(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    voice, told = Voice(client.application), ice("alice", "bob", "first")
    client.log_in(alice)
    other_client.log_in(bob)
    voice.deliver(told)
    row = report(client, "first")
    delete(client, f"/api/calls/{row}")

    for event in (ace(told), dice(told)):
        assert voice.deliver(event).status_code == 200

    assert history_of(client) == []
    assert db.session.get_one(Call, row).callee == ""
    assert history_of(other_client) == ["first"]


def test_a_call_that_is_still_up_when_all_are_deleted_comes_into_the_history(
    client: Browser, alice: User, bob: User
) -> None:
    voice, told = Voice(client.application), ice("alice", "bob", "first")
    client.log_in(alice)
    voice.deliver(told)

    delete(client, "/api/calls")
    voice.deliver(dice(told))

    assert history_of(client) == ["first"]


def test_deleting_gives_no_more_calls_to_phones(client: Browser, alice: User) -> None:
    voice, told = Voice(client.application), ice("alice", SWEDISH_MOBILE)
    client.log_in(alice)
    for event in (told, ace(told), dice(told)):
        voice.deliver(event)
    before = phone_usage_of("alice", now=utc_now(), free_numbers=frozenset())

    delete(client, "/api/calls")

    after = phone_usage_of("alice", now=utc_now(), free_numbers=frozenset())
    assert before == after
    assert after != phone_usage_of("bob", now=utc_now(), free_numbers=frozenset())
    assert SinchCall.find(told["callid"]) is not None


def test_a_number_of_a_deleted_call_is_no_longer_offered(client: Browser, alice: User) -> None:
    client.log_in(alice)
    report(client, "first", kind="app-to-phone", remote="+46701740605")
    assert "+46 70 174 06 05" in client.get("/call").text

    delete(client, "/api/calls")

    assert "+46 70 174 06 05" not in client.get("/call").text


def test_pages_go_on_from_a_call_that_was_deleted_meanwhile(client: Browser, alice: User) -> None:
    client.log_in(alice)
    for number in range(25):
        report(client, str(number))
    first = client.get("/api/calls").json

    delete(client, f"/api/calls/{first['nextBefore']}")

    second = client.get(f"/api/calls?before={first['nextBefore']}").json
    assert [call["sinchCallId"] for call in second["calls"]] == ["4", "3", "2", "1", "0"]
