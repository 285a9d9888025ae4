"""During a call of the classic SDK: tones, microphones, level and quality."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.test_devices import choose_second
from tests.browser.virtual_phone import SWEDISH_MOBILE, open_virtual_phone

KEEP_TONES = """() => {
  window.tones = "";
  for (const connection of window.testAudio.connections) {
    for (const { dtmf } of connection.getSenders()) {
      dtmf?.addEventListener("tonechange", ({ tone }) => (window.tones += tone));
    }
  }
}"""


def test_keys_are_sent_as_tones_of_the_sound_one_after_the_other(
    alice: Person, new_person: NewPerson
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established")
    alice.page.evaluate(KEEP_TONES)
    alice.window.press("Keypad")

    alice.page.keyboard.type("12#")

    alice.page.wait_for_function("() => window.tones === '12#'")
    expect(alice.page.get_by_text("Digits sent: 12#")).to_be_visible()


def test_another_microphone_takes_over_and_can_be_muted(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    choose_second(alice)
    bob.window.hears_sound()
    alice.window.press("Mute")

    bob.window.hears_silence()


def test_level_and_quality_are_shown(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    expect(alice.page.get_by_text("Call quality:")).to_have_text(re.compile("good|fair|poor"))
    alice.page.wait_for_function("() => document.querySelector('meter').value > 0.2")
