"""Somebody calls while a call of our own is being placed."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

# As while the browser asks for the microphone: the page waits until the person decides.
HOLD_MICROPHONE = """() => {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const allowed = new Promise((resolve) => (window.allowMicrophone = resolve));
  devices.getUserMedia = (constraints) => allowed.then(() => open(constraints));
}"""


def notes(person: Person) -> Locator:
    return person.page.get_by_role("group", name="Missed calls").get_by_role("listitem")


@pytest.fixture
def calling_bob(bob: Person, new_person: NewPerson) -> Person:
    """Bob, who calls Carol; nobody has heard of it yet."""
    carol = new_person().register("carol", "Carol").turn_on()
    expect(bob.window.button("Call Carol")).to_be_visible()
    bob.page.evaluate(HOLD_MICROPHONE)
    bob.window.call("Carol")
    bob.window.shows("calling")
    carol.window.shows("ready")
    return bob


def test_who_calls_somebody_who_is_about_to_call_hears_busy(
    calling_bob: Person, alice: Person
) -> None:
    alice.window.call("Bob")

    alice.window.shows("ready").says("Bob is busy in another call.").hears_nothing()
    calling_bob.window.shows("calling").says("Calling Carol.")
    calling_bob.page.evaluate("window.allowMicrophone()")
    calling_bob.window.shows("ringing").says("Ringing at Carol.")


def test_who_called_meanwhile_is_noted_and_called_back(calling_bob: Person, alice: Person) -> None:
    alice.window.call("Bob")

    expect(notes(calling_bob)).to_have_text([re.compile(r"Alice called at \d?\d:\d\d")])
    calling_bob.window.press("Hang up")
    calling_bob.window.press("Call back Alice")
    calling_bob.page.evaluate("window.allowMicrophone()")

    alice.window.shows("incoming").says("Bob is calling you.")
    expect(notes(calling_bob)).to_have_count(0)
