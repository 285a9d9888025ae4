"""/callbacks: how deliveries are told, and which."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from models import User
from models.utc_datetime import utc_now
from refused_callbacks import RefusedCallbacks
from tests.blueprints.deliveries import add_call, add_delivery, deliveries, refuse
from tests.conftest import Browser

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def no_refused_callbacks(app: Flask) -> None:
    app.extensions["refused_callbacks"] = RefusedCallbacks()


def test_a_delivery_is_told_with_its_call_its_verdict_request_and_answer(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    add_call(refusal="No such username.")
    add_delivery(repeats=2)

    (told,) = deliveries(client)

    assert (told["event"], told["callId"]) == ("ice", "call-1")
    assert (told["caller"], told["callee"]) == ("alice", "bob")
    assert told["isAccepted"] is True
    assert "The signature is good" in told["reason"]
    assert told["refusal"] == "No such username."
    assert told["timesReceived"] == 3
    assert told["headers"] == "Content-Type: application/json\nx-timestamp: now"
    assert json.loads(told["request"]) == {"event": "ice", "callid": "call-1"}
    assert told["request"].count("\n") == 3
    assert told["status"] == 200
    assert '"name": "hangup"' in told["answer"]


def test_a_refused_delivery_is_told_with_its_reason_in_the_sandbox(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    body = {"event": "ice", "callid": "c", "user": "mallory", "to": {"endpoint": "+4612"}}
    refuse(app, json.dumps(body))

    (told,) = deliveries(client)

    assert told["isAccepted"] is False
    assert told["reason"] == "The signature does not fit."
    assert (told["status"], told["answer"]) == (401, "")
    assert (told["event"], told["callId"]) == ("ice", "c")
    assert (told["caller"], told["callee"]) == ("mallory", "+4612")


@pytest.mark.parametrize(
    "body",
    [
        *("", "no JSON", "[]", "7", "[" * 100_000, '"\\ud800"', "9" * 10_000, "\x00", "NaN"),
        '{"to": 7, "event": [], "callid": {}}',
        '{"event": "\\ud800", "callid": "\\ud800"}',
    ],
)
def test_whatever_a_stranger_sent_can_be_shown(
    app: Flask, client: Browser, alice: User, body: str
) -> None:
    client.log_in(alice)
    refuse(app, body)

    (told,) = deliveries(client)

    assert told["isAccepted"] is False
    assert len(told["request"]) < 10_000


def test_deliveries_come_newest_first_fifty_at_most_refused_or_not(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    now = utc_now()
    for age in range(60):
        add_delivery(f"call-{age}", received_at=now - age * SECOND)
    for refused_age in (-1, 1.5, 70):
        refuse(app, '{"callid": "refused"}', received_at=now - refused_age * SECOND)

    told = [item["callId"] for item in deliveries(client)]

    assert told[:5] == ["refused", "call-0", "call-1", "refused", "call-2"]
    assert len(told) == 50


def test_every_delivery_has_an_id_of_its_own_that_stays(
    app: Flask, client: Browser, alice: User
) -> None:
    client.log_in(alice)
    add_delivery()
    add_delivery(event="dice")
    refuse(app)
    refuse(app)

    first, second = deliveries(client), deliveries(client)

    assert len({item["id"] for item in first}) == 4
    assert first == second


@pytest.mark.parametrize(("query", "count"), [("call-1", 3), ("call-2", 1), ("x", 0), ("%00", 0)])
def test_one_call_can_be_asked_for(
    app: Flask, client: Browser, alice: User, query: str, count: int
) -> None:
    client.log_in(alice)
    add_delivery("call-1")
    add_delivery("call-1", "dice")
    add_delivery("call-2")
    refuse(app)

    assert len(deliveries(client, f"?call={query}")) == count


def test_the_page_is_linked_and_keeps_the_call_that_is_asked_for(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)

    page = client.get("/callbacks?call=%22%3E%3Cscript%3E")

    assert page.status_code == 200
    assert 'data-call="&#34;&gt;&lt;script&gt;"' in page.text
    assert 'href="/callbacks"' in client.get("/call").text
