"""A form says that it is at work: a password takes the server a moment, and a crowd queues."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

# In place of the server, so that the answer takes as long as the test wants.
KEEP_FORMS = """
window.sent = 0;
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) window.sent += 1;
  event.preventDefault();
});
"""


@pytest.fixture
def carol(new_person: NewPerson) -> Person:
    """At the form, with every field filled in."""
    carol = new_person()
    carol.page.goto(f"{carol.url}/register")
    carol.page.get_by_label("Username").fill("carol")
    carol.page.get_by_label("Display name").fill("Carol")
    carol.page.get_by_label("Password").fill("correct horse battery")
    carol.page.evaluate(KEEP_FORMS)
    return carol


def test_while_the_account_is_made_the_button_says_so(carol: Person) -> None:
    carol.window.press("Create account")

    busy = carol.window.button("Creating your account ...")
    expect(busy).to_have_attribute("aria-disabled", "true")
    assert carol.page.evaluate("window.sent") == 1


def test_a_second_press_sends_nothing_more(carol: Person) -> None:
    carol.window.press("Create account")

    carol.window.button("Creating your account ...").dispatch_event("click")

    assert carol.page.evaluate("window.sent") == 1


def test_back_shows_the_form_as_it_was(carol: Person) -> None:
    carol.window.press("Create account")

    carol.page.evaluate("window.dispatchEvent(new Event('pageshow'))")

    expect(carol.window.button("Create account")).not_to_have_attribute("aria-disabled", "true")
