"""PostgreSQL goes and comes back: every answer says so in time, and nothing needs a restart."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from extensions import db
from tests.conftest import PASSWORD, Browser
from tests.faults.conftest import wait_until_well
from tests.faults.postgres import Postgres
from tests.sinch_voice import Voice, dice, ice

PATIENCE_SECONDS = 2.5
AWAY = "The database does not answer. Try again in a moment."
PAGES = ["/", "/call", "/call/bob", "/account", "/callbacks", "/ticket-inspector", "/login"]
API = ["/api/people", "/api/calls", "/api/callbacks", "/api/phone-number?number=1"]
POSTS = ["/api/ticket", "/api/registration-signature", "/api/calls"]


def in_time(browser: Browser, method: str, path: str, **request: object) -> TestResponse:
    began = monotonic()
    answer = browser.open(path, method=method, **request)
    assert monotonic() - began < PATIENCE_SECONDS
    return answer


@pytest.fixture(params=["stopped", "frozen"])
def away(request: pytest.FixtureRequest, server: Postgres):
    """A context in which the server is not there, or says nothing."""
    return getattr(server, request.param)


def test_every_page_says_so_in_time_and_works_again_afterwards(alices: Browser, away) -> None:
    with away():
        answers = [in_time(alices, "GET", path) for path in PAGES]
    wait_until_well(alices.application)
    again = [alices.get(path, follow_redirects=True) for path in PAGES]

    assert [(answer.status_code, AWAY in answer.text) for answer in answers] == [(503, True)] * 7
    assert [answer.status_code for answer in again] == [200] * 7


def test_so_does_every_question_of_the_calling_page(alices: Browser, away) -> None:
    headers = {"X-CSRFToken": alices.csrf_token()}
    with away():
        answers = [in_time(alices, "GET", path) for path in API]
        answers += [in_time(alices, "POST", path, json={}, headers=headers) for path in POSTS]
    wait_until_well(alices.application)
    again = [alices.get(path) for path in API]

    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json["error"]["message"] for answer in answers} == {AWAY}
    assert {answer.headers["Retry-After"] for answer in answers} == {"5"}
    assert {answer.status_code for answer in again} == {200}


def test_logging_in_and_registering_say_so_and_work_again(pg_app: Flask, away) -> None:
    stranger = Browser(pg_app)
    carol = {"csrf_token": stranger.csrf_token(), "username": "carol", "password": PASSWORD}
    with away():
        refused = in_time(stranger, "POST", "/register", data={**carol, "display_name": "Carol"})
        unknown = in_time(stranger, "POST", "/login", data=carol)
    wait_until_well(pg_app)
    taken = stranger.post("/register", data={**carol, "display_name": "Carol"})

    assert (refused.status_code, unknown.status_code, taken.status_code) == (503, 503, 303)


def test_nobody_is_shown_as_logged_out_and_the_page_leads_on(
    alices: Browser, server: Postgres
) -> None:
    with server.stopped():
        page = alices.get("/call/bob")
        sent = alices.post("/account", data={})

    assert '/call/bob">Try again' in page.text
    assert "Log in" not in page.text
    assert "send the form once more" in sent.text


def test_a_wrong_address_or_token_is_no_traceback_either(alices: Browser, server: Postgres) -> None:
    with server.stopped():
        answers = [alices.get("/nothing"), alices.post("/api/ticket", json={})]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(AWAY in answer.text for answer in answers)


def test_health_says_so(pg_app: Flask, server: Postgres) -> None:
    browser = Browser(pg_app)
    with server.stopped():
        ill = in_time(browser, "GET", "/healthz")
    wait_until_well(pg_app)
    well = browser.get("/healthz")

    assert (ill.status_code, ill.json["database"]) == (503, "away")
    assert (well.status_code, well.json["database"]) == (200, "ok")


def test_sinch_is_answered_in_time(pg_app: Flask, away) -> None:
    voice, call = Voice(pg_app), ice("alice", "bob")
    voice.deliver(ice("alice", "bob"))  # a connection is waiting in the pool
    with away():
        began = monotonic()
        incoming, ended = voice.deliver(call), voice.deliver(dice(call))
        seconds = monotonic() - began

    assert incoming.json["action"]["name"] == "hangup"
    assert ended.status_code == 503
    assert seconds < PATIENCE_SECONDS


def test_in_the_moment_of_going_and_coming_there_is_no_other_answer(
    alices: Browser, pg_app: Flask, server: Postgres
) -> None:
    cookie = alices.get_cookie(pg_app.config["SESSION_COOKIE_NAME"])
    is_over = Event()

    def keep_asking() -> set[int]:
        browser, statuses = Browser(pg_app), set()
        browser.set_cookie(cookie.key, cookie.value)
        while not is_over.is_set():
            statuses.add(browser.get("/api/people").status_code)
        return statuses

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(keep_asking) for _ in range(4)]
        for _ in range(3):
            with server.stopped():
                alices.get("/api/people")
            wait_until_well(pg_app)
        is_over.set()

    assert set().union(*(each.result() for each in asking)) == {200, 503}


def test_a_restart_costs_nobody_an_answer(alices: Browser, server: Postgres) -> None:
    alices.get("/api/people")  # a moment ago the connection was well
    with server.stopped():
        pass

    assert alices.get("/api/people").status_code == 200


def test_a_crowd_does_not_wait_one_after_the_other(alices: Browser, server: Postgres) -> None:
    with server.frozen():
        alices.get("/api/people")
        began = monotonic()
        answers = [alices.get("/api/people") for _ in range(20)]
        seconds = monotonic() - began

    assert {answer.status_code for answer in answers} == {503}
    assert seconds < 1


def test_the_log_names_the_fault_and_no_password(alices: Browser, server: Postgres, caplog) -> None:
    with server.stopped():
        alices.get("/call")

    assert "The database cannot be used: OperationalError" in caplog.text
    assert "Traceback" not in caplog.text


def test_afterwards_no_connection_is_missing(
    alices: Browser, pg_app: Flask, server: Postgres
) -> None:
    with server.frozen():
        for _ in range(20):
            alices.get("/api/people")
    wait_until_well(pg_app)

    with pg_app.app_context():
        assert "Current Checked out connections: 0" in db.engine.pool.status()
