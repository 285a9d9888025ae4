"""Video calls on the calling page, with real RTP."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.video import ask, expect_words, pictures, video_call, watched, with_camera


@pytest.fixture
def alice(new_person: NewPerson) -> Person:
    return with_camera(new_person, "Alice")


@pytest.fixture
def bob(new_person: NewPerson) -> Person:
    return with_camera(new_person, "Bob")


def test_both_see_and_hear_each_other(alice: Person, bob: Person) -> None:
    alice.window.press("Video call Bob")
    expect(alice.page.get_by_label("Your picture")).to_be_visible()
    bob.window.says("Alice wants a video call").press("Answer")

    for person in (alice, bob):
        person.window.shows("established").hears_packets()
        assert ask(person, "flow()")
        expect_words(person, "")
        expect(person.page.get_by_label("Your picture")).to_be_visible()
    expect(alice.page.get_by_label("Bob's picture")).to_be_visible()
    expect(bob.page.get_by_label("Alice's picture")).to_be_visible()


def test_a_voice_call_opens_no_camera_and_shows_no_pictures(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    for person in (alice, bob):
        expect(pictures(person)).to_be_hidden()
        expect(person.window.button("Pause camera")).to_be_hidden()
        assert ask(person, "open('video')") == 0


def test_an_incoming_voice_call_offers_no_answer_without_video(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    bob.window.shows("incoming").says("Alice is calling you")
    expect(bob.window.button("Answer without video")).to_be_hidden()


def test_answering_without_video_opens_no_camera_and_shows_the_caller(
    alice: Person, bob: Person
) -> None:
    video_call(alice, bob, answer="Answer without video")

    assert ask(bob, "flow()")
    assert ask(bob, "open('video')") == 0
    expect(bob.window.button("Pause camera")).to_be_hidden()
    expect_words(alice, "Bob sends no picture.")
    alice.window.hears_packets()


def test_a_paused_camera_is_closed_and_the_other_side_reads_so(alice: Person, bob: Person) -> None:
    video_call(alice, bob)
    assert ask(bob, "flow()")

    alice.window.press("Pause camera")

    assert ask(bob, "standStill()")
    expect_words(bob, "Alice's camera is paused.")
    assert ask(alice, "isClosed('video')")
    alice.window.says("your camera is paused")
    assert ask(alice, "flow()")

    alice.window.press("Resume camera")

    assert ask(bob, "flow()")
    expect_words(bob, "")


def test_after_the_call_no_camera_and_no_microphone_is_open(alice: Person, bob: Person) -> None:
    video_call(alice, bob)
    alice.window.press("Pause camera")
    alice.window.press("Resume camera")
    assert ask(bob, "flow()")

    bob.window.press("Hang up")

    for person in (alice, bob):
        person.window.shows("ready")
        expect(pictures(person)).to_be_hidden()
        assert ask(person, "isClosed('video')")
        assert ask(person, "isClosed('audio')")


def test_declining_a_video_call_closes_the_callers_camera(alice: Person, bob: Person) -> None:
    alice.window.press("Video call Bob")

    bob.window.shows("incoming").press("Decline")

    alice.window.shows("ready").says("Bob declined")
    assert ask(alice, "isClosed('video')")
    assert ask(bob, "open('video')") == 0


def test_a_caller_who_refuses_the_camera_makes_a_voice_call(
    new_person: NewPerson, bob: Person
) -> None:
    alice = watched(new_person(), "Alice")

    video_call(alice, bob)

    alice.window.says("The camera is not allowed: this is a voice call.").hears_packets()
    bob.window.hears_packets()
    expect(pictures(bob)).to_be_hidden()


def test_a_caller_without_camera_makes_a_voice_call(
    new_person: NewPerson, browser_without_camera: Browser, bob: Person
) -> None:
    alice = with_camera(new_person, "Alice", at=browser_without_camera)

    video_call(alice, bob)

    alice.window.says("There is no camera: this is a voice call. Connect one, then call again")
    bob.window.hears_packets()


def test_a_callee_without_camera_is_told_and_sees_the_caller(
    new_person: NewPerson, browser_without_camera: Browser, alice: Person
) -> None:
    bob = with_camera(new_person, "Bob", at=browser_without_camera)

    video_call(alice, bob)

    bob.window.says("There is no camera: they hear you, but do not see you.")
    assert ask(bob, "flow()")
    expect_words(alice, "Bob sends no picture.")
