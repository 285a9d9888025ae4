"""What the calling page says to browsers that need something before they can be called."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = (
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT} Version/18.5 Mobile/15E148"
    " Safari/604.1"
)
MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.5 Safari/605.1.15"
TOUCH = 'Object.defineProperty(navigator, "maxTouchPoints", { get: () => 5 })'
NO_PUSH = "delete window.PushManager"
UNDECIDED = 'Object.defineProperty(Notification, "permission", { get: () => "default" })'
BLOCKED = 'Object.defineProperty(Notification, "permission", { get: () => "denied" })'


def expect_note(person: Person, text: str) -> None:
    note = person.page.locator(".call__browser-note")
    if text:
        expect(note).to_contain_text(text)
    else:
        person.window.shows("ready")
        expect(note).to_be_hidden()


@pytest.mark.parametrize(
    ("options", "script", "note"),
    [
        ({}, "", ""),
        ({"user_agent": MAC}, "", ""),
        ({"user_agent": IPHONE}, "", "Share, then Add to Home Screen"),
        ({"user_agent": MAC}, TOUCH, "Share, then Add to Home Screen"),
        ({}, NO_PUSH, "has no push messages"),
        ({"user_agent": MAC}, UNDECIDED, "asks for notifications when you turn on your phone"),
        ({}, BLOCKED, "Notifications are blocked"),
    ],
    ids=["Chromium", "Safari", "iPhone", "iPad", "no push", "undecided", "blocked"],
)
def test_a_browser_is_told_what_it_needs_and_nothing_else(
    new_person: NewPerson, options: dict, script: str, note: str
) -> None:
    alice = new_person(**options)
    alice.context.add_init_script(script)

    alice.register("alice", "Alice")

    expect_note(alice, note)


def test_the_note_of_an_iphone_fits_its_window(new_person: NewPerson) -> None:
    alice = new_person(user_agent=IPHONE, viewport={"width": 360, "height": 800})

    alice.register("alice", "Alice")

    expect_note(alice, "Add to Home Screen")
    assert alice.page.evaluate("document.documentElement.scrollWidth") <= 360
