"""A virtual phone calls the application's number, and the right browser rings."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson, Serve, Server
from tests.browser.person import Person, Window
from tests.browser.virtual_phone import SWEDISH_MOBILE, open_virtual_phone


@pytest.fixture(scope="module")
def session_server(serve: Serve) -> Iterator[Server]:
    """A server whose number leads to Bob."""
    with serve({"SINCH_INBOUND_USER": "bob"}) as server:
        yield server


@pytest.fixture
def virtual_phone(new_person: NewPerson) -> Window:
    return open_virtual_phone(new_person())


@pytest.fixture
def ringing(bob: Person, virtual_phone: Window) -> tuple[Window, Window]:
    """The virtual phone has called, and Bob's browser rings."""
    virtual_phone.press("Call number")
    return bob.window.shows("incoming"), virtual_phone


@pytest.fixture
def talking(ringing: tuple[Window, Window]) -> tuple[Window, Window]:
    ringing[0].press("Answer")
    return ringing[0].shows("established"), ringing[1].shows("established")


def test_the_right_browser_rings_and_shows_the_number(
    alice: Person, ringing: tuple[Window, Window]
) -> None:
    bobs, virtual_phone = ringing

    expect(bobs.page.locator(".call__name")).to_have_text(SWEDISH_MOBILE)
    virtual_phone.shows("ringing")
    alice.window.shows("ready")


def test_sound_flows_both_ways(talking: tuple[Window, Window]) -> None:
    for window in talking:
        window.hears_packets()
    for window in talking:
        window.hears_sound()


def test_the_app_hangs_up(talking: tuple[Window, Window]) -> None:
    bobs, virtual_phone = talking

    bobs.press("Hang up")

    virtual_phone.shows("ready").says("hung up")


def test_the_phone_hangs_up(talking: tuple[Window, Window]) -> None:
    bobs, virtual_phone = talking

    virtual_phone.press("Hang up")

    bobs.shows("ready").says("hung up")
    expect(bobs.page.locator(".past-call__name").first).to_have_text(SWEDISH_MOBILE)


def test_the_phone_gives_up(ringing: tuple[Window, Window]) -> None:
    bobs, virtual_phone = ringing

    virtual_phone.press("Hang up")

    bobs.shows("ready")
    virtual_phone.shows("ready").says("You hung up.")


def test_the_app_declines(ringing: tuple[Window, Window]) -> None:
    bobs, virtual_phone = ringing

    bobs.press("Decline")

    virtual_phone.shows("ready").says("declined")


def test_a_user_in_a_call_is_busy(talking: tuple[Window, Window], new_person: NewPerson) -> None:
    other_phone = open_virtual_phone(new_person(), "+46701740606")

    other_phone.press("Call number")

    other_phone.shows("ready").says("Bob is busy in another call.")


def test_a_number_of_nobody_gets_a_sentence(virtual_phone: Window) -> None:
    virtual_phone.call_number("+46 8 765 12 34")

    virtual_phone.shows("ready").says("This number belongs to nobody")


def test_a_text_that_is_no_number_gets_a_sentence(virtual_phone: Window) -> None:
    virtual_phone.call_number("call my mother")

    virtual_phone.shows("ready").says("country code")


def test_without_a_microphone_the_phone_says_what_to_do(bob: Person, new_person: NewPerson) -> None:
    virtual_phone = open_virtual_phone(new_person(may_use_microphone=False))

    virtual_phone.press("Call number")

    virtual_phone.shows("ready").says("The microphone is not allowed.")
    bob.window.shows("ready")
