""" "What just happened" in live mode: pushes, renewals, warnings, and what goes wrong in a call."""

import json
import re

from playwright.sync_api import Locator, expect

from tests.browser.live.push import PushService
from tests.browser.live.recording import recorded, ring, warn
from tests.browser.person import Person

RENEW = "void window.recordingSdk.renew()"


def entry(person: Person, text: str) -> Locator:
    return person.page.locator(".event-log__entries > li").filter(has_text=text)


def open_log(person: Person) -> None:
    person.window.shows("ready")
    person.page.get_by_text("What just happened", exact=True).click()
    expect(entry(person, "Page loaded, in live mode.")).to_be_visible()


def answer_a_call(person: Person) -> None:
    ring(person.page, "bob")
    person.window.shows("incoming").press("Answer")
    person.window.shows("established")


def test_a_push_is_told(alice: Person) -> None:
    open_log(alice)

    PushService(alice.page).deliver(json.dumps({"sinch": "opaque"}))

    expect(entry(alice, "A push message came.")).to_contain_text("static/sw.js deliver()")


def test_a_renewal_is_told_apart_from_the_first_credential(alice: Person) -> None:
    open_log(alice)
    expect(entry(alice, "Credential issued: a registration token")).to_have_count(1)

    alice.page.evaluate(RENEW)

    recorded(alice.page, "register", count=2)
    renewed = entry(alice, "Credential renewed: a registration token")
    expect(renewed).to_contain_text("blueprints/api.py give_ticket()")
    expect(entry(alice, "Credential issued")).to_have_count(1)


def test_a_quality_warning_is_told_once_in_words(alice: Person) -> None:
    open_log(alice)
    answer_a_call(alice)

    warn(alice.page, "HighInboundJitterWarningEvent", "Trigger")
    alice.window.press("Mute")

    expect(entry(alice, "What you hear arrives unevenly.")).to_have_count(1)
    expect(entry(alice, "your microphone is muted")).to_contain_text("toggleMute()")


def test_what_fails_during_a_call_is_told_with_who_was_told(alice: Person) -> None:
    open_log(alice)
    answer_a_call(alice)
    refused = {"error": {"code": "unavailable", "message": "The database is away."}}
    alice.page.route("**/api/ticket", lambda route: route.fulfill(status=503, json=refused))

    alice.page.evaluate(RENEW)

    refusal = entry(alice, "The server refused POST /api/ticket: The database is away.")
    expect(refusal).to_contain_text("blueprints/api.py give_ticket()")
    told = entry(alice, "Talking with bob. The server is out of reach for now; your call goes on.")
    expect(told).to_contain_text("static/js/in-call/connection.js tell()")
    alice.window.press("Copy report")
    report = alice.page.get_by_label("The report")
    expect(report).to_have_value(re.compile(r"Last problem: \S+ The database is away\."))
    alice.complaints.clear()  # the refusal, in the console
