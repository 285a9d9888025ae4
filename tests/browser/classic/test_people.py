"""Who calls: the classic SDK tells the User ID alone."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person


def test_a_caller_whom_the_search_has_hidden_is_named(alice: Person, new_person: NewPerson) -> None:
    zoe = new_person().register("zoe", "Zoë").turn_on()
    expect(alice.window.button("Call Zoë")).to_be_visible(timeout=15_000)
    alice.page.get_by_label("Find people").fill("nobody")
    expect(alice.window.button("Call Zoë")).to_be_hidden()

    zoe.window.call("Alice")

    alice.window.shows("incoming").says("Zoë")
