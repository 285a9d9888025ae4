"""What a call shows and sends in live mode, as the SDK is asked for it and warns."""

from playwright.sync_api import expect

from tests.browser.live.recording import recorded, ring, tell, warn
from tests.browser.person import Person

JITTER = "HighInboundJitterWarningEvent"
IN_WORDS = "What you hear arrives unevenly."


def test_the_keys_of_a_phone_call_go_through_the_sdk(alice: Person) -> None:
    alice.window.shows("ready").call_number("+46000000000")
    recorded(alice.page, "callPhoneNumber")
    tell(alice.page, "onCallEstablished")
    alice.window.press("Keypad")

    alice.window.press("4")
    alice.window.press("#")

    assert recorded(alice.page, "sendDtmf", 2) == [["4"], ["#"]]


def test_a_tone_that_the_sdk_refuses_is_told_and_not_counted_as_sent(alice: Person) -> None:
    alice.window.shows("ready").call_number("+46000000000")
    recorded(alice.page, "callPhoneNumber")
    tell(alice.page, "onCallEstablished")
    alice.page.evaluate(
        """() => {
          window.recordingSdk.calls.at(-1).sendDtmf = () => { throw new Error("No tones here."); };
        }"""
    )
    alice.window.press("Keypad")

    alice.window.press("4")

    expect(alice.page.locator(".keypad")).to_contain_text("It was not sent: No tones here.")


def test_a_quality_warning_is_shown_in_words_until_it_is_over(alice: Person) -> None:
    alice.window.shows("ready")
    ring(alice.page, "bob")
    alice.window.shows("incoming").press("Answer")
    alice.window.shows("established")

    warn(alice.page, JITTER, "Trigger")
    expect(alice.page.get_by_text(IN_WORDS)).to_be_visible()
    warn(alice.page, JITTER, "Recover")

    expect(alice.page.get_by_text(IN_WORDS)).to_be_hidden()


def test_the_chosen_microphone_is_what_the_sdk_is_told_to_open(alice: Person) -> None:
    alice.window.shows("ready")
    chosen = alice.page.evaluate(
        """async () => {
          const devices = await navigator.mediaDevices.enumerateDevices();
          const { deviceId } = devices.find(({ label }) => label === "Fake Audio Input 2");
          localStorage.setItem("chosen-audioinput", deviceId);
          return deviceId;
        }"""
    )

    alice.window.call_number("+46000000000")

    (constraints,) = recorded(alice.page, "setAudioTrackConstraints")
    assert constraints == [{"deviceId": {"exact": chosen}}]
