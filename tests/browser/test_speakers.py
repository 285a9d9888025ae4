"""Choosing the speaker during a call."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.test_devices import UNPLUG, expect_note, microphone

SECOND_SPEAKER = "Fake Audio Output 2"


def test_the_speaker_is_chosen_and_kept(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    speaker = alice.page.get_by_label("Speaker", exact=True)

    speaker.select_option(label=SECOND_SPEAKER)
    chosen = speaker.input_value()
    sink_is_chosen = "chosen => document.querySelector('audio').sinkId === chosen"
    alice.page.wait_for_function(sink_is_chosen, arg=chosen)
    alice.window.press("Hang up")
    alice.page.reload()
    alice.turn_on()
    connect(alice, bob)

    alice.page.wait_for_function(sink_is_chosen, arg=chosen)
    alice.window.hears_sound()


def test_a_speaker_that_vanishes_is_replaced(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.page.get_by_label("Speaker", exact=True).select_option(label=SECOND_SPEAKER)
    alice.page.wait_for_function("() => document.querySelector('audio').sinkId !== ''")

    alice.page.evaluate(UNPLUG, SECOND_SPEAKER)

    expect_note(alice, f"{SECOND_SPEAKER} is gone: the system's speaker is used.")
    alice.page.wait_for_function("() => document.querySelector('audio').sinkId === ''")


def test_a_browser_that_cannot_choose_speakers_shows_no_list_of_them(
    new_person: NewPerson, bob: Person
) -> None:
    alice = new_person()
    alice.context.add_init_script("delete HTMLMediaElement.prototype.setSinkId")
    alice.sign_in("Alice").turn_on()

    connect(alice, bob)

    expect(microphone(alice)).to_be_visible()
    expect(alice.page.get_by_label("Speaker", exact=True)).to_be_hidden()
