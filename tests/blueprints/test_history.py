"""The history of calls."""

import pytest

from models import User
from tests.conftest import Browser

CALL = {
    "sinchCallId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "direction": "outgoing",
    "kind": "app-to-app",
    "remote": "bob",
    "startedAt": "2026-01-02T03:04:05.123Z",
    "answeredAt": "2026-01-02T03:04:10Z",
    "endedAt": "2026-01-02T03:05:15Z",
    "endCause": "HungUp",
    "reason": "You hung up.",
}


def test_a_reported_call_stands_in_the_history(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)

    reported = client.post_json("/api/calls", CALL)

    assert reported.status_code == 201
    (call,) = client.get("/api/calls").json["calls"]
    assert call == reported.json["call"]
    assert call["remoteDisplayName"] == "Bob"
    assert call["durationSeconds"] == 65
    assert call["reason"] == "You hung up."


def test_an_incoming_call_names_its_caller(client: Browser, alice: User, bob: User) -> None:
    client.log_in(alice)

    client.post_json("/api/calls", {**CALL, "direction": "incoming"})

    (call,) = client.get("/api/calls").json["calls"]
    assert (call["direction"], call["remote"]) == ("incoming", "bob")


def test_reporting_a_call_again_corrects_it(client: Browser, alice: User) -> None:
    client.log_in(alice)
    client.post_json("/api/calls", CALL)

    answer = client.post_json("/api/calls", {**CALL, "reason": "Bob hung up."})

    assert answer.status_code == 200
    assert [call["reason"] for call in client.get("/api/calls").json["calls"]] == ["Bob hung up."]


def test_nobody_sees_or_changes_the_history_of_another(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    client.post_json("/api/calls", CALL)

    other_client.post_json("/api/calls", {**CALL, "remote": "alice", "reason": "Alice hung up."})

    assert client.get("/api/calls").json["calls"][0]["reason"] == "You hung up."
    assert other_client.get("/api/calls").json["calls"][0]["reason"] == "Alice hung up."


def test_the_history_comes_in_pages_newest_first(client: Browser, alice: User) -> None:
    client.log_in(alice)
    for number in range(25):
        client.post_json("/api/calls", {**CALL, "sinchCallId": str(number)})

    first = client.get("/api/calls").json
    second = client.get(f"/api/calls?before={first['nextBefore']}").json

    ids = [call["sinchCallId"] for call in first["calls"] + second["calls"]]
    assert ids == [str(number) for number in reversed(range(25))]
    assert second["nextBefore"] is None


def test_the_newest_call_is_the_one_that_began_last(client: Browser, alice: User) -> None:
    client.log_in(alice)
    for day in (3, 1, 2):
        times = dict.fromkeys(("startedAt", "endedAt"), f"2026-01-0{day}T03:04:05Z")
        call = {**CALL, **times, "answeredAt": None, "sinchCallId": str(day)}
        client.post_json("/api/calls", call)

    answer = client.get("/api/calls").json

    assert [call["sinchCallId"] for call in answer["calls"]] == ["3", "2", "1"]


@pytest.mark.parametrize(
    "change",
    [
        {"sinchCallId": ""},
        {"sinchCallId": "x" * 129},
        {"sinchCallId": 5},
        {"direction": "sideways"},
        {"kind": "app-to-moon"},
        {"remote": "<b>"},
        {"remote": None},
        {"startedAt": "yesterday"},
        {"startedAt": "2026-01-02T03:04:05"},
        {"startedAt": "2026-13-02T03:04:05Z"},
        {"endedAt": "2025-01-02T03:04:05Z"},
        {"answeredAt": "2027-01-02T03:04:05Z"},
        {"answeredAt": False},
        {"startedAt": "0001-01-01T00:00:00Z", "endedAt": "9999-12-31T23:59:59Z"},
        {"endCause": "x" * 33},
        {"reason": "x" * 201},
        {"reason": "a\0b"},
        {"reason": "\ud800"},
    ],
)
def test_a_report_that_does_not_fit_gets_a_sentence(
    client: Browser, alice: User, change: dict
) -> None:
    client.log_in(alice)

    answer = client.post_json("/api/calls", {**CALL, **change})

    assert answer.status_code == 400
    assert client.get("/api/calls").json["calls"] == []


@pytest.mark.parametrize("before", ["0", "-1", str(2**31), "9" * 30])
def test_a_page_before_an_impossible_row_gets_a_sentence(
    client: Browser, alice: User, before: str
) -> None:
    client.log_in(alice)

    answer = client.get(f"/api/calls?before={before}")

    assert answer.status_code == 400
