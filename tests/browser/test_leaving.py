"""Leaving a call without hanging up: the page closes, dies, or logs out."""

from contextlib import suppress

from playwright.sync_api import Error, expect

from tests.browser.person import Person
from tests.browser.test_calls import connect


def test_closing_the_window_during_a_call_ends_it_for_the_other(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.page.close()

    alice.window.shows("ready", timeout_ms=10_000).says(
        "Bob's page was closed or reloaded"
    ).hears_nothing()


def test_a_browser_that_dies_during_a_call_ends_it_for_the_other(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)

    with suppress(Error):  # that is how Playwright says that the page crashed
        bob.page.goto("chrome://crash")

    alice.window.shows("ready", timeout_ms=10_000).says("Bob's window is gone").hears_nothing()


def test_logging_out_during_a_call_ends_it(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.window.press("Log out")

    bob.page.wait_for_url(f"{bob.url}/")
    alice.window.shows("ready").says("Bob hung up").hears_nothing()


def test_a_call_that_logging_out_ended_is_kept_in_the_history(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.window.press("Log out")
    bob.page.wait_for_url(f"{bob.url}/")
    bob.sign_in("Bob")

    expect(bob.page.get_by_role("region", name="Recent calls")).to_contain_text("You hung up.")
