"""Choosing the microphone during a call, which goes on."""

from playwright.sync_api import JSHandle, Locator, expect

from tests.browser.axe import expect_accessible
from tests.browser.person import Person
from tests.browser.test_calls import connect

# Chromium's pretend devices.
SECOND_MICROPHONE = "Fake Audio Input 2"

SENT_TRACK = """() => window.testAudio.connections
  .filter(({ connectionState }) => connectionState === "connected")
  .flatMap((connection) => connection.getSenders())
  .find(({ track }) => track?.kind === "audio").track"""
UNPLUG = """(label) => {
  const all = Object.getPrototypeOf(navigator.mediaDevices).enumerateDevices;
  navigator.mediaDevices.enumerateDevices = async () =>
    (await all.call(navigator.mediaDevices)).filter((device) => device.label !== label);
  navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
}"""
PLUG_IN_AGAIN = """() => {
  delete navigator.mediaDevices.enumerateDevices;
  navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
}"""
UNPLUG_ALL = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException("Requested device not found", "NotFoundError");
  };
}"""
STOP = 'track => { track.stop(); track.dispatchEvent(new Event("ended")); }'


def microphone(person: Person) -> Locator:
    return person.page.get_by_label("Microphone", exact=True)


def sent_track(person: Person) -> JSHandle:
    return person.page.evaluate_handle(SENT_TRACK)


def expect_sent(person: Person, label: str) -> None:
    """What the other side hears comes from this microphone."""
    person.page.wait_for_function(f"label => ({SENT_TRACK})().label === label", arg=label)


def expect_note(person: Person, text: str) -> None:
    expect(person.page.get_by_role("region", name="Your phone")).to_contain_text(text)


def choose_second(person: Person) -> None:
    microphone(person).select_option(label=SECOND_MICROPHONE)
    expect_sent(person, SECOND_MICROPHONE)


def test_another_microphone_takes_over_and_the_call_goes_on(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    count = "window.testAudio.connections.length"
    connections = alice.page.evaluate(count)

    choose_second(alice)

    bob.window.hears_packets()
    bob.window.hears_sound()
    assert alice.page.evaluate(count) == connections
    alice.window.shows("established")


def test_muting_works_for_the_microphone_that_took_over(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.press("Mute")
    alice.window.says("muted")

    choose_second(alice)
    bob.window.hears_silence()
    alice.window.press("Unmute")
    bob.window.hears_sound()
    alice.window.press("Mute")

    bob.window.hears_silence()


def test_after_the_call_the_microphone_that_took_over_is_closed(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    choose_second(alice)
    track = sent_track(alice)

    alice.window.press("Hang up")

    alice.window.shows("ready")
    assert track.evaluate("track => track.readyState") == "ended"


def test_the_choice_is_kept_for_the_next_calls_and_after_a_reload(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    choose_second(alice)
    alice.window.press("Hang up")
    alice.window.shows("ready")

    connect(alice, bob)
    expect_sent(alice, SECOND_MICROPHONE)
    alice.window.press("Hang up")
    alice.page.reload()
    alice.turn_on()
    connect(bob, alice, "Alice")

    expect_sent(alice, SECOND_MICROPHONE)
    expect(microphone(alice).locator(":checked")).to_have_text(SECOND_MICROPHONE)


def test_a_microphone_that_vanishes_is_replaced_and_used_again_when_it_is_back(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    choose_second(alice)

    alice.page.evaluate(UNPLUG, SECOND_MICROPHONE)
    expect_note(alice, f"{SECOND_MICROPHONE} is gone")
    expect(microphone(alice).locator(":checked")).to_have_text("System default")
    bob.window.hears_sound()
    alice.page.evaluate(PLUG_IN_AGAIN)

    expect_note(alice, f"{SECOND_MICROPHONE} is back")
    expect_sent(alice, SECOND_MICROPHONE)
    bob.window.hears_sound()


def test_a_microphone_that_stops_is_replaced(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    first = sent_track(alice)

    first.evaluate(STOP)

    alice.page.wait_for_function(f"first => ({SENT_TRACK})() !== first", arg=first)
    bob.window.hears_sound()


def test_without_any_microphone_left_the_page_says_so(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.page.evaluate(UNPLUG_ALL)

    sent_track(alice).evaluate(STOP)

    alice.window.says("they cannot hear you").shows("established")


def test_a_microphone_that_cannot_be_opened_is_told_and_the_old_one_stays(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    alice.page.evaluate(UNPLUG_ALL)

    microphone(alice).select_option(label=SECOND_MICROPHONE)

    expect_note(alice, "There is no microphone.")
    expect(microphone(alice).locator(":checked")).to_have_text("System default")
    bob.window.hears_sound()


def test_a_device_that_is_gone_is_told_accessibly(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    choose_second(alice)
    alice.page.evaluate(UNPLUG, SECOND_MICROPHONE)
    expect_note(alice, "is gone")

    expect_accessible(alice.page)
