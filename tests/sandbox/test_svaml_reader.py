"""Reading the application's answers, as strictly as Sinch."""

import json

import pytest

from sandbox.call_outcomes import INVALID_SVAML
from sandbox.decisions import ConnectPhone, ConnectUser, Continue, Fail, HangUp
from sandbox.svaml_reader import read_svaml
from sandbox.switchboard_state import Party

PHONE = "+46701740605"


def find_user(user_id):
    return Party("user", user_id, user_id.title())


def read(event, action, *instructions):
    body = {"instructions": list(instructions), "action": action}
    return read_svaml(event, json.dumps(body).encode(), find_user)


def say(text):
    return {"name": "say", "text": text, "locale": "en-US"}


ACTIONS = [
    ("ice", {"name": "hangup"}, HangUp()),
    ("ace", {"name": "hangup"}, HangUp()),
    ("ace", {"name": "continue"}, Continue()),
    ("ice", {"name": "connectPstn"}, ConnectPhone()),
    (
        "ice",
        {
            "name": "connectPstn",
            "number": PHONE,
            "cli": "private",
            "maxDuration": 600,
            "dialTimeout": 30,
            "suppressCallbacks": True,
            "locale": "en-US",
        },
        ConnectPhone(PHONE, "private", 600, 30, True),
    ),
    ("ice", {"name": "connectMxp"}, ConnectUser()),
    (
        "ice",
        {
            "name": "connectMxp",
            "destination": {"type": "username", "endpoint": "bob"},
            "callHeaders": [{"key": "subject", "value": "lunch"}],
        },
        ConnectUser(Party("user", "bob", "Bob"), {"subject": "lunch"}),
    ),
]


@pytest.mark.parametrize(("event", "action", "decision"), ACTIONS)
def test_every_action_that_the_sandbox_has_is_read(event, action, decision):
    assert read(event, action) == decision


def test_what_is_said_before_hanging_up_is_kept():
    decision = read("ice", {"name": "hangup"}, say("Not"), {"name": "playFiles"}, say("you."))

    assert decision == HangUp("Not you.")


def test_an_answer_without_instructions_is_fine():
    assert read_svaml("ice", b'{"action": {"name": "hangup"}}', find_user) == HangUp()


WRONG_ANSWERS = [
    ("ice", {"name": "continue"}, "the sandbox has no continue for ICE"),
    ("ice", {"name": "connectConf", "conferenceId": "x"}, "the sandbox has no connectConf for ICE"),
    ("ice", {"name": "connectSip"}, "the sandbox has no connectSip for ICE"),
    ("ace", {"name": "connectPstn"}, "the sandbox has no connectPstn for ACE"),
    ("ice", {}, "its action has no name"),
    ("ice", {"name": 7}, "its action has no name"),
    ("ice", {"name": "connectPstn", "number": "0701740605"}, "number is not an E.164 number"),
    ("ice", {"name": "connectPstn", "cli": "alice"}, "cli is not an E.164 number"),
    ("ice", {"name": "connectPstn", "maxDuration": 0}, "maxDuration is not a number of 1 to 14400"),
    ("ice", {"name": "connectPstn", "maxDuration": 14401}, "maxDuration is not a number of"),
    ("ice", {"name": "connectPstn", "maxDuration": True}, "maxDuration is not a number of"),
    ("ice", {"name": "connectPstn", "dialTimeout": "9"}, "dialTimeout is not a number of"),
    ("ice", {"name": "connectMxp", "destination": "bob"}, "connectMxp needs a destination"),
    (
        "ice",
        {"name": "connectMxp", "destination": {"type": "username", "endpoint": ""}},
        "endpoint is not a text of 1 to 255 characters",
    ),
    ("ice", {"name": "connectMxp", "callHeaders": "x"}, "callHeaders is not a list of objects"),
]


@pytest.mark.parametrize(("event", "action", "fault"), WRONG_ANSWERS)
def test_a_wrong_answer_fails_with_what_is_wrong(event, action, fault):
    decision = read(event, action)

    assert isinstance(decision, Fail)
    assert decision.outcome == INVALID_SVAML
    assert decision.sentence.startswith(
        f"The application's answer to the callback is wrong: {fault}"
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"[]", "it has no action"),
        (b"{}", "it has no action"),
        (b'{"action": "hangup"}', "it has no action"),
        (b'{"action": {"name": "hangup"}, "instructions": {}}', "instructions is not a list"),
        (b'{"action": {"name": "hangup"}, "instructions": [1]}', "an instruction is not an object"),
        (
            b'{"action": {"name": "hangup"}, "instructions": [{"name": "say"}]}',
            "text is not a text",
        ),
    ],
)
def test_an_answer_that_is_no_svaml_fails_with_what_is_wrong(body, fault):
    decision = read_svaml("ice", body, find_user)

    assert isinstance(decision, Fail)
    assert fault in decision.sentence
