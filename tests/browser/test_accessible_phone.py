"""Everybody can use the calling page, whatever the phone is doing."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.crowd import ARABIC, LONG, UNBREAKABLE, fill_lists
from tests.browser.live_server import LiveServer
from tests.browser.person import Person


def test_a_phone_that_is_off_and_one_that_failed_are_accessible(new_person: NewPerson) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")
    alice.window.shows("off")
    expect(alice.page.get_by_text("Nobody else has an account here yet.")).to_be_visible()
    expect(alice.page.get_by_text("No calls yet.")).to_be_visible()
    expect_accessible(alice.page)

    alice.window.press("Turn on my phone")

    alice.window.shows("failed")
    expect_accessible(alice.page)


def test_a_phone_that_starts_is_accessible(new_person: NewPerson) -> None:
    alice = new_person()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    alice.page.route("**/api/ticket", hold)

    alice.sign_in("Alice")

    alice.window.shows("starting")
    expect_accessible(alice.page)
    held[0].continue_()
    alice.window.shows("ready")


def test_full_lists_are_accessible(alice: Person, server: LiveServer) -> None:
    expect_accessible(alice.page)
    fill_lists(server, "alice")

    alice.page.reload()

    alice.turn_on()
    expect(alice.window.button(f"Call {LONG}")).to_be_visible()
    expect(alice.page.get_by_text("Missed")).to_be_visible()
    expect_accessible(alice.page)


@pytest.mark.parametrize("name", [UNBREAKABLE, ARABIC])
def test_every_state_of_a_call_is_accessible(
    alice: Person, new_person: NewPerson, name: str
) -> None:
    bobby = new_person().register("bobby", name).turn_on()
    bobby.window.call("Alice")
    alice.window.shows("incoming")
    bobby.window.shows("ringing")
    expect_accessible(alice.page)
    expect_accessible(bobby.page)

    alice.window.press("Answer")
    alice.window.shows("established")
    alice.window.press("Mute")
    alice.window.says("muted")
    expect_accessible(alice.page)

    alice.window.press("Hang up")
    alice.window.shows("ready").says("ended after")
    expect_accessible(alice.page)


def test_calling_a_number_is_accessible(alice: Person) -> None:
    alice.window.call_number("+46701740605")

    alice.window.shows("calling")
    expect(alice.page.get_by_role("link", name=re.compile("virtual phone"))).to_be_visible()
    expect_accessible(alice.page)


def test_what_is_no_number_is_refused_accessibly(alice: Person) -> None:
    alice.window.call_number("+4670")

    expect(alice.page.get_by_label("Phone number")).to_have_attribute("aria-invalid", "true")
    expect_accessible(alice.page)
