"""What the classic SDK does that nobody expects, and what the page and the sandbox make of it."""

import re
from contextlib import suppress

from playwright.sync_api import Error

from tests.browser.person import Person
from tests.browser.test_calls import connect

# The page's and the SDK's tracks alike: is any microphone of this window open?
KEEP_MICROPHONES = """(() => {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  window.microphones = [];
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    window.microphones.push(...stream.getTracks());
    return stream;
  };
})()"""
NONE_OPEN = "() => window.microphones.every(({ readyState }) => readyState === 'ended')"


def keep_microphones(person: Person) -> None:
    person.context.add_init_script(KEEP_MICROPHONES)
    person.page.reload()
    person.turn_on()


def test_before_the_answer_no_microphone_is_open_and_nothing_is_heard(
    alice: Person, bob: Person
) -> None:
    keep_microphones(bob)

    alice.window.call("Bob")
    bob.window.shows("incoming")
    alice.window.shows("ringing")

    assert bob.page.evaluate(NONE_OPEN)
    for person in (alice, bob):
        assert person.page.evaluate("window.testAudio.received()")["totalAudioEnergy"] == 0
        assert person.page.evaluate("document.querySelector('audio').srcObject") is None


def test_after_a_call_the_microphone_is_closed(alice: Person, bob: Person) -> None:
    keep_microphones(alice)
    connect(alice, bob)
    assert not alice.page.evaluate(NONE_OPEN)

    alice.window.press("Hang up")

    alice.page.wait_for_function(NONE_OPEN)


def test_microphone_refused_by_the_time_of_a_call_is_said(alice: Person, bob: Person) -> None:
    alice.context.clear_permissions()

    alice.window.call("Bob")

    alice.window.shows("ready").says("the microphone is not allowed")


def test_microphone_refused_to_the_answer_is_said_while_it_rings(
    alice: Person, bob: Person
) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")
    bob.context.clear_permissions()

    bob.window.press("Answer")

    bob.window.shows("incoming").says("The microphone is not allowed")


def test_logging_out_in_a_call_waits_until_the_hang_up_is_sent(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    with bob.page.expect_request_finished(lambda request: "/publish/" in request.url):
        bob.window.press("Log out")

    bob.page.wait_for_url(f"{bob.url}/")
    alice.window.shows("ready").says("Bob hung up")


def test_peer_that_vanishes_ends_the_call(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    with suppress(Error):  # that is how Playwright says that the page crashed
        bob.page.goto("chrome://crash")

    alice.window.shows("ready", timeout_ms=30_000).says(re.compile("ended after"))


def test_connection_that_fails_ends_the_call(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.page.evaluate("window.testAudio.connections.forEach((one) => one.close())")

    alice.window.shows("ready", timeout_ms=60_000).says("the connection to the other side is gone")
    bob.complaints.clear()  # the SDK's own, when candidates arrive for what we have closed


def test_two_windows_of_one_browser_both_ring_and_one_answers(alice: Person, bob: Person) -> None:
    other = bob.second_window().turn_on()

    alice.window.call("Bob")
    bob.window.shows("incoming")
    other.shows("incoming").press("Answer")

    other.shows("established").hears_sound()
    alice.window.shows("established").hears_sound()
    bob.window.shows("ready").says("Answered in another window")
