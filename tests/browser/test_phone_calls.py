"""Calls to phone numbers: Sinch's documented test numbers and the virtual phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person, Window
from tests.browser.virtual_phone import SWEDISH_MOBILE, VIRTUAL_PHONE, open_virtual_phone

FRENCH_LANDLINE = "+33123456789"
# From the call's answer to the first turn of the clock; far more than it takes.
LONGEST_TEST_SECONDS = 60
COUNT_RINGS = """() => {
  const rings = { count: 0 };
  const phone = document.querySelector(".virtual-phone");
  new MutationObserver(() => (rings.count += phone.dataset.status === "incoming")).observe(phone, {
    attributeFilter: ["data-status"],
  });
  return rings;
}"""


def test_the_answering_test_number_rings_answers_and_ends_by_itself(alice: Person) -> None:
    alice.window.call_number("+46000000000")

    alice.window.shows("calling")
    alice.window.shows("established", timeout_ms=15_000)
    alice.window.hears_packets()
    alice.window.shows("ready", timeout_ms=15_000).says("+46000000000")


def test_the_denying_test_number_denies(alice: Person) -> None:
    alice.window.call_number("+4600000000030")

    alice.window.shows("ready").says(re.compile("declined|denied")).hears_nothing()


def test_the_virtual_phone_rings_answers_and_sound_flows(
    alice: Person, new_person: NewPerson
) -> None:
    virtual_phone = open_virtual_phone(new_person())

    alice.window.call_number("+46 70 174 06 05")
    virtual_phone.shows("incoming").press("Answer")

    alice.window.shows("established").hears_packets()
    virtual_phone.shows("established").hears_packets()
    alice.window.hears_sound()
    virtual_phone.hears_sound()


def test_answering_the_virtual_phone_twice_is_answering_it_once(
    alice: Person, new_person: NewPerson
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming")

    virtual_phone.page.evaluate(
        """() => {
             const answer = document.querySelector("[data-action=answer]");
             answer.click();
             answer.click();
           }"""
    )

    alice.window.shows("established").hears_sound()


def test_hanging_up_the_virtual_phone_ends_the_call(alice: Person, new_person: NewPerson) -> None:
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established")

    virtual_phone.press("Hang up")

    alice.window.shows("ready").says("hung up")


def test_while_it_rings_a_link_opens_the_virtual_phone(alice: Person) -> None:
    alice.window.call_number(SWEDISH_MOBILE)
    alice.window.shows("calling")

    with alice.context.expect_page() as opened:
        alice.page.get_by_role("link", name=re.compile("virtual phone")).click()

    Window(opened.value, VIRTUAL_PHONE).shows("incoming")
    alice.window.shows("ringing")


def let_the_page_call_anybody(person: Person) -> None:
    """Tamper with the page, whose own check would place no such call."""
    allowed = {"isAllowed": True, "e164": FRENCH_LANDLINE, "formatted": None, "region": "FR"}
    answer = {**allowed, "message": "", "suggestions": []}
    person.page.route("**/api/phone-number*", lambda route: route.fulfill(json=answer))


def test_a_refused_number_never_rings_and_the_page_shows_the_reason_of_the_server(
    alice: Person, new_person: NewPerson
) -> None:
    let_the_page_call_anybody(alice)
    virtual_phone = open_virtual_phone(new_person(), FRENCH_LANDLINE)
    rings = virtual_phone.page.evaluate_handle(COUNT_RINGS)

    alice.window.call_number(FRENCH_LANDLINE)

    alice.window.shows("ready").says("Calls to FR are not allowed here").hears_nothing()
    expect(alice.page.locator(".past-call__reason").first).to_contain_text("Calls to FR")
    virtual_phone.shows("ready")
    assert rings.evaluate("rings => rings.count") == 0


def test_the_longest_duration_ends_the_call_on_both_sides(
    alice: Person, new_person: NewPerson, server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established")
    virtual_phone.shows("established")

    server.turn_clock(599 - LONGEST_TEST_SECONDS, monkeypatch)
    alice.window.shows("established")
    server.turn_clock(600, monkeypatch)

    alice.window.shows("ready").says("longest duration")
    virtual_phone.shows("ready").says("longest duration")


def test_a_text_that_is_no_number_gets_a_sentence(alice: Person) -> None:
    alice.window.call_number("call my mother")

    expect(alice.page.locator("body")).to_contain_text("country code")
