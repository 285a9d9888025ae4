"""Calls over real WebSockets, on a real server."""

import pytest

from extensions import db
from models import Session
from sandbox import conversation, switchboard_windows
from sandbox.phone_test_numbers import PHONE_TEST_NUMBERS, PhoneTestNumber
from tests.sandbox import wire
from tests.sandbox.wire import CANDIDATE, PHONE, SDP, ended, new_uuid


def test_two_people_call_each_other(site):
    alice, bob = site.person("Alice"), site.person("Bob")
    alices, bobs = site.window(alice), site.window(bob)
    call_id = new_uuid()

    alices.say(wire.invite(call_id, bob.user_id))
    incoming = bobs.hear()
    bobs.say(wire.ringing(call_id))
    bobs.say(wire.answer(call_id))
    bobs.say(wire.candidate(call_id))
    heard_by_alice = [alices.hear() for _ in range(4)]
    alices.say(wire.candidate(call_id))
    alices.say(wire.hangup(call_id))

    assert incoming["caller"] == {"userId": alice.user_id, "displayName": "Alice", "number": None}
    assert incoming["offer"] == SDP
    assert heard_by_alice == [
        {"type": "progressing", "callId": call_id},
        {"type": "ringing", "callId": call_id},
        {"type": "answered", "callId": call_id, "answer": SDP},
        {"type": "candidate", "callId": call_id, "candidate": CANDIDATE},
    ]
    assert bobs.hear()["type"] == "candidate"
    assert bobs.hear() == alices.hear() == ended(call_id, "HungUp")


def test_a_person_calls_a_virtual_phone_which_needs_no_login(site):
    alices, phone = site.window(site.person("Alice")), site.phone(PHONE)
    call_id = new_uuid()

    alices.say(wire.invite(call_id, "+46 70 174 06 05"))
    incoming = phone.hear()
    phone.say(wire.answer(call_id))

    assert incoming["caller"]["number"] == wire.CALLER_IDENTIFIER
    assert [alices.hear()["type"] for _ in range(2)] == ["progressing", "answered"]


def test_a_test_number_answers_by_itself(site, monkeypatch):
    monkeypatch.setitem(PHONE_TEST_NUMBERS, "+46000000000", PhoneTestNumber(0.2, prompts=1))
    alices = site.window(site.person("Alice"))
    call_id = new_uuid()

    alices.say(wire.invite(call_id, "+46000000000"))

    assert [alices.hear() for _ in range(2)] == [
        {"type": "progressing", "callId": call_id},
        {"type": "answered", "callId": call_id, "answer": None, "prompts": 1},
    ]


@pytest.mark.parametrize(
    ("endpoint", "sentence"),
    [
        ("no\0body", "There is nobody of this User ID here."),
        ("+49", "This is not a phone number: + and 7 to 15 digits."),
    ],
)
def test_who_cannot_be_dialled_is_a_failure_in_words(site, endpoint, sentence):
    alices = site.window(site.person("Alice"))
    call_id = new_uuid()

    alices.say(wire.invite(call_id, endpoint))

    assert alices.hear() == ended(call_id, "Failure", sentence)


@pytest.mark.parametrize("endpoint", ["nobody", "+18765550123", "+46712345"])
def test_whom_the_application_refuses_is_denied_and_never_rings(site, endpoint):
    alices = site.window(site.person("Alice"))
    call_id = new_uuid()

    alices.say(wire.invite(call_id, endpoint))

    assert alices.hear() == ended(call_id, "Denied")


def test_a_refused_phone_never_rings(site):
    alices, phone = site.window(site.person("Alice")), site.phone("+18765550123")
    call_id = new_uuid()

    alices.say(wire.invite(call_id, "+18765550123"))
    alices.hear()
    phone.say(wire.hangup(call_id))

    assert phone.hear()["code"] == "unknown_call"  # the first that it hears


def test_a_phone_calls_the_number_of_a_user(site):
    bob, phone = site.person("Bob"), site.phone(PHONE)
    bobs = site.window(bob)
    site.give_number(bob, "+46701740608")
    call_id = new_uuid()

    phone.say(wire.invite(call_id, "+46701740608"))

    assert bobs.hear()["caller"] == {"userId": None, "displayName": PHONE, "number": PHONE}
    assert phone.hear() == {"type": "progressing", "callId": call_id}


def test_a_phone_that_calls_a_number_of_nobody_rings_nobody(site):
    phone = site.phone(PHONE)
    call_id = new_uuid()

    phone.say(wire.invite(call_id, "+4687651234"))

    sentence = "This number belongs to nobody: call a number of the application."
    assert phone.hear() == ended(call_id, "Failure", sentence)


def test_a_phone_hears_why_nobody_rings(site):
    phone = site.phone(PHONE)

    phone.say(wire.invite(new_uuid(), wire.CALLER_IDENTIFIER))
    message = phone.hear()

    assert message["endCause"] == "Denied"
    assert message["message"].startswith("A voice says: ")


def test_the_end_of_a_call_is_told_before_the_next_one_is_asked_about(site):
    alices = site.window(site.person("Alice"))

    for _ in range(3):
        call_id = new_uuid()
        alices.say(wire.invite(call_id, PHONE))
        assert alices.hear() == {"type": "progressing", "callId": call_id}
        alices.say(wire.hangup(call_id))
        assert alices.hear() == ended(call_id, "Canceled")


def test_the_end_of_the_session_closes_its_windows_and_ends_its_calls(site, talking):
    alices, bobs, alice, call_id = talking

    with site.app.app_context():
        Session.end(alice.session_id)

    assert alices.hear_close() == 4401
    assert bobs.hear() == ended(call_id, "HungUp", "Alice logged out.")
    bobs.say(wire.hangup(new_uuid()))
    assert bobs.hear()["code"] == "unknown_call"


def test_a_session_that_ends_by_itself_is_noticed(site, monkeypatch):
    monkeypatch.setattr(conversation, "SESSION_CHECK_SECONDS", 0.05)
    alice = site.person()
    window = site.window(alice)

    with site.app.app_context():
        db.session.delete(db.session.get(Session, alice.session_id))
        db.session.commit()

    assert window.hear_close() == 4401


def test_a_window_that_is_cut_off_in_a_call_is_missed_after_the_grace(site, talking, monkeypatch):
    monkeypatch.setattr(switchboard_windows, "GRACE_SECONDS", 0.2)
    alices, bobs, _, call_id = talking

    alices.cut()

    assert bobs.hear() == ended(call_id, "HungUp", "Alice's window is gone.")
