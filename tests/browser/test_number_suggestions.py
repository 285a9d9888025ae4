"""A phone number that was typed without its country: one click makes it whole."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.axe import expect_accessible
from tests.browser.person import Person

NATIONAL = "070-174 06 05"
SWEDISH = "Use +46 70 174 06 05 (Sweden)"


def field_of(person: Person) -> Locator:
    return person.page.get_by_label("Phone number")


def suggestions_of(person: Person) -> Locator:
    group = person.page.get_by_role("group", name="Numbers you may mean")
    return group.get_by_role("button")


def test_one_click_fills_in_the_number_with_its_country(alice: Person) -> None:
    field_of(alice).fill(NATIONAL)
    expect(alice.page.get_by_text("Add + and the country code")).to_be_visible()

    alice.window.press(SWEDISH)

    expect(field_of(alice)).to_be_focused()
    expect(field_of(alice)).to_have_value("+46 70 174 06 05")
    expect(alice.page.get_by_text("This number can be called.")).to_be_visible()
    expect(suggestions_of(alice)).to_have_count(0)


def test_with_the_keyboard_a_suggestion_is_called(alice: Person) -> None:
    field_of(alice).fill(NATIONAL)
    expect(alice.window.button(SWEDISH)).to_be_visible()

    field_of(alice).press("Tab")  # to Call number
    alice.page.keyboard.press("Tab")
    expect(alice.window.button(SWEDISH)).to_be_focused()
    alice.page.keyboard.press("Enter")
    expect(field_of(alice)).to_be_focused()
    alice.page.keyboard.press("Enter")

    alice.window.shows("calling").says("Calling +46701740605.")


def test_a_number_of_two_countries_is_offered_for_each(alice: Person) -> None:
    field_of(alice).fill("(212) 555-0123")

    expect(suggestions_of(alice)).to_have_text(
        ["Use +1 212-555-0123 (United States)", "Use +49 212 5550123 (Germany)"]
    )


def test_typing_on_takes_the_suggestions_away(alice: Person) -> None:
    field_of(alice).fill("(212) 555-0123")
    expect(suggestions_of(alice)).to_have_count(2)

    field_of(alice).press_sequentially("9" * 15)

    expect(suggestions_of(alice)).to_have_count(0)


def test_a_number_that_needs_its_country_is_not_called_and_keeps_its_suggestion(
    alice: Person,
) -> None:
    field_of(alice).fill(NATIONAL)

    field_of(alice).press("Enter")

    alice.window.shows("ready").says(re.compile("choose the number that you mean"))
    expect(field_of(alice)).to_have_attribute("aria-invalid", "true")
    alice.window.press(SWEDISH)
    expect(field_of(alice)).not_to_have_attribute("aria-invalid", "true")


def test_suggestions_are_accessible_and_fit_a_narrow_window(alice: Person) -> None:
    field_of(alice).fill("(212) 555-0123")
    expect(suggestions_of(alice)).to_have_count(2)

    expect_accessible(alice.page)
