"""The keypad of a call to a phone: what the caller presses is what the phone gets."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Window
from tests.browser.test_calls import connect
from tests.browser.test_keyboard import tab_through
from tests.browser.virtual_phone import SWEDISH_MOBILE, open_virtual_phone

STOPPED_BY_ZERO = "+4600000000020"
# What the page's own sounds are made of: each once-played buffer's length in milliseconds.
KEEP_SOUNDS = """(() => {
  window.sounds = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (!this.loop) window.sounds.push(this.buffer.duration);
    return start.apply(this, when);
  };
})()"""


@pytest.fixture
def virtual_phone(alice: Person, new_person: NewPerson) -> Window:
    """A phone in a call with Alice."""
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established")
    return virtual_phone


def expect_digits(alice: Person, virtual_phone: Window, digits: str) -> None:
    expect(virtual_phone.page.locator(".virtual-phone__digits")).to_have_text(digits)
    expect(alice.page.get_by_text("Digits sent:")).to_have_text(f"Digits sent: {digits}")


def test_every_key_reaches_the_phone(alice: Person, virtual_phone: Window) -> None:
    alice.window.press("Keypad")

    for key in "123456789*0#":
        alice.window.press(key)

    expect_digits(alice, virtual_phone, "123456789*0#")


def test_digits_typed_on_the_keyboard_reach_the_phone_while_the_keypad_is_open(
    alice: Person, virtual_phone: Window
) -> None:
    alice.page.keyboard.type("7")
    alice.window.press("Keypad")
    alice.page.keyboard.type("12a#")
    alice.window.button("3").focus()
    alice.page.keyboard.press("Enter")
    alice.page.get_by_label("Phone number").press_sequentially("99")
    alice.window.press("Keypad")
    alice.page.keyboard.type("8")
    alice.window.press("Keypad")

    expect_digits(alice, virtual_phone, "12#3")


def test_a_key_is_heard_here_too(alice: Person, virtual_phone: Window) -> None:
    alice.page.evaluate(KEEP_SOUNDS)
    alice.window.press("Keypad")

    alice.window.press("5")

    (seconds,) = alice.page.evaluate("window.sounds")
    assert 0.1 < seconds < 0.3


def test_the_keypad_says_whether_it_is_open_and_closes_with_the_call(
    alice: Person, virtual_phone: Window
) -> None:
    keypad = alice.window.button("Keypad")
    expect(keypad).to_have_attribute("aria-expanded", "false")
    expect(alice.window.button("5")).to_be_hidden()

    keypad.click()
    expect(keypad).to_have_attribute("aria-expanded", "true")
    alice.window.press("5")
    virtual_phone.press("Hang up")
    alice.window.shows("ready")

    expect(alice.window.button("5")).to_be_hidden()
    expect(keypad).to_be_hidden()


def test_the_next_call_begins_without_digits(alice: Person, virtual_phone: Window) -> None:
    alice.window.press("Keypad")
    alice.window.press("5")
    virtual_phone.press("Hang up")
    alice.window.shows("ready").call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established")

    alice.window.press("Keypad")

    expect_digits(alice, virtual_phone, "none yet")


def test_a_call_to_a_person_has_no_keypad(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    expect(alice.window.button("Mute")).to_be_visible()
    expect(alice.window.button("Keypad")).to_be_hidden()


def test_zero_ends_the_call_to_the_test_number_that_waits_for_it(alice: Person) -> None:
    alice.window.call_number(STOPPED_BY_ZERO)
    alice.window.shows("established", timeout_ms=15_000)
    alice.window.press("Keypad")

    alice.window.press("1")
    alice.window.shows("established")
    alice.window.press("0")

    alice.window.shows("ready").says("hung up")


def test_the_open_keypad_is_accessible_and_tab_stops_at_every_key(
    alice: Person, virtual_phone: Window
) -> None:
    alice.window.press("Keypad")
    alice.window.press("5")
    alice.page.get_by_text("Call quality").click()
    expect(alice.page.get_by_text("Round trip")).to_be_visible()

    expect_accessible(alice.page)

    alice.page.get_by_role("link", name="Skip to the content").focus()
    stops, rings = tab_through(alice.page)
    assert stops[:-1] == list(range(1, len(stops)))
    assert min(rings[:-1]) >= 2
