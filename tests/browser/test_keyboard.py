"""Everything can be done with the keyboard alone, and the focus is never lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPerson
from tests.browser.crowd import fill_lists
from tests.browser.live_server import LiveServer
from tests.browser.person import Person, Window

# The places where Tab should stop, in the order of the document, which is the order to read in.
STOPS = """[...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']",
  )].filter((one) => one.checkVisibility() && one.type !== "hidden")"""
FOCUSED = f"{STOPS}.indexOf(document.activeElement)"
RING = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
}"""


def tab_through(page: Page) -> tuple[list[int], list[float]]:
    """Press Tab once per stop; return where it stopped, and how wide each ring was."""
    stops, rings = [], []
    for _ in range(page.evaluate(f"{STOPS}.length")):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        rings.append(page.evaluate(RING))
    return stops, rings


def test_tab_stops_everywhere_in_order_and_shows_where_it_is(
    alice: Person, server: LiveServer
) -> None:
    fill_lists(server, "alice")
    for path in ("/call", "/account", "/ticket-inspector"):
        alice.page.goto(alice.url + path)
        if path == "/call":
            alice.turn_on()
            expect(alice.page.get_by_role("region", name="People")).to_contain_text("Zoë")

        stops, rings = tab_through(alice.page)

        assert stops == list(range(len(stops))), f"on {path}"
        assert min(rings) >= 2, f"on {path}"


def test_the_pages_for_strangers_can_be_tabbed_through(new_person: NewPerson) -> None:
    person = new_person()
    for path in ("/", "/login", "/register"):
        person.page.goto(person.url + path)

        stops, rings = tab_through(person.page)

        assert stops == list(range(len(stops))), f"on {path}"
        assert min(rings) >= 2, f"on {path}"


def test_the_skip_link_leads_past_the_header(alice: Person, server: LiveServer) -> None:
    fill_lists(server, "alice")
    alice.page.reload()
    alice.turn_on()
    expect(alice.page.get_by_role("region", name="People")).to_contain_text("Zoë")

    alice.page.keyboard.press("Tab")
    expect(alice.page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    alice.page.keyboard.press("Enter")
    alice.page.keyboard.press("Tab")

    expect(alice.page.get_by_label("Find people")).to_be_focused()


def test_after_a_call_the_focus_is_where_it_was(alice: Person, bob: Person) -> None:
    alice.window.button("Call Bob").focus()
    alice.page.keyboard.press("Enter")
    bob.window.shows("incoming")
    expect(alice.window.button("Hang up")).to_be_focused()

    bob.window.press("Decline")

    alice.window.shows("ready")
    expect(alice.window.button("Call Bob")).to_be_focused()


def test_answering_moves_the_focus_on_and_the_end_leaves_it_beside_the_sentence(
    alice: Person, bob: Person
) -> None:
    bob.page.evaluate("document.activeElement.blur()")
    alice.window.call("Bob")
    expect(bob.window.button("Answer")).to_be_focused()

    bob.window.answer_by_key()
    bob.window.shows("established")
    expect(bob.window.button("Mute")).to_be_focused()

    alice.window.press("Hang up")
    bob.window.shows("ready")
    expect(bob.page.get_by_role("region", name="Your phone")).to_be_focused()
    bob.page.keyboard.press("Tab")
    expect(bob.window.button("Call Alice again")).to_be_focused()
    bob.page.keyboard.press("Tab")
    expect(bob.page.get_by_label("Find people")).to_be_focused()
    bob.page.keyboard.press("Tab")
    expect(bob.window.button("Call Alice")).to_be_focused()
    bob.page.keyboard.press("Tab")
    expect(bob.window.button("Video call Alice")).to_be_focused()


def test_an_incoming_call_does_not_take_the_keys_from_who_is_typing(
    alice: Person, bob: Person
) -> None:
    field = bob.page.get_by_label("Find people")
    field.press_sequentially("al")
    alice.window.call("Bob")
    bob.window.shows("incoming").says("Alice is calling you.")

    bob.page.keyboard.type(" al al")

    expect(field).to_be_focused()
    expect(field).to_have_value("al al al")
    bob.window.says("Alice is calling you.")
    bob.page.keyboard.press("Shift+Tab")
    bob.page.keyboard.press("Shift+Tab")
    expect(bob.window.button("Answer")).to_be_focused()


def test_a_key_that_was_meant_for_another_place_does_not_answer(alice: Person, bob: Person) -> None:
    bob.window.button("Call Alice").focus()
    answer = bob.window.page.locator("[data-action=answer]")
    # As a key does that is pressed in the moment in which the focus moves.
    answer.evaluate("button => button.addEventListener('focus', () => button.click())")

    alice.window.call("Bob")

    expect(bob.window.button("Answer")).to_be_focused()
    bob.window.says("Alice is calling you.")
    bob.window.answer_by_key()
    alice.window.shows("established")


def test_what_failed_can_be_tried_again_without_looking_for_the_button(
    new_person: NewPerson,
) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")
    alice.window.button("Turn on my phone").focus()

    alice.page.keyboard.press("Enter")

    alice.window.shows("failed").says(re.compile("microphone", re.IGNORECASE))
    expect(alice.window.button("Turn on my phone")).to_be_focused()


def test_a_whole_call_works_with_the_keyboard_alone(alice: Person, bob: Person) -> None:
    alice.window.button("Call Bob").focus()
    alice.page.keyboard.press("Enter")
    bob.window.shows("incoming")
    expect(bob.window.button("Answer")).to_be_focused()
    bob.window.answer_by_key()
    alice.window.shows("established")
    bob.window.shows("established")

    expect(bob.window.button("Hang up")).to_be_visible()
    tab_to(bob.window, "Hang up")
    bob.page.keyboard.press("Enter")

    alice.window.shows("ready").says("Bob hung up")


def tab_to(window: Window, name: str) -> None:
    """Press Tab until the button has the focus, as far as a page has places to stop."""
    for _ in range(40):
        if window.button(name).evaluate("(button) => button === document.activeElement"):
            return
        window.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def test_a_held_key_places_a_call_and_does_not_cancel_it(alice: Person, bob: Person) -> None:
    alice.window.button("Call Bob").focus()
    alice.page.keyboard.down("Enter")
    alice.window.shows("ringing")

    alice.page.keyboard.down("Enter")  # without letting go: the keyboard repeats it

    expect(alice.window.button("Hang up")).to_be_focused()
    alice.page.keyboard.up("Enter")
    bob.window.press("Answer")
    alice.window.shows("established")
