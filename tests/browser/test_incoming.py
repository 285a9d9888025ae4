"""A call that comes in is noticed, also by a person who looks at something else."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

TITLE = "Phone · Sinch calling sample"
ICON = re.compile("/static/icon.svg")
INCOMING_ICON = re.compile("/static/icon-incoming.svg")


def expect_icon(page: Page, href: re.Pattern[str]) -> None:
    expect(page.locator("link[rel=icon]")).to_have_attribute("href", href)


def test_the_tab_says_who_calls_until_the_call_is_answered(alice: Person, bob: Person) -> None:
    expect(bob.page).to_have_title(TITLE)
    alice.window.call("Bob")

    expect(bob.page).to_have_title(f"Alice is calling · {TITLE}")
    expect_icon(bob.page, INCOMING_ICON)
    expect(alice.page).to_have_title(TITLE)

    bob.window.press("Answer")
    bob.window.shows("established")
    expect(bob.page).to_have_title(TITLE)
    expect_icon(bob.page, ICON)


def test_a_call_that_is_answered_in_one_window_leaves_the_tabs_of_all(
    alice: Person, bob: Person
) -> None:
    other = bob.second_window().turn_on()
    alice.window.call("Bob")
    for window in (bob.window, other):
        expect(window.page).to_have_title(re.compile("^Alice is calling"))
        expect_icon(window.page, INCOMING_ICON)

    other.press("Answer")

    for window in (bob.window, other):
        expect(window.page).to_have_title(TITLE)
        expect_icon(window.page, ICON)


def test_a_call_that_the_caller_gives_up_leaves_the_tab(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    expect_icon(bob.page, INCOMING_ICON)

    alice.window.press("Hang up")

    expect(bob.page).to_have_title(TITLE)
    expect_icon(bob.page, ICON)


def test_a_call_that_is_declined_leaves_the_tab(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    expect_icon(bob.page, INCOMING_ICON)

    bob.window.press("Decline")

    expect(bob.page).to_have_title(TITLE)
    expect_icon(bob.page, ICON)


def test_the_icon_of_an_incoming_call_is_a_picture_of_this_site(new_person: NewPerson) -> None:
    bob = new_person().sign_in("Bob")
    url = bob.window.phone.get_attribute("data-incoming-icon")

    answer = bob.page.request.get(f"{bob.url}{url}")

    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (
        200,
        "image/svg+xml",
    )
