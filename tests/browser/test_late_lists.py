"""People and calls come after the phone is ready; what happens when they come late, or not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect

Release = Callable[[], None]


@pytest.fixture
def visitor(new_person: NewPerson) -> Person:
    return new_person()


def hold(person: Person, pattern: str) -> Release:
    """Let the window wait for these files or answers until they are released."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    person.page.route(pattern, keep)

    def release() -> None:
        for route in held:
            route.continue_()

    return release


def test_buttons_without_their_list_do_not_look_usable(visitor: Person) -> None:
    release = hold(visitor, "**/js/people.js")

    visitor.sign_in("Alice").window.shows("ready")

    for name in ("Copy my link", "Call number"):
        expect(visitor.window.button(name)).to_be_disabled()
    release()
    for name in ("Copy my link", "Call number"):
        expect(visitor.window.button(name)).to_be_enabled()


def test_what_is_typed_before_the_lists_are_there_counts(visitor: Person, bob: Person) -> None:
    release = hold(visitor, "**/js/people.js")
    page = visitor.sign_in("Alice").page
    visitor.window.shows("ready")

    page.get_by_label("Find people").fill("nobody")
    page.get_by_label("Phone number").fill("+46701740605")
    page.keyboard.press("Enter")
    release()

    expect(page.get_by_text("Nobody here is called")).to_be_visible()
    expect(page.get_by_text("Sweden (SE)")).to_be_visible()


def test_who_is_called_before_the_lists_are_there_can_talk_and_finds_the_call_in_them(
    visitor: Person, bob: Person
) -> None:
    release = hold(visitor, "**/js/people.js")
    visitor.sign_in("Alice").window.shows("ready")

    bob.window.call("Alice")
    visitor.window.shows("incoming").press("Answer")
    visitor.window.shows("established").press("Hang up")
    visitor.window.shows("ready")
    release()

    past = visitor.page.get_by_role("region", name="Recent calls").get_by_role("listitem")
    expect(past.filter(has_text="You hung up.")).to_be_visible()


def test_the_lists_do_not_wait_for_a_phone_that_takes_long(visitor: Person, bob: Person) -> None:
    release = hold(visitor, "**/api/ticket")
    visitor.sign_in("Alice").window.shows("starting")

    button = visitor.window.button("Call Bob")
    expect(button).to_be_disabled()
    release()

    expect(button).to_be_enabled()
    connect(visitor, bob)


def test_lists_that_cannot_be_loaded_are_said_and_the_phone_works(visitor: Person) -> None:
    visitor.page.route("**/js/history.js", lambda route: route.abort())

    visitor.sign_in("Alice").window.shows("ready")

    visitor.window.says("People and calls could not be loaded: reload the page.")
    visitor.complaints.clear()  # that the file was missing
