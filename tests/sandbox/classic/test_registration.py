"""A page with the classic SDK starts: with a good ticket, and else hears why not."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from credentials import sign_user_ticket
from models import Session, User
from tests.conftest import Browser
from tests.sandbox.classic.client import Wire


def test_an_instance_belongs_to_the_session_that_its_ticket_was_made_in(
    client: Browser, other_client: Browser, app: Flask, bob_account: User
):
    client.log_in(bob_account)
    ticket = client.post_json("/api/ticket", {"form": "userTicket"}).json["ticket"]
    other_client.log_in(bob_account)
    office = app.extensions["sandbox_classic"]

    instance = office.registrar.register(ticket)
    other_client.post_form("/logout")
    after_the_other = instance.ended_at
    client.post_form("/logout")

    assert after_the_other is None
    assert instance.ended_at is not None


@pytest.mark.parametrize(
    ("ahead", "sentence"), [(-2, "The ticket expired 60 minutes ago"), (2, "2 hours in the future")]
)
def test_a_ticket_at_the_wrong_time_is_refused_with_the_cure(site, new_tab, ahead, sentence):
    tab = new_tab()
    created_at = datetime.now(UTC) + timedelta(hours=ahead)
    application = site.reception.application
    ticket = sign_user_ticket(application, tab.person.user_id, created_at=created_at)

    answer = tab.as_user("POST", "/instance", {}, ticket)

    assert (answer.status, answer.body["errorCode"]) == (401, 40105)
    assert sentence in answer.body["message"]
    assert "set the clock" in answer.body["message"]


def test_a_ticket_without_its_signature_is_refused_in_words(new_tab):
    tab = new_tab()

    answer = tab.as_user("POST", "/instance", {}, tab.ticket().partition(":")[0])

    assert (answer.status, answer.body["errorCode"]) == (401, 40102)
    assert "signature" in answer.body["message"]


def test_nobody_registers_who_is_not_logged_in_anywhere(site, new_tab):
    tab = new_tab()
    with site.app.app_context():
        Session.end(tab.person.session_id)

    answer = tab.as_user("POST", "/instance", {}, tab.ticket())

    assert (answer.status, answer.body["errorCode"]) == (401, 40109)


def test_a_second_tab_of_the_same_browser_shares_the_instance(alice, new_tab):
    other = new_tab(alice.person).start(like=alice)

    assert (other.id, other.secret) == (alice.id, alice.secret)
    assert alice.signed("GET", "/user/profile").status == 200


def test_renewing_an_unknown_instance_gets_the_code_that_the_sdk_knows(alice, new_tab):
    bob = new_tab()
    unknown = "/instances/id/00000000-0000-4000-8000-000000000000/authorization"
    others = f"/instances/id/{alice.id}/authorization"

    answers = [bob.as_user("PUT", path, {}, bob.ticket()) for path in (unknown, others)]

    assert [(answer.status, answer.body["errorCode"]) for answer in answers] == [(404, 40400)] * 2


def test_an_instance_of_a_login_session_that_ended_is_not_renewed(site, alice):
    with site.app.app_context():
        Session.end(alice.person.session_id)

    answer = alice.as_user("PUT", f"/instances/id/{alice.id}/authorization", {}, alice.ticket())

    assert answer.body["errorCode"] == 40400


def test_the_profile_says_whose_session_it_is(alice):
    answer = alice.signed("GET", "/user/profile")

    identity = {"type": "username", "endpoint": alice.person.user_id}
    assert answer.body == {"identities": [identity]}


def test_the_configuration_names_three_hosts_on_loopback(alice):
    answer = alice.signed("GET", "/configuration/user")

    port = alice.wire.address.rpartition(":")[2]
    hosts = {name: part["host"] for name, part in answer.body["rtcConfiguration"].items()}
    assert hosts == {
        "broadcastNetwork": f"localhost:{port}/sandbox/classic",
        "signalNetwork": f"s.localhost:{port}/sandbox/classic",
    }
    assert len(set(answer.body["rtcProfile"].values())) == 4


def test_a_request_with_a_wrong_signature_is_refused(alice):
    alice.secret = b"another"

    answers = [
        alice.signed("GET", "/user/profile"),
        alice.signed("GET", "/configuration/user"),
        alice.signed("POST", "/calls/data", {}),
        alice.signed("PUT", "/calls/data/id/c1", {}),
    ]

    assert [(answer.status, answer.body["errorCode"]) for answer in answers] == [(401, 40103)] * 4


def test_a_forgotten_instance_says_to_reload(alice):
    alice.id = "00000000-0000-4000-8000-000000000000"

    answer = alice.signed("POST", "/calls/data", {})

    assert (answer.status, answer.body["errorCode"]) == (401, 40108)
    assert "reload the page" in answer.body["message"]


@pytest.mark.parametrize("authorization", [None, "", "application x", "Bearer x", "instance x:y"])
def test_the_time_is_told_to_everybody(site, authorization):
    headers = {} if authorization is None else {"Authorization": authorization}

    answer = Wire(site).ask("GET", "/timestamp/", headers=headers)

    assert answer.status == 200
    told = datetime.fromisoformat(answer.body["timestamp"])
    assert abs(datetime.now(UTC) - told) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/timestamp/", 200),
        ("OPTIONS", "/calls/data", 200),
        ("POST", "/instance", 401),
        ("POST", "/calls/data", 401),
        ("GET", "/nothing/here", 404),
        ("DELETE", "/instance", 404),
        ("GET", "/time/0", 200),
        ("GET", "/subscribe/sub-b/x/0/0", 401),
        ("GET", "/subscribe/sub-b/x/0/-1", 400),
        ("GET", "/publish/pub-s/sub-s/0/x/0/%22x%22", 404),
        ("POST", "/v2/presence/sub_key/sub-b/channel/x/leave", 200),
    ],
)
def test_every_answer_may_be_read_by_pages_of_any_origin(site, method, path, status):
    answer = Wire(site).ask(method, path, headers={"Cookie": site.person().cookie})

    assert answer.status == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_body_that_is_too_large_is_refused_in_json(alice):
    answer = alice.signed("POST", "/calls/data", {"x": "x" * 40_000})

    assert (answer.status, answer.body["errorCode"]) == (413, 41300)


def test_a_ninth_window_is_refused_at_the_start(site, new_tab):
    person = site.person()
    for _ in range(8):
        new_tab(person).start()
    ninth = new_tab(person)

    answer = ninth.as_user("POST", "/instance", {}, ninth.ticket())

    assert (answer.status, answer.body["errorCode"]) == (503, 50300)
    assert "8 windows open" in answer.body["message"]
