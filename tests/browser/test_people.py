"""Finding people, and being found."""

import pytest
from playwright.sync_api import Locator, Page, expect

from extensions import db
from models import User
from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person


@pytest.fixture
def crowd(server: LiveServer) -> None:
    """Two hundred people."""
    with server.app.app_context():
        for number in range(200):
            name = f"Person {number:03}"
            db.session.add(User(username=f"person-{number:03}", display_name=name))
        db.session.commit()


def people(page: Page) -> Locator:
    return page.get_by_role("region", name="People")


def test_somebody_of_two_hundred_is_found_by_typing_and_called_by_keyboard(
    crowd: None, alice: Person, new_person: NewPerson
) -> None:
    zoe = new_person().register("zoe", "Zoë").turn_on()
    expect(people(alice.page)).to_contain_text("These are 20 of more people: type to find more.")
    expect(people(alice.page).get_by_role("listitem")).to_have_count(20)

    alice.page.get_by_label("Find people").press_sequentially("zo")
    expect(people(alice.page)).to_contain_text("One person found.")
    alice.page.keyboard.press("Enter")
    expect(alice.window.button("Call Zoë")).to_be_focused()
    alice.page.keyboard.press("Enter")

    zoe.window.shows("incoming").says("Alice")


def test_what_is_typed_fast_is_asked_once(crowd: None, alice: Person) -> None:
    expect(people(alice.page).get_by_role("listitem")).to_have_count(20)
    asked: list[str] = []
    alice.page.on("request", lambda request: asked.append(request.url))

    alice.page.get_by_label("Find people").press_sequentially("person 19")
    expect(people(alice.page)).to_contain_text("10 people found.")

    assert len([url for url in asked if "query=p" in url]) == 1


def test_nobody_found_is_said_and_escape_brings_all_back(alice: Person, bob: Person) -> None:
    field = alice.page.get_by_label("Find people")

    field.fill("<b>nobody")
    expect(people(alice.page)).to_contain_text("Nobody here is called \u201c<b>nobody\u201d.")
    expect(alice.window.button("Call Bob")).to_be_hidden()
    expect_accessible(alice.page)

    field.press("Escape")
    expect(field).to_have_value("")
    expect(alice.window.button("Call Bob")).to_be_visible()


def test_the_own_link_is_copied(new_person: NewPerson) -> None:
    alice = new_person().sign_in("Alice").turn_on()
    alice.context.grant_permissions(["clipboard-read", "clipboard-write", "microphone"])

    alice.window.press("Copy my link")

    expect(people(alice.page)).to_contain_text("Copied.")
    copied = alice.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{alice.url}/call/alice"


def test_where_a_page_may_not_copy_the_link_is_selected(alice: Person) -> None:
    # What plain http on another machine does.
    alice.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    alice.window.press("Copy my link")

    expect(people(alice.page)).to_contain_text("The link is selected")
    assert alice.page.evaluate("String(getSelection())") == f"{alice.url}/call/alice"


def test_an_invitation_leads_a_stranger_through_registration_to_the_person(
    bob: Person, new_person: NewPerson
) -> None:
    carol = new_person()

    carol.page.goto(f"{carol.url}/call/bob")
    carol.page.get_by_role("main").get_by_role("link", name="Create account").click()
    carol.page.get_by_role("main").get_by_role("link", name="Log in").click()
    carol.page.get_by_role("navigation").get_by_role("link", name="Create account").click()
    carol.page.get_by_label("Username").fill("carol")
    carol.page.get_by_label("Display name").fill("Carol")
    carol.page.get_by_label("Password").fill("correct horse battery")
    carol.page.get_by_role("button", name="Create account").click()

    carol.page.wait_for_url(f"{carol.url}/call/bob")
    carol.turn_on()
    expect(carol.window.button("Call Bob")).to_be_focused()
    carol.page.keyboard.press("Enter")
    bob.window.shows("incoming").says("Carol")


def test_an_invitation_to_one_of_many_shows_that_person_first(
    crowd: None, new_person: NewPerson
) -> None:
    carol = new_person().register("carol", "Carol")

    carol.page.goto(f"{carol.url}/call/person-150")

    first = people(carol.page).get_by_role("listitem").first
    expect(first).to_contain_text("Person 150")
    carol.turn_on()
    expect(carol.window.button("Call Person 150")).to_be_focused()
