"""What goes wrong in the first ten minutes, and the sentence that the page shows for it."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Playwright, Route, expect

from credentials import Application, sign_registration_token
from models.utc_datetime import utc_now
from tests.browser.conftest import NO_MICROPHONE, PRETEND_MICROPHONE, NewPerson, chromium
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

OTHER_SECRET = b"not the secret of this site"


def press_turn_on(person: Person) -> None:
    person.window.shows("off").press("Turn on my phone")


def test_a_microphone_that_is_denied_gets_the_next_step(new_person: NewPerson) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")

    press_turn_on(alice)

    alice.window.shows("failed").says(re.compile("microphone.*(allow|permission)", re.IGNORECASE))
    expect(alice.window.button("Turn on my phone")).to_be_visible()


@pytest.fixture
def browser_without_microphone(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright, variables=NO_MICROPHONE) as browser:
        yield browser


def test_a_machine_without_a_microphone_gets_the_next_step(
    browser_without_microphone: Browser, new_person: NewPerson
) -> None:
    alice = new_person(at=browser_without_microphone).sign_in("Alice")
    alice.page.reload()

    # Allowed already, so the phone starts without a press, as far as it gets.
    alice.window.shows("failed").says(re.compile("no microphone|plug", re.IGNORECASE))


@pytest.fixture
def browser_on_the_network(playwright: Playwright) -> Iterator[Browser]:
    """A browser for which workshop.example is this machine, by its address in the network."""
    rules = "--host-resolver-rules=MAP workshop.example 127.0.0.1"
    with chromium(playwright, PRETEND_MICROPHONE, rules) as browser:
        yield browser


def test_plain_http_from_another_machine_names_the_address_that_works(
    browser_on_the_network: Browser, server: LiveServer, new_person: NewPerson
) -> None:
    alice = new_person(at=browser_on_the_network, may_use_microphone=False)
    alice.url = f"http://workshop.example:{server.port}"
    alice.sign_in("Alice")

    alice.window.says(re.compile("https", re.IGNORECASE))
    expect(alice.window.button("Call number")).to_be_disabled()
    alice.complaints.clear()  # Chromium itself warns about headers that plain http cannot honour


def answer_sdk_with(person: Person, **answer: object) -> None:
    person.page.route("**/sinch.min.js", lambda route: route.fulfill(**answer))


def test_an_sdk_file_that_is_not_there_is_said_with_the_cure(new_person: NewPerson) -> None:
    alice = new_person()
    answer_sdk_with(alice, status=404, body="not here")

    alice.sign_in("Alice")

    alice.window.shows("failed", timeout_ms=6_000).says("could not be loaded")
    assert all("404" in complaint for complaint in alice.complaints)
    alice.complaints.clear()


def test_an_sdk_file_that_defines_neither_global_is_said_with_the_cure(
    new_person: NewPerson,
) -> None:
    alice = new_person()
    answer_sdk_with(alice, body="window.Other = 1;", content_type="text/javascript")

    alice.sign_in("Alice")

    alice.window.shows("failed", timeout_ms=6_000)
    alice.window.says("it defines neither Sinch nor SinchClient")


def give_ticket(person: Person, ticket: str) -> None:
    """Let the page get this registration token instead of the one that the server made."""

    def replace(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "ticket": ticket}))

    person.page.route("**/api/ticket", replace)


def application_of(server: LiveServer) -> Application:
    application: Application = server.app.config["SETTINGS"].application
    return application


@pytest.mark.parametrize(("days_off", "sentence"), [(-1, "expired.*clock"), (1, "future.*clock")])
def test_a_ticket_of_a_clock_that_is_wrong_by_a_day_is_refused_with_the_reason(
    server: LiveServer, new_person: NewPerson, days_off: int, sentence: str
) -> None:
    issued_at = utc_now() + timedelta(days=days_off)
    alice = new_person(may_use_microphone=False).sign_in("Alice")
    give_ticket(
        alice,
        sign_registration_token(
            application_of(server), "alice", issued_at=issued_at, nonce="of-the-test"
        ),
    )
    alice.context.grant_permissions(["microphone"])
    alice.page.reload()

    alice.window.shows("failed").says(re.compile(sentence, re.IGNORECASE))


def test_a_ticket_signed_with_another_secret_is_refused_with_the_reason(
    server: LiveServer, new_person: NewPerson
) -> None:
    other = Application(application_of(server).key, OTHER_SECRET)
    alice = new_person(may_use_microphone=False).sign_in("Alice")
    give_ticket(
        alice, sign_registration_token(other, "alice", issued_at=utc_now(), nonce="of-the-test")
    )
    alice.context.grant_permissions(["microphone"])
    alice.page.reload()

    alice.window.shows("failed").says("secret")
