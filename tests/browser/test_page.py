"""The page itself: its size, its requests, its text, and the way out."""

import re

import pytest
from playwright.sync_api import expect

from extensions import db
from models import User
from tests.browser.conftest import NewPerson
from tests.browser.crowd import ARABIC
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

WIDEST = 1200
WRITTEN_FROM = "element => getComputedStyle(element).direction"
# Where a text is on the screen, the first time and the last.
PLACES = """({ firstChild: node }, text) =>
  [node.data.indexOf(text), node.data.lastIndexOf(text)].map((start) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + text.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, top, bottom };
  })
"""
HOSTILE_NAME = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("width", [360, 1280, 1920])
@pytest.mark.parametrize(
    "path",
    ["/", "/login", "/register", "/account", "/call", "/callbacks", "/ticket-inspector"],
)
def test_a_page_fits_its_window(new_person: NewPerson, path: str, width: int) -> None:
    person = new_person(viewport={"width": width, "height": 800})
    if path not in ("/", "/login", "/register"):
        person.sign_in("Alice")

    person.page.goto(person.url + path)

    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width
    # Lines of text that are wider than this are hard to read.
    assert person.page.locator("main").bounding_box()["width"] <= WIDEST


def test_a_hostile_display_name_is_text_everywhere(
    alice: Person, new_person: NewPerson, server: LiveServer
) -> None:
    mallory = new_person().register("mallory", HOSTILE_NAME).turn_on()
    dialogs: list[str] = []
    for person in (alice, mallory):
        person.page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    expect(alice.window.button(f"Call {HOSTILE_NAME}")).to_be_visible(timeout=15_000)
    mallory.window.call("Alice")
    alice.window.shows("incoming").says(HOSTILE_NAME)
    alice.window.press("Answer")
    alice.window.shows("established")
    alice.window.press("Hang up")
    alice.window.shows("ready").says(HOSTILE_NAME)
    for region in ("People", "Recent calls"):
        expect(alice.page.get_by_role("region", name=region)).to_contain_text(HOSTILE_NAME)

    assert alice.page.locator("img[src=x]").count() == 0
    assert dialogs == []


def test_a_name_from_right_to_left_turns_no_sentence_around(
    alice: Person, new_person: NewPerson
) -> None:
    callee = new_person().register("callee", ARABIC).turn_on()
    alice.window.call(ARABIC)
    expect(alice.page.locator(".call__name")).to_have_text(ARABIC)
    assert alice.page.locator(".call__name").evaluate(WRITTEN_FROM) == "rtl"

    callee.window.shows("incoming").press("Decline")

    alice.window.shows("ready").says(re.compile(f"Call to .*{ARABIC}.*: .*{ARABIC}.* declined"))
    # The two names stand in the order in which an English reader reads them.
    first, second = alice.page.locator(".call__sentence").evaluate(PLACES, ARABIC)
    assert first["right"] <= second["left"] or first["bottom"] <= second["top"]


def test_people_show_who_has_a_phone_on(alice: Person, new_person: NewPerson) -> None:
    bob = new_person(may_use_microphone=False).sign_in("Bob")
    entry = alice.page.get_by_role("listitem").filter(has_text="Bob")
    expect(entry.first).to_contain_text("not online", timeout=15_000)

    bob.context.grant_permissions(["microphone"])
    bob.turn_on()

    expect(entry.first).not_to_contain_text("not online", timeout=15_000)
    expect(entry.first).to_contain_text("online")


def test_after_logging_out_back_shows_the_login_page(alice: Person) -> None:
    alice.window.press("Log out")
    alice.page.wait_for_url(f"{alice.url}/")

    alice.page.go_back()

    expect(alice.page.get_by_role("heading", name="Log in")).to_be_visible()


def test_an_invitation_leads_through_the_login_page_to_the_person(
    new_person: NewPerson, server: LiveServer
) -> None:
    with server.app.app_context():
        db.session.add(User(username="carol", display_name="Carol", password_hash=None))
        db.session.commit()
    person = new_person()

    person.page.goto(f"{person.url}/call/carol")
    person.page.get_by_role("button", name="Sign in as Alice").click()

    person.page.wait_for_url(f"{person.url}/call/carol")
    expect(person.window.button("Call Carol")).to_be_visible()
