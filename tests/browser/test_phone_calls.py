"""Calls to phone numbers: Sinch's documented test numbers and the virtual phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Window

SWEDISH_MOBILE = "+46701740605"
VIRTUAL_PHONE = ".virtual-phone"


def open_virtual_phone(person: Person) -> Window:
    """Open the page that is a phone with the number; it needs no account."""
    person.page.goto(f"{person.url}/sandbox/phone/{SWEDISH_MOBILE}")
    return Window(person.page, VIRTUAL_PHONE).shows("ready")


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


def test_a_number_that_may_not_be_called_is_refused_with_the_reason(alice: Person) -> None:
    alice.window.call_number("+33 1 23 45 67 89")

    alice.window.shows("ready").says("Calls to FR are not allowed here")


def test_a_text_that_is_no_number_gets_a_sentence(alice: Person) -> None:
    alice.window.call_number("call my mother")

    expect(alice.page.locator("body")).to_contain_text("country code")
