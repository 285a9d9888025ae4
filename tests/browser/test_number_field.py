"""The field for a phone number: checked while one types, and dialled with Enter."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person

SWEDISH = "+46 70 174 06 05, Sweden (SE). This number can be called."


def field_of(person: Person) -> Locator:
    return person.page.get_by_label("Phone number")


def test_while_typing_the_number_its_country_and_whether_it_may_be_called_appear(
    alice: Person,
) -> None:
    field_of(alice).fill("0046 (0)70-1740605")

    expect(alice.page.get_by_text(SWEDISH)).to_be_visible()
    expect(field_of(alice)).to_have_accessible_description(re.compile(re.escape(SWEDISH)))
    expect(alice.page.get_by_text("🇸🇪")).to_have_attribute("aria-hidden", "true")


def test_a_number_that_can_be_called_is_formatted_when_the_field_is_left(alice: Person) -> None:
    field_of(alice).fill("0046 (0)70-1740605")
    expect(alice.page.get_by_text(SWEDISH)).to_be_visible()
    expect(field_of(alice)).to_have_value("0046 (0)70-1740605")

    field_of(alice).press("Tab")

    expect(field_of(alice)).to_have_value("+46 70 174 06 05")


def test_a_number_is_formatted_when_the_check_answers_after_the_field_is_left(
    alice: Person,
) -> None:
    field_of(alice).fill("0046701740605")

    field_of(alice).press("Tab")

    expect(field_of(alice)).to_have_value("+46 70 174 06 05")


def test_the_beginning_of_a_number_is_not_marked_as_wrong(alice: Person) -> None:
    field_of(alice).fill("+46 70")

    expect(alice.page.get_by_text("Sweden (SE). This number is not complete yet.")).to_be_visible()
    expect(field_of(alice)).not_to_have_attribute("aria-invalid", "true")


def test_an_emptied_field_says_nothing_any_more(alice: Person) -> None:
    field_of(alice).fill("+46701740605")
    expect(alice.page.get_by_text(SWEDISH)).to_be_visible()

    field_of(alice).fill("")

    expect(alice.page.get_by_text(SWEDISH)).to_be_hidden()


def test_a_pasted_link_is_called_at_once_with_enter(alice: Person) -> None:
    field_of(alice).fill("tel:+46-000-000-000")

    field_of(alice).press("Enter")

    alice.window.shows("calling").says("Calling +46000000000.")


def test_a_number_that_may_not_be_called_is_told_while_typing(alice: Person) -> None:
    field_of(alice).fill("+33 1 23 45 67 89")

    expect(alice.page.get_by_text("+33 1 23 45 67 89, France (FR). Calls to FR")).to_be_visible()


def test_what_is_no_number_is_not_called_and_typing_on_takes_the_mark_away(alice: Person) -> None:
    field_of(alice).fill("+4670")

    field_of(alice).press("Enter")

    alice.window.shows("ready").says("not complete yet")
    expect(field_of(alice)).to_be_focused()
    expect(field_of(alice)).to_have_attribute("aria-invalid", "true")
    field_of(alice).press("5")
    expect(field_of(alice)).not_to_have_attribute("aria-invalid", "true")


def test_quick_typing_asks_few_questions(alice: Person) -> None:
    asked: list[str] = []
    alice.page.on("request", lambda request: asked.append(request.url))

    field_of(alice).press_sequentially("+46701740605", delay=20)

    expect(alice.page.get_by_text(SWEDISH)).to_be_visible()
    # A machine that is busy may type with pauses.
    assert len([url for url in asked if "/api/phone-number" in url]) < len("+46701740605") / 2


def test_without_the_server_the_field_says_so_and_nothing_is_called(alice: Person) -> None:
    alice.page.route("**/api/phone-number*", lambda route: route.abort())

    field_of(alice).fill("+46701740605")
    field_of(alice).press("Enter")

    expect(alice.page.locator(".number__check")).to_contain_text("The server does not answer.")
    alice.window.shows("ready")
    alice.complaints.clear()  # Chromium writes each failed request to the console

    alice.page.unroute("**/api/phone-number*")
    field_of(alice).press("Enter")
    alice.window.shows("calling")


def test_the_numbers_called_last_fill_in_the_field(alice: Person) -> None:
    alice.window.call_number("+4600000000030")
    alice.window.shows("ready").says(re.compile("declined|denied"))
    alice.window.call_number("+46701740605")
    alice.window.press("Hang up")
    alice.window.shows("ready")
    recent = alice.page.get_by_role("group", name="Recent numbers").get_by_role("button")
    expect(recent).to_have_text(["+46 70 174 06 05", "+4600000000030"])
    history = alice.page.get_by_role("region", name="Recent calls")
    expect(history.get_by_role("listitem")).to_have_count(2)  # both are kept by now

    alice.page.reload()
    alice.turn_on()
    expect(recent).to_have_text(["+46 70 174 06 05", "+4600000000030"])
    recent.first.click()

    expect(field_of(alice)).to_be_focused()
    expect(field_of(alice)).to_have_value("+46 70 174 06 05")
    expect(alice.page.get_by_text(SWEDISH)).to_be_visible()


def test_who_has_called_no_number_is_offered_none(new_person: NewPerson) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")

    expect(field_of(alice)).to_be_visible()
    expect(alice.page.get_by_role("group", name="Recent numbers")).to_be_hidden()
