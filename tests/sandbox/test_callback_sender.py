"""Callbacks are signed and posted as Sinch does, and their answers are read."""

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from sandbox import callback_sender
from sandbox.decisions import NO_ANSWER, Continue, Fail, HangUp
from tests.sandbox.callback_site import APPLICATION, CallbackSite, callback

HANG_UP = {"instructions": [], "action": {"name": "hangup"}}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(callback_sender, "RETRY_AFTER_SECONDS", (0, 0, 0))


def test_the_application_gets_a_signed_callback_with_its_own_key():
    site = CallbackSite(lambda body: HANG_UP)

    decision = site.send(callback("ice"))

    assert decision == HangUp()
    key = APPLICATION.key
    assert site.bodies == [{"event": "ice", "callid": "c", "applicationKey": key}]


def test_an_answered_call_goes_on_when_the_application_says_so():
    site = CallbackSite(lambda body: {"action": {"name": "continue"}})

    assert site.send(callback("ace")) == Continue()


def test_the_signature_holds_behind_a_proxy_too():
    site = CallbackSite(lambda body: HANG_UP)
    wrapped = ProxyFix(site.app.wsgi_app, x_for=1, x_proto=1, x_host=1)
    site.app.wsgi_app = wrapped  # type: ignore[method-assign]

    assert site.send(callback("ice")) == HangUp()


@pytest.mark.parametrize(("event", "decision"), [("ice", NO_ANSWER), ("ace", None)])
@pytest.mark.parametrize("status", [401, 404, 500, 503])
def test_an_error_is_no_answer(event, decision, status):
    site = CallbackSite(lambda body: ("", status))

    assert site.send(callback(event)) == decision
    assert len(site.bodies) == 1


def test_an_empty_answer_to_an_ice_is_no_svaml():
    site = CallbackSite(lambda body: "")

    assert isinstance(site.send(callback("ice")), Fail)


@pytest.mark.parametrize("failures", [1, 3])
def test_a_dice_that_comes_at_a_bad_time_is_sent_again(failures):
    site = CallbackSite(lambda body: ("", 503 if len(site.bodies) <= failures else 200))

    site.send(callback("dice"))

    assert len(site.bodies) == failures + 1


def test_a_dice_is_not_sent_for_ever():
    site = CallbackSite(lambda body: ("", 503))

    assert site.send(callback("dice")) is None
    assert len(site.bodies) == 4


def test_a_dice_that_is_refused_is_not_sent_again():
    site = CallbackSite(lambda body: ("", 400))

    site.send(callback("dice"))

    assert len(site.bodies) == 1


@pytest.mark.parametrize("names", [["calls.example.com"], [".example.org", "127.0.0.1"]])
def test_a_site_that_answers_to_its_names_alone_is_asked_by_one_of_them(names):
    site = CallbackSite(lambda body: HANG_UP)
    site.app.config["TRUSTED_HOSTS"] = names

    assert site.send(callback("ice")) == HangUp()
