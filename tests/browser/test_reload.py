"""A page that is loaded anew during a call, or while it rings."""

import time

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_call_again import reload_during_call
from tests.browser.test_calls import connect


def test_the_other_side_is_told_of_a_reload_within_a_second(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    bob.page.reload(wait_until="commit")
    began_at = time.monotonic()
    alice.window.says("Bob's page was closed or reloaded.")

    assert time.monotonic() - began_at < 1
    alice.window.shows("ready").hears_nothing()


def test_a_page_that_is_reloaded_while_it_rings_rings_again(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")

    bob.page.reload()

    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established").hears_packets()


def test_a_call_that_a_reload_cut_off_stands_in_the_history_of_the_new_page(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)

    reload_during_call(bob)

    row = bob.page.get_by_role("region", name="Recent calls").get_by_role("listitem")
    expect(row).to_contain_text("This page was reloaded or closed.")
