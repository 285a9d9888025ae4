"""Calls in live mode, as the SDK is asked for them and tells of them."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.live.recording import end, recorded, ring, tell
from tests.browser.person import Person

DENIED = 2
HUNG_UP = 5


def test_a_call_to_a_person_goes_through_the_sdk(alice: Person, new_person: NewPerson) -> None:
    new_person().register("bob", "Bob").window.shows("ready")
    alice.page.reload()
    alice.window.shows("ready").call("Bob")
    assert recorded(alice.page, "callUser") == [["bob"]]

    for event, status in (("onCallRinging", "ringing"), ("onCallEstablished", "established")):
        tell(alice.page, event)
        alice.window.shows(status)
    alice.window.press("Mute")
    alice.window.press("Hang up")

    assert recorded(alice.page, "mute") == recorded(alice.page, "hangup") == [["bob"]]
    alice.window.shows("ready").says("you hung up")


def test_a_declined_call_is_told_in_words_and_kept(alice: Person, new_person: NewPerson) -> None:
    new_person().register("bob", "Bob").window.shows("ready")
    alice.page.reload()
    alice.window.shows("ready").call("Bob")
    recorded(alice.page, "callUser")

    end(alice.page, DENIED)

    alice.window.shows("ready").says("Bob declined.")
    recent = alice.page.get_by_role("region", name="Recent calls")
    expect(recent).to_contain_text("Bob declined.")


def test_an_incoming_call_is_answered_through_the_sdk(alice: Person) -> None:
    alice.window.shows("ready")

    ring(alice.page, "bob")
    alice.window.shows("incoming").press("Answer")

    alice.window.shows("established")
    assert recorded(alice.page, "answer") == [["bob"]]


def test_a_call_that_comes_while_no_credential_can_be_had_rings_and_is_answered(
    alice: Person,
) -> None:
    alice.window.shows("ready")
    alice.page.route("**/api/ticket", lambda route: route.fulfill(status=503, body="{}"))
    alice.page.evaluate("void window.recordingSdk.renew()")
    alice.window.shows("failed")

    ring(alice.page, "bob")
    alice.window.shows("incoming").says("is calling you. The server answered with error 503.")
    alice.window.press("Answer")
    alice.window.shows("established")
    end(alice.page, HUNG_UP)

    alice.window.shows("failed").says("The server answered with error 503.")
    recent = alice.page.get_by_role("region", name="Recent calls")
    expect(recent.get_by_role("listitem")).to_contain_text("bob")
    alice.complaints.clear()  # the browser's own, on error 503


def test_a_call_that_comes_before_the_phone_has_started_rings_and_is_answered(
    alice: Person,
) -> None:
    alice.window.shows("ready")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    alice.page.route("**/api/ticket", hold)
    alice.page.reload()
    recorded(alice.page, "start")
    alice.window.shows("starting")

    ring(alice.page, "bob")
    alice.window.shows("incoming").press("Answer")
    alice.window.shows("established")
    held[0].continue_()
    recorded(alice.page, "register")
    alice.window.shows("established").press("Hang up")

    alice.window.shows("ready").says("you hung up")


def test_a_call_to_a_phone_goes_through_the_sdk(alice: Person) -> None:
    alice.window.shows("ready").call_number("+46 70 174 06 05")

    assert recorded(alice.page, "callPhoneNumber") == [["+46701740605"]]
    alice.window.shows("calling")


def test_a_second_call_gets_busy_and_is_noted_as_missed(alice: Person) -> None:
    alice.window.shows("ready")
    ring(alice.page, "bob")
    alice.window.shows("incoming").press("Answer")
    alice.window.shows("established")

    ring(alice.page, "carol")

    assert recorded(alice.page, "hangup") == [["carol"]]
    recent = alice.page.get_by_role("region", name="Recent calls")
    expect(recent.get_by_role("listitem").filter(has_text="carol")).to_contain_text("Missed")
    alice.window.shows("established").press("Hang up")
    missed = alice.page.get_by_role("group", name="Missed calls").get_by_role("listitem")
    expect(missed).to_contain_text("carol called at")


def test_a_video_call_goes_through_the_sdk(alice: Person, new_person: NewPerson) -> None:
    new_person().register("bob", "Bob").window.shows("ready")
    alice.page.reload()

    alice.window.shows("ready").press("Video call Bob")

    assert recorded(alice.page, "callUserVideo") == [["bob"]]
    tell(alice.page, "onCallEstablished")
    alice.window.shows("established")
    expect(alice.page.get_by_text("Bob sends no picture.")).to_be_visible()
