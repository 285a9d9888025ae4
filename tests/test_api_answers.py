"""What each operation answers is as docs/openapi.yaml describes it."""

import pytest
from flask import Flask

from models import User
from tests.api_description import Operation, fault_of, operation, operations
from tests.api_examples import assert_described, send
from tests.conftest import Browser
from tests.sinch_voice import Voice, ice

API = [each for each in operations() if each.path.startswith("/api/")]


@pytest.fixture
def logged_in(client: Browser, alice: User, bob: User) -> Browser:
    client.log_in(alice)
    return client


@pytest.mark.parametrize("wanted", API, ids=lambda each: each.id)
def test_an_operation_is_answered_as_described(
    app: Flask, logged_in: Browser, wanted: Operation
) -> None:
    Voice(app).deliver(ice("alice", "bob"))  # something to list
    call = send(logged_in, operation("reportCall")).json["call"]
    path = wanted.path.replace("{callId}", str(call["id"]))

    answer = send(logged_in, Operation(wanted.method, path, wanted.node))

    assert_described(answer, wanted, 200)


def test_a_call_that_nobody_told_of_before_is_answered_as_described(logged_in: Browser) -> None:
    wanted = operation("reportCall")

    assert_described(send(logged_in, wanted), wanted, 201)


def test_a_call_that_the_user_has_deleted_is_answered_as_described(logged_in: Browser) -> None:
    wanted = operation("reportCall")
    send(logged_in, wanted)
    send(logged_in, operation("forgetCalls"))

    answer = send(logged_in, wanted)

    assert_described(answer, wanted, 200)
    assert answer.json == {"call": None}


@pytest.mark.parametrize("form", ["registrationToken", "userTicket"])
def test_either_form_of_ticket_is_answered_as_described(logged_in: Browser, form: str) -> None:
    wanted = operation("giveTicket")

    answer = send(logged_in, wanted, json={"form": form})

    assert_described(answer, wanted, 200)
    assert answer.json["form"] == form


def test_a_callback_is_answered_as_described(app: Flask, alice: User, bob: User) -> None:
    wanted, voice = operation("receiveCallback"), Voice(app)
    ring, end = (each["value"] for each in wanted.json_body["examples"].values())

    answers = [voice.deliver(ring), voice.deliver(end), voice.deliver({**ring, "event": "ace"})]

    assert [fault_of(each, wanted.responses) for each in answers] == [None, None, None]
    assert [bool(each.data) for each in answers] == [True, False, True]


def test_healthz_is_answered_as_described(client: Browser) -> None:
    assert_described(client.get("/healthz"), operation("showHealth"), 200)
