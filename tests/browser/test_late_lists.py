"""People and calls come after the phone is ready; what happens when they come late, or not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_calls import connect

Release = Callable[[], None]

NOT_LOADED = "People and calls could not be loaded: reload the page."


@pytest.fixture
def visitor(new_person: NewPerson) -> Person:
    return new_person()


LISTS_ARE_THERE = "document.querySelector('.people').dataset.first === undefined"


def people(person: Person) -> Locator:
    return person.page.get_by_role("region", name="People")


def past_calls(person: Person) -> Locator:
    return person.page.get_by_role("region", name="Recent calls").get_by_role("listitem")


def forgive_missing_file(person: Person) -> None:
    person.complaints[:] = [each for each in person.complaints if "history.js" not in each]


def hold(page: Page, pattern: str) -> Release:
    """Let the window wait for these files or answers until they are released."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep)

    def release() -> None:
        for route in held:
            route.continue_()

    return release


def test_buttons_without_their_list_do_not_look_usable(visitor: Person) -> None:
    release = hold(visitor.page, "**/js/people.js")

    visitor.sign_in("Alice").window.shows("ready")

    for name in ("Copy my link", "Call number"):
        expect(visitor.window.button(name)).to_be_disabled()
    release()
    for name in ("Copy my link", "Call number"):
        expect(visitor.window.button(name)).to_be_enabled()


def test_what_is_typed_before_the_lists_are_there_counts(visitor: Person, bob: Person) -> None:
    release = hold(visitor.page, "**/js/people.js")
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
    release = hold(visitor.page, "**/js/people.js")
    visitor.sign_in("Alice").window.shows("ready")

    bob.window.call("Alice")
    visitor.window.shows("incoming").press("Answer")
    visitor.window.shows("established").press("Hang up")
    visitor.window.shows("ready")
    release()

    expect(past_calls(visitor).filter(has_text="You hung up.")).to_be_visible()


def test_the_lists_do_not_wait_for_a_phone_that_takes_long(visitor: Person, bob: Person) -> None:
    release = hold(visitor.page, "**/api/ticket")
    visitor.sign_in("Alice").window.shows("starting")

    button = visitor.window.button("Call Bob")
    expect(button).to_be_disabled()
    release()

    expect(button).to_be_enabled()
    connect(visitor, bob)


def test_lists_that_cannot_be_loaded_are_said_while_the_phone_works(
    visitor: Person, bob: Person
) -> None:
    visitor.page.route("**/js/history.js", lambda route: route.abort())
    release = hold(visitor.page, "**/api/ticket")
    visitor.sign_in("Alice").window.shows("starting")
    expect(people(visitor)).to_contain_text(NOT_LOADED)
    release()
    visitor.window.shows("ready")

    bob.window.call("Alice")
    visitor.window.shows("incoming").press("Decline")
    visitor.window.shows("ready")

    expect(people(visitor)).to_contain_text(NOT_LOADED)
    forgive_missing_file(visitor)


def test_a_call_is_kept_although_the_lists_could_not_be_loaded(
    visitor: Person, bob: Person
) -> None:
    visitor.page.route("**/js/history.js", lambda route: route.abort())
    visitor.sign_in("Alice").window.shows("ready")
    expect(people(visitor)).to_contain_text(NOT_LOADED)
    bob.window.call("Alice")
    visitor.window.shows("incoming")

    with visitor.page.expect_response("**/api/calls"):
        visitor.window.press("Decline")

    visitor.page.unroute("**/js/history.js")
    visitor.page.reload()
    expect(past_calls(visitor)).to_contain_text("You declined it.")
    forgive_missing_file(visitor)


def test_an_invited_person_is_not_denied_because_the_lists_are_missing(
    visitor: Person, bob: Person
) -> None:
    visitor.sign_in("Alice").page.route("**/js/history.js", lambda route: route.abort())

    visitor.page.goto(f"{visitor.url}/call/bob")
    expect(people(visitor)).to_contain_text(NOT_LOADED)
    visitor.window.shows("ready")

    expect(visitor.window.status_line).not_to_contain_text("Nobody here has the username")
    forgive_missing_file(visitor)


def test_a_call_that_was_missed_before_the_page_was_opened_is_no_news_during_the_next(
    visitor: Person, bob: Person
) -> None:
    visitor.sign_in("Alice").turn_on()
    bob.window.call("Alice")
    visitor.window.shows("incoming")
    bob.window.press("Hang up")
    expect(past_calls(visitor)).to_have_count(1)
    visitor.page = visitor.context.new_page()  # which knows of no call as its own
    release = hold(visitor.page, "**/js/people.js")
    visitor.page.goto(f"{visitor.url}/call")
    visitor.window.shows("ready")

    bob.window.call("Alice")
    visitor.window.shows("incoming")
    release()

    expect(past_calls(visitor)).to_have_count(1)
    expect(visitor.page.get_by_role("group", name="Missed calls")).to_be_hidden()


def test_after_a_reload_that_cut_a_call_off_the_next_has_its_devices_before_the_lists(
    visitor: Person, bob: Person
) -> None:
    visitor.sign_in("Alice").turn_on()
    connect(visitor, bob)
    release = hold(visitor.page, "**/js/people.js")
    visitor.page.on("dialog", lambda dialog: dialog.accept())  # whether to leave a call
    visitor.page.reload()
    visitor.window.shows("ready")

    bob.window.call("Alice")
    visitor.window.shows("incoming").press("Answer")
    visitor.window.shows("established")

    expect(visitor.page.get_by_label("Microphone", exact=True)).to_be_visible()
    assert not visitor.page.evaluate(LISTS_ARE_THERE)
    release()
