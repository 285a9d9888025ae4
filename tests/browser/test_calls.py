"""Two people, two browsers, one call: with real RTP."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person


def connect(caller: Person, callee: Person, callee_name: str = "Bob") -> None:
    """Call and answer; both are in the call afterwards."""
    caller.window.call(callee_name)
    callee.window.shows("incoming").press("Answer")
    caller.window.shows("established")
    callee.window.shows("established")


def test_an_answered_call_carries_sound_both_ways(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    alice.window.hears_packets()
    bob.window.hears_packets()
    alice.window.hears_sound()
    bob.window.hears_sound()


def test_the_caller_sees_it_ring_and_the_callee_sees_who_calls(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    alice.window.shows("ringing").says("Bob")
    bob.window.shows("incoming").says("Alice")


def test_an_incoming_call_moves_the_focus_to_answer(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    expect(bob.window.button("Answer")).to_be_focused()


def test_the_caller_hangs_up_and_both_read_why_it_ended(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.hears_packets()

    alice.window.press("Hang up")

    alice.window.shows("ready").says(re.compile(r"Bob.*0:0\d.*[Yy]ou hung up"))
    bob.window.shows("ready").says(re.compile(r"Alice.*0:0\d.*Alice hung up"))


def test_the_callee_hangs_up_and_both_read_why_it_ended(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.window.press("Hang up")

    bob.window.shows("ready").says(re.compile(r"[Yy]ou hung up"))
    alice.window.shows("ready").says("Bob hung up")


def test_after_a_call_the_microphone_is_free_again(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    alice.window.shows("ready")

    alice.page.wait_for_function(
        """() => {
             const senders = window.testAudio.connections.flatMap((one) => one.getSenders());
             return senders.every(({ track }) => !track || track.readyState === "ended");
           }"""
    )


def test_the_timer_counts_the_seconds_of_the_call(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    expect(alice.page.get_by_role("timer")).to_have_text(re.compile("^0:0[2-9]$"))


def test_mute_silences_the_other_side_and_unmute_brings_the_sound_back(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    bob.window.hears_sound()

    alice.window.press("Mute")
    bob.window.hears_silence()

    alice.window.press("Unmute")
    bob.window.hears_sound()


def test_declining_ends_the_call_for_both(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")

    bob.window.shows("incoming").press("Decline")

    bob.window.shows("ready").hears_nothing()
    alice.window.shows("ready").says("Bob declined").hears_nothing()


def test_a_caller_who_gives_up_stops_the_ringing(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")

    alice.window.press("Hang up")

    alice.window.shows("ready").hears_nothing()
    bob.window.shows("ready").says("Missed call from Alice: Alice hung up before you answered.")
    bob.window.hears_nothing()
    expect(bob.window.button("Answer")).to_be_hidden()


def test_nobody_answers(
    alice: Person, bob: Person, server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")

    server.turn_clock(60, monkeypatch)

    alice.window.shows("ready").says("did not answer").hears_nothing()
    bob.window.shows("ready").says("Missed call from Alice: it was not answered in time.")
    bob.window.hears_nothing()


def test_a_callee_without_a_window_is_said_at_once(alice: Person, new_person: NewPerson) -> None:
    bob = new_person(may_use_microphone=False).sign_in("Bob")  # logged in, the phone is off

    alice.window.call("Bob")

    alice.window.shows("ready").says("Bob has no window open").hears_nothing()
    bob.window.shows("off").hears_nothing()


def test_of_two_windows_one_answers_and_the_other_stops(alice: Person, bob: Person) -> None:
    other = bob.second_window().turn_on()
    alice.window.call("Bob")
    bob.window.shows("incoming")
    other.shows("incoming")

    other.press("Answer")

    bob.window.shows("ready").says(re.compile("[Aa]nswered in another window"))
    other.shows("established").hears_packets()
    alice.window.shows("established").hears_packets()
    bob.window.hears_nothing()


def test_a_callee_in_another_call_is_busy(
    alice: Person, bob: Person, new_person: NewPerson
) -> None:
    connect(alice, bob)
    carol = new_person().register("carol", "Carol").turn_on()

    carol.window.call("Bob")

    carol.window.shows("ready").says("Bob is busy in another call").hears_nothing()
    alice.window.shows("established").hears_packets()
    bob.window.shows("established").hears_packets()


def test_calls_stand_in_the_history_of_both(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    alice.window.shows("ready")

    for person, other in ((alice, "Bob"), (bob, "Alice")):
        history = person.page.get_by_role("region", name="Recent calls")
        expect(history.get_by_role("listitem").first).to_contain_text(other)
        expect(history.get_by_role("listitem").first).to_contain_text("hung up")
