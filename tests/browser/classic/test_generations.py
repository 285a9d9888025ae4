"""A person with the classic SDK and one with the stand-in for the current SDK in one call."""

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_calls import connect


def test_classic_caller_and_current_callee_hear_each_other(
    alice: Person, stand_in_bob: Person
) -> None:
    connect(alice, stand_in_bob)

    alice.window.hears_sound()
    stand_in_bob.window.hears_sound()


def test_current_caller_and_classic_callee_hear_each_other(
    alice: Person, stand_in_bob: Person
) -> None:
    connect(stand_in_bob, alice, "Alice")

    alice.window.hears_sound()
    stand_in_bob.window.hears_sound()


def test_hang_up_reaches_the_other_generation(alice: Person, stand_in_bob: Person) -> None:
    connect(alice, stand_in_bob)
    alice.window.hears_sound()

    alice.window.press("Hang up")

    stand_in_bob.window.shows("ready").says("Alice hung up")


def test_declining_reaches_the_other_generation(alice: Person, stand_in_bob: Person) -> None:
    alice.window.call("Bob")

    stand_in_bob.window.shows("incoming").press("Decline")

    alice.window.shows("ready").says("Bob declined")


def test_who_is_called_with_video_answers_by_voice_and_has_no_video_button(
    alice: Person, stand_in_bob: Person
) -> None:
    stand_in_bob.context.grant_permissions(["microphone", "camera"])

    stand_in_bob.window.press("Video call Alice")
    alice.window.shows("incoming").says("is calling you").press("Answer")

    alice.window.shows("established").hears_sound()
    stand_in_bob.window.hears_sound()
    expect(stand_in_bob.page.get_by_text("Alice sends no picture.")).to_be_visible()
    expect(alice.window.button("Call Bob")).to_be_visible()
    expect(alice.window.button("Video call Bob")).to_be_hidden()
