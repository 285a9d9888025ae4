"""Two people with the classic SDK in one call: with real RTP."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect


def test_answered_call_carries_sound_both_ways(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    for person in (alice, bob):
        person.window.hears_packets()
        person.window.hears_sound()


def test_caller_sees_it_ring_and_callee_reads_the_display_name(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    alice.window.shows("ringing").says("Ringing at Bob")
    bob.window.shows("incoming").says("Alice is calling you")


@pytest.mark.parametrize("who", ["caller", "callee"])
def test_either_side_hangs_up_and_both_read_why_it_ended(
    who: str, alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    alice.window.hears_packets()
    ender, name, other = (alice, "Alice", bob) if who == "caller" else (bob, "Bob", alice)

    ender.window.press("Hang up")

    ender.window.shows("ready").says(re.compile(r"ended after 0:\d\d: you hung up"))
    other.window.shows("ready").says(re.compile(rf"ended after 0:\d\d: {name} hung up"))


def test_declining_ends_the_call_for_both(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    bob.window.shows("incoming").press("Decline")

    bob.window.shows("ready").says("you declined it")
    alice.window.shows("ready").says("Bob declined")


def test_caller_who_gives_up_stops_the_ringing(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")

    alice.window.press("Hang up")

    alice.window.shows("ready").says("you cancelled it")
    bob.window.shows("ready").says("Missed call from Alice")


def test_caller_who_gives_up_at_once_stops_the_ringing(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    alice.window.press("Hang up")

    alice.window.shows("ready").says("you cancelled it")
    expect(bob.window.phone).to_have_attribute("data-status", "ready")


def test_callee_who_hangs_up_as_soon_as_connected_cancelled_nothing(
    alice: Person, bob: Person
) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming").press("Answer")

    bob.window.shows("established").press("Hang up")

    alice.window.shows("ready").says(re.compile("Bob hung up|ended before sound could flow"))


def test_callee_without_a_window_is_said_at_once(alice: Person, new_person: NewPerson) -> None:
    new_person(may_use_microphone=False).sign_in("Bob")  # logged in, the phone is off

    alice.window.call("Bob")

    alice.window.shows("ready").says("Bob has no window open")
    alice.complaints.clear()  # the sandbox refuses the call by an HTTP error


def test_answering_test_number_answers_and_ends(alice: Person) -> None:
    alice.window.call_number("+46000000000")

    alice.window.shows("established", timeout_ms=15_000)
    alice.window.shows("ready", timeout_ms=20_000).says("+46000000000")


def test_mute_silences_the_other_side_and_unmute_brings_the_sound_back(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    bob.window.hears_sound()

    alice.window.press("Mute")
    bob.window.hears_silence()

    alice.window.press("Unmute")
    bob.window.hears_sound()


def test_second_call_has_sound_too(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    alice.window.shows("ready")
    bob.window.shows("ready")

    connect(bob, alice, "Alice")

    alice.window.hears_sound()
    bob.window.hears_sound()


def test_third_person_hears_that_the_callee_is_busy(
    alice: Person, bob: Person, new_person: NewPerson
) -> None:
    carol = new_person().register("carol", "Carol").turn_on()
    connect(alice, bob)

    carol.window.call("Bob")

    carol.window.shows("ready").says(re.compile("busy|declined"))
    alice.window.shows("established").hears_packets()
    carol.complaints.clear()
