"""Who calls somebody who is busy does not get lost."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.crowd import ARABIC
from tests.browser.person import Person
from tests.browser.test_calls import connect

CALLED_AT = r"called at \d?\d:\d\d( [AP]M)?\."
UNTIL_MISSED = """async () => {
  const isKept = async () =>
    (await (await fetch("/api/calls")).json()).calls.some(({ endCause }) => endCause === "Busy");
  for (const end = performance.now() + 10_000; performance.now() < end; )
    if (await isKept()) return true;
  return false;
}"""


def notes(person: Person) -> Locator:
    return person.page.get_by_role("group", name="Missed calls").get_by_role("listitem")


@pytest.fixture
def carol(new_person: NewPerson) -> Person:
    return new_person().register("carol", "Carol").turn_on()


def miss(caller: Person, busy: Person) -> None:
    """Call Bob, who is in a call, and wait until his history knows of it."""
    caller.window.call("Bob")
    caller.window.shows("ready").says("Bob is busy in another call")
    assert busy.page.evaluate(UNTIL_MISSED)


def test_who_called_a_busy_person_is_named_after_the_call_and_called_back(
    alice: Person, bob: Person, carol: Person
) -> None:
    connect(alice, bob)
    miss(carol, bob)
    alice.window.press("Hang up")

    expect(notes(bob)).to_have_text([re.compile(rf"Carol {CALLED_AT}")])
    bob.window.press("Call back Carol")

    carol.window.shows("incoming").says("Bob")
    expect(notes(bob)).to_have_count(0)  # it was called back
    bob.window.press("Hang up")
    bob.window.shows("ready")
    expect(notes(bob)).to_have_count(0)
    expect(notes(carol)).to_have_text([re.compile(rf"Bob {CALLED_AT}")])


def test_who_calls_a_busy_person_is_named_during_the_call_and_called_back_after_it(
    alice: Person, bob: Person, carol: Person
) -> None:
    connect(alice, bob)
    miss(carol, bob)

    expect(notes(bob)).to_have_text([re.compile(rf"Carol {CALLED_AT}")], timeout=15_000)
    expect(bob.window.button("Call back Carol")).to_be_hidden()
    expect_accessible(bob.page)
    alice.window.press("Hang up")
    expect(bob.window.button("Call back Carol")).to_be_visible()


def test_a_call_to_a_busy_person_stands_in_the_history_as_missed(
    alice: Person, bob: Person, carol: Person
) -> None:
    connect(alice, bob)
    miss(carol, bob)
    alice.window.press("Hang up")
    bob.window.shows("ready")

    bob.page.reload()

    history = bob.page.get_by_role("region", name="Recent calls")
    row = history.get_by_role("listitem").filter(has_text="Carol")
    expect(row).to_contain_text("Missed")
    expect(row).to_contain_text("You were in another call.")


def test_a_call_that_nobody_took_is_offered_to_be_called_back(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")

    alice.window.press("Hang up")

    bob.window.press("Call back Alice")
    alice.window.shows("incoming").says("Bob")


def test_the_focus_stays_in_the_phone_when_the_note_goes(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")
    alice.window.press("Hang up")
    bob.window.press("Call back Alice")
    alice.window.shows("incoming")

    bob.window.press("Hang up")

    bob.window.shows("ready")
    expect(notes(bob)).to_have_count(0)
    expect(bob.page.get_by_role("region", name="Your phone")).to_be_focused()


def test_a_note_stays_over_a_reload_until_it_is_dismissed(alice: Person, bob: Person) -> None:
    miss_alice(alice, bob)
    bob.page.reload()
    bob.turn_on()
    expect(notes(bob)).to_have_text([re.compile(rf"Alice {CALLED_AT}")])

    bob.window.press("Dismiss Alice's missed call")

    expect(notes(bob)).to_have_count(0)
    expect(bob.page.get_by_role("region", name="Your phone")).to_be_focused()
    bob.page.reload()
    bob.turn_on()
    history = bob.page.get_by_role("region", name="Recent calls")
    expect(history.get_by_role("listitem")).to_contain_text("Missed")
    expect(notes(bob)).to_have_count(0)


def test_a_note_that_is_dismissed_in_one_window_goes_in_the_others(
    alice: Person, bob: Person
) -> None:
    other = bob.second_window().turn_on()
    miss_alice(alice, bob)
    elsewhere = other.page.get_by_role("group", name="Missed calls").get_by_role("listitem")
    expect(elsewhere).to_have_count(1)

    bob.window.press("Dismiss Alice's missed call")

    expect(elsewhere).to_have_count(0)


def test_who_calls_again_after_a_note_was_dismissed_is_noted_again(
    alice: Person, bob: Person
) -> None:
    miss_alice(alice, bob)
    bob.window.press("Dismiss Alice's missed call")
    expect(notes(bob)).to_have_count(0)

    miss_alice(alice, bob)

    expect(notes(bob)).to_have_text([re.compile(rf"Alice {CALLED_AT}")])


def miss_alice(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")
    alice.window.press("Hang up")
    expect(notes(bob)).to_have_count(1)


def test_a_declined_call_is_no_missed_call(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming").press("Decline")

    history = bob.page.get_by_role("region", name="Recent calls")
    expect(history.get_by_role("listitem")).to_contain_text("You declined it.")
    expect(notes(bob)).to_have_count(0)


def test_a_note_on_a_missed_call_is_accessible(
    alice: Person, bob: Person, new_person: NewPerson
) -> None:
    caller = new_person().register("caller", ARABIC).turn_on()
    connect(alice, bob)
    miss(caller, bob)

    alice.window.press("Hang up")

    expect(notes(bob)).to_contain_text(ARABIC)
    expect_accessible(bob.page)
