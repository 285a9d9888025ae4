"""Who may connect, and register as whom."""

import pytest
from websocket import WebSocketBadStatusException

from models import Session
from tests.sandbox import wire
from tests.sandbox.wire import PHONE, new_uuid


def test_who_has_registered_is_online(site):
    alice, bob = site.person("Alice"), site.person("Bob")
    online_user_ids = site.app.extensions["online_user_ids"]

    site.window(alice)
    site.connect(cookie=bob.cookie)

    assert online_user_ids() & {alice.user_id, bob.user_id} == {alice.user_id}


FOREIGN_ORIGINS = [
    None,
    "null",
    "http://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://{host}",
    "http://{host}.evil.example",
    "http://{host}/",
    "http://user@{host}",
    "HTTP://{host}",
    "http://localhost:{port}",
    "http://{host}, http://{host}",
]


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
@pytest.mark.parametrize("path", ["/sandbox/signalling", f"/sandbox/phone/{PHONE}/signalling"])
def test_pages_of_other_origins_cannot_connect(site, origin, path):
    host = site.origin.removeprefix("http://")
    port = host.rpartition(":")[2]
    given = {"suppress_origin": True}
    if origin is not None:
        given = {"origin": origin.format(host=host, port=port)}

    window = site.connect(path, cookie=site.person().cookie, **given)

    assert window.hear_close() == 4403


def test_nobody_connects_without_logging_in(site):
    assert site.connect().hear_close() == 4401


def test_a_cookie_of_an_ended_session_does_not_connect(site):
    alice = site.person()
    with site.app.app_context():
        Session.end(alice.session_id)

    assert site.connect(cookie=alice.cookie).hear_close() == 4401


def test_a_registration_with_a_bad_token_says_what_is_wrong(site):
    alice = site.person()
    window = site.connect(cookie=alice.cookie)

    window.say(site.registration(alice.user_id, site.token(alice.user_id, secret=b"0" * 16)))

    failed = window.hear()
    assert (failed["type"], failed["code"]) == ("registrationFailed", "wrong_signature")
    assert "SINCH_APPLICATION_SECRET" in failed["message"]


def test_nobody_registers_as_another_user(site):
    alice, mallory = site.person(), site.person()
    window = site.connect(cookie=mallory.cookie)

    window.say(site.registration(alice.user_id))
    window.say(site.registration(mallory.user_id, site.token(alice.user_id)))
    window.say(site.registration(alice.user_id, site.token(mallory.user_id)))

    assert [window.hear()["code"] for _ in range(3)] == ["wrong_user"] * 3


def test_a_token_is_good_for_one_registration(site):
    alice = site.person()
    token = site.token(alice.user_id)
    first, second = (site.connect(cookie=alice.cookie) for _ in range(2))

    first.say(site.registration(alice.user_id, token))
    registered = first.hear()
    second.say(site.registration(alice.user_id, token))

    assert registered["type"] == "registered"
    assert second.hear()["code"] == "nonce_used"


@pytest.mark.parametrize("message", [wire.invite(new_uuid(), "bob"), wire.dtmf(new_uuid(), "1")])
def test_a_phone_can_only_do_what_phones_can(site, message):
    phone = site.phone("+46701740606")

    phone.say(message)

    assert phone.hear()["type"] == "error"


@pytest.mark.parametrize("number", ["+46000000000", "+4", "hello"])
def test_there_is_no_virtual_phone_of_other_numbers(site, number):
    assert site.connect(f"/sandbox/phone/{number}/signalling").hear_close() == 4400


def test_messages_are_not_compressed(site):
    window = site.connect(
        cookie=site.person().cookie,
        header=["Sec-WebSocket-Extensions: permessage-deflate"],
    )

    assert "sec-websocket-extensions" not in window.socket.getheaders()


def test_a_broken_handshake_is_a_bad_request(site):
    with pytest.raises(WebSocketBadStatusException) as refused:
        site.connect(cookie=site.person().cookie, header={"Sec-WebSocket-Version": "1"})

    assert refused.value.status_code == 400
