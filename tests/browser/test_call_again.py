"""After a call that broke off: why, and one press to call again."""

from playwright.sync_api import expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.video import with_camera


def reload_during_call(person: Person) -> None:
    person.page.on("dialog", lambda dialog: dialog.accept())
    person.page.reload()
    person.window.shows("ready")


def test_after_a_reload_both_read_why_and_can_call_again(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    reload_during_call(alice)

    alice.window.says("Your call with Bob ended when this page was reloaded.")
    bob.window.says("Alice's page was closed or reloaded.")
    expect_accessible(alice.page)
    bob.window.press("Call Alice again")
    alice.window.shows("incoming").press("Decline")
    bob.window.shows("ready")

    connect(alice, bob)
    reload_during_call(alice)
    alice.window.press("Call Bob again")
    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established").hears_packets()


def test_who_hangs_up_is_offered_nothing_and_who_was_hung_up_on_can_call_again(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)

    bob.window.press("Hang up")

    again = alice.window.button("Call Bob again")
    expect(again).to_be_visible()
    expect(bob.window.button("Call Alice again")).to_be_hidden()
    bob.window.call("Alice")
    alice.window.shows("incoming")
    expect(again).to_be_hidden()
    bob.window.press("Hang up")
    alice.window.shows("ready").says("Missed call")
    expect(again).to_be_hidden()


def test_a_video_call_that_was_declined_is_placed_again_with_video(new_person: NewPerson) -> None:
    alice, bob = with_camera(new_person, "Alice"), with_camera(new_person, "Bob")
    alice.window.press("Video call Bob")
    bob.window.shows("incoming").press("Decline")

    alice.window.press("Call Bob again")

    bob.window.says("Alice wants a video call")


def test_a_reload_without_a_call_says_nothing_of_calls(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    alice.window.shows("ready")

    alice.page.reload()

    alice.window.shows("ready").says("Ready.")
    expect(alice.window.button("Call Bob again")).to_be_hidden()


def test_logging_out_during_a_call_leaves_nothing_for_the_next_person(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    alice.window.press("Log out")
    alice.page.wait_for_url(f"{alice.url}/")

    assert alice.page.evaluate("sessionStorage.length") == 0
    alice.sign_in("Alice").turn_on()
    alice.window.says("Ready.")
