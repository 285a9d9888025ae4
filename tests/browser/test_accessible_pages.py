"""Everybody can use every page: by axe-core, in every width and colour scheme."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.crowd import UNBREAKABLE
from tests.browser.person import Person
from tests.browser.test_inspector import FETCH_TICKET, inspect
from tests.browser.virtual_phone import SWEDISH_MOBILE, open_virtual_phone

OPEN_PAGES = ["/", "/login", "/register", "/login?next=/call/bob"]
OWN_PAGES = ["/account", "/ticket-inspector", "/call/nobody-here"]


def test_the_pages_for_strangers_are_accessible(new_person: NewPerson) -> None:
    person = new_person()

    for path in OPEN_PAGES:
        person.page.goto(person.url + path)

        expect(person.page.get_by_role("heading", level=1)).to_be_visible()
        expect_accessible(person.page)


def test_the_pages_of_an_account_are_accessible(new_person: NewPerson) -> None:
    person = new_person(may_use_microphone=False).register("carol", UNBREAKABLE)

    for path in OWN_PAGES:
        person.page.goto(person.url + path)

        expect(person.page.get_by_role("heading", level=1)).to_be_visible()
        expect_accessible(person.page)


def test_refused_forms_are_accessible(new_person: NewPerson) -> None:
    person = new_person()
    for path, button in [("/register", "Create account"), ("/login", "Log in")]:
        person.page.goto(person.url + path)
        person.page.get_by_label("Username").fill("A B")
        person.page.get_by_label("Password").fill("wrong password")
        if path == "/register":
            person.page.get_by_label("Display name").fill("A B")

        with person.page.expect_response(f"**{path}") as answer:
            person.window.press(button)

        assert answer.value.status == 422
        expect_accessible(person.page)
    forget_refusals(person, "422")


def test_a_saved_change_is_told_accessibly(new_person: NewPerson) -> None:
    person = new_person(may_use_microphone=False).sign_in("Alice")
    person.page.goto(f"{person.url}/account")

    person.window.press("Save display name")

    expect(person.page.get_by_text("Your display name is saved.")).to_be_visible()
    expect_accessible(person.page)


@pytest.mark.parametrize("form", ["registrationToken", "userTicket"])
def test_the_inspectors_verdicts_are_accessible(new_person: NewPerson, form: str) -> None:
    person = new_person(may_use_microphone=False).sign_in("Alice")
    ticket = person.page.evaluate(FETCH_TICKET, form)

    for pasted in (ticket, ticket[:-5]):
        inspect(person, pasted)

        expect(person.page.get_by_role("heading", name="Its parts, in order")).to_be_visible()
        expect_accessible(person.page)


def test_an_error_page_is_accessible(new_person: NewPerson) -> None:
    person = new_person()

    person.page.goto(f"{person.url}/nothing-here")

    expect_accessible(person.page)
    forget_refusals(person, "404")


def test_a_virtual_phone_is_accessible_in_a_call_and_without(
    alice: Person, new_person: NewPerson
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    page = virtual_phone.page
    expect_accessible(page)

    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming")
    expect_accessible(page)

    virtual_phone.press("Answer")
    virtual_phone.shows("established")
    expect_accessible(page)


def forget_refusals(person: Person, status: str) -> None:
    """Chromium writes each answer of this status to the console."""
    assert all(status in complaint for complaint in person.complaints)
    person.complaints.clear()
